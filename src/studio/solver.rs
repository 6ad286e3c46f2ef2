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
/// Places this far below the highest peak count as too high, since two meters need not agree to the last digit (dB).
const UNHEEDED: Decibels = Decibels::new(0.03);
/// Peaks of a result so far below the highest one change nothing (dB).
pub(crate) const INTERESTING: Decibels = Decibels::new(1.0);
/// Rounds of encoding, decoding and measuring.
pub(crate) const ROUNDS: usize = 4;
/// Steps of the secant before a round.
pub(crate) const STEPS: usize = 3;
/// The steps before a first round are over where it is this close (LU).
pub(crate) const CLOSE: Decibels = Decibels::new(0.02);
/// A gain that is this close stays as it is in the next round (LU): an encoder makes other peaks of everything that changes, and the same of what does not.
pub(crate) const STILL_CLOSE: Decibels = Decibels::new(0.06);
/// What is aimed at below the highest peak: half of what is allowed.
const AIM: Decibels = Decibels::new(-0.13);
/// What places that are too high are aimed at where others, which stay as they are, are near enough to the highest peak: an encoder lifts a place that has
/// changed by up to 0.8 dB more or less than before, and with dozens of them some would be too high in every round.
const AIM_AMONG_OTHERS: Decibels = Decibels::new(-0.6);
/// Others are near enough up to here: what is allowed, less what two meters may differ by.
const NEAR: Decibels = Decibels::new(-0.27);
/// A limiter that takes more than this of each decibel changes nothing any more.
const LEAST_SLOPE: f64 = 0.15;
/// The highest sample that there is.
const FULL_SCALE: TruePeak = TruePeak::from_dbtp(0.0);
/// No gain goes beyond this (dB).
const GAIN_MAX: f64 = 60.0;

/// The gain for a loudness, by steps of a secant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GainSolver {
    target: Loudness,
    close: Decibels,
    before: Option<(Decibels, Loudness)>,
    /// How much louder it gets with each decibel.
    slope: f64,
}

