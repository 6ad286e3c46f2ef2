//! A limiter that looks ahead. What the highest point of the wave asks for is held for 5 ms, let go in 80 ms, and averaged over the same 5 ms: a mean
//! of minima never exceeds what any peak inside asks for, so the ceiling holds without clipping, and no step is heard. All channels are turned
//! down together, so that nobody moves across the room.

use std::collections::VecDeque;
use std::num::NonZeroU32;

use crate::media::sound::meter::true_peak::HISTORY;
use crate::media::sound::meter::true_peak::Interpolator;
use crate::model::media::loudness::Decibels;
use crate::studio::local_ceilings::LocalCeilings;

/// How far it looks ahead, and over how long it averages (seconds).
const AHEAD: f64 = 0.005;
/// In this time it lets go of all but a third of what it held back (seconds).
const RELEASE: f64 = 0.08;
/// How far a point between samples may lie from the sample at which the interpolator reports it (samples). // 6 at these rates
const SLACK: usize = 12;
/// Samples that are looked at together.
const BLOCK: usize = 64;
/// From here on, letting go is over. // 0.00001 dB
const RELEASED: f32 = 0.999_999;
/// Peaks closer together are one place (seconds).
const PLACE: f64 = 1.0;
/// Places that are noted.
const PLACES_MAX: usize = 10_000;

/// A place at which more had to be held back than sounds well.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct HighPeak {
    /// Where (samples from the start).
    pub(crate) sample: u64,
    /// How much is held back there.
    pub(crate) held_back: Decibels,
}

/// What the limiter did.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Limited {
    /// The most that it held back.
    pub(crate) most: Decibels,
    /// Places at which it held back more than [`Limiter::LIMIT`].
    pub(crate) high_peaks: Vec<HighPeak>,
}

impl Limited {
    /// Whether it had anything to do.
    pub(crate) fn worked(&self) -> bool {
        self.most > Decibels::new(0.01)
    }
}

/// A limiter at work.
pub(crate) struct Limiter<'c> {
    ceiling: f32,
    /// Where it is lower.
    local: &'c LocalCeilings,
    sample_rate: NonZeroU32,
    interpolator: Interpolator,
    /// What was taken and not given yet, with [`HISTORY`] samples before it, for each channel.
    line: Vec<Vec<f32>>,
    length: usize,
    /// The same as a number to divide by.
    divisor: f64,
    /// How much is let go with each sample.
    release: f32,
    released: f32,
    /// The least of the last samples: places and values that grow.
    minima: VecDeque<(u64, f32)>,
    window: u64,
    /// The last values that are averaged, and their sum.
    averaged: VecDeque<f32>,
    sum: f64,
    place: u64,
    place_length: u64,
    /// The least that was wanted of the wave.
    least: f32,
    high_peaks: Vec<HighPeak>,
}

impl<'c> Limiter<'c> {
    /// More than this is heard, and reported with its place.
    pub(crate) const LIMIT: Decibels = Decibels::new(6.0);

    /// Keeps the wave below this height (times full scale), and lower where `local` says so.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small numbers")]
    pub(crate) fn new(ceiling: f64, local: &'c LocalCeilings, sample_rate: NonZeroU32, channels: usize) -> Self {
        let rate = f64::from(sample_rate.get());
        let length = ((AHEAD * rate).round() as usize).max(1);
        let divisor = (AHEAD * rate).round().max(1.0);
        Self {
            ceiling: ceiling as f32,
            local,
            sample_rate,
            interpolator: Interpolator::new(sample_rate),
            line: vec![vec![0.0; HISTORY + length - 1 + SLACK]; channels],
            length,
            divisor,
            release: (1.0 - (-1.0 / (RELEASE * rate)).exp()) as f32,
            released: 1.0,
            minima: VecDeque::new(),
            window: (length + SLACK + SLACK / 2) as u64,
            averaged: std::iter::repeat_n(1.0, length).collect(),
            sum: divisor,
            place: 0,
            place_length: (PLACE * rate) as u64,
            least: 1.0,
            high_peaks: Vec::new(),
        }
    }

    /// How many samples later each sample comes out.
    pub(crate) fn delay(&self) -> usize {
        self.length - 1 + SLACK
    }

