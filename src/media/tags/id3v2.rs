//! The one reader of ID3v2 (2.2, 2.3 and 2.4, <https://id3.org/Developer%20Information>), for showing tags and for replacing them. It works frame by
//! frame: what it does not understand it skips, and reads the rest.

pub(crate) mod chapters;
pub(crate) mod content;
pub(crate) mod fault;
pub(crate) mod frame;
pub(crate) mod header;
pub(crate) mod names;
pub(crate) mod opened;
pub(crate) mod read;
pub(crate) mod synchronised;
pub(crate) mod tag;
pub(crate) mod text;
