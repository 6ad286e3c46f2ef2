//! The K-weighting filter (ITU-R BS.1770-4, annex 1): a shelf for the head, then a high pass.

use std::array::from_fn;
use std::f64::consts::PI;
use std::num::NonZeroU32;

/// Both filters of BS.1770 multiplied into one of fourth order, for any sample rate. What comes out is too small by [`KWeighting::gain`],
/// which whoever adds up energies puts in once for many samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct KWeighting {
    /// Feedback coefficients after the first, which is 1.
    a: [f64; 4],
    /// What each of the last four values, newest first, adds to the next two.
    ahead: [[f64; 2]; 4],
    /// Feed-forward coefficients after the first, divided by it.
    b: [f64; 4],
    /// The first of them.
    b0: f64,
}

/// What the filter remembers of a channel, newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Memory([f64; 4]);

/// Below this a memory is set to zero: numbers that fade for ever become denormal, which slows the processor a hundredfold.
const FADED: f64 = 1e-30;

impl KWeighting {
    /// The filter for this sample rate (Hz). The analogue prototypes are those that yield the coefficients which BS.1770 prints
    /// for 48 kHz (<https://www.itu.int/rec/R-REC-BS.1770>, tables 1 and 2; derived by De Man, 2014).
    pub(crate) fn new(sample_rate: NonZeroU32) -> Self {
        let rate = f64::from(sample_rate.get());
        let shelf = {
            let (frequency, gain, q) = (1_681.974_450_955_533, 3.999_843_853_973_347, 0.707_175_236_955_419_6);
            let k = (PI * frequency / rate).tan();
            let high = 10f64.powf(gain / 20.0);
            let band = high.powf(0.499_666_774_154_541_6);
            let a0 = 1.0 + k / q + k * k;
            let b = [(high + band * k / q + k * k) / a0, 2.0 * (k * k - high) / a0, (high - band * k / q + k * k) / a0];
            (b, [1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0])
        };
        let pass = {
            let (frequency, q) = (38.135_470_876_024_44, 0.500_327_037_323_877_3);
            let k = (PI * frequency / rate).tan();
            let a0 = 1.0 + k / q + k * k;
            ([1.0, -2.0, 1.0], [1.0, 2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0])
        };
        let [_, a @ ..] = product(shelf.1, pass.1);
        let [b0, b @ ..] = product(shelf.0, pass.0);
        let older = [a[1], a[2], a[3], 0.0];
        Self { a, ahead: from_fn(|n| [-a[n], a[0] * a[n] - older[n]]), b: b.map(|b| b / b0), b0 }
    }

    /// What the energy of filtered samples is to be multiplied with.
    pub(crate) fn gain(&self) -> f64 {
        self.b0 * self.b0
    }

    /// Two channels side by side, which the compiler puts into one register.
    #[inline]
    pub(crate) fn step_pair(&self, [left, right]: [&mut Memory; 2], samples: [f64; 2]) -> [f64; 2] {
        let held = |n: usize| [left.0[n], right.0[n]];
        let (w1, w2, w3, w4) = (held(0), held(1), held(2), held(3));
        // the newest term of the feedback comes last, so that the next sample waits for one addition only
        let older: [f64; 2] = from_fn(|c| samples[c] - self.a[3] * w4[c] - self.a[2] * w3[c] - self.a[1] * w2[c]);
        let past: [f64; 2] = from_fn(|c| self.b[0] * w1[c] + self.b[1] * w2[c] + self.b[2] * w3[c] + self.b[3] * w4[c]);
        let now: [f64; 2] = from_fn(|c| older[c] - self.a[0] * w1[c]);
        left.0 = [now[0], w1[0], w2[0], w3[0]];
        right.0 = [now[1], w1[1], w2[1], w3[1]];
        from_fn(|c| now[c] + past[c])
    }

