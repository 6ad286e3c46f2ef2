//! Loudness, peaks, silence and clipping of decoded sound: ITU-R BS.1770-4, EBU R128, EBU Tech 3341 and 3342.

pub(crate) mod gating;
pub(crate) mod k_weighting;
pub(crate) mod runs;
pub(crate) mod segment_meter;
pub(crate) mod true_peak;
