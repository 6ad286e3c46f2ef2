//! Another sample rate, by rubato: samples in, samples out, as many as the time asks for and none late.

use std::num::NonZeroU32;
use std::ops::RangeInclusive;

use rubato::Fft;
use rubato::FixedSync;
use rubato::Resampler;
use rubato::audioadapter_buffers::direct::SequentialSliceOfVecs;

use crate::model::media::audio_length::AudioLength;

/// Rates that are taken (Hz). // what is outside is a damaged header, and would ask for tables without bounds
pub(crate) const RATES: RangeInclusive<u32> = 4_000..=384_000;
/// Samples that go in together.
const CHUNK: usize = 4096;
/// The two rates that every app plays (Hz). // Apple, "Audio requirements"
const PUBLISHED: [u32; 2] = [44_100, 48_000];

/// The rate that a recording of this rate is published with (Hz): the same where apps play it, else the one whose samples lie closer to its own.
pub(crate) fn published_rate(rate: NonZeroU32) -> NonZeroU32 {
    let family = if PUBLISHED[0].is_multiple_of(rate.get()) || rate.get().is_multiple_of(PUBLISHED[0] / 4) {
        PUBLISHED[0]
    } else {
        PUBLISHED[1]
    };
    let same = PUBLISHED.into_iter().find(|published| *published == rate.get());
    NonZeroU32::new(same.unwrap_or(family)).expect("both are more than zero")
}

/// What goes wrong inside rubato, in its words.
#[derive(Debug, thiserror::Error)]
#[error("the sample rate cannot be changed: {0}")]
pub(crate) struct ResamplingError(String);

#[cfg(test)]
impl ResamplingError {
    /// One that says this.
    pub(crate) fn of(said: &str) -> Self {
        Self(said.to_owned())
    }
}

/// Changes the sample rate of a stream.
pub(crate) struct Resampling {
    rates: (NonZeroU32, NonZeroU32),
    resampler: Option<Fft<f32>>,
    waiting: Vec<Vec<f32>>,
    /// Samples of the start that are not sound yet.
    late: usize,
    taken: u64,
    given: u64,
}

impl Resampling {
    /// From one rate to the other (Hz).
    pub(crate) fn new(from: NonZeroU32, to: NonZeroU32, channels: usize) -> Result<Self, ResamplingError> {
        let resampler = if from == to {
            None
        } else {
            if !RATES.contains(&from.get()) {
                return Err(ResamplingError(format!("{from} Hz is no rate of a recording")));
            }
            let made = Fft::new(from.get() as usize, to.get() as usize, CHUNK, channels, FixedSync::Input);
            Some(made.map_err(|error| ResamplingError(error.to_string()))?)
        };
        let late = resampler.as_ref().map_or(0, Resampler::output_delay);
        Ok(Self { rates: (from, to), resampler, waiting: vec![Vec::new(); channels], late, taken: 0, given: 0 })
    }

    /// Takes samples, and gives those that are ready.
    pub(crate) fn push(&mut self, planes: Vec<Vec<f32>>) -> Result<Vec<Vec<f32>>, ResamplingError> {
        let frames = planes.first().map_or(0, Vec::len);
        self.taken += frames as u64;
        if self.resampler.is_none() {
            self.given += frames as u64;
            return Ok(planes);
        }
        for (waiting, plane) in self.waiting.iter_mut().zip(planes) {
            waiting.extend(plane);
        }
        self.turn()
    }

    /// The rest.
    pub(crate) fn finish(mut self) -> Result<Vec<Vec<f32>>, ResamplingError> {
        let total = self.total();
        let mut rest = vec![Vec::new(); self.waiting.len()];
        while self.resampler.is_some() && self.given < total {
            for waiting in &mut self.waiting {
                waiting.resize(waiting.len() + CHUNK, 0.0);
            }
            for (rest, plane) in rest.iter_mut().zip(self.turn()?) {
                rest.extend(plane);
            }
        }
        let over = usize::try_from(self.given.saturating_sub(total)).unwrap_or(usize::MAX);
        for rest in &mut rest {
            rest.truncate(rest.len().saturating_sub(over));
        }
        Ok(rest)
    }

    /// Samples of the new rate in the time of those that were taken.
    pub(crate) fn total(&self) -> u64 {
        AudioLength { samples: self.taken, sample_rate: self.rates.0 }.samples_at(self.rates.1)
    }

