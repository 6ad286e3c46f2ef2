//! Whatever is wrong with a recording that is no MP3 is told with the byte at which it lies. The places of packets are ffprobe's.

use std::ops::Range;
use std::process::Command;

use podwright::media::probe::probe_error::ProbeError;
use podwright::model::media::audio_fault::AudioFaultKind;

use crate::support::bytes;
use crate::support::file;
use crate::support::measured;

/// What is told of a recording that was changed: kinds and places.
#[track_caller]
fn case(name: &str, change: impl Fn(&mut Vec<u8>), expected: &[(AudioFaultKind, usize)]) {
    let mut changed = bytes(&format!("tests/audio/files/{name}"));
    change(&mut changed);
    let found = measured(changed, name.rsplit('.').next().unwrap()).unwrap();
    let told: Vec<_> = found.faults.iter().map(|fault| (fault.kind, fault.offset)).collect();
    let expected: Vec<_> = expected.iter().map(|(kind, place)| (*kind, Some(*place as u64))).collect();
    assert_eq!(told, expected, "{name}: {:?}", found.faults);
}

fn place_of(file: &[u8], name: &[u8]) -> usize {
    file.windows(name.len()).position(|bytes| bytes == name).unwrap()
}

fn number(file: &mut [u8], at: usize, change: impl Fn(u32) -> u32) {
    let value = u32::from_be_bytes(file[at..at + 4].try_into().unwrap());
    file[at..at + 4].copy_from_slice(&change(value).to_be_bytes());
}

#[test]
fn a_header_that_lies_is_located() {
    let lies = |at| [(AudioFaultKind::LyingHeader, at)];
    let whole = bytes("tests/audio/files/aac-moov-first.m4a");
    for name in [b"mdhd", b"mvhd"] {
        let at = place_of(&whole, name);
        case("aac-moov-first.m4a", |file| number(file, at + 4 + 16, |ticks| ticks * 2), &lies(at - 4));
    }
    // the low 32 bits of the number of samples; STREAMINFO stands behind the four letters
    case("flac.flac", |file| number(file, 22, |samples| samples * 2), &lies(4));
    case("flac.flac", |file| number(file, 22, |samples| samples / 2), &lies(4));
    let last = bytes("tests/audio/files/vorbis.ogg").windows(4).rposition(|four| four == b"OggS").unwrap();
    let doubled = |file: &mut Vec<u8>| {
        file[last + 6..last + 14].copy_from_slice(&264_600u64.to_le_bytes());
        file[last + 22..last + 26].fill(0);
        let sum = sum_of_page(&file[last..]);
        file[last + 22..last + 26].copy_from_slice(&sum.to_le_bytes());
    };
    case("vorbis.ogg", doubled, &lies(last));
}

#[test]
fn headers_that_cannot_be_read_are_located_at_the_start() {
    for (name, kept) in [("flac.flac", 20), ("vorbis.ogg", 60)] {
        let mut cut = bytes(&format!("tests/audio/files/{name}"));
        cut.truncate(kept);
        let refused = measured(cut, name.rsplit('.').next().unwrap());
        assert!(matches!(refused, Err(ProbeError::Damaged { offset: Some(0), .. })), "{name}: {refused:?}");
    }
}

/// The checksum of an Ogg page, bit by bit (RFC 3533, 6).
fn sum_of_page(page: &[u8]) -> u32 {
    page.iter().fold(0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte) << 24, |sum, _| if sum >> 31 == 1 { sum << 1 ^ 0x04C1_1DB7 } else { sum << 1 })
    })
}

/// A recording, which bytes of it are damaged, and the packet there (bytes).
const DAMAGED: [(&str, Range<usize>, usize); 5] = [
    ("alac.m4a", 30_000..30_600, 25_669),
    ("aac-moov-first.m4a", 9000..9100, 8802),
    ("aac-fragmented.m4a", 9000..9100, 8963),
    ("adts.aac", 6000..6100, 5975),
    ("flac.flac", 40_000..40_100, 37_110),
];

#[test]
fn a_packet_that_cannot_be_decoded_is_located() {
    for (name, damaged, packet) in DAMAGED {
        case(name, |file| file[damaged.clone()].fill(0xFF), &[(AudioFaultKind::UnreadableFrames, packet)]);
    }
}

