//! Decoded sound, and what is measured of it.

pub(in crate::media) mod decode;
pub mod meter;
