//! Sizes as limits are written: in units of 1,024.

use std::fmt;

use crate::model::files::byte_count::ByteCount;

/// Units, the largest first, each with the power of two that it stands for.
const UNITS: [(&str, u32); 3] = [("GiB", 30), ("MiB", 20), ("KiB", 10)];

/// A size in KiB, MiB or GiB. Whole units are exact, as in `4 GiB`; anything else is rounded up to a tenth, so one byte more than a limit never reads
/// like the limit: `4.1 GiB`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BinarySize(pub ByteCount);

impl fmt::Display for BinarySize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.0.get();
        let Some((name, shift)) = UNITS.into_iter().find(|(_, shift)| bytes >> shift > 0) else { return self.0.fmt(f) };
        let (whole, rest) = (bytes >> shift, bytes & ((1 << shift) - 1));
        // at most 2^30 - 1, so ten times as much fits
        let tenths = (rest * 10).div_ceil(1 << shift);
        match tenths {
            0 => write!(f, "{whole} {name}"),
            10 => write!(f, "{} {name}", whole + 1),
            _ => write!(f, "{whole}.{tenths} {name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_whole_and_one_byte_more_is_not_the_limit() {
        for (bytes, expected) in [
            (0, "0 bytes"),
            (1023, "1023 bytes"),
            (1024, "1 KiB"),
            (16 << 20, "16 MiB"),
            ((16 << 20) + 1, "16.1 MiB"),
            ((16 << 20) - 1, "16 MiB"),
            (4 << 30, "4 GiB"),
            (128 << 30, "128 GiB"),
            (u64::MAX, "17179869184 GiB"),
        ] {
            assert_eq!(BinarySize(ByteCount::new(bytes)).to_string(), expected, "{bytes}");
        }
    }
}
