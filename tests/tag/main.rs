//! Tagging, against readers that are not ours, disks that fail, and processes that die.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

#[path = "../support/mod.rs"]
mod support;

mod build_faults;
mod corpus;
#[cfg(unix)]
mod disks;
#[cfg(unix)]
mod faults;
mod faulty_disk;
#[cfg(target_os = "linux")]
mod kills;
#[cfg(target_os = "linux")]
mod mounts;
mod oracles;
mod properties;
#[cfg(target_os = "linux")]
mod protected;
mod publication;
mod samples;
