//! An episode's entry in the lock.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize, Serializer};

use crate::lock::chapter_lines::ChapterLines;
use crate::lock::{
    AudioReplacement, LockedAlternate, LockedAudio, LockedEnclosure, LockedEpisode, LockedTranscript, MeasuredAudio,
};
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::identity::origin::Origin;
use crate::model::identity::slug::Slug;
use crate::model::media::alternate_facts::{AlternateAudio, AlternateFacts};
use crate::model::media::audio_facts::{AudioFacts, BitrateMode, LoudnessFacts};
use crate::model::media::audio_fault::AudioFault;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::chapter::Chapter;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;
use crate::model::media::media_form::MediaForm;
use crate::model::media::media_type::MediaType;
use crate::model::media::recording_levels::RecordingLevels;
use crate::model::media::transcript_fit::TranscriptFit;
use crate::model::time::moment::Moment;
use crate::model::time::timestamp::Timestamp;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

/// The lines of an entry, in their order.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EpisodeLines {
    slug: Slug,
    title: Text,
    date: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<Origin>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<u32>,
    enclosure: EnclosureLines,
    #[serde(skip_serializing_if = "Option::is_none")]
    audio: Option<AudioLines>,
    #[serde(skip_serializing_if = "Option::is_none")]
    loudness: Option<LoudnessFacts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    levels: Option<RecordingLevels>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    faults: Vec<AudioFault>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags_sha256: Option<Sha256>,
    #[serde(skip_serializing_if = "Option::is_none")]
    artwork_sha256: Option<Sha256>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transcript_sha256: Option<Sha256>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transcript_fit: Option<TranscriptFit>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    alternates: Vec<AlternateLines>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    chapters: Vec<ChapterLines>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    replaced: Vec<AudioReplacement>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct EnclosureLines {
    url: HttpUrl,
    r#type: MediaType,
    bytes: ByteCount,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<Sha256>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<Timestamp>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct AudioLines {
    sha256: Sha256,
    container: Container,
    codec: Codec,
    samples: u64,
    sample_rate_hz: u32,
    channels: u8,
    bitrate_bps: u32,
    bitrate_mode: BitrateMode,
    seek_table: bool,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct AlternateLines {
    file: ShowPath,
    form: MediaForm,
    bytes: ByteCount,
    sha256: Sha256,
    #[serde(skip_serializing_if = "Option::is_none")]
    sound: Option<AlternateAudio>,
}

/// A value without which the others make no sense.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the value of `{key}` cannot be `{found}`")]
pub(super) struct EntryError {
    key: &'static str,
    found: &'static str,
}

impl Serialize for LockedEpisode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        EpisodeLines::from(self).serialize(serializer)
    }
}

impl From<&LockedEpisode> for EpisodeLines {
    fn from(episode: &LockedEpisode) -> Self {
        let LockedEpisode {
            slug,
            title,
            date,
            origin,
            order,
            enclosure: LockedEnclosure { url, media_type },
            audio,
            replaced,
            artwork,
            transcript,
            alternates,
            chapters,
        } = episode;
        let (bytes, measured, duration) = match audio {
            LockedAudio::Measured(measured) => (measured.facts.bytes, Some(measured), None),
            LockedAudio::Remote { bytes, duration } => (*bytes, None, *duration),
        };
        let facts = measured.map(|measured| &measured.facts);
        let sha256 = facts.map(|facts| facts.sha256);
        Self {
            slug: slug.clone(),
            title: title.clone(),
            date: *date,
            origin: *origin,
            order: *order,
            enclosure: EnclosureLines { url: url.clone(), r#type: *media_type, bytes, sha256, duration },
            audio: facts.map(AudioLines::from),
            loudness: facts.and_then(|facts| facts.loudness.as_ref()).map(LoudnessFacts::rounded),
            levels: measured.and_then(|measured| measured.levels.clone()),
            faults: measured.map(|measured| measured.faults.clone()).unwrap_or_default(),
            tags_sha256: measured.map(|measured| measured.tags),
            artwork_sha256: *artwork,
            transcript_sha256: transcript.map(|transcript| transcript.sha256),
            transcript_fit: transcript.and_then(|transcript| transcript.fit),
            alternates: alternates.iter().map(AlternateLines::from).collect(),
            chapters: chapters.iter().map(ChapterLines::from).collect(),
            replaced: replaced.clone(),
        }
    }
}

impl TryFrom<EpisodeLines> for LockedEpisode {
    type Error = EntryError;

