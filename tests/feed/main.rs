//! The feed through readers that are not ours: what they read out of it must be what the show says.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

// The small show of the library's own tests names its modules from the root of the crate.
use podwright::{model, seal};

mod agreement;
mod elements;
mod extras;
mod golden;
mod hostile;
mod meaning;
mod rust_readers;
#[path = "../../src/seal/samples.rs"]
mod samples;
mod series;
mod serving;
mod shows;
mod transcripts;
mod webvtt;