    /// Takes samples and gives as many, [`Limiter::delay`] later.
    pub(crate) fn push(&mut self, planes: &[Vec<f32>]) -> Vec<Vec<f32>> {
        let frames = planes.iter().map(Vec::len).min().unwrap_or(0);
        for (line, plane) in self.line.iter_mut().zip(planes) {
            line.extend_from_slice(&plane[..frames]);
        }
        let mut out: Vec<Vec<f32>> = self.line.iter().map(|line| line[HISTORY..HISTORY + frames].to_vec()).collect();
        let mut start = 0;
        while start < frames {
            let end = frames.min(start + BLOCK);
            self.limit(start..end, &mut out);
            start = end;
        }
        for line in &mut self.line {
            line.drain(..frames);
        }
        out
    }

    /// Turns a block down. What comes out at `n` is in `out`; what goes in stands in the line behind the delay.
    #[expect(clippy::cast_possible_truncation, reason = "the mean of numbers up to 1")]
    fn limit(&mut self, block: std::ops::Range<usize>, out: &mut [Vec<f32>]) {
        let first = HISTORY + self.delay() + block.start;
        let highest = |from: usize, to: usize| {
            let all = self.line.iter().flat_map(|line| &line[from..to]);
            all.fold(0f32, |highest, sample| highest.max(sample.abs()))
        };
        // no curve through these samples is higher than this
        let reach = self.interpolator.bound(highest(first - HISTORY, first + block.len()));
        let is_idle = self.released >= 1.0 && self.minima.is_empty() && self.sum_is_one();
        let ceiling = self.ceiling * self.local.lowest(self.place, self.place + block.len() as u64, self.sample_rate);
        if reach <= ceiling && is_idle {
            self.place += block.len() as u64;
            return;
        }
        for index in block.clone() {
            let at = first + index - block.start;
            let wanted = if reach <= ceiling { 1.0 } else { self.wanted(at, ceiling) };
            if wanted < 1.0 {
                self.note(wanted);
            }
            let risen = self.released + (1.0 - self.released) * self.release;
            self.released = wanted.min(if risen > RELEASED { 1.0 } else { risen });
            while self.minima.back().is_some_and(|(_, value)| *value >= self.released) {
                self.minima.pop_back();
            }
            if self.released < 1.0 || !self.minima.is_empty() {
                self.minima.push_back((self.place, self.released));
            }
            while self.minima.front().is_some_and(|(place, _)| place + self.window <= self.place) {
                self.minima.pop_front();
            }
            let least = self.minima.front().map_or(1.0, |(_, value)| *value);
            if least >= 1.0 {
                self.minima.clear();
            }
            let oldest = self.averaged.pop_front().unwrap_or(1.0);
            self.averaged.push_back(least);
            self.sum += f64::from(least) - f64::from(oldest);
            let gain = (self.sum / self.divisor) as f32;
            for out in &mut *out {
                out[index] *= gain;
            }
            self.place += 1;
        }
    }

    /// Whether nothing is held back at all. A sum of many differences is never exactly what it was, so it is set right here.
    fn sum_is_one(&mut self) -> bool {
        if self.averaged.iter().all(|value| *value >= 1.0) {
            self.sum = self.divisor;
            return true;
        }
        false
    }

    /// What the wave asks for around the sample at this place of the line, to stay below the ceiling.
    fn wanted(&self, at: usize, ceiling: f32) -> f32 {
        let peak = self.line.iter().fold(0f32, |highest, line| {
            let between = self.interpolator.peak(&line[at - HISTORY..=at]);
            highest.max(line[at].abs()).max(between)
        });
        if peak > ceiling { ceiling / peak } else { 1.0 }
    }

    fn note(&mut self, wanted: f32) {
        self.least = self.least.min(wanted);
        let held_back = Decibels::new(-20.0 * f64::from(wanted).log10());
        if held_back <= Self::LIMIT {
            return;
        }
        if let Some(last) = self.high_peaks.last_mut().filter(|last| self.place - last.sample < self.place_length) {
            if held_back > last.held_back {
                last.held_back = held_back;
            }
        } else if self.high_peaks.len() < PLACES_MAX {
            self.high_peaks.push(HighPeak { sample: self.place, held_back });
        }
    }

    /// What it did.
    pub(crate) fn finish(self) -> Limited {
        Limited { most: Decibels::new(-20.0 * f64::from(self.least).log10()), high_peaks: self.high_peaks }
    }
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "seconds of samples")]
mod tests {
    use super::*;
    use crate::media::sound::meter::segment_meter::SegmentMeter;

    fn rate() -> NonZeroU32 {
        NonZeroU32::new(44_100).unwrap()
    }