    fn try_from(lines: EpisodeLines) -> Result<Self, EntryError> {
        let EpisodeLines {
            slug,
            title,
            date,
            origin,
            order,
            enclosure: EnclosureLines { url, r#type: media_type, bytes, sha256, duration },
            audio,
            loudness,
            levels,
            faults,
            tags_sha256,
            artwork_sha256,
            transcript_sha256,
            transcript_fit,
            alternates,
            chapters,
            replaced,
        } = lines;
        let missing = |key| EntryError { key, found: "nothing" };
        // The size of a recording that is kept elsewhere may be unknown.
        if bytes == ByteCount::ZERO && audio.is_some() {
            return Err(EntryError { key: "enclosure.bytes", found: "0" });
        }
        if loudness.as_ref().is_some_and(|loudness| !loudness.is_finite()) {
            return Err(EntryError { key: "loudness", found: ".nan or .inf" });
        }
        let audio = match audio {
            Some(audio) => {
                let sha256 = sha256.ok_or(missing("enclosure.sha256"))?;
                let facts = AudioFacts { bytes, sha256, loudness, ..AudioFacts::try_from(audio)? };
                let tags = tags_sha256.ok_or(missing("tags_sha256"))?;
                LockedAudio::Measured(Box::new(MeasuredAudio { facts, levels, faults, tags }))
            }
            None if sha256.is_some() || tags_sha256.is_some() || loudness.is_some() || levels.is_some() => {
                return Err(missing("audio"));
            }
            None => LockedAudio::Remote { bytes, duration },
        };
        Ok(Self {
            slug,
            title,
            date,
            origin,
            order,
            enclosure: LockedEnclosure { url, media_type },
            audio,
            replaced,
            artwork: artwork_sha256,
            transcript: transcript_sha256.map(|sha256| LockedTranscript { sha256, fit: transcript_fit }),
            alternates: alternates.into_iter().map(LockedAlternate::from).collect(),
            chapters: chapters.into_iter().map(Chapter::from).collect(),
        })
    }
}

impl From<&AudioFacts> for AudioLines {
    fn from(facts: &AudioFacts) -> Self {
        Self {
            sha256: facts.audio_sha256,
            container: facts.container,
            codec: facts.codec,
            samples: facts.length.samples,
            sample_rate_hz: facts.length.sample_rate.get(),
            channels: facts.channels,
            bitrate_bps: facts.bitrate,
            bitrate_mode: facts.bitrate_mode,
            seek_table: facts.seek_table,
        }
    }
}

/// The facts that stand in these lines; size and hash of the file, and its loudness, stand elsewhere.
impl TryFrom<AudioLines> for AudioFacts {
    type Error = EntryError;

    fn try_from(lines: AudioLines) -> Result<Self, EntryError> {
        let sample_rate = NonZeroU32::new(lines.sample_rate_hz).ok_or(EntryError { key: "audio.sample_rate_hz", found: "0" })?;
        if lines.channels == 0 {
            return Err(EntryError { key: "audio.channels", found: "0" });
        }
        Ok(Self {
            bytes: ByteCount::ZERO,
            sha256: lines.sha256,
            audio_sha256: lines.sha256,
            container: lines.container,
            codec: lines.codec,
            length: AudioLength { samples: lines.samples, sample_rate },
            channels: lines.channels,
            bitrate: lines.bitrate_bps,
            bitrate_mode: lines.bitrate_mode,
            seek_table: lines.seek_table,
            loudness: None,
        })
    }
}

impl From<&LockedAlternate> for AlternateLines {
    fn from(LockedAlternate { file, facts: AlternateFacts { bytes, sha256, form, audio } }: &LockedAlternate) -> Self {
        Self { file: file.clone(), form: *form, bytes: *bytes, sha256: *sha256, sound: *audio }
    }
}

impl From<AlternateLines> for LockedAlternate {
    fn from(AlternateLines { file, form, bytes, sha256, sound: audio }: AlternateLines) -> Self {
        Self { file, facts: AlternateFacts { bytes, sha256, form, audio } }
    }
}
