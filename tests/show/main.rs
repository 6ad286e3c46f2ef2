//! The program as a whole, on the series of this repository.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

#[path = "../support/mod.rs"]
mod support;

mod against;
mod bad;
mod begin;
mod clients;
mod clone;
mod counting_disk;
mod documents;
mod elsewhere;
mod faults;
mod feed;
mod first;
mod forms;
mod help;
mod lock;
mod mac_disk;
mod messages;
mod moves;
mod names;
mod pages;
mod releases;
mod same;
mod serve;
mod serve_ends;
mod sound;
mod state;
mod tags;
mod templates;
mod terminal;
mod tutorial;
mod warm;
mod whole;
mod workflows;
mod world;
