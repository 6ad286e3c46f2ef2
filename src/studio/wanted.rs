//! What is wanted of a recording.

use crate::model::keywords::keywords;
use crate::model::media::audio_facts::DUAL_MONO;
use crate::model::media::loudness::{Decibels, Loudness, TruePeak};

keywords! {
    /// What a recording is published as. Opus is not among them: what comes out could not be decoded here, and so not be proved.
    pub(crate) enum Encoding {
        /// MP3, which every app plays.
        Mp3 = "mp3",
        /// AAC in MP4.
        M4a = "m4a",
        /// 16 bits without loss, for an editor or another encoder.
        Wav = "wav",
    }
}

/// How many channels are wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum WantedChannels {
    /// One where nobody could hear a difference between two.
    AsHeard,
    /// One.
    Mono,
    /// Two.
    Stereo,
}

/// What is done with silence at the ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Ends {
    /// It stays.
    Kept,
    /// It is cut, but for half a second.
    Trimmed,
}

/// What is wanted of a recording.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MasterOptions {
    /// As what it is published.
    pub(crate) encoding: Encoding,
    /// How loud, as it is heard on two loudspeakers.
    pub(crate) loudness: Loudness,
    /// The highest true peak.
    pub(crate) ceiling: TruePeak,
    /// Channels.
    pub(crate) channels: WantedChannels,
    /// Silence at the ends.
    pub(crate) ends: Ends,
    /// Bit rate (kbit/s); else as many channels ask for.
    pub(crate) kilobits: Option<u32>,
}

/// Bit rates of MPEG-1 layer III that are enough for speech (kbit/s; ISO/IEC 11172-3, 2.4.2.3).
pub(crate) const KILOBITS: [u32; 14] = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
/// Loudness that can be wanted (LUFS).
pub(crate) const LOUDNESSES: std::ops::RangeInclusive<f64> = -30.0..=-8.0;
/// True peaks that can be wanted (dBTP). // LAME turns everything down by 0.45 dB, which is made up for before it gets the sound
pub(crate) const PEAKS: std::ops::RangeInclusive<f64> = -9.0..=-0.5;

impl MasterOptions {
    /// The loudness that a meter shows for so many channels: a single one is heard on two loudspeakers.
    pub(crate) fn by_meter(&self, channels: usize) -> Loudness {
        if channels == 1 { self.loudness + -DUAL_MONO } else { self.loudness }
    }

    /// The bit rate for so many channels (kbit/s). // Apple, "Audio requirements": the lowest that it advises
    pub(crate) fn kilobits_for(&self, channels: usize) -> u32 {
        self.kilobits.unwrap_or(if channels == 1 { 96 } else { 128 })
    }

    /// How far below the highest peak of the result the limiter begins, before anything was encoded: codecs raise peaks.
    pub(crate) fn first_margin(&self) -> Decibels {
        if self.encoding == Encoding::Wav { Decibels::new(0.1) } else { Decibels::new(0.5) }
    }
}

impl Encoding {
    /// The ending of a file's name.
    pub(crate) fn extension(self) -> &'static str {
        self.as_str()
    }
}
