//! The gain and the ceiling with which the encoded recording comes out as it is wanted. A limiter takes loudness away, an encoder takes more, and
//! raises peaks: each can only be known by trying.

use crate::model::media::audio_facts::LoudnessFacts;
use crate::model::media::loudness::{Decibels, Loudness, TruePeak};
use crate::studio::local_ceilings::LocalCeilings;
use crate::studio::rendering::{Rendered, Setting};

/// How far from the target the result may be (LU).
pub(crate) const LOUDNESS_TOLERANCE: Decibels = Decibels::new(0.1);
/// How far below the highest peak it may stay, where the limiter worked (dB).
pub(crate) const PEAK_TOLERANCE: Decibels = Decibels::new(0.3);
/// Peaks of a result so far below the highest one change nothing (dB).
pub(crate) const UNHEEDED: Decibels = Decibels::new(1.0);
/// Rounds of encoding, decoding and measuring.
pub(crate) const ROUNDS: usize = 4;
/// Steps of the secant before a round.
pub(crate) const STEPS: usize = 3;
/// A step is over where it is this close (LU).
const CLOSE: Decibels = Decibels::new(0.02);
/// What is aimed at below the highest peak: half of what is allowed.
pub(crate) const AIM: Decibels = Decibels::new(-0.13);
/// A limiter that takes more than this of each decibel changes nothing any more.
const LEAST_SLOPE: f64 = 0.15;
/// No gain goes beyond this (dB).
const GAIN_MAX: f64 = 60.0;

/// The gain for a loudness, by steps of a secant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GainSolver {
    target: Loudness,
    before: Option<(Decibels, Loudness)>,
    /// How much louder it gets with each decibel.
    slope: f64,
}

impl GainSolver {
    /// For this loudness before the encoder.
    pub(crate) fn new(target: Loudness) -> Self {
        Self { target, before: None, slope: 1.0 }
    }

    /// The next gain, after what this one gave; `None` where it is close enough.
    pub(crate) fn next(&mut self, gain: Decibels, loudness: Loudness) -> Option<Decibels> {
        let missing = self.target - loudness;
        if let Some((gain_before, loudness_before)) = self.before {
            let (step, change) = (gain.get() - gain_before.get(), (loudness - loudness_before).get());
            if step.abs() > 0.001 {
                self.slope = (change / step).clamp(LEAST_SLOPE, 1.0);
            }
        }
        self.before = Some((gain, loudness));
        if missing.abs() < CLOSE {
            return None;
        }
        let next = (gain.get() + missing.get() / self.slope).clamp(-GAIN_MAX, GAIN_MAX);
        Some(Decibels::new(next))
    }
}

/// What a round gave: how it was made, and what was measured of the result.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Round {
    /// How it was made.
    pub(crate) setting: Setting,
    /// What the encoder was given.
    pub(crate) rendered: Rendered,
    /// Loudness of the result by the meter.
    pub(crate) loudness: Loudness,
    /// True peak of the result.
    pub(crate) peak: TruePeak,
}

/// How a result stands to what is wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// As it is wanted.
    Right,
    /// Loud enough and below the highest peak, and further below it than it need be.
    TooCareful,
    /// Not as loud as wanted, or above the highest peak.
    Wrong,
}

/// What a result is held to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MasterTarget {
    /// Loudness by the meter.
    pub(crate) loudness: Loudness,
    /// The highest true peak.
    pub(crate) ceiling: TruePeak,
}

impl MasterTarget {
    /// How a result stands to it.
    pub(crate) fn judge(&self, round: &Round) -> Verdict {
        let is_loud = (round.loudness - self.loudness).abs() <= LOUDNESS_TOLERANCE;
        if !is_loud || round.peak > self.ceiling {
            return Verdict::Wrong;
        }
        let is_near = round.peak >= self.ceiling + -PEAK_TOLERANCE;
        if is_near || !round.rendered.limited.worked() { Verdict::Right } else { Verdict::TooCareful }
    }

    /// How far a wrong result is off: the first counts more.
    pub(crate) fn distance(&self, round: &Round) -> (bool, f64) {
        (round.peak > self.ceiling, (round.loudness - self.loudness).abs().get())
    }

    /// Lowers the ceiling at each place where a result with these peaks was too high, and raises it where it was lowered too much.
    #[expect(clippy::cast_possible_truncation, reason = "a height up to 1")]
    pub(crate) fn lower(&self, local: &mut LocalCeilings, aim: Decibels, peaks: &[f32]) {
        local.adjust(peaks, (self.ceiling + aim).amplitude() as f32);
    }

    /// What single places are to aim at below the highest peak, after this was aimed at and a result came that has this peak. With every round other
    /// peaks are a little higher than before, and the more there are, the higher is the highest.
    pub(crate) fn next_aim(&self, aim: Decibels, peak: TruePeak) -> Decibels {
        let moved = aim + (self.ceiling + AIM - peak);
        if moved > AIM { AIM } else { moved }
    }

    /// What the next round tries: the loudness before the encoder, and the setting that it starts from.
    pub(crate) fn after(&self, round: &Round, wanted_before: Loudness, local: &LocalCeilings) -> (Loudness, Setting) {
        let missing = self.loudness - round.loudness;
        let mut setting = round.setting;
        let is_too_low = round.peak < self.ceiling + -PEAK_TOLERANCE && local.is_flat();
        if round.rendered.limited.worked() && is_too_low {
            let moved = setting.ceiling + (self.ceiling + AIM - round.peak);
            // before the makeup nothing is higher than what is wanted, so no encoder is given more than full scale
            setting.ceiling = if moved > self.ceiling { self.ceiling } else { moved };
        } else if !round.rendered.limited.worked() && round.peak > self.ceiling {
            setting.ceiling = setting.ceiling + (self.ceiling + AIM - round.peak);
        }
        setting.gain = setting.gain + missing;
        (wanted_before + missing, setting)
    }
}

