//! The feed through readers that are not ours: what they read out of it must be what the show says.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

#[path = "../support/count.rs"]
mod count;

mod agreement;
mod elements;
mod golden;
mod hostile;
mod meaning;
mod rare_keys;
mod rust_readers;
mod series;
mod serving;
mod shows;
mod transcripts;
mod webvtt;
