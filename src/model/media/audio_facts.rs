//! What is known of a recording after it was measured. The lock keeps it, so that each recording is decoded once in its life.

use serde::{Deserialize, Serialize};

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::keywords::keywords;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;
use crate::model::media::loudness::{Decibels, Loudness, TruePeak};
use crate::model::media::media_form::MediaForm;

/// The facts of an audio file.
#[derive(Clone, Debug, PartialEq)]
pub struct AudioFacts {
    /// Size of the file.
    pub bytes: ByteCount,
    /// Hash of the file.
    pub sha256: Sha256,
    /// Hash of the audio alone: MP3 from the first frame to the end of the last, MP4 the samples of the audio track in order,
    /// others the packets in order. Tagging never changes it.
    pub audio_sha256: Sha256,
    /// What the bytes are wrapped in.
    pub container: Container,
    /// How the sound is coded.
    pub codec: Codec,
    /// Exact length, counted.
    pub length: AudioLength,
    /// Channels.
    pub channels: u8,
    /// Average bit rate of the audio alone (bit/s).
    pub bitrate: u32,
    /// Constant or variable.
    pub bitrate_mode: BitrateMode,
    /// Whether players can jump to the right place: MP3 of variable rate needs a Xing or VBRI table.
    pub seek_table: bool,
    /// Loudness and the like; `None` where it was not measured.
    pub loudness: Option<LoudnessFacts>,
}

/// What decoding tells. The names are those of podcast.lock.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LoudnessFacts {
    /// Integrated loudness by EBU R128, channels as they are; `None` for silence.
    #[serde(rename = "integrated_lufs", skip_serializing_if = "Option::is_none")]
    pub integrated: Option<Loudness>,
    /// Loudness range by EBU Tech 3342 (LU).
    #[serde(rename = "range_lu", skip_serializing_if = "Option::is_none")]
    pub range: Option<f64>,
    /// True peak, four times oversampled; `None` for digital silence.
    #[serde(rename = "true_peak_dbtp", skip_serializing_if = "Option::is_none")]
    pub true_peak: Option<TruePeak>,
    /// Silence before the first sound (seconds).
    #[serde(rename = "leading_silence_seconds")]
    pub leading_silence: f64,
    /// Silence after the last sound (seconds).
    #[serde(rename = "trailing_silence_seconds")]
    pub trailing_silence: f64,
    /// The longest silence between the first and the last sound (seconds).
    #[serde(rename = "longest_silence_seconds")]
    pub longest_silence: f64,
    /// Samples at full scale, in runs of three or more.
    pub clipped_samples: u64,
    /// Two channels that are sample for sample the same.
    pub equal_channels: bool,
}

impl LoudnessFacts {
    /// The same, rounded to what the lock keeps: hundredths of LU, dB and seconds. What is measured is rounded at once, so that a
    /// rule says the same before and after the lock is written.
    #[must_use]
    pub fn rounded(&self) -> Self {
        let hundredths = |value: f64| (value * 100.0).round() / 100.0 + 0.0;
        Self {
            integrated: self.integrated.map(|loudness| Loudness::from_lufs(hundredths(loudness.lufs()))),
            range: self.range.map(hundredths),
            true_peak: self.true_peak.map(|peak| TruePeak::from_dbtp(hundredths(peak.dbtp()))),
            leading_silence: hundredths(self.leading_silence),
            trailing_silence: hundredths(self.trailing_silence),
            longest_silence: hundredths(self.longest_silence),
            clipped_samples: self.clipped_samples,
            equal_channels: self.equal_channels,
        }
    }

    /// Whether each measure is a number that can be measured.
    pub fn is_finite(&self) -> bool {
        let loudness = [self.integrated.map(Loudness::lufs), self.range, self.true_peak.map(TruePeak::dbtp)];
        let silences = [self.leading_silence, self.trailing_silence, self.longest_silence];
        loudness.into_iter().flatten().chain(silences).all(f64::is_finite)
    }
}

impl AudioFacts {
    /// The kind of file that it is, by which its name is served.
    pub fn form(&self) -> MediaForm {
        MediaForm::of(self.container, self.codec)
    }

    /// Loudness as a listener hears it: a single channel comes out of two loudspeakers, so mono counts 3.01 LU more.
    pub fn heard_loudness(&self) -> Option<Loudness> {
        let integrated = self.loudness.as_ref()?.integrated?;
        Some(if self.channels == 1 { integrated + DUAL_MONO } else { integrated })
    }
}

/// What mono gains when it is played on two channels: 10 log10 2.
pub const DUAL_MONO: Decibels = Decibels::new(3.010_299_956_639_812);

keywords! {
    /// How the bit rate behaves.
    pub enum BitrateMode {
        /// Constant: every frame has the same rate.
        Cbr = "cbr",
        /// Variable.
        Vbr = "vbr",
        /// Not to be told for sure.
        Unknown = "unknown",
    }
}
