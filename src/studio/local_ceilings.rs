//! Where the limiter has to begin lower than elsewhere. A codec raises each peak by another amount, and by another one again when anything before it
//! changes: one ceiling that is low enough for the worst of them would be too low for all others.

use std::num::NonZeroU32;

use crate::media::sound::meter::true_peak::{HISTORY, Interpolator};

/// Places are told apart so finely (parts of a second).
const PLACES: u32 = 4;
/// What a codec does to a peak may lie so far from it (parts of a second).
const REACH: u32 = 50;

/// The highest points of a result, place by place.
pub(crate) struct PlacePeaks {
    interpolator: Interpolator,
    /// The last [`HISTORY`] samples of each channel.
    line: Vec<Vec<f32>>,
    place_length: usize,
    filled: usize,
    /// What lies lower is not measured between samples.
    floor: f32,
    peaks: Vec<f32>,
}

/// How much lower the ceiling is at each place (times the ceiling); all of it where there is nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LocalCeilings {
    factors: Vec<f32>,
}

fn place_length(sample_rate: NonZeroU32) -> usize {
    (sample_rate.get() / PLACES).max(1) as usize
}

impl PlacePeaks {
    /// For sound with these channels, whose peaks below `floor` (times full scale) are of no interest.
    pub(crate) fn new(sample_rate: NonZeroU32, channels: usize, floor: f32) -> Self {
        Self {
            interpolator: Interpolator::new(sample_rate),
            line: vec![vec![0.0; HISTORY]; channels],
            place_length: place_length(sample_rate),
            filled: 0,
            floor,
            peaks: Vec::new(),
        }
    }

    /// Takes samples.
    pub(crate) fn push(&mut self, planes: &[&[f32]]) {
        let frames = planes.iter().map(|plane| plane.len()).min().unwrap_or(0);
        let mut start = 0;
        while start < frames {
            if self.filled == 0 {
                self.peaks.push(0.0);
            }
            let end = frames.min(start + self.place_length - self.filled);
            for (line, plane) in self.line.iter_mut().zip(planes) {
                line.extend_from_slice(&plane[start..end]);
                let highest = line.iter().fold(0f32, |highest, sample| highest.max(sample.abs()));
                let between = if self.interpolator.bound(highest) < self.floor {
                    highest
                } else {
                    self.interpolator.peak(line).max(highest)
                };
                if let Some(peak) = self.peaks.last_mut() {
                    *peak = peak.max(between);
                }
                line.drain(..line.len() - HISTORY);
            }
            self.filled = (self.filled + end - start) % self.place_length;
            start = end;
        }
    }

    /// The highest points (times full scale).
    pub(crate) fn finish(self) -> Vec<f32> {
        self.peaks
    }
}

impl LocalCeilings {
    /// After a result with these peaks: those above `highest` are aimed at `aim` (all times full scale). The others stay, since an encoder makes of them
    /// what it made before.
    pub(crate) fn lower(&mut self, peaks: &[f32], highest: f32, aim: f32) {
        self.factors.resize(peaks.len(), 1.0);
        for (factor, peak) in self.factors.iter_mut().zip(peaks).filter(|(_, peak)| **peak > highest) {
            *factor *= aim / peak;
        }
    }

    /// After a result with these peaks: those that were lowered, and are below `aim` now, are aimed at it (both times full scale).
    pub(crate) fn raise(&mut self, peaks: &[f32], aim: f32) {
        for (factor, peak) in self.factors.iter_mut().zip(peaks).filter(|(factor, peak)| **factor < 1.0 && **peak < aim) {
            *factor = (*factor * aim / peak.max(f32::MIN_POSITIVE)).min(1.0);
        }
    }

    /// Whether it is the same everywhere.
    pub(crate) fn is_flat(&self) -> bool {
        self.factors.iter().all(|factor| *factor >= 1.0)
    }

