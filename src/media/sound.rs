//! Decoded sound, and what is measured of it.

pub(crate) mod decode;
pub mod meter;
