//! The exact length of a recording.

use std::num::NonZeroU32;

/// Samples per channel and their rate. Two recordings are equally long when both numbers agree.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AudioLength {
    /// Samples per channel that a player plays: encoder delay and padding taken off where the file declares them.
    pub samples: u64,
    /// Sample rate (Hz).
    pub sample_rate: NonZeroU32,
}

impl AudioLength {
    /// Seconds, for people and for JSON.
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53 samples")]
    pub fn seconds(self) -> f64 {
        self.samples as f64 / f64::from(self.sample_rate.get())
    }

    /// Whole seconds, rounded, at least 1: what `itunes:duration` holds.
    pub fn whole_seconds(self) -> u64 {
        let rate = u64::from(self.sample_rate.get());
        (self.samples.saturating_add(rate / 2) / rate).max(1)
    }

    /// Whole milliseconds, rounded.
    pub fn millis(self) -> u64 {
        self.counted(1000)
    }

    /// Samples in the same time at another rate (Hz), rounded.
    pub fn samples_at(self, rate: NonZeroU32) -> u64 {
        self.counted(rate.get())
    }

    /// How many of what comes so often in a second, rounded.
    fn counted(self, in_a_second: u32) -> u64 {
        let rate = u128::from(self.sample_rate.get());
        u64::try_from((u128::from(self.samples) * u128::from(in_a_second) + rate / 2) / rate).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_time_at_another_rate() {
        let length = AudioLength { samples: 441_001, sample_rate: NonZeroU32::new(44_100).unwrap() };
        let at = |rate: u32| length.samples_at(NonZeroU32::new(rate).unwrap());
        assert_eq!((at(16_000), at(44_100), at(48_000)), (160_000, 441_001, 480_001));
    }

    #[test]
    fn rounds_to_the_nearest() {
        let sample_rate = NonZeroU32::new(44_100).unwrap();
        let length = AudioLength { samples: 8_285_262, sample_rate };
        assert_eq!(length.whole_seconds(), 188);
        assert_eq!(length.millis(), 187_874);
        assert_eq!(AudioLength { samples: 1, sample_rate }.whole_seconds(), 1);
    }
}