#[test]
#[ignore = "needs ffprobe; run by tests/run"]
fn ffprobe_finds_the_damaged_packets_at_the_same_places() {
    for (name, damaged, packet) in DAMAGED {
        let output = Command::new("ffprobe")
            .args(["-v", "quiet", "-show_entries", "packet=size,pos", "-of", "csv=p=0"])
            .arg(file(&format!("tests/audio/files/{name}")))
            .output()
            .expect("ffprobe is installed");
        let told = String::from_utf8(output.stdout).unwrap();
        let mut places = told.lines().filter(|line| !line.is_empty()).map(|line| {
            let mut numbers = line.split(',').filter(|number| !number.is_empty()).map(|number| number.parse::<usize>().unwrap());
            let (size, place) = (numbers.next().unwrap(), numbers.next().unwrap());
            place..place + size
        });
        let there = places.find(|place| place.contains(&damaged.start)).unwrap();
        assert_eq!(there.start, packet, "{name}");
    }
}

#[test]
fn sound_that_ends_early_is_located() {
    let cut = |at| [(AudioFaultKind::TruncatedAudio, at)];
    for (name, kept, at) in [
        ("aac-moov-first.m4a", 9000, 9000),
        ("aac-fragmented.m4a", 9000, 9000),
        ("pcm.wav", 9000, 9000),
        // the frame, and the page, that are not whole
        ("adts.aac", 6000, 5975),
        ("flac.flac", 40_000, 37_110),
        ("vorbis.ogg", 15_000, 13_977),
    ] {
        case(name, |file| file.truncate(kept), &cut(at));
    }
}

#[test]
fn fragments_that_lack_bytes_are_located_and_bytes_behind_them_are_no_fault() {
    let left = bytes("tests/audio/files/aac-fragmented.m4a").len() - 300;
    case("aac-fragmented.m4a", |file| drop(file.drain(9000..9300)), &[(AudioFaultKind::TruncatedAudio, left)]);
    // here the box of sound reaches into the one behind it, and the packets are out of step
    case("aac-fragmented.m4a", |file| drop(file.drain(9000..9050)), &[(AudioFaultKind::UnreadableFrames, 8963)]);
    case("aac-fragmented.m4a", |file| file.extend([7; 1000]), &[]);
}

#[test]
fn another_file_joined_on_is_located() {
    for name in ["aac-moov-first.m4a", "alac.m4a", "flac.flac", "vorbis.ogg", "pcm.wav", "pcm.aiff"] {
        let whole = bytes(&format!("tests/audio/files/{name}"));
        case(name, |file| file.extend(&whole), &[(AudioFaultKind::JoinedFiles, whole.len())]);
    }
    let whole = bytes("tests/audio/files/adts.aac");
    let tagged = |file: &mut Vec<u8>| file.extend([&b"ID3\x03\0\0\0\0\0\x05abcde"[..], &whole].concat());
    case("adts.aac", tagged, &[(AudioFaultKind::JoinedFiles, whole.len())]);
}

#[test]
fn what_is_no_frame_of_bare_aac_is_located() {
    let whole = bytes("tests/audio/files/adts.aac");
    case("adts.aac", |file| drop(file.splice(5975..5975, [0x55; 700])), &[(AudioFaultKind::GarbageInAudio, 5975)]);
    // the second half claims another sample rate, by which nothing of it could be measured
    let mut changed = whole.clone();
    let mut at = 0;
    let mut place = None;
    while at + 7 <= changed.len() {
        if at > 5000 {
            place.get_or_insert(at as u64);
            changed[at + 2] = changed[at + 2] & 0b1100_0011 | 4 << 2;
        }
        at += usize::from(changed[at + 3] & 3) << 11 | usize::from(changed[at + 4]) << 3 | usize::from(changed[at + 5]) >> 5;
    }
    let found = measured(changed, "aac").unwrap();
    let told: Vec<_> = found.faults.iter().map(|fault| (fault.kind, fault.offset)).collect();
    assert_eq!((told, found.facts.loudness), (vec![(AudioFaultKind::FormatChange, place)], None));
}
