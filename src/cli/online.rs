//! Commands about the show as the world gets it.

mod after_publish;
pub(in crate::cli) mod import;
pub(in crate::cli) mod notify;
pub(in crate::cli) mod publish;
pub(in crate::cli) mod switch_media;
pub(in crate::cli) mod verify;
mod wave_progress;