    /// The lowest factor around samples from `start` to before `end`.
    pub(crate) fn lowest(&self, start: u64, end: u64, sample_rate: NonZeroU32) -> f32 {
        if self.factors.is_empty() {
            return 1.0;
        }
        let (length, reach) = (place_length(sample_rate) as u64, u64::from(sample_rate.get() / REACH));
        let place = |sample: u64| usize::try_from(sample / length).unwrap_or(usize::MAX).min(self.factors.len() - 1);
        let around = &self.factors[place(start.saturating_sub(reach))..=place(end + reach)];
        around.iter().fold(1.0, |lowest, factor| lowest.min(*factor))
    }
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "some thousand samples")]
mod tests {
    use super::*;

    fn rate() -> NonZeroU32 {
        NonZeroU32::new(48_000).unwrap()
    }

    #[test]
    fn peaks_are_found_in_their_places_however_the_sound_comes() {
        let mut sound = vec![0.1f32; 48_000];
        sound[30_000] = -0.8;
        sound[47_999] = 0.6;
        for piece in [1000, 12_000, 48_000, 7] {
            let mut peaks = PlacePeaks::new(rate(), 1, 0.5);
            sound.chunks(piece).for_each(|chunk| peaks.push(&[chunk]));
            let found = peaks.finish();
            assert_eq!(found.len(), 4);
            assert!(
                found[0] < 0.2 && found[1] < 0.2 && (0.8..0.9).contains(&found[2]) && (0.6..0.7).contains(&found[3]),
                "{found:?}"
            );
        }
        let tone: Vec<f32> = (0..48_000).map(|n| ((n as f32 + 0.5) * std::f32::consts::FRAC_PI_2).sin() * 0.7).collect();
        let mut peaks = PlacePeaks::new(rate(), 1, 0.5);
        peaks.push(&[&tone]);
        assert!(peaks.finish()[1] > 0.69, "between samples that are at 0.495");
    }

    #[test]
    fn only_where_a_peak_is_too_high_the_ceiling_is_lower() {
        let mut ceilings = LocalCeilings::default();
        assert!((ceilings.lowest(0, 64, rate()) - 1.0).abs() < f32::EPSILON);
        ceilings.lower(&[0.5, 0.9, 0.87, 0.99], 0.89, 0.88);
        let lowest = |start| ceilings.lowest(start, start + 64, rate());
        assert!((lowest(3000) - 1.0).abs() < f32::EPSILON && (lowest(15_000) - 0.88 / 0.9).abs() < 1e-6);
        assert!((lowest(30_000) - 1.0).abs() < f32::EPSILON && (lowest(40_000) - 0.88 / 0.99).abs() < 1e-6);
        assert!(lowest(35_900) < 0.9, "a little before the place too");
        assert!(lowest(1_000_000) < 0.9, "behind the end as at the end");
    }

    #[test]
    fn what_is_still_too_high_is_lowered_further_and_the_rest_stays() {
        let mut ceilings = LocalCeilings::default();
        for (peak, factor) in [(0.99, 0.88 / 0.99), (0.9, 0.88 / 0.99 * (0.88 / 0.9)), (0.85, 0.88 / 0.99 * (0.88 / 0.9))] {
            ceilings.lower(&[peak], 0.89, 0.88);
            assert!((ceilings.lowest(0, 1, rate()) - factor).abs() < 1e-6, "{peak}");
        }
    }

    #[test]
    fn what_was_lowered_too_much_is_raised_again_and_nothing_else() {
        let mut ceilings = LocalCeilings::default();
        ceilings.lower(&[0.99, 0.8], 0.89, 0.88);
        ceilings.raise(&[0.85, 0.8], 0.87);
        let lowest = |ceilings: &LocalCeilings, start| ceilings.lowest(start, start + 1, rate());
        assert!((lowest(&ceilings, 0) - (0.88 / 0.99) * (0.87 / 0.85)).abs() < 1e-6);
        assert!((lowest(&ceilings, 20_000) - 1.0).abs() < f32::EPSILON);
        ceilings.raise(&[0.1, 0.1], 0.87);
        assert!(ceilings.is_flat(), "never above what holds everywhere");
    }
}