    fn limited(planes: &[Vec<f32>], ceiling: f64, piece: usize) -> (Vec<Vec<f32>>, Limited) {
        let local = LocalCeilings::default();
        let mut limiter = Limiter::new(ceiling, &local, rate(), planes.len());
        let (delay, frames) = (limiter.delay(), planes[0].len());
        let mut out = vec![Vec::new(); planes.len()];
        let padded: Vec<Vec<f32>> = planes.iter().map(|plane| [plane.as_slice(), &vec![0.0; delay]].concat()).collect();
        for start in (0..frames + delay).step_by(piece) {
            let part: Vec<Vec<f32>> = padded.iter().map(|plane| plane[start..plane.len().min(start + piece)].to_vec()).collect();
            for (out, plane) in out.iter_mut().zip(limiter.push(&part)) {
                out.extend(plane);
            }
        }
        (out.into_iter().map(|plane| plane[delay..].to_vec()).collect(), limiter.finish())
    }

    fn peak(planes: &[Vec<f32>]) -> f32 {
        let mut meter = SegmentMeter::new(rate(), planes.len());
        meter.push(&planes.iter().map(Vec::as_slice).collect::<Vec<_>>());
        meter.peak()
    }

    /// Noise with bursts, from a simple generator.
    fn bursts(seed: u32, level: f32) -> Vec<f32> {
        let mut state = seed;
        (0..60_000)
            .map(|n| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let noise = (state >> 8) as f32 / 8_388_608.0 - 1.0;
                noise * if n % 9000 < 700 { level } else { 0.1 }
            })
            .collect()
    }

    #[test]
    fn the_ceiling_holds_whatever_comes() {
        for (seed, level, ceiling) in [(1, 1.0, 0.7), (2, 3.0, 0.9), (3, 10.0, 0.5), (4, 0.95, 0.89)] {
            let planes = [bursts(seed, level), bursts(seed + 100, level / 2.0)];
            assert!(peak(&planes) > ceiling);
            let (out, told) = limited(&planes, f64::from(ceiling), 4096);
            let found = peak(&out);
            // a gain that moves bends the curve between samples a little
            assert!(found < ceiling * 1.01, "{seed}: {found} over {ceiling}");
            assert!(found > ceiling * 0.9, "{seed}: {found} is far below {ceiling}");
            assert!(told.worked());
        }
    }

    #[test]
    fn what_is_below_the_ceiling_stays_bit_for_bit() {
        let planes = [bursts(5, 0.3)];
        let (out, told) = limited(&planes, 0.9, 1000);
        assert_eq!(out[0], planes[0]);
        assert!(!told.worked() && told.high_peaks.is_empty());
    }

    #[test]
    fn pieces_do_not_matter() {
        let planes = [bursts(6, 2.0), bursts(7, 2.0)];
        let whole = limited(&planes, 0.8, 100_000);
        for piece in [64, 640, 4096] {
            assert_eq!(limited(&planes, 0.8, piece).0, whole.0, "{piece}");
        }
    }

    #[test]
    fn no_step_is_made() {
        let tone: Vec<f32> =
            (0..44_100).map(|n| if n > 20_000 && n < 22_000 { 1.6 } else { 0.4 } * (n as f32 * 0.05).sin()).collect();
        let (out, _) = limited(std::slice::from_ref(&tone), 0.8, 4096);
        let gains: Vec<f32> =
            out[0].iter().zip(&tone).filter(|(_, tone)| tone.abs() > 0.05).map(|(out, tone)| out / tone).collect();
        let steepest = gains.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0f32, f32::max);
        assert!(steepest < 0.02, "{steepest}");
    }

    #[test]
    fn a_peak_that_needs_more_than_6_db_is_reported_with_its_place() {
        let mut plane: Vec<f32> = (0..200_000).map(|n| (n as f32 * 0.05).sin() * 0.3).collect();
        for at in [50_000, 50_100, 150_000] {
            plane[at..at + 60].iter_mut().for_each(|sample| *sample *= 8.0);
        }
        let (_, told) = limited(&[plane], 0.9, 4096);
        let places: Vec<u64> = told.high_peaks.iter().map(|peak| peak.sample / 1000).collect();
        assert_eq!(places, [50, 150]);
        assert!(told.high_peaks.iter().all(|peak| peak.held_back > Decibels::new(7.5) && peak.held_back < Decibels::new(10.0)));
        assert!(told.most > Decibels::new(8.0));
    }
}
