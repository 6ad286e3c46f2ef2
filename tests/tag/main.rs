//! Tagging, against readers that are not ours, disks that fail, and processes that die.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

#[path = "../support/mod.rs"]
mod support;

mod build_faults;
#[cfg(unix)]
mod clocks;
mod corpus;
#[cfg(unix)]
mod disks;
#[cfg(unix)]
mod every_operation;
mod every_reader;
#[cfg(unix)]
mod faults;
#[cfg(target_os = "linux")]
mod kills;
#[cfg(target_os = "linux")]
mod master_faults;
#[cfg(target_os = "linux")]
mod mounts;
mod oracles;
#[cfg(unix)]
mod pairs;
mod properties;
#[cfg(target_os = "linux")]
mod protected;
mod publication;
#[cfg_attr(not(unix), allow(dead_code, reason = "files that need Unix use the rest of it"))]
mod samples;
