//! What mastering did to a recording.

use std::num::NonZeroU32;

use camino::Utf8PathBuf;

use crate::media::probe::audio_probe::AudioProbe;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::loudness::{Decibels, Loudness, TruePeak};
use crate::studio::limiter::HighPeak;

/// A recording before anything was done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OriginalSound {
    /// Exact length.
    pub(crate) length: AudioLength,
    /// Channels.
    pub(crate) channels: usize,
    /// Loudness by the meter, of the channels that are published.
    pub(crate) loudness: Loudness,
    /// True peak; `None` for digital silence.
    pub(crate) peak: Option<TruePeak>,
    /// Packets that could not be decoded; silence took their place.
    pub(crate) unreadable: u64,
    /// Whether the file ends before its sound does.
    pub(crate) ended_early: bool,
}

/// What is going to be done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MasterPlan {
    /// The recording.
    pub(crate) before: OriginalSound,
    /// Channels of the result.
    pub(crate) channels: usize,
    /// Whether two channels became one because nobody could hear a difference.
    pub(crate) is_folded: bool,
    /// Sample rate of the result (Hz).
    pub(crate) sample_rate: NonZeroU32,
    /// What is cut off at the start and at the end (samples of the result's rate).
    pub(crate) cut: (u64, u64),
    /// Length of the result (samples).
    pub(crate) frames: u64,
    /// The gain.
    pub(crate) gain: Decibels,
    /// The most that the limiter holds back.
    pub(crate) held_back: Decibels,
    /// Places at which it holds back more than sounds well.
    pub(crate) high_peaks: Vec<HighPeak>,
}

impl MasterPlan {
    /// How much earlier everything is heard (milliseconds).
    pub(crate) fn shift_millis(&self) -> u64 {
        AudioLength { samples: self.cut.0, sample_rate: self.sample_rate }.millis()
    }
}

/// A recording that can be published.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mastered {
    /// How it was made.
    pub(crate) plan: MasterPlan,
    /// Where it is.
    pub(crate) path: Utf8PathBuf,
    /// What was measured of it, by the same reader that measures every recording.
    pub(crate) after: AudioProbe,
    /// The program that encoded it; none for WAV.
    pub(crate) encoder: Option<&'static str>,
    /// Rounds of encoding, decoding and measuring.
    pub(crate) rounds: usize,
}
