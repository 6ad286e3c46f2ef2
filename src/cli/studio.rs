//! Commands that make sound, or words, from a recording.

pub(in crate::cli) mod episode_target;
pub(in crate::cli) mod master;
pub(in crate::cli) mod master_values;
pub(in crate::cli) mod transcribe;
