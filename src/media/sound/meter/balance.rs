//! How two channels stand to each other, tenth by tenth, in counts that can be joined: what two halves tell is what the whole tells.

/// The greatest difference that is told apart (dB).
const WIDEST: i32 = 40;
/// Counts of each whole decibel from one side to the other.
const STEPS: usize = 81;
/// Below this average energy a tenth tells nothing. // -45 LUFS
const HEARD: f64 = 3.7e-5;
/// What is left of both channels on one loudspeaker where they cancel each other out: a tenth of what there is.
const OPPOSED: f64 = 0.1;
/// Tenths of a second that have to be heard before anything is said. // 5 s
const HEARD_MIN: u64 = 50;

/// How two channels stand to each other.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Balance {
    /// Tenths by how much louder the first channel is, from -40 to 40 dB.
    steps: [u32; STEPS],
    /// Tenths in which they cancel each other out.
    opposed: u32,
}

/// What is wrong with two channels.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ChannelFault {
    /// Nothing is heard on one.
    Silent(Side),
    /// One is quieter all the time, by so much (dB).
    Quieter(Side, u32),
    /// They cancel each other out.
    Opposed,
}

/// One of two channels.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Side {
    /// The first.
    Left,
    /// The second.
    Right,
}

/// A channel that is so much quieter is not heard beside the other (dB).
const SILENT_FROM: i32 = 30;
/// A channel that is so much quieter in half of the tenths is out of balance (dB)...
const QUIETER_FROM: i32 = 8;
/// ...where it is so much quieter in nearly all. // voices that sit left and right differ both ways
const ALWAYS_FROM: i32 = 4;

impl Default for Balance {
    fn default() -> Self {
        Self { steps: [0; STEPS], opposed: 0 }
    }
}

impl Balance {
    /// Adds a tenth of a second: the average energy of each channel, and that of their product.
    pub(crate) fn add(&mut self, [left, right]: [f64; 2], product: f64) {
        let sum = left + right;
        if sum.is_nan() || sum < HEARD {
            return;
        }
        // silence is as far to the side as can be
        let louder = (10.0 * (left / right).log10()).round().clamp(-f64::from(WIDEST), f64::from(WIDEST));
        #[expect(clippy::cast_possible_truncation, reason = "a whole number between -40 and 40")]
        let step = usize::try_from(louder as i32 + WIDEST).unwrap_or(0);
        self.steps[step.min(STEPS - 1)] += 1;
        // of two equal channels the mix has twice the energy of both, of unlike ones as much
        self.opposed += u32::from((sum + 2.0 * product) < OPPOSED * sum);
    }

    /// This, then that.
    pub(crate) fn then(mut self, next: &Self) -> Self {
        self.steps.iter_mut().zip(&next.steps).for_each(|(count, more)| *count += more);
        self.opposed += next.opposed;
        self
    }

    /// Tenths in which the side is quieter by so much or more.
    fn quieter(&self, side: Side, by: i32) -> u64 {
        let counts = self.steps.iter().zip(-WIDEST..);
        let is_so = |louder: i32| if side == Side::Right { louder >= by } else { louder <= -by };
        counts.filter(|(_, louder)| is_so(*louder)).map(|(count, _)| u64::from(*count)).sum()
    }

    /// What is wrong with the channels, if anything is.
    pub(crate) fn fault(&self) -> Option<ChannelFault> {
        let heard: u64 = self.steps.iter().map(|count| u64::from(*count)).sum();
        if heard < HEARD_MIN {
            return None;
        }
        for side in [Side::Left, Side::Right] {
            if self.quieter(side, SILENT_FROM) * 50 >= heard * 49 {
                return Some(ChannelFault::Silent(side));
            }
        }
        if u64::from(self.opposed) * 5 >= heard * 3 {
            return Some(ChannelFault::Opposed);
        }
        for side in [Side::Left, Side::Right] {
            if self.quieter(side, ALWAYS_FROM) * 20 >= heard * 19 && self.quieter(side, QUIETER_FROM) * 2 >= heard {
                let median = (QUIETER_FROM..=WIDEST).rev().find(|by| self.quieter(side, *by) * 2 >= heard);
                return Some(ChannelFault::Quieter(side, median.unwrap_or(QUIETER_FROM).unsigned_abs()));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many tenths of these amplitudes, the second turned by the sign.
    fn tenths(count: usize, left: f64, right: f64) -> Balance {
        let mut balance = Balance::default();
        for _ in 0..count {
            balance.add([left * left, right * right], left * right);
        }
        balance
    }

    #[test]
    fn tells_faults_of_channels_apart() {
        assert_eq!(tenths(100, 0.1, 0.1).fault(), None);
        assert_eq!(tenths(100, 0.1, 0.0).fault(), Some(ChannelFault::Silent(Side::Right)));
        assert_eq!(tenths(100, 0.0001, 0.1).fault(), Some(ChannelFault::Silent(Side::Left)));
        assert_eq!(tenths(100, 0.1, -0.1).fault(), Some(ChannelFault::Opposed));
        assert_eq!(tenths(100, 0.02, 0.1).fault(), Some(ChannelFault::Quieter(Side::Left, 14)));
        assert_eq!(tenths(100, 0.1, 0.05).fault(), None, "6 dB");
        assert_eq!(tenths(40, 0.1, 0.0).fault(), None, "too short to tell");
        assert_eq!(tenths(100, 0.001, 0.0).fault(), None, "too quiet to tell");
    }

    #[test]
    fn voices_at_both_sides_are_in_balance() {
        let both = tenths(300, 0.1, 0.03).then(&tenths(200, 0.03, 0.1));
        assert_eq!(both.fault(), None);
        let mut unlike = Balance::default();
        for _ in 0..100 {
            unlike.add([0.01, 0.01], 0.0);
        }
        assert_eq!(unlike.fault(), None);
        assert_eq!(tenths(300, 0.1, -0.1).then(&tenths(700, 0.1, 0.1)).fault(), None, "an effect for a while");
    }
}
