//! The readers of tags and tables: bytes as a file of any kind, and as the tag before some sound.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "each target takes some of them")]
#[path = "../../tests/audio/entries.rs"]
mod entries;

fuzz_target!(|bytes: &[u8]| {
    entries::tags(&bytes.to_vec());
    entries::tag_before_sound(bytes);
});
