//! The feed through readers that are not ours: what they read out of it must be what the show says.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

#[path = "../support/count.rs"]
mod count;
#[path = "../support/golden.rs"]
mod golden;

mod agreement;
mod alarms;
mod dates;
mod declared;
mod elements;
mod elsewhere;
mod examples;
mod hostile;
mod made;
mod meaning;
mod rare_keys;
mod reader_names;
mod rust_readers;
mod series;
mod serving;
mod shows;
mod small;
mod transcript_cases;
mod transcripts;
mod trees;
mod webvtt;
