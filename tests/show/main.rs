//! The program as a whole, on the series of this repository.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

#[path = "../support/mod.rs"]
mod support;

mod against;
mod bad;
mod begin;
#[cfg(unix)]
mod bounds;
#[cfg(unix)]
mod bounds_inputs;
#[cfg(unix)]
mod changes;
mod chapter_files;
mod clients;
#[cfg(unix)]
mod clone;
mod compared;
#[cfg(unix)]
mod copied;
#[cfg_attr(not(unix), allow(dead_code, reason = "files that need Unix use the rest of it"))]
mod counting_disk;
mod documents;
mod early;
mod elsewhere;
mod engine;
mod faults;
mod feed;
#[cfg(unix)]
mod feed_names;
#[cfg(unix)]
mod first;
mod forms;
#[cfg(unix)]
mod help;
mod hosts;
mod impact;
#[cfg(unix)]
mod inputs;
#[cfg(unix)]
mod links;
mod lists;
mod lock;
mod mac_disk;
#[cfg(unix)]
mod master;
mod messages;
mod moves;
mod names;
mod notify;
mod offers;
mod online;
mod out;
#[cfg(unix)]
mod pages;
#[cfg(unix)]
mod plugins;
#[cfg(unix)]
mod previews;
#[cfg(unix)]
mod programs;
mod published_before;
mod recordings;
#[cfg(unix)]
mod releases;
mod rewrite;
#[cfg(unix)]
mod same;
#[cfg(unix)]
mod serve;
#[cfg(unix)]
mod serve_ends;
#[cfg(unix)]
mod serve_starts;
#[cfg(unix)]
mod settled;
mod sound;
mod state;
#[cfg(unix)]
mod tags;
#[cfg(unix)]
mod templates;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod transcribe;
#[cfg(unix)]
mod tutorial;
#[cfg(unix)]
mod warm;
mod whole;
#[cfg(unix)]
mod workflows;
mod world;
