//! Colours, pictures and codes.

pub(in crate::site) mod bars;
pub(in crate::site) mod cover_colours;
pub(in crate::site) mod gallery;
pub(in crate::site) mod picture;
pub(in crate::site) mod qr;
pub(in crate::site) mod theme;
pub(in crate::site) mod waveform;
