//! Every place where bytes of others come in: all seeds, and damaged copies of them, do no harm. `fuzz/` looks further, for as long as one likes.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::expect_used, reason = "test support code")]

#[cfg(target_os = "linux")]
#[path = "../support/alone.rs"]
mod alone;
#[path = "../support/count.rs"]
mod count;

#[cfg(target_os = "linux")]
mod cost;
mod fuzzer;
mod http;
mod markup;
#[cfg(target_os = "linux")]
mod mutated;
#[cfg(target_os = "linux")]
mod replayed;
mod seeds;
mod targets;
