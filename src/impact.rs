//! Download counts from access logs: bytes of logs in, counts out, by the rules of the IAB's "Podcast Measurement Technical Guidelines",
//! version 2.3, section 5.5. Nobody has certified this program, and its output never says so.
//!
//! Addresses, user agents and referrers go into hashes with a key that is thrown away, and into nothing else: no type of this room that leaves it
//! can hold one.

pub mod address_list;
pub mod agents;
pub mod counter;
pub mod counts;
pub mod downloads_file;
mod event;
pub mod keyed_hash;
mod listening;
pub mod log;
pub mod recordings;
pub mod sql;
pub mod stage;
#[cfg(test)]
mod tests;
mod time;
pub mod window;

/// The number of a day (days since 1970); `None` for one before 1970.
pub fn day_of(date: chrono::NaiveDate) -> Option<u32> {
    time::day_number(date)
}
