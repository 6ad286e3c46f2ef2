//! Shows that move in from another host.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

#[path = "../support/mod.rs"]
mod support;

mod again;
mod document;
mod faults;
mod feeds;
mod hostile;
mod kills;
mod losses;
mod many;
mod moving;
mod property;
mod questions;
mod recordings;
#[cfg(unix)]
mod terminal;
mod trial;