impl GainSolver {
    /// For this loudness before the encoder, which may be so far off.
    pub(crate) fn new(target: Loudness, close: Decibels) -> Self {
        Self { target, close, before: None, slope: 1.0 }
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
        if missing.abs() < self.close {
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

    /// How far off a result is, among those with the same verdict: too high counts more than too loud or too quiet.
    pub(crate) fn distance(&self, round: &Round) -> (bool, f64) {
        match self.judge(round) {
            Verdict::Right | Verdict::TooCareful => (false, (self.ceiling - round.peak).get()),
            Verdict::Wrong => (round.peak > self.ceiling, (round.loudness - self.loudness).abs().get()),
        }
    }

    /// Changes the ceilings of single places, after a result with this peak and with these at each place: where it was too high they are lowered; where
    /// nothing is too high and all of it too low, those are raised that were lowered too much. All others stay, since an encoder makes the same of
    /// what stays the same.
    #[expect(clippy::cast_possible_truncation, reason = "heights up to 1")]
    pub(crate) fn adjust(&self, local: &mut LocalCeilings, peak: TruePeak, peaks: &[f32]) {
        let height = |below: Decibels| (self.ceiling + below).amplitude() as f32;
        if peak > self.ceiling {
            let (near, highest) = (height(NEAR), height(-UNHEEDED));
            let has_others = peaks.iter().any(|peak| (near..=highest).contains(peak));
            local.lower(peaks, highest, height(if has_others { AIM_AMONG_OTHERS } else { AIM }));
        } else {
            local.raise(peaks, height(AIM));
        }
    }

    /// What the next round tries: the loudness before the encoder, and the setting that it starts from.
    pub(crate) fn after(&self, round: &Round, wanted_before: Loudness, local: &LocalCeilings) -> (Loudness, Setting) {
        let missing = self.loudness - round.loudness;
        let mut setting = round.setting;
        let is_too_low = round.peak < self.ceiling + -PEAK_TOLERANCE && local.is_flat();
        if is_too_low && round.rendered.limited.worked() {
            let moved = setting.ceiling + (self.ceiling + AIM - round.peak);
            // no encoder is given more than full scale
            let highest = FULL_SCALE + -setting.makeup;
            setting.ceiling = if moved > highest { highest } else { moved };
        }
        if missing.abs() >= STILL_CLOSE {
            setting.gain = setting.gain + missing;
        }
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
        let mut solver = GainSolver::new(Loudness::from_lufs(-16.0), CLOSE);
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
        let mut solver = GainSolver::new(Loudness::from_lufs(-16.0), CLOSE);
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
    fn of_results_that_are_too_careful_the_highest_is_the_best() {
        let target = MasterTarget { loudness: Loudness::from_lufs(-16.0), ceiling: TruePeak::from_dbtp(-1.0) };
        let distance = |round: Round| target.distance(&round);
        assert!(distance(round(-16.05, -1.4, 3.0)) < distance(round(-16.0, -1.5, 3.0)));
        assert!(distance(round(-16.3, -1.2, 3.0)) < distance(round(-16.0, -0.9, 3.0)), "never too high");
        assert!(distance(round(-16.2, -1.2, 3.0)) < distance(round(-16.3, -1.2, 3.0)));
    }

    #[test]
    fn the_ceiling_moves_where_all_of_it_is_too_low() {
        let target = MasterTarget { loudness: Loudness::from_lufs(-16.0), ceiling: TruePeak::from_dbtp(-1.0) };
        let after = |round: &Round| target.after(round, Loudness::from_lufs(-16.0), &LocalCeilings::default());
        let (before, setting) = after(&round(-16.3, -0.2, 3.0));
        assert!((before.lufs() + 15.7).abs() < 1e-9 && (setting.gain.get() - 0.3).abs() < 1e-9);
        assert_eq!(setting.ceiling, TruePeak::from_dbtp(-1.5), "single places are lowered by themselves");
        assert!((after(&round(-16.0, -1.4, 3.0)).1.ceiling.dbtp() + 1.23).abs() < 1e-9);
        assert_eq!(after(&round(-16.0, -3.0, 3.0)).1.ceiling, FULL_SCALE, "no further");
        assert_eq!(after(&round(-16.0, -3.0, 0.0)).1.ceiling, TruePeak::from_dbtp(-1.5), "nothing was held back");
        let mut local = LocalCeilings::default();
        local.lower(&[0.99], 0.89, 0.88);
        let lowered = target.after(&round(-16.0, -1.4, 3.0), Loudness::from_lufs(-16.0), &local);
        assert_eq!(lowered.1.ceiling, TruePeak::from_dbtp(-1.5), "single places are raised by themselves");
    }

    #[test]
    fn a_gain_that_is_close_enough_stays_bit_for_bit() {
        let target = MasterTarget { loudness: Loudness::from_lufs(-16.0), ceiling: TruePeak::from_dbtp(-1.0) };
        let after = |round: &Round| target.after(round, Loudness::from_lufs(-16.0), &LocalCeilings::default());
        let (before, setting) = after(&round(-16.05, -0.2, 3.0));
        assert_eq!(setting.gain, Decibels::NONE);
        assert_eq!(GainSolver::new(before, STILL_CLOSE).next(setting.gain, Loudness::from_lufs(-16.0)), None);
        assert!(GainSolver::new(before, CLOSE).next(setting.gain, Loudness::from_lufs(-16.0)).is_some());
        assert_ne!(after(&round(-16.07, -0.2, 3.0)).1.gain, Decibels::NONE);
    }

    #[test]
    fn only_places_that_are_too_high_are_lowered_and_only_those_are_raised_again() {
        let target = MasterTarget { loudness: Loudness::from_lufs(-16.0), ceiling: TruePeak::from_dbtp(-1.0) };
        let mut local = LocalCeilings::default();
        let rate = std::num::NonZeroU32::new(48_000).unwrap();
        target.adjust(&mut local, TruePeak::from_dbtp(0.0), &[0.8, 1.0]);
        let lowest = |local: &LocalCeilings, start| f64::from(local.lowest(start, start + 64, rate)).log10() * 20.0;
        assert!(lowest(&local, 0).abs() < 1e-6 && (lowest(&local, 20_000) + 1.13).abs() < 1e-3);
        assert!(!local.is_flat());
        let mut among_others = LocalCeilings::default();
        target.adjust(&mut among_others, TruePeak::from_dbtp(0.0), &[0.88, 1.0]);
        assert!(lowest(&among_others, 0).abs() < 1e-6 && (lowest(&among_others, 20_000) + 1.6).abs() < 1e-3);
        target.adjust(&mut local, TruePeak::from_dbtp(-1.4), &[0.7, 0.851]);
        assert!(lowest(&local, 0).abs() < 1e-6 && (lowest(&local, 20_000) + 0.859).abs() < 1e-2, "{}", lowest(&local, 20_000));
    }
}
