//! Tens of thousands of damaged copies of the seeds (a tenth of them in a short run), the same on every run: no panic, no endless loop, and little
//! memory. `fuzz/` looks further, for as long as one likes.

use crate::alone::watchdog::Watchdog;
use crate::alone::{alone, most_memory};
use crate::count::count;
use crate::seeds::{Seed, seeds_of};
use crate::targets::{TARGETS, tag_before_sound};

/// Damaged copies for each target.
const COPIES: usize = 2500;
/// The same where bytes are read whose form says how long parts of them are.
const BINARY_COPIES: usize = 5000;
/// Damaged tags.
const TAGS: usize = 6000;
/// The longest part of a seed that is copied: what lengths and tables there are stands at its start. // bytes
const LENGTH_MAX: usize = 5000;
/// The most memory that all of them may take. // bytes; the seeds and the program itself are a part of it
const MEMORY_MAX: u64 = 256 << 20;

/// Marsaglia's xorshift: the same numbers on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }

    fn byte(&mut self) -> u8 {
        // values that lengths and flags turn on come more often than others
        [0, 1, 0x7F, 0x80, 0xFF, 0xFE][..].get(self.below(12)).copied().unwrap_or_else(|| self.below(256).to_le_bytes()[0])
    }

    /// Changes, removes, repeats or inserts some bytes, most often near the start, where tables are.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(6) {
            let near = if self.below(3) == 0 { bytes.len() } else { bytes.len().min(400) };
            let (place, length) = (self.below(near), self.below(24));
            let end = (place + length).min(bytes.len());
            match self.below(8) {
                0 => drop(bytes.drain(place..end)),
                1 => {
                    let again = bytes[place..end].to_vec();
                    bytes.splice(place..place, again);
                }
                2 => bytes.truncate(self.below(bytes.len() + 1)),
                3 => bytes[place..end].fill(0xFF),
                4 => bytes[place..end].fill(0),
                5 if place < bytes.len() => bytes[place] ^= 1 << self.below(8),
                _ if place < bytes.len() => bytes[place] = self.byte(),
                _ => {}
            }
        }
    }

    /// Puts a stretch of one text into another, once or many times: what opens stays open, and what is listed is long.
    fn graft(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        let from = self.below(other.len());
        let length = self.below(40).min(other.len() - from);
        let times = if self.below(4) == 0 { self.below(200) } else { 1 };
        let place = self.below(bytes.len() + 1);
        bytes.splice(place..place, other[from..from + length].repeat(times));
    }
}

/// A tag of ID3v2 with a frame of each kind that is read.
fn tag(version: u8) -> Vec<u8> {
    let mut frames = Vec::new();
    let mut frame = |name: &[u8], content: &[u8]| {
        frames.extend_from_slice(name);
        let size = u32::try_from(content.len()).unwrap().to_be_bytes();
        frames.extend_from_slice(if version == 2 { &size[1..] } else { &size });
        frames.extend_from_slice(if version == 2 { &[] } else { &[0, 0] });
        frames.extend_from_slice(content);
    };
    if version == 2 {
        frame(b"TT2", b"\0Title");
        frame(b"PIC", b"\0PNG\0\0picture");
    } else {
        frame(b"TIT2", b"\x01\xFF\xFET\0i\0");
        frame(b"TXXX", b"\0name\0value");
        frame(b"COMM", b"\0eng\0comment");
        frame(b"APIC", b"\0image/png\0\x03\0picture");
        frame(b"CTOC", b"toc\0\x03\x01one\0");
        frame(b"CHAP", b"one\0\0\0\0\0\0\0\x03\xE8\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFFTIT2\0\0\0\x04\0\0\0One");
        frame(b"WXXX", b"\0\0https://example.org/");
        frame(b"UFID", b"owner\0id");
    }
    let size = u32::try_from(frames.len()).unwrap();
    let mut tag = vec![b'I', b'D', b'3', version, 0, 0];
    tag.extend([size >> 21 & 0x7F, size >> 14 & 0x7F, size >> 7 & 0x7F, size & 0x7F].map(|part| part.to_le_bytes()[0]));
    tag.extend(frames);
    tag
}

fn feed_all() {
    let (dog, mut chance) = (Watchdog::new(), Chance(0x9E37_79B9_7F4A_7C15));
    for target in TARGETS {
        let seeds = seeds_of(target);
        for copy in 0..count(if target.is_text { COPIES } else { BINARY_COPIES }) {
            let Seed { name, bytes } = &seeds[copy % seeds.len()];
            let mut damaged = bytes[..bytes.len().min(LENGTH_MAX)].to_vec();
            chance.damage(&mut damaged);
            if target.is_text {
                if chance.below(2) == 0 {
                    let other = &seeds[chance.below(seeds.len())].bytes;
                    chance.graft(&mut damaged, other);
                }
                // most that ends in the middle of a letter would be refused at once
                if chance.below(8) > 0 {
                    damaged = String::from_utf8_lossy(&damaged).into_owned().into_bytes();
                }
            }
            dog.watch(format!("damaged copy {copy}, of {name}, for {}", target.name));
            (target.feed)(&damaged);
        }
    }
    for copy in 0..count(TAGS) {
        let mut damaged = tag([2, 3, 4][copy % 3]);
        chance.damage(&mut damaged);
        dog.watch(format!("damaged tag {copy}"));
        tag_before_sound(&damaged);
    }
}

#[test]
fn tens_of_thousands_of_damaged_files_do_no_harm() {
    alone("mutated::tens_of_thousands_of_damaged_files_do_no_harm", "1", |_| {
        // on one thread: waking another for each of so many small files would take longer than the work
        rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(feed_all);
        let most = most_memory();
        assert!(most < MEMORY_MAX, "{most} bytes of memory");
    });
}
