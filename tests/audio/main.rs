//! The audio room against real files, and against programs that are not ours.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::expect_used, reason = "test support code")]

#[cfg(target_os = "linux")]
#[path = "../support/alone.rs"]
mod alone;
#[path = "../support/count.rs"]
mod count;

#[cfg(target_os = "linux")]
mod agreement;
mod bad_files;
mod cases;
#[cfg(target_os = "linux")]
mod corpus;
mod damage;
mod formats;
mod fragments;
mod hostile;
#[cfg(target_os = "linux")]
mod memory;
mod places;
#[cfg(target_os = "linux")]
mod processor_time;
mod series;
mod support;
