//! `podcast.lock` as it stands on disk, version 1: YAML made to be read in a diff.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lock::lock_error::LockError;
use crate::lock::{Lock, LockedAlternate, LockedEnclosure, LockedEpisode};
use crate::model::alternate_facts::{AlternateFacts, AlternateSound};
use crate::model::audio_facts::{AudioFacts, LoudnessFacts};
use crate::model::audio_fault::{AudioFault, AudioFaultKind};
use crate::model::audio_length::AudioLength;
use crate::model::chapter::Chapter;
use crate::model::guid::Guid;

/// The only version so far.
const VERSION: u32 = 1;

/// What stands above the YAML.
pub const HEADER: &str = "\
# Written by podwright; commit it and leave it as it is.
# It keeps what subscribers have: guids, addresses, dates, and the measures of every recording.
";

/// The whole file.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LockFile {
    version: u32,
    show: ShowLines,
    episodes: BTreeMap<String, EpisodeLines>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ShowLines {
    guid: String,
    feed: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cover_sha256: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct EpisodeLines {
    slug: String,
    title: String,
    date: String,
    enclosure: EnclosureLines,
    audio: AudioLines,
    #[serde(skip_serializing_if = "Option::is_none")]
    loudness: Option<LoudnessLines>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    faults: Vec<FaultLines>,
    tags_sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    artwork_sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transcript_sha256: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    alternates: Vec<AlternateLines>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    chapters: Vec<ChapterLines>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ChapterLines {
    start: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct AlternateLines {
    file: String,
    form: String,
    bytes: u64,
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sound: Option<SoundLines>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct SoundLines {
    codec: String,
    bitrate_bps: u32,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct EnclosureLines {
    url: String,
    r#type: String,
    bytes: u64,
    sha256: String,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct AudioLines {
    sha256: String,
    container: String,
    codec: String,
    samples: u64,
    sample_rate_hz: u32,
    channels: u8,
    bitrate_bps: u32,
    bitrate_mode: String,
    seek_table: bool,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct LoudnessLines {
    #[serde(skip_serializing_if = "Option::is_none")]
    integrated_lufs: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range_lu: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    true_peak_dbtp: Option<f64>,
    leading_silence_seconds: f64,
    trailing_silence_seconds: f64,
    longest_silence_seconds: f64,
    clipped_samples: u64,
    equal_channels: bool,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct FaultLines {
    rule: String,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset_bytes: Option<u64>,
}

impl From<&Lock> for LockFile {
    fn from(lock: &Lock) -> Self {
        let Lock { guid, feed_url, cover, episodes } = lock;
        Self {
            version: VERSION,
            show: ShowLines {
                guid: guid.to_string(),
                feed: feed_url.to_string(),
                cover_sha256: cover.map(|sum| sum.to_string()),
            },
            episodes: episodes.iter().map(|(guid, episode)| (guid.to_string(), EpisodeLines::from(episode))).collect(),
        }
    }
}

impl From<&LockedEpisode> for EpisodeLines {
    fn from(episode: &LockedEpisode) -> Self {
        let LockedEpisode { slug, title, date, enclosure, audio, faults, tags, artwork, transcript, alternates, chapters } =
            episode;
        let AudioFacts {
            bytes,
            sha256,
            audio_sha256,
            container,
            codec,
            length,
            channels,
            bitrate,
            bitrate_mode,
            seek_table,
            loudness,
        } = audio;
        Self {
            slug: slug.to_string(),
            title: title.to_string(),
            date: date.rfc_3339(),
            enclosure: EnclosureLines {
                url: enclosure.url.to_string(),
                r#type: enclosure.media_type.clone(),
                bytes: *bytes,
                sha256: sha256.to_string(),
            },
            audio: AudioLines {
                sha256: audio_sha256.to_string(),
                container: container.to_string(),
                codec: codec.to_string(),
                samples: length.samples,
                sample_rate_hz: length.sample_rate,
                channels: *channels,
                bitrate_bps: *bitrate,
                bitrate_mode: bitrate_mode.to_string(),
                seek_table: *seek_table,
            },
            loudness: loudness.as_ref().map(LoudnessLines::from),
            faults: faults.iter().map(FaultLines::from).collect(),
            tags_sha256: tags.to_string(),
            artwork_sha256: artwork.map(|sum| sum.to_string()),
            transcript_sha256: transcript.map(|sum| sum.to_string()),
            alternates: alternates.iter().map(AlternateLines::from).collect(),
            chapters: chapters.iter().map(ChapterLines::from).collect(),
        }
    }
}

impl From<&Chapter> for ChapterLines {
    fn from(chapter: &Chapter) -> Self {
        // Pictures are files of the show, which no recording names.
        let Chapter { start, title, url, image: _, alt: _ } = chapter;
        Self { start: start.to_string(), title: title.to_string(), url: url.as_ref().map(ToString::to_string) }
    }
}

impl ChapterLines {
    fn read(self, guid: &str) -> Result<Chapter, LockError> {
        let Self { start, title, url } = self;
        let url = url.map(|url| value(&url, guid, "url")).transpose()?;
        Ok(Chapter { start: value(&start, guid, "start")?, title: value(&title, guid, "title")?, url, image: None, alt: None })
    }
}

impl From<&LockedAlternate> for AlternateLines {
    fn from(alternate: &LockedAlternate) -> Self {
        let LockedAlternate { file, facts: AlternateFacts { bytes, sha256, form, sound } } = alternate;
        Self {
            file: file.to_string(),
            form: form.to_string(),
            bytes: *bytes,
            sha256: sha256.to_string(),
            sound: sound.map(|AlternateSound { codec, bitrate }| SoundLines { codec: codec.to_string(), bitrate_bps: bitrate }),
        }
    }
}

impl AlternateLines {
    fn read(self, guid: &str) -> Result<LockedAlternate, LockError> {
        let Self { file, form, bytes, sha256, sound } = self;
        let sound = sound
            .map(|SoundLines { codec, bitrate_bps }| {
                Ok(AlternateSound { codec: value(&codec, guid, "codec")?, bitrate: bitrate_bps })
            })
            .transpose()?;
        let facts = AlternateFacts { bytes, sha256: value(&sha256, guid, "sha256")?, form: value(&form, guid, "form")?, sound };
        Ok(LockedAlternate { file: value(&file, guid, "file")?, facts })
    }
}

impl From<&LoudnessFacts> for LoudnessLines {
    fn from(facts: &LoudnessFacts) -> Self {
        let LoudnessFacts {
            integrated,
            range,
            true_peak,
            leading_silence,
            trailing_silence,
            longest_silence,
            clipped_samples,
            equal_channels,
        } = facts.rounded();
        Self {
            integrated_lufs: integrated,
            range_lu: range,
            true_peak_dbtp: true_peak,
            leading_silence_seconds: leading_silence,
            trailing_silence_seconds: trailing_silence,
            longest_silence_seconds: longest_silence,
            clipped_samples,
            equal_channels,
        }
    }
}

impl From<&AudioFault> for FaultLines {
    fn from(fault: &AudioFault) -> Self {
        let AudioFault { kind, message, offset } = fault;
        Self { rule: kind.as_str().to_owned(), message: message.clone(), offset_bytes: *offset }
    }
}

impl TryFrom<LockFile> for Lock {
    type Error = LockError;

    fn try_from(file: LockFile) -> Result<Self, LockError> {
        let LockFile { version, show, episodes } = file;
        if version != VERSION {
            return Err(LockError::Version { found: version, known: VERSION });
        }
        let episodes = episodes
            .into_iter()
            .map(|(guid, lines)| {
                let episode = lines.read(&guid)?;
                Ok((value(&guid, &guid, "guid")?, episode))
            })
            .collect::<Result<BTreeMap<Guid, LockedEpisode>, LockError>>()?;
        Ok(Self {
            guid: value(&show.guid, "show", "guid")?,
            feed_url: value(&show.feed, "show", "feed")?,
            cover: show.cover_sha256.map(|sum| value(&sum, "show", "cover_sha256")).transpose()?,
            episodes,
        })
    }
}

impl EpisodeLines {
    fn read(self, guid: &str) -> Result<LockedEpisode, LockError> {
        let Self {
            slug,
            title,
            date,
            enclosure,
            audio,
            loudness,
            faults,
            tags_sha256,
            artwork_sha256,
            transcript_sha256,
            alternates,
            chapters,
        } = self;
        if audio.sample_rate_hz == 0 {
            return Err(LockError::bad_value(guid, "sample_rate_hz", "0"));
        }
        let facts = AudioFacts {
            bytes: enclosure.bytes,
            sha256: value(&enclosure.sha256, guid, "sha256")?,
            audio_sha256: value(&audio.sha256, guid, "audio.sha256")?,
            container: value(&audio.container, guid, "container")?,
            codec: value(&audio.codec, guid, "codec")?,
            length: AudioLength { samples: audio.samples, sample_rate: audio.sample_rate_hz },
            channels: audio.channels,
            bitrate: audio.bitrate_bps,
            bitrate_mode: value(&audio.bitrate_mode, guid, "bitrate_mode")?,
            seek_table: audio.seek_table,
            loudness: loudness.map(LoudnessLines::read),
        };
        Ok(LockedEpisode {
            slug: value(&slug, guid, "slug")?,
            title: value(&title, guid, "title")?,
            date: value(&date, guid, "date")?,
            enclosure: LockedEnclosure { url: value(&enclosure.url, guid, "url")?, media_type: enclosure.r#type },
            audio: facts,
            faults: faults.into_iter().map(|fault| fault.read(guid)).collect::<Result<_, _>>()?,
            tags: value(&tags_sha256, guid, "tags_sha256")?,
            artwork: artwork_sha256.map(|sum| value(&sum, guid, "artwork_sha256")).transpose()?,
            transcript: transcript_sha256.map(|sum| value(&sum, guid, "transcript_sha256")).transpose()?,
            alternates: alternates.into_iter().map(|lines| lines.read(guid)).collect::<Result<_, _>>()?,
            chapters: chapters.into_iter().map(|lines| lines.read(guid)).collect::<Result<_, _>>()?,
        })
    }
}

impl LoudnessLines {
    fn read(self) -> LoudnessFacts {
        LoudnessFacts {
            integrated: self.integrated_lufs,
            range: self.range_lu,
            true_peak: self.true_peak_dbtp,
            leading_silence: self.leading_silence_seconds,
            trailing_silence: self.trailing_silence_seconds,
            longest_silence: self.longest_silence_seconds,
            clipped_samples: self.clipped_samples,
            equal_channels: self.equal_channels,
        }
    }
}

impl FaultLines {
    fn read(self, guid: &str) -> Result<AudioFault, LockError> {
        let kind = AudioFaultKind::of_word(&self.rule).ok_or_else(|| LockError::bad_value(guid, "rule", &self.rule))?;
        Ok(AudioFault { kind, message: self.message, offset: self.offset_bytes })
    }
}

fn value<T: std::str::FromStr>(text: &str, entry: &str, key: &'static str) -> Result<T, LockError> {
    text.parse().map_err(|_| LockError::bad_value(entry, key, text))
}
