//! Bytes before they mean anything: bits, blocks, sums.

pub(in crate::media) mod bits;
pub mod hashing;
pub(in crate::media) mod window;
