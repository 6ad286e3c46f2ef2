//! Numbers of any number of bits, the highest first.

/// Bytes that are read bit by bit.
#[derive(Clone, Copy)]
pub(crate) struct Bits<'a>(&'a [u8]);

impl<'a> Bits<'a> {
    /// The bits of these bytes.
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The number in `count` bits from the bit `at`, at most 32; `None` past the end.
    pub(crate) fn take(self, at: usize, count: usize) -> Option<u32> {
        let mut value = 0;
        for at in at..at + count {
            value = value << 1 | u32::from(self.0.get(at / 8)? >> (7 - at % 8) & 1);
        }
        Some(value)
    }
}