/// The loudness and the peak of a result; `None` where it is silent.
pub(crate) fn measured(facts: &LoudnessFacts) -> Option<(Loudness, TruePeak)> {
    facts.integrated.zip(facts.true_peak)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::studio::limiter::Limited;

    /// A limiter that takes half of what goes beyond a gain of 6 dB.
    fn loudness_with(gain: Decibels) -> Loudness {
        let over = (gain.get() - 6.0).max(0.0);
        Loudness::from_lufs(-26.0 + gain.get() - over / 2.0)
    }

    #[test]
    fn the_secant_finds_the_gain_in_three_steps() {
        let mut solver = GainSolver::new(Loudness::from_lufs(-16.0));
        let mut gain = Decibels::new(10.0);
        for _ in 0..STEPS {
            match solver.next(gain, loudness_with(gain)) {
                Some(next) => gain = next,
                None => break,
            }
        }
        assert!((gain.get() - 14.0).abs() < 0.05, "{gain}");
    }

    #[test]
    fn no_gain_grows_without_bounds() {
        let mut solver = GainSolver::new(Loudness::from_lufs(-16.0));
        let mut gain = Decibels::new(10.0);
        for _ in 0..20 {
            gain = solver.next(gain, Loudness::from_lufs(-40.0)).unwrap();
        }
        assert_eq!(gain, Decibels::new(GAIN_MAX));
    }

    fn round(loudness: f64, peak: f64, held_back: f64) -> Round {
        let limited = Limited { most: Decibels::new(held_back), high_peaks: Vec::new() };
        Round {
            setting: Setting { gain: Decibels::NONE, ceiling: TruePeak::from_dbtp(-1.5), makeup: Decibels::NONE },
            rendered: Rendered { loudness: None, limited },
            loudness: Loudness::from_lufs(loudness),
            peak: TruePeak::from_dbtp(peak),
        }
    }

    #[test]
    fn a_result_is_right_within_a_tenth_below_the_peak_and_near_it() {
        let target = MasterTarget { loudness: Loudness::from_lufs(-16.0), ceiling: TruePeak::from_dbtp(-1.0) };
        assert_eq!(target.judge(&round(-16.05, -1.2, 3.0)), Verdict::Right);
        assert_eq!(target.judge(&round(-16.05, -5.0, 0.0)), Verdict::Right, "nothing had to be held back");
        assert_eq!(target.judge(&round(-16.05, -1.5, 3.0)), Verdict::TooCareful);
        assert_eq!(target.judge(&round(-16.05, -0.9, 3.0)), Verdict::Wrong);
        assert_eq!(target.judge(&round(-16.2, -1.2, 3.0)), Verdict::Wrong);
    }

    #[test]
    fn the_ceiling_moves_where_all_of_it_is_too_low_and_where_nothing_was_held_back() {
        let target = MasterTarget { loudness: Loudness::from_lufs(-16.0), ceiling: TruePeak::from_dbtp(-1.0) };
        let after = |round: &Round| target.after(round, Loudness::from_lufs(-16.0), &LocalCeilings::default());
        let (before, setting) = after(&round(-16.3, -0.2, 3.0));
        assert!((before.lufs() + 15.7).abs() < 1e-9 && (setting.gain.get() - 0.3).abs() < 1e-9);
        assert_eq!(setting.ceiling, TruePeak::from_dbtp(-1.5), "single places are lowered by themselves");
        assert!((after(&round(-16.0, -1.4, 3.0)).1.ceiling.dbtp() + 1.23).abs() < 1e-9);
        assert_eq!(after(&round(-16.0, -3.0, 3.0)).1.ceiling, TruePeak::from_dbtp(-1.0), "no further");
        assert!((after(&round(-16.0, -0.2, 0.0)).1.ceiling.dbtp() + 2.43).abs() < 1e-9);
    }

    #[test]
    fn only_places_that_are_too_high_are_lowered() {
        let target = MasterTarget { loudness: Loudness::from_lufs(-16.0), ceiling: TruePeak::from_dbtp(-1.0) };
        let mut local = LocalCeilings::default();
        target.lower(&mut local, AIM, &[0.87, 1.0]);
        assert!(!local.is_flat());
        let rate = std::num::NonZeroU32::new(48_000).unwrap();
        assert!((local.lowest(0, 64, rate) - 1.0).abs() < f32::EPSILON);
        assert!((20.0 * local.lowest(20_000, 20_064, rate).log10() + 1.13).abs() < 1e-3);
    }

    #[test]
    fn the_more_peaks_there_are_the_lower_each_is_aimed_at() {
        let target = MasterTarget { loudness: Loudness::from_lufs(-16.0), ceiling: TruePeak::from_dbtp(-1.0) };
        let lower = target.next_aim(AIM, TruePeak::from_dbtp(-0.8));
        assert!((lower.get() + 0.46).abs() < 1e-9);
        assert!((target.next_aim(lower, TruePeak::from_dbtp(-1.33)).get() + 0.26).abs() < 1e-9, "and higher again");
        assert_eq!(target.next_aim(lower, TruePeak::from_dbtp(-3.0)), AIM);
    }
}
