//! The scanner of MP3 frames.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "each target takes one of them")]
#[path = "../../tests/audio/entries.rs"]
mod entries;

fuzz_target!(|bytes: &[u8]| entries::scan(&bytes.to_vec()));
