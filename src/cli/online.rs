//! Commands about the show as the world gets it.

pub(in crate::cli) mod import;
pub(in crate::cli) mod notify;
pub(in crate::cli) mod switch_media;
pub(in crate::cli) mod verify;
