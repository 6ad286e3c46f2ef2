//! Loudness, peaks, silence and clipping of decoded sound: ITU-R BS.1770-4, EBU R128, EBU Tech 3341 and 3342.

pub(crate) mod balance;
pub(crate) mod course;
pub(crate) mod dropouts;
pub(crate) mod gating;
pub(crate) mod grid_meter;
pub(crate) mod k_weighting;
#[allow(
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "test support code"
)]
#[cfg(test)]
mod oracle;
#[cfg(feature = "test-support")]
pub mod pieces;
pub(crate) mod runs;
pub(crate) mod segment_meter;
pub(crate) mod true_peak;
