//! An episode's entry in the lock.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::lock::alternate_lines::AlternateLines;
use crate::lock::chapter_lines::ChapterLines;
use crate::lock::entry_sum::{agree, entry_sum};
use crate::lock::lock_error::LockError;
use crate::lock::record_lines::ReplacementLines;
use crate::lock::value::value;
use crate::lock::{LockedAudio, LockedEnclosure, LockedEpisode, MeasuredAudio};
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::guid::Guid;
use crate::model::media::audio_facts::{AudioFacts, LoudnessFacts};
use crate::model::media::audio_fault::{AudioFault, AudioFaultKind};
use crate::model::media::audio_length::AudioLength;
use crate::model::media::loudness::{Loudness, TruePeak};

/// The lines of an entry, in their order.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EpisodeLines {
    slug: String,
    title: String,
    date: String,
    enclosure: EnclosureLines,
    #[serde(skip_serializing_if = "Option::is_none")]
    audio: Option<AudioLines>,
    #[serde(skip_serializing_if = "Option::is_none")]
    loudness: Option<LoudnessLines>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    faults: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags_sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    artwork_sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transcript_sha256: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    alternates: Vec<AlternateLines>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    chapters: Vec<ChapterLines>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    replaced: Vec<ReplacementLines>,
    #[serde(skip_serializing_if = "String::is_empty")]
    sum: String,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct EnclosureLines {
    url: String,
    r#type: String,
    bytes: ByteCount,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<String>,
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

impl EpisodeLines {
    pub(super) fn of(guid: &Guid, episode: &LockedEpisode) -> Self {
        let LockedEpisode { slug, title, date, enclosure, audio, replaced, artwork, transcript, alternates, chapters } = episode;
        let (bytes, measured, duration) = match audio {
            LockedAudio::Measured(measured) => (measured.facts.bytes, Some(measured), None),
            LockedAudio::Remote { bytes, duration } => (*bytes, None, *duration),
        };
        let facts = measured.map(|measured| &measured.facts);
        let mut lines = Self {
            slug: slug.to_string(),
            title: title.to_string(),
            date: date.rfc_3339(),
            enclosure: EnclosureLines {
                url: enclosure.url.to_string(),
                r#type: enclosure.media_type.to_string(),
                bytes,
                sha256: facts.map(|facts| facts.sha256.to_string()),
                duration: duration.map(|duration| duration.to_string()),
            },
            audio: facts.map(AudioLines::from),
            loudness: facts.and_then(|facts| facts.loudness.as_ref()).map(LoudnessLines::from),
            faults: measured.iter().flat_map(|measured| &measured.faults).map(fault_line).collect(),
            tags_sha256: measured.map(|measured| measured.tags.to_string()),
            artwork_sha256: artwork.map(|sum| sum.to_string()),
            transcript_sha256: transcript.map(|sum| sum.to_string()),
            alternates: alternates.iter().map(AlternateLines::from).collect(),
            chapters: chapters.iter().map(ChapterLines::from).collect(),
            replaced: replaced.iter().map(ReplacementLines::from).collect(),
            sum: String::new(),
        };
        lines.sum = entry_sum(guid.as_str(), &lines);
        lines
    }

    pub(super) fn slug(&self) -> &str {
        &self.slug
    }

    pub(super) fn read(mut self, guid: &str) -> Result<LockedEpisode, LockError> {
        let sum = std::mem::take(&mut self.sum);
        let sha256 = |text: &Option<String>, key| text.as_ref().map(|text| value(text, guid, key)).transpose();
        let episode = LockedEpisode {
            slug: value(&self.slug, guid, "slug")?,
            title: value(&self.title, guid, "title")?,
            date: value(&self.date, guid, "date")?,
            enclosure: LockedEnclosure {
                url: value(&self.enclosure.url, guid, "url")?,
                media_type: value(&self.enclosure.r#type, guid, "type")?,
            },
            audio: self.read_audio(guid)?,
            replaced: self.replaced.iter().map(|lines| lines.read(guid)).collect::<Result<_, _>>()?,
            artwork: sha256(&self.artwork_sha256, "artwork_sha256")?,
            transcript: sha256(&self.transcript_sha256, "transcript_sha256")?,
            alternates: self.alternates.iter().map(|lines| lines.read(guid)).collect::<Result<_, _>>()?,
            chapters: self.chapters.iter().map(|lines| lines.read(guid)).collect::<Result<_, _>>()?,
        };
        agree(guid, &self, &sum)?;
        Ok(episode)
    }

    fn read_audio(&self, guid: &str) -> Result<LockedAudio, LockError> {
        let EnclosureLines { bytes, sha256, duration, .. } = &self.enclosure;
        if *bytes == ByteCount::ZERO {
            return Err(LockError::bad_value(guid, "bytes", "0"));
        }
        let Some(audio) = &self.audio else {
            if sha256.is_some() || self.tags_sha256.is_some() || self.loudness.is_some() {
                return Err(LockError::bad_value(guid, "audio", "nothing"));
            }
            let duration = duration.as_ref().map(|text| value(text, guid, "duration")).transpose()?;
            return Ok(LockedAudio::Remote { bytes: *bytes, duration });
        };
        let there = |text: &Option<String>, key| match text {
            Some(text) => value(text, guid, key),
            None => Err(LockError::bad_value(guid, key, "nothing")),
        };
        let facts = AudioFacts {
            bytes: *bytes,
            sha256: there(sha256, "enclosure.sha256")?,
            loudness: self.loudness.as_ref().map(|lines| lines.read(guid)).transpose()?,
            ..audio.read(guid)?
        };
        let faults = self.faults.iter().map(|line| read_fault(line, guid)).collect::<Result<_, _>>()?;
        Ok(LockedAudio::Measured(Box::new(MeasuredAudio { facts, faults, tags: there(&self.tags_sha256, "tags_sha256")? })))
    }
}

impl From<&AudioFacts> for AudioLines {
    fn from(facts: &AudioFacts) -> Self {
        Self {
            container: facts.container.to_string(),
            codec: facts.codec.to_string(),
            samples: facts.length.samples,
            sample_rate_hz: facts.length.sample_rate.get(),
            channels: facts.channels,
            sha256: facts.audio_sha256.to_string(),
            bitrate_bps: facts.bitrate,
            bitrate_mode: facts.bitrate_mode.to_string(),
            seek_table: facts.seek_table,
        }
    }
}

impl AudioLines {
    /// The facts that stand here; size and sum of the file, and its loudness, stand elsewhere.
    fn read(&self, guid: &str) -> Result<AudioFacts, LockError> {
        let Self { container, codec, samples, sample_rate_hz, channels, sha256, bitrate_bps, bitrate_mode, seek_table } = self;
        let Some(sample_rate) = NonZeroU32::new(*sample_rate_hz) else {
            return Err(LockError::bad_value(guid, "sample_rate_hz", "0"));
        };
        if *channels == 0 {
            return Err(LockError::bad_value(guid, "channels", "0"));
        }
        let audio_sha256 = value(sha256, guid, "audio.sha256")?;
        Ok(AudioFacts {
            bytes: ByteCount::ZERO,
            sha256: audio_sha256,
            audio_sha256,
            container: value(container, guid, "container")?,
            codec: value(codec, guid, "codec")?,
            length: AudioLength { samples: *samples, sample_rate },
            channels: *channels,
            bitrate: *bitrate_bps,
            bitrate_mode: value(bitrate_mode, guid, "bitrate_mode")?,
            seek_table: *seek_table,
            loudness: None,
        })
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
            integrated_lufs: integrated.map(Loudness::lufs),
            range_lu: range,
            true_peak_dbtp: true_peak.map(TruePeak::dbtp),
            leading_silence_seconds: leading_silence,
            trailing_silence_seconds: trailing_silence,
            longest_silence_seconds: longest_silence,
            clipped_samples,
            equal_channels,
        }
    }
}

impl LoudnessLines {
    fn read(&self, guid: &str) -> Result<LoudnessFacts, LockError> {
        let numbers = [
            ("integrated_lufs", self.integrated_lufs),
            ("range_lu", self.range_lu),
            ("true_peak_dbtp", self.true_peak_dbtp),
            ("leading_silence_seconds", Some(self.leading_silence_seconds)),
            ("trailing_silence_seconds", Some(self.trailing_silence_seconds)),
            ("longest_silence_seconds", Some(self.longest_silence_seconds)),
        ];
        for (key, number) in numbers {
            if let Some(number) = number.filter(|number| !number.is_finite()) {
                return Err(LockError::bad_value(guid, key, &number.to_string()));
            }
        }
        Ok(LoudnessFacts {
            integrated: self.integrated_lufs.map(Loudness::from_lufs),
            range: self.range_lu,
            true_peak: self.true_peak_dbtp.map(TruePeak::from_dbtp),
            leading_silence: self.leading_silence_seconds,
            trailing_silence: self.trailing_silence_seconds,
            longest_silence: self.longest_silence_seconds,
            clipped_samples: self.clipped_samples,
            equal_channels: self.equal_channels,
        })
    }
}

/// A fault in one line: `reservoir-gap at 1234: what was found`. A line for each of its values would be alike in many entries.
fn fault_line(AudioFault { kind, message, offset }: &AudioFault) -> String {
    let place = offset.map(|offset| format!(" at {offset}")).unwrap_or_default();
    format!("{}{place}: {message}", kind.as_str())
}

fn read_fault(line: &str, guid: &str) -> Result<AudioFault, LockError> {
    let refused = || LockError::bad_value(guid, "faults", line);
    let (head, message) = line.split_once(": ").ok_or_else(refused)?;
    let (rule, offset) = match head.split_once(" at ") {
        Some((rule, offset)) => (rule, Some(offset.parse().map_err(|_| refused())?)),
        None => (head, None),
    };
    let kind = rule.parse::<AudioFaultKind>().map_err(|_| refused())?;
    Ok(AudioFault { kind, message: message.to_owned(), offset })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_one_line_reads_back() {
        let kind = AudioFaultKind::ReservoirGap;
        for offset in [None, Some(7)] {
            let fault = AudioFault { kind, message: "one: two at 3".to_owned(), offset };
            assert_eq!(read_fault(&fault_line(&fault), "a"), Ok(fault));
        }
        for wrong in ["", "reservoir-gap", "no-such-fault: x", "reservoir-gap at x: y"] {
            assert!(read_fault(wrong, "a").is_err(), "{wrong}");
        }
    }
}
