//! Tens of thousands of damaged recordings and tags (a tenth of them in a short run), the same on every run: no panic, no endless loop, and little memory. `fuzz/` looks further,
//! for as long as one likes.

use crate::count::count;
use crate::entries::scan;
use crate::entries::tag_before_sound;
use crate::entries::tags;
use crate::memory::alone;
use crate::memory::most_memory;
use crate::support::bytes;
use crate::watchdog::Watchdog;

const SEEDS: [&str; 15] = [
    "audio/files/aac-moov-first.m4a",
    "audio/files/aac-moov-last.m4a",
    "audio/files/aac-fragmented.m4a",
    "audio/files/alac.m4a",
    "audio/files/adts.aac",
    "audio/files/flac.flac",
    "audio/files/vorbis.ogg",
    "audio/files/opus.opus",
    "audio/files/pcm.wav",
    "audio/files/pcm.aiff",
    "audio/files/mp3-vbr.mp3",
    "audio/files/mp3-mpeg2.mp3",
    "audio/files/mp3-mpeg25.mp3",
    "bad/lying-xing.mp3",
    "bad/truncated.mp3",
];
/// Damaged copies of each seed, each of which goes through the frame scanner and through the readers of tags.
const COPIES: usize = 700;
/// Damaged tags.
const TAGS: usize = 6000;
/// The most memory that all of them may take. // bytes; the seeds and the program itself are a part of it
const MEMORY_MAX: u64 = 96 << 20;

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
    for name in SEEDS {
        let whole = bytes(&format!("tests/{name}"));
        for copy in 0..count(COPIES) {
            let mut damaged = whole[..whole.len().min(5000)].to_vec();
            chance.damage(&mut damaged);
            dog.watch(format!("damaged copy {copy} of {name}"));
            scan(&damaged);
            tags(&damaged);
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
