//! Tags, chapters and covers that a recording carries.

pub(crate) mod early_form;
pub mod embedded_cover;
pub(crate) mod found_tags;
pub(crate) mod id3v2;
pub(crate) mod mp4;
pub(crate) mod private_words;
pub(crate) mod shown;
