//! Tagging, against readers that are not ours, disks that fail, and processes that die.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

#[allow(unused_imports, reason = "each group of tests uses what it needs")]
mod support;

#[path = "tag/build_faults.rs"]
mod build_faults;
#[path = "tag/corpus.rs"]
mod corpus;
#[path = "tag/disks.rs"]
mod disks;
#[path = "tag/faults.rs"]
mod faults;
#[path = "tag/faulty_disk.rs"]
mod faulty_disk;
#[path = "tag/kills.rs"]
mod kills;
#[path = "tag/mounts.rs"]
mod mounts;
#[path = "tag/oracles.rs"]
mod oracles;
#[path = "tag/properties.rs"]
mod properties;
#[path = "tag/protected.rs"]
mod protected;
#[path = "tag/publication.rs"]
mod publication;
#[path = "tag/samples.rs"]
mod samples;
