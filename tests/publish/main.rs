//! Publishing: an object store that fails at every request in every way, two publishers at once, and histories of shows. What the live feed names has to
//! be there at each moment.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

#[path = "../support/mod.rs"]
mod support;

mod command;
mod faults;
mod histories;
mod listing;
mod parts;
mod places;
mod publisher;
#[cfg(unix)]
mod real_servers;
mod s3_request;
mod s3_server;
#[cfg(unix)]
mod served;
mod two;
