//! Bytes before they mean anything: bits, blocks, sums.

pub(in crate::media) mod bits;
pub mod hashing;
pub(crate) mod numbers;
pub(in crate::media) mod window;
