//! Runs of silence and of full scale, in pieces that can be joined: what two halves tell is what the whole tells.

/// Samples that the meter looks at together. // measured: smaller costs more looks, larger more interpolation
pub(crate) const BLOCK: usize = 64;

/// Where sound begins and ends, and the longest hole in it (samples).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Silence {
    /// Samples in all.
    samples: u64,
    /// Silent samples at the start; all where there is no sound.
    leading: u64,
    /// Silent samples at the end; all where there is no sound.
    trailing: u64,
    /// The longest run between two sounds.
    longest: u64,
}

impl Silence {
    /// So many silent samples.
    pub(crate) fn silent(samples: u64) -> Self {
        Self { samples, leading: samples, trailing: samples, longest: 0 }
    }

    /// Samples of which the first and the last sound are given by their places.
    pub(crate) fn between(samples: u64, first: u64, last: u64) -> Self {
        Self { samples, leading: first, trailing: samples - last - 1, longest: 0 }
    }

    /// This, then that.
    pub(crate) fn then(self, next: Self) -> Self {
        let samples = self.samples + next.samples;
        match (self.has_sound(), next.has_sound()) {
            (false, false) => Self::silent(samples),
            (false, true) => Self { samples, leading: self.samples + next.leading, ..next },
            (true, false) => Self { samples, trailing: self.trailing + next.samples, ..self },
            (true, true) => Self {
                samples,
                leading: self.leading,
                trailing: next.trailing,
                longest: self.longest.max(next.longest).max(self.trailing + next.leading),
            },
        }
    }

    fn has_sound(self) -> bool {
        self.leading < self.samples
    }

    /// Samples in all.
    pub(crate) fn samples(self) -> u64 {
        self.samples
    }

    /// Silent samples before the first sound.
    pub(crate) fn leading(self) -> u64 {
        self.leading
    }

    /// Silent samples after the last sound.
    pub(crate) fn trailing(self) -> u64 {
        self.trailing
    }

    /// The longest silence between sounds; what is shorter than a block of the meter is none, because inside a block it is not looked for.
    pub(crate) fn longest(self) -> u64 {
        if self.longest < BLOCK as u64 { 0 } else { self.longest }
    }
}

/// From this on a sample is at full scale. // the highest value of 16 bits, 32767/32768, less rounding
pub(crate) const FULL_SCALE: f32 = 0.999_96;
/// A run shorter than this is a peak that touches full scale; from here on its top is cut off.
const CLIPPED_RUN: u64 = 3; // samples

/// Samples at full scale in one channel.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Clipping {
    samples: u64,
    /// Full-scale samples at the start.
    leading: u64,
    /// Full-scale samples at the end.
    trailing: u64,
    /// Samples of clipped runs that touch neither end.
    inner: u64,
}

impl Clipping {
    /// So many samples, none of them at full scale.
    pub(crate) fn none(samples: u64) -> Self {
        Self { samples, ..Self::default() }
    }

    /// So many samples, all of them at full scale.
    pub(crate) fn full(samples: u64) -> Self {
        Self { samples, leading: samples, trailing: samples, inner: 0 }
    }

    /// This, then that.
    pub(crate) fn then(self, next: Self) -> Self {
        let samples = self.samples + next.samples;
        let is_full = |part: Self| part.leading == part.samples;
        let inner = self.inner + next.inner;
        match (is_full(self), is_full(next)) {
            (true, true) => Self::full(samples),
            (true, false) => Self { samples, leading: self.samples + next.leading, trailing: next.trailing, inner },
            (false, true) => Self { samples, leading: self.leading, trailing: self.trailing + next.samples, inner },
            (false, false) => {
                let joined = counted(self.trailing + next.leading);
                Self { samples, leading: self.leading, trailing: next.trailing, inner: inner + joined }
            }
        }
    }

    /// Samples in clipped runs.
    pub(crate) fn clipped(self) -> u64 {
        if self.leading == self.samples {
            return counted(self.samples);
        }
        self.inner + counted(self.leading) + counted(self.trailing)
    }
}

fn counted(run: u64) -> u64 {
    if run >= CLIPPED_RUN { run } else { 0 }
}

/// Runs of full scale in samples that are looked at together.
pub(crate) fn clipping_in(block: &[f32]) -> Clipping {
    block
        .chunk_by(|a, b| (a.abs() >= FULL_SCALE) == (b.abs() >= FULL_SCALE))
        .map(|run| {
            let is_full = run.first().is_some_and(|sample| sample.abs() >= FULL_SCALE);
            if is_full { Clipping::full(run.len() as u64) } else { Clipping::none(run.len() as u64) }
        })
        .fold(Clipping::default(), Clipping::then)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn silence_of(loud: &[bool]) -> Silence {
        let samples = loud.len() as u64;
        loud.iter().map(|loud| if *loud { Silence::between(1, 0, 0) } else { Silence::silent(1) }).fold(
            Silence::silent(0),
            |all, one| {
                let all = all.then(one);
                assert!(all.samples <= samples);
                all
            },
        )
    }

    fn clipping_of(full: &[bool]) -> Clipping {
        full.iter()
            .map(|full| if *full { Clipping::full(1) } else { Clipping::none(1) })
            .fold(Clipping::default(), Clipping::then)
    }

    fn runs(values: &[bool], wanted: bool) -> Vec<(usize, usize)> {
        let mut runs = Vec::new();
        let mut at = 0;
        for group in values.chunk_by(|a, b| a == b) {
            if group[0] == wanted {
                runs.push((at, group.len()));
            }
            at += group.len();
        }
        runs
    }

    proptest! {
        #[test]
        fn joined_pieces_tell_what_the_whole_tells(values in proptest::collection::vec(any::<bool>(), 0..60), cut in 0usize..60) {
            let cut = cut.min(values.len());
            let (left, right) = values.split_at(cut);
            let silence = silence_of(left).then(silence_of(right));
            prop_assert_eq!(silence, silence_of(&values));
            let clipping = clipping_of(left).then(clipping_of(right));
            prop_assert_eq!(clipping, clipping_of(&values));

            let expected: usize = runs(&values, true).iter().map(|(_, len)| *len).filter(|len| *len >= 3).sum();
            prop_assert_eq!(clipping.clipped(), expected as u64);
            let inner = runs(&values, false).iter().filter(|(at, len)| *at > 0 && at + len < values.len()).map(|(_, len)| *len).max();
            prop_assert_eq!(silence.longest, inner.unwrap_or(0) as u64);
            let first = values.iter().position(|loud| *loud).unwrap_or(values.len());
            prop_assert_eq!(silence.leading(), first as u64);
        }
    }
}
