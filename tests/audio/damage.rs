//! Recordings damaged on purpose, one fault each: it is found, it is located, and what can be known is known.

use std::process::Command;

use podwright::media::probe::Depth;
use podwright::media::probe::audio_probe::EncoderChecksum;
use podwright::media::probe::probe;
use podwright::model::media::audio_fault::AudioFaultKind;
use podwright::model::media::codec::Codec;

use crate::support::bytes;
use crate::support::measured;

/// Kinds and places of what is wrong.
fn faults(bytes: Vec<u8>, extension: &str) -> Vec<(AudioFaultKind, Option<u64>)> {
    measured(bytes, extension).unwrap().faults.iter().map(|fault| (fault.kind, fault.offset)).collect()
}

/// Where a box of an MP4 begins with its content.
fn content_of(file: &[u8], name: &[u8; 4]) -> usize {
    file.windows(4).position(|four| four == name).unwrap() + 4
}

#[test]
fn the_good_news_of_an_encoders_checksum_and_the_bad() {
    let whole = bytes("tests/audio/files/mp3-vbr.mp3");
    assert_eq!(measured(whole.clone(), "mp3").unwrap().encoder_checksum, EncoderChecksum::Matches);
    let mut tagged = b"ID3\x03\0\0\0\0\x01\0".to_vec();
    tagged.extend([0; 128]);
    tagged.extend(&whole);
    assert_eq!(measured(tagged, "mp3").unwrap().encoder_checksum, EncoderChecksum::Matches, "a tag changes nothing");
    let mut changed = whole.clone();
    let last = changed.len() - 20;
    changed[last] ^= 1;
    let found = measured(changed, "mp3").unwrap();
    assert_eq!(found.encoder_checksum, EncoderChecksum::Differs);
    assert!(found.faults.iter().any(|fault| fault.kind == AudioFaultKind::ChecksumMismatch), "{:?}", found.faults);
    let mut cut = whole;
    cut.truncate(cut.len() - 20);
    assert_eq!(measured(cut, "mp3").unwrap().encoder_checksum, EncoderChecksum::None);
}

#[test]
fn a_header_of_the_movie_that_tells_another_length_is_named() {
    let mut file = bytes("tests/audio/files/aac-moov-first.m4a");
    let at = content_of(&file, b"mvhd") + 16;
    let doubled = u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) * 2;
    file[at..at + 4].copy_from_slice(&doubled.to_be_bytes());
    let found = measured(file, "m4a").unwrap();
    assert_eq!(found.facts.length.samples, 132_300);
    let told: Vec<_> = found.faults.iter().map(|fault| (fault.kind, fault.message.as_str())).collect();
    assert_eq!(told, [(AudioFaultKind::LyingHeader, "the file's header (`mvhd`) claims 6.0 s, but 3.0 s are played")]);
}

#[test]
fn an_ogg_page_that_was_changed_is_located() {
    for name in ["vorbis.ogg", "opus.opus"] {
        let mut file = bytes(&format!("tests/audio/files/{name}"));
        let page = file.windows(4).rposition(|four| four == b"OggS").unwrap();
        let last = file.len() - 3;
        file[last] ^= 0x10;
        let found = faults(file, name.rsplit('.').next().unwrap());
        assert!(found.contains(&(AudioFaultKind::ChecksumMismatch, Some(page as u64))), "{name}: {found:?}");
    }
}

/// A file of bare AAC, each frame of which ends with a fill element of band replication before its end.
fn with_replication(file: &[u8]) -> Vec<u8> {
    let mut made = Vec::new();
    let mut at = 0;
    while at + 7 <= file.len() {
        let length = usize::from(file[at + 3] & 3) << 11 | usize::from(file[at + 4]) << 3 | usize::from(file[at + 5]) >> 5;
        let frame = &file[at..at + length];
        let mut bits: Vec<u8> = frame[7..].iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
        let end = bits.iter().rposition(|bit| *bit == 1).unwrap() + 1;
        assert_eq!(bits[end - 3..end], [1, 1, 1], "the end of a frame");
        bits.truncate(end - 3);
        // fill, 4 bytes, type 1101, no header of replication, nothing
        bits.extend([1, 1, 0, 0, 1, 0, 0, 1, 1, 0, 1]);
        bits.extend([0; 28]);
        bits.extend([1, 1, 1]);
        bits.resize(bits.len().next_multiple_of(8), 0);
        let content: Vec<u8> = bits.chunks(8).map(|byte| byte.iter().fold(0, |value, bit| value << 1 | bit)).collect();
        let mut header = frame[..7].to_vec();
        let length = content.len() + 7;
        header[3] = header[3] & !3 | u8::try_from(length >> 11).unwrap();
        header[4] = u8::try_from(length >> 3 & 0xFF).unwrap();
        header[5] = header[5] & 0x1F | u8::try_from(length & 7).unwrap() << 5;
        made.extend(header);
        made.extend(content);
        at += frame.len();
    }
    made
}

