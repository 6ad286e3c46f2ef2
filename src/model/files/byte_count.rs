//! Sizes of files.

use std::fmt;
use std::iter::Sum;
use std::num::NonZeroU32;
use std::ops::Add;

use serde::{Deserialize, Serialize};

/// A size in bytes. It prints exactly and with its unit, as in `2255412 bytes`; files and JSON have the bare number.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct ByteCount(u64);

/// A size in round figures, as phones and browsers show it: units count in thousands (SI).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RoundedSize {
    /// Less than a megabyte: kilobytes, rounded up.
    Kilobytes(u64),
    /// Less than 100 megabytes.
    Megabytes {
        /// Whole megabytes.
        whole: u64,
        /// Tenths of a megabyte beside them.
        tenths: u64,
    },
    /// 100 megabytes or more, without tenths.
    WholeMegabytes(u64),
}

impl ByteCount {
    /// An empty file.
    pub const ZERO: Self = Self(0);

    /// So many bytes.
    pub const fn new(bytes: u64) -> Self {
        Self(bytes)
    }

    /// So many times 1,024 bytes.
    pub const fn kibibytes(count: u64) -> Self {
        Self(count * 1024)
    }

    /// So many times 1,048,576 bytes.
    pub const fn mebibytes(count: u64) -> Self {
        Self(count * 1024 * 1024)
    }

    /// The size of these bytes.
    pub const fn of(bytes: &[u8]) -> Self {
        Self(bytes.len() as u64)
    }

    /// The number of bytes.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// Thousands of bytes, rounded up: one byte more than a limit never reads like the limit.
    pub const fn kilobytes(self) -> u64 {
        self.0.div_ceil(1000)
    }

    /// The size in round figures.
    pub const fn rounded(self) -> RoundedSize {
        let kilobytes = self.kilobytes();
        let tenths = self.0.saturating_add(50_000) / 100_000;
        if kilobytes < 1000 {
            RoundedSize::Kilobytes(kilobytes)
        } else if tenths < 1000 {
            RoundedSize::Megabytes { whole: tenths / 10, tenths: tenths % 10 }
        } else {
            RoundedSize::WholeMegabytes(tenths / 10)
        }
    }

    /// The sum, or the largest size there is.
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference, or zero.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Add for ByteCount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.saturating_add(other)
    }
}

impl Sum for ByteCount {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::ZERO, Self::saturating_add)
    }
}

impl From<NonZeroU32> for ByteCount {
    fn from(bytes: NonZeroU32) -> Self {
        Self(bytes.get().into())
    }
}

impl fmt::Display for ByteCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, if self.0 == 1 { "byte" } else { "bytes" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_exactly_and_with_its_unit() {
        let printed = [0, 1, 2_255_412].map(|bytes| ByteCount::new(bytes).to_string());
        assert_eq!(printed, ["0 bytes", "1 byte", "2255412 bytes"]);
    }

    #[test]
    fn json_has_the_bare_number() {
        assert_eq!(serde_json::to_string(&ByteCount::new(7)).unwrap(), "7");
        assert_eq!(serde_json::from_str::<ByteCount>("7").unwrap(), ByteCount::new(7));
        assert!(serde_json::from_str::<ByteCount>("-7").is_err());
    }

    #[test]
    fn rounds_as_phones_do() {
        for (bytes, expected) in [
            (0, RoundedSize::Kilobytes(0)),
            (1, RoundedSize::Kilobytes(1)),
            (999_000, RoundedSize::Kilobytes(999)),
            (999_001, RoundedSize::Megabytes { whole: 1, tenths: 0 }),
            (99_949_999, RoundedSize::Megabytes { whole: 99, tenths: 9 }),
            (99_950_000, RoundedSize::WholeMegabytes(100)),
        ] {
            assert_eq!(ByteCount::new(bytes).rounded(), expected, "{bytes}");
        }
        assert!(matches!(ByteCount::new(u64::MAX).rounded(), RoundedSize::WholeMegabytes(_)));
    }

    #[test]
    fn neither_sums_nor_differences_wrap() {
        let most = ByteCount::new(u64::MAX);
        assert_eq!([most, most].into_iter().sum::<ByteCount>(), most);
        assert_eq!(ByteCount::ZERO.saturating_sub(most), ByteCount::ZERO);
    }
}
