//! Commands about recordings: they measure them, and make sound or words of them.

pub(in crate::cli) mod episode_target;
pub(in crate::cli) mod master;
pub(in crate::cli) mod master_values;
pub(in crate::cli) mod probe;
pub(in crate::cli) mod transcribe;
