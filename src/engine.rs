//! The whole job, from the files of a show to `feed/`.

pub(crate) mod cache;
pub(crate) mod load;
pub(crate) mod locate;
pub(crate) mod lock_text;
pub(crate) mod tagging;
