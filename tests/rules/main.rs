//! The rules, through the program: each with a good and a bad show, and the real series broken in one place at a time.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

#[path = "../support/mod.rs"]
mod support;

mod agreement;
mod consent;
mod details;
mod finding;
mod fixtures;
mod live;
mod live_faults;
#[cfg(unix)]
mod live_servers;
mod live_show;
mod messages;
mod mutations;
mod picture;
mod property;
mod registry;
mod sarif;
mod schema;
mod script;
mod unusual;
