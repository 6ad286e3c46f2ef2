//! Moments, places in a recording, and how often episodes come.

pub mod build_time;
pub mod moment;
pub mod recurrence;
pub mod timestamp;
