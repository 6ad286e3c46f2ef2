//! True peak (ITU-R BS.1770-4, annex 2): the highest point of the curve between the samples, measured only where it can be higher than
//! what was found before. The interpolator is that of libebur128 (Hann-windowed sinc, 48 taps), so that figures can be compared.

use std::f64::consts::PI;
use std::num::NonZeroU32;

/// Taps of the whole interpolator.
const TAPS: usize = 48;
/// Taps that see one phase at four times oversampling.
const TAPS_AT_FOUR: usize = TAPS / 4;
/// Taps that see one phase at twice oversampling.
const TAPS_AT_TWO: usize = TAPS / 2;
/// Samples before a block that its curve depends on.
pub(crate) const HISTORY: usize = TAPS_AT_TWO - 1;
/// What rounding may add to a bound that is computed in reals. // f32 has 24 bits, and 24 sums are made
const ROUNDING: f32 = 1.000_01;

/// How finely a curve is looked at; from 192 kHz on, samples are fine enough.
#[derive(Clone, Debug, PartialEq)]
enum Phases {
    Four(Box<[[f32; 4]; TAPS_AT_FOUR]>),
    Two(Box<[[f32; 2]; TAPS_AT_TWO]>),
    None,
}

/// An interpolator for a sample rate.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Interpolator {
    phases: Phases,
    gain: f32,
}

impl Interpolator {
    /// For this sample rate (Hz).
    pub(crate) fn new(sample_rate: NonZeroU32) -> Self {
        let phases = match sample_rate.get() {
            ..96_000 => Phases::Four(Box::new(table())),
            96_000..192_000 => Phases::Two(Box::new(table())),
            _ => Phases::None,
        };
        let gain = match &phases {
            Phases::Four(table) => gain(table.as_slice()),
            Phases::Two(table) => gain(table.as_slice()),
            Phases::None => 0.0,
        };
        Self { phases, gain: gain * ROUNDING }
    }

    /// The highest that the curve can be where no sample is higher than `peak`.
    pub(crate) fn bound(&self, peak: f32) -> f32 {
        peak * self.gain
    }

    /// The highest point of the curve over `samples`, the first [`HISTORY`] of which only lead up to it.
    pub(crate) fn peak(&self, samples: &[f32]) -> f32 {
        match &self.phases {
            Phases::Four(table) => peak(table, samples),
            Phases::Two(table) => peak(table, samples),
            Phases::None => 0.0,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
#[expect(clippy::cast_possible_truncation, reason = "the taps are kept in f32 as libebur128 keeps them")]
fn table<const PHASES: usize, const LEN: usize>() -> [[f32; PHASES]; LEN] {
    let mut table = [[0.0; PHASES]; LEN];
    for (index, tap) in table.as_flattened_mut().iter_mut().enumerate() {
        let window = 0.5 * (1.0 - (2.0 * PI * index as f64 / TAPS as f64).cos());
        let angle = (index as f64 - TAPS as f64 / 2.0) * PI / PHASES as f64;
        let sinc = if angle.abs() > 1e-6 { angle.sin() / angle } else { 1.0 };
        *tap = (window * sinc) as f32;
    }
    table
}

/// What a phase can make of the highest samples: the sum of its taps without their signs, at the worst phase.
fn gain<const PHASES: usize>(table: &[[f32; PHASES]]) -> f32 {
    (0..PHASES).map(|phase| table.iter().map(|taps| taps[phase].abs()).sum()).fold(0.0, f32::max)
}

fn peak<const PHASES: usize, const LEN: usize>(table: &[[f32; PHASES]; LEN], samples: &[f32]) -> f32 {
    let mut highest = 0f32;
    for window in samples.get(HISTORY + 1 - LEN..).unwrap_or_default().windows(LEN) {
        let mut points = [0f32; PHASES];
        // newest sample first: sums of floats depend on their order, and libebur128's is this
        for (taps, sample) in table.iter().zip(window.iter().rev()) {
            for (point, tap) in points.iter_mut().zip(taps) {
                *point += sample * tap;
            }
        }
        for point in points {
            highest = highest.max(point.abs());
        }
    }
    highest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_curve_is_higher_than_its_bound() {
        for rate in [44_100, 96_000] {
            let interpolator = Interpolator::new(NonZeroU32::new(rate).unwrap());
            // the worst samples for each phase are the signs of its taps
            let mut worst = 0f32;
            for seed in 0..4096u32 {
                let samples: Vec<f32> = (0..HISTORY + 40)
                    .map(|n| if seed.wrapping_mul(2_654_435_761) >> (n % 31) & 1 == 1 { 1.0 } else { -1.0 })
                    .collect();
                worst = worst.max(interpolator.peak(&samples));
            }
            assert!(worst <= interpolator.bound(1.0), "{rate}: {worst}");
            assert!(worst > 1.2, "{rate}: {worst} proves nothing");
        }
    }

    #[test]
    fn the_gain_is_what_was_measured() {
        let gain = Interpolator::new(NonZeroU32::new(44_100).unwrap()).bound(1.0);
        assert!((gain - 1.8642).abs() < 1e-3, "{gain}");
    }
}