    /// Two samples of one channel at once: the first is put into the equation of the second, so that they need not wait for each other.
    #[inline]
    pub(crate) fn step_two(&self, memory: &mut Memory, samples: [f64; 2]) -> [f64; 2] {
        let [w1, w2, w3, w4] = memory.0;
        let fed = [samples[0], samples[1] - self.a[0] * samples[0]];
        let older: [f64; 2] = from_fn(|n| fed[n] + self.ahead[3][n] * w4 + self.ahead[2][n] * w3);
        let now: [f64; 2] = from_fn(|n| older[n] + (self.ahead[1][n] * w2 + self.ahead[0][n] * w1));
        let (first, second, third, fourth) = ([w1, now[0]], [w2, w1], [w3, w2], [w4, w3]);
        memory.0 = [now[1], now[0], w1, w2];
        from_fn(|n| now[n] + (self.b[0] * first[n] + self.b[1] * second[n]) + (self.b[2] * third[n] + self.b[3] * fourth[n]))
    }

    /// One sample of one channel.
    #[inline]
    pub(crate) fn step(&self, memory: &mut Memory, sample: f64) -> f64 {
        let [w1, w2, w3, w4] = memory.0;
        let now = sample - self.a[3] * w4 - self.a[2] * w3 - self.a[1] * w2 - self.a[0] * w1;
        memory.0 = [now, w1, w2, w3];
        now + (self.b[0] * w1 + self.b[1] * w2) + (self.b[2] * w3 + self.b[3] * w4)
    }
}

impl Memory {
    /// Forgets what has faded, and what is no number.
    pub(crate) fn flush_denormals(&mut self) {
        for value in &mut self.0 {
            if !value.is_finite() || value.abs() < FADED {
                *value = 0.0;
            }
        }
    }
}

fn product(left: [f64; 3], right: [f64; 3]) -> [f64; 5] {
    let mut product = [0.0; 5];
    for (i, l) in left.iter().enumerate() {
        for (j, r) in right.iter().enumerate() {
            product[i + j] += l * r;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_48_khz_it_is_the_filter_that_the_recommendation_prints() {
        let printed = (
            product([1.535_124_859_586_97, -2.691_696_189_406_38, 1.198_392_810_852_85], [1.0, -2.0, 1.0]),
            product([1.0, -1.690_659_293_182_41, 0.732_480_774_215_85], [1.0, -1.990_047_454_833_98, 0.990_072_250_366_21]),
        );
        let ours = KWeighting::new(NonZeroU32::new(48_000).unwrap());
        assert!((ours.b0 - printed.0[0]).abs() < 1e-8);
        let forward = ours.b.map(|b| b * ours.b0);
        for (ours, printed) in forward.iter().zip(&printed.0[1..]).chain(ours.a.iter().zip(&printed.1[1..])) {
            assert!((ours - printed).abs() < 1e-8, "{ours} {printed}");
        }
    }

    #[test]
    fn however_samples_are_taken_they_are_filtered_alike() {
        let filter = KWeighting::new(NonZeroU32::new(44_100).unwrap());
        let (mut alone, mut left, mut right, mut two) = <(Memory, Memory, Memory, Memory)>::default();
        let sample = |n: i32| f64::from(n * 7919 % 1000) / 1000.0 - 0.5;
        for n in (0..100_000).step_by(2) {
            let samples = [sample(n), sample(n + 1)];
            let expected = samples.map(|sample| filter.step(&mut alone, sample));
            let pairs = samples.map(|sample| filter.step_pair([&mut left, &mut right], [sample, sample]));
            let both = filter.step_two(&mut two, samples);
            for n in 0..2 {
                assert_eq!(pairs[n][0].to_bits(), pairs[n][1].to_bits());
                assert!(
                    (pairs[n][0] - expected[n]).abs() < 1e-9 && (both[n] - expected[n]).abs() < 1e-9,
                    "{expected:?} {both:?}"
                );
            }
        }
    }

    #[test]
    fn silence_fades_to_nothing() {
        let filter = KWeighting::new(NonZeroU32::new(44_100).unwrap());
        let mut memory = Memory::default();
        filter.step(&mut memory, 1.0);
        for _ in 0..100 {
            for _ in 0..4410 {
                filter.step(&mut memory, 0.0);
            }
            memory.flush_denormals();
        }
        assert_eq!(memory, Memory::default());
    }
}
