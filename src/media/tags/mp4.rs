//! The one reader of what MP4 files say of themselves, for showing tags and for replacing them: lists of items, chapters. It works box by box: what it
//! does not understand it skips, and reads the rest.

pub(crate) mod atom;
pub(crate) mod chapters;
pub(crate) mod items;
pub(crate) mod moov;
pub(crate) mod samples;
pub(crate) mod tracks;
