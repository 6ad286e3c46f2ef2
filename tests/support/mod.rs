//! What the tests of the program as a whole stand on: a copy of the show in a folder of its own, and runs of the program that say
//! beforehand how they end.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]
#![allow(dead_code, reason = "each group of tests uses what it needs")]

pub(crate) mod count;
pub(crate) mod fault_server;
pub(crate) mod faulty_disk;
pub(crate) mod golden;
pub(crate) mod in_process;
#[cfg(unix)]
pub(crate) mod preview;
#[cfg(unix)]
pub(crate) mod program;
#[cfg(unix)]
pub(crate) mod pty;
pub(crate) mod recording;
pub(crate) mod resum;
pub(crate) mod rewired;
pub(crate) mod run;
pub(crate) mod series;
pub(crate) mod show;
pub(crate) mod tools;
pub(crate) mod wait;

pub(crate) use show::TestShow;