#[test]
fn band_replication_that_no_header_announces_is_recognised() {
    let plain = bytes("tests/audio/files/adts.aac");
    let low = measured(plain.clone(), "aac").unwrap().facts;
    let found = measured(with_replication(&plain), "aac").unwrap();
    let facts = &found.facts;
    assert_eq!((facts.codec, facts.length.sample_rate.get()), (Codec::HeAac, 48_000));
    assert_eq!((facts.length.samples, facts.loudness.is_none()), (2 * low.length.samples, true));
    assert_eq!(found.faults.iter().map(|fault| fault.kind).collect::<Vec<_>>(), [AudioFaultKind::NotMeasured]);
}

#[test]
#[ignore = "needs ffprobe; run by tests/run"]
fn ffprobe_recognises_the_same_band_replication() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("he.aac");
    std::fs::write(&path, with_replication(&bytes("tests/audio/files/adts.aac"))).unwrap();
    let output = Command::new("ffprobe")
        .args(["-v", "quiet", "-show_entries", "stream=profile,sample_rate", "-of", "csv=p=0"])
        .arg(&path)
        .output()
        .expect("ffprobe is installed");
    // One channel that no header describes may turn out to be parametric stereo (v2), so ffprobe takes it for that.
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "HE-AACv2,48000");
}

#[test]
fn how_it_goes_over_time_adds_up_to_what_was_measured() {
    for name in ["mp3-vbr.mp3", "flac.flac", "aac-moov-first.m4a"] {
        let file = bytes(&format!("tests/audio/files/{name}"));
        let extension = name.rsplit('.').next();
        let found = probe(&file, extension, Depth::Timeline, &|_| ()).unwrap();
        let timeline = found.timeline.clone().unwrap();
        let highest = timeline.ticks.iter().map(|tick| tick.peak).fold(0.0, f32::max);
        let levels = found.facts.loudness.clone().unwrap();
        assert!((20.0 * f64::from(highest).log10() - levels.true_peak.unwrap().dbtp()).abs() < 1e-9, "{name}");
        assert!(timeline.ticks.len().abs_diff(timeline.short_term.len()) <= 1, "{name}");
        let same = probe(&file, extension, Depth::Full, &|_| ()).unwrap();
        assert_eq!((same.timeline, same.facts), (None, found.facts), "{name}");
    }
}

/// An MP3 of silent frames whose first is a VBRI frame with these claims.
fn with_vbri(count: usize, claimed_bytes: u32, claimed_frames: u32) -> Vec<u8> {
    let mut frame = vec![0xFF, 0xFB, 0x90, 0xC4]; // 128 kbit/s, 44.1 kHz, mono
    frame.resize(417, 0);
    let mut file = frame.clone();
    file[36..40].copy_from_slice(b"VBRI");
    file[46..50].copy_from_slice(&claimed_bytes.to_be_bytes());
    file[50..54].copy_from_slice(&claimed_frames.to_be_bytes());
    file.extend(frame.repeat(count));
    file
}

#[test]
fn a_header_whose_bytes_or_frames_are_not_those_of_the_frames_is_located() {
    let lies = |file: Vec<u8>| {
        let found = measured(file, "mp3").unwrap().faults;
        let lies: Vec<_> = found.iter().filter(|fault| fault.kind == AudioFaultKind::LyingHeader).collect();
        assert!(lies.len() <= 1, "one header, one fault: {lies:?}");
        lies.first().map(|fault| (fault.offset.unwrap(), fault.message.clone()))
    };
    let right = 201 * 417;
    assert_eq!(lies(with_vbri(200, right, 200)), None);
    assert_eq!(lies(with_vbri(200, right - 417, 200)), None, "without its own frame");
    let (at, message) = lies(with_vbri(200, 2 * right, 200)).unwrap();
    assert_eq!(
        (at, message.contains("the VBRI header claims 167634 bytes of sound, but there are 83817")),
        (0, true),
        "{message}"
    );
    let (at, message) = lies(with_vbri(200, right, 400)).unwrap();
    assert_eq!((at, message.contains("the VBRI header claims 10.4 s (400 frames)")), (0, true), "{message}");

    let whole = bytes("tests/audio/files/mp3-vbr.mp3");
    let xing = whole.windows(4).position(|four| four == b"Xing" || four == b"Info").unwrap();
    let start = whole[..xing].windows(2).rposition(|two| two[0] == 0xFF && two[1] & 0xE0 == 0xE0).unwrap() as u64;
    assert_eq!(lies(whole.clone()), None);
    let mut longer = whole.clone();
    longer[xing + 12] = 1; // the highest byte of the length: 16 MiB more
    let (at, message) = lies(longer).unwrap();
    assert!(at == start && message.contains("bytes of sound, but there are"), "{at} {message}");
    let mut fewer = whole;
    fewer[xing + 8..xing + 12].copy_from_slice(&3u32.to_be_bytes());
    let (at, message) = lies(fewer).unwrap();
    assert!(at == start && message.contains("(3 frames)"), "{at} {message}");
}