    fn turn(&mut self) -> Result<Vec<Vec<f32>>, ResamplingError> {
        let failed = |error: &dyn std::fmt::Display| ResamplingError(error.to_string());
        let channels = self.waiting.len();
        let mut ready = vec![Vec::new(); channels];
        let Some(resampler) = &mut self.resampler else { return Ok(ready) };
        let mut used = 0;
        while self.waiting[0].len() - used >= resampler.input_frames_next() {
            let wanted = resampler.input_frames_next();
            let chunk: Vec<Vec<f32>> = self.waiting.iter().map(|plane| plane[used..used + wanted].to_vec()).collect();
            let input = SequentialSliceOfVecs::new(&chunk, channels, wanted).map_err(|error| failed(&error))?;
            let mut made = vec![vec![0f32; resampler.output_frames_next()]; channels];
            let room = made[0].len();
            let mut output = SequentialSliceOfVecs::new_mut(&mut made, channels, room).map_err(|error| failed(&error))?;
            let (_, frames) = resampler.process_into_buffer(&input, &mut output, None).map_err(|error| failed(&error))?;
            used += wanted;
            let skipped = self.late.min(frames);
            self.late -= skipped;
            self.given += (frames - skipped) as u64;
            for (ready, made) in ready.iter_mut().zip(&made) {
                ready.extend_from_slice(&made[skipped..frames]);
            }
        }
        for waiting in &mut self.waiting {
            waiting.drain(..used);
        }
        Ok(ready)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(hertz: u32) -> NonZeroU32 {
        NonZeroU32::new(hertz).unwrap()
    }

    /// A tone of 997 Hz.
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a second of samples")]
    fn tone(hertz: u32, frames: usize) -> Vec<f32> {
        (0..frames).map(|n| (n as f64 * 997.0 * std::f64::consts::TAU / f64::from(hertz)).sin() as f32 * 0.5).collect()
    }

    fn resampled(from: u32, to: u32, frames: usize) -> Vec<f32> {
        let mut resampling = Resampling::new(rate(from), rate(to), 1).unwrap();
        let mut given = Vec::new();
        for piece in tone(from, frames).chunks(1000) {
            given.extend(resampling.push(vec![piece.to_vec()]).unwrap().remove(0));
        }
        given.extend(resampling.finish().unwrap().remove(0));
        given
    }

    #[test]
    fn the_time_stays_to_the_sample() {
        for (from, to, frames) in [(48_000, 44_100, 48_000), (8_000, 48_000, 7_999), (96_000, 48_000, 10), (44_100, 44_100, 5)] {
            let (found, exact) = (resampled(from, to, frames).len() as u64, frames as u64 * u64::from(to));
            assert_eq!(found, (exact + u64::from(from) / 2) / u64::from(from), "{from} {to} {frames}");
        }
    }

    #[test]
    fn a_tone_stays_where_it_was() {
        for (from, to) in [(8_000, 48_000), (22_050, 44_100), (32_000, 48_000), (47_000, 48_000), (96_000, 48_000)] {
            let (found, expected) = (resampled(from, to, from as usize), tone(to, to as usize));
            let inner = to as usize / 10..to as usize * 9 / 10;
            let worst = found[inner.clone()].iter().zip(&expected[inner]).map(|(a, b)| (a - b).abs()).fold(0f32, f32::max);
            assert!(worst < 0.001, "{from} {to}: {worst}");
        }
    }

    #[test]
    fn rates_that_apps_play_stay() {
        for (from, to) in [
            (44_100, 44_100),
            (48_000, 48_000),
            (8_000, 48_000),
            (11_025, 44_100),
            (22_050, 44_100),
            (32_000, 48_000),
            (88_200, 44_100),
            (96_000, 48_000),
            (192_000, 48_000),
            (47_999, 48_000),
        ] {
            assert_eq!(published_rate(rate(from)), rate(to), "{from}");
        }
    }

    #[test]
    fn a_rate_that_only_damage_makes_is_refused() {
        assert!(Resampling::new(rate(4_000_000_000), rate(48_000), 2).is_err());
        assert!(Resampling::new(rate(1), rate(48_000), 1).is_err());
    }
}
