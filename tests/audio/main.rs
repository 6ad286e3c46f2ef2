//! The audio room against real files, and against programs that are not ours.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::expect_used, reason = "test support code")]

mod bad_files;
mod corpus;
mod damage;
mod entries;
mod formats;
mod hostile;
mod memory;
mod mutated;
mod places;
mod series;
mod support;
mod watchdog;
