//! Tagging, against readers that are not ours, disks that fail, and processes that die.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

#[allow(unused_imports, reason = "each group of tests uses what it needs")]
mod support;

#[path = "tag/corpus.rs"]
mod corpus;
#[path = "tag/disks.rs"]
mod disks;
#[path = "tag/faults.rs"]
mod faults;
#[path = "tag/faulty_disk.rs"]
mod faulty_disk;
#[path = "tag/oracles.rs"]
mod oracles;
#[path = "tag/properties.rs"]
mod properties;
#[path = "tag/samples.rs"]
mod samples;
