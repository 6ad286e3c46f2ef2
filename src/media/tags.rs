//! Tags, chapters and covers that a recording carries.

pub mod embedded_cover;
pub(in crate::media) mod found_tags;
