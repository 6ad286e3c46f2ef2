//! Commands about the show as the world gets it.

mod after_publish;
pub(in crate::cli) mod publish;
pub(in crate::cli) mod verify;
mod wave_progress;
