//! From the channels that a recording has to those that it is published with.

use crate::media::sound::decode::in_order::SampleFormat;

/// What a channel of surround adds to a front channel. // 1/sqrt 2; ITU-R BS.775-4, annex 4
const SURROUND: f32 = std::f32::consts::FRAC_1_SQRT_2;
/// The difference of two channels that nobody hears (times the energy of both). // -60 dB
const UNHEARD: f64 = 1e-6;

/// What left and right get of each channel, in the usual order of so many. The low-frequency channel is left out, as BS.775 has it.
fn shares(channels: usize) -> &'static [[f32; 2]] {
    const LEFT: [f32; 2] = [1.0, 0.0];
    const RIGHT: [f32; 2] = [0.0, 1.0];
    const CENTRE: [f32; 2] = [SURROUND, SURROUND];
    const BACK_LEFT: [f32; 2] = [SURROUND, 0.0];
    const BACK_RIGHT: [f32; 2] = [0.0, SURROUND];
    const NONE: [f32; 2] = [0.0, 0.0];
    match channels {
        0..=2 => &[LEFT, RIGHT],
        3 => &[LEFT, RIGHT, CENTRE],
        4 => &[LEFT, RIGHT, BACK_LEFT, BACK_RIGHT],
        5 => &[LEFT, RIGHT, CENTRE, BACK_LEFT, BACK_RIGHT],
        _ => &[LEFT, RIGHT, CENTRE, NONE, BACK_LEFT, BACK_RIGHT, BACK_LEFT, BACK_RIGHT],
    }
}

/// Mixes more than two channels down to two; fewer stay as they are.
pub(crate) fn at_most_two(format: SampleFormat, planes: &[&[f32]]) -> Vec<Vec<f32>> {
    if planes.len() <= 2 {
        return planes.iter().map(|plane| plane.to_vec()).collect();
    }
    let frames = planes.iter().map(|plane| plane.len()).min().unwrap_or(0);
    let mut mixed = vec![vec![0f32; frames]; 2];
    for (shares, plane) in shares(format.channels).iter().zip(planes) {
        for (mixed, share) in mixed.iter_mut().zip(shares) {
            mixed.iter_mut().zip(*plane).for_each(|(mixed, sample)| *mixed += share * sample);
        }
    }
    mixed
}

/// The middle of two channels.
pub(crate) fn to_mono(mut planes: Vec<Vec<f32>>) -> Vec<Vec<f32>> {
    if let [left, right] = planes.as_mut_slice() {
        left.iter_mut().zip(right).for_each(|(left, right)| *left = f32::midpoint(*left, *right));
        planes.truncate(1);
    }
    planes
}

/// Whether two channels differ.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct ChannelDifference {
    difference: f64,
    energy: f64,
}

impl ChannelDifference {
    /// Listens to more samples.
    pub(crate) fn add(&mut self, planes: &[Vec<f32>]) {
        let [left, right] = planes else { return };
        for (left, right) in left.iter().zip(right) {
            let (left, right) = (f64::from(*left), f64::from(*right));
            self.difference += (left - right) * (left - right);
            self.energy += left * left + right * right;
        }
    }

    /// Whether anybody could hear it: below -60 dB nobody can.
    pub(crate) fn is_heard(self) -> bool {
        self.difference > self.energy * UNHEARD
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;

    fn format(channels: usize) -> SampleFormat {
        SampleFormat { sample_rate: NonZeroU32::new(48_000).unwrap(), channels }
    }

    #[test]
    fn surround_is_mixed_as_the_standard_has_it() {
        let planes: [&[f32]; 6] = [&[1.0], &[2.0], &[4.0], &[8.0], &[16.0], &[32.0]];
        let mixed = at_most_two(format(6), &planes);
        assert_eq!(mixed, [[1.0 + SURROUND * 4.0 + SURROUND * 16.0], [2.0 + SURROUND * 4.0 + SURROUND * 32.0]]);
        assert_eq!(at_most_two(format(2), &planes[..2]), [[1.0], [2.0]], "two stay");
        assert_eq!(at_most_two(format(1), &planes[..1]), [[1.0]], "one stays");
    }

    #[test]
    fn channels_that_differ_by_less_than_60_db_are_the_same() {
        let difference = |decibels: f32| {
            let mut difference = ChannelDifference::default();
            let left: Vec<f32> = (0..1000u16).map(|n| f32::sin(f32::from(n) * 0.1)).collect();
            let right = left.iter().map(|sample| sample * (1.0 + 10f32.powf(decibels / 20.0) * 2f32.sqrt())).collect();
            difference.add(&[left, right]);
            difference.is_heard()
        };
        assert!(difference(-59.0) && !difference(-61.0) && !difference(f32::NEG_INFINITY));
        assert!(!ChannelDifference::default().is_heard(), "silence");
    }

    #[test]
    fn mono_is_the_middle() {
        assert_eq!(to_mono(vec![vec![1.0, 0.5], vec![0.0, 0.5]]), [[0.5, 0.5]]);
        assert_eq!(to_mono(vec![vec![1.0]]), [[1.0]]);
    }
}
