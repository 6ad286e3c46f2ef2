//! The scan over files made in code.

use crate::media::container::mpeg::builder::Mp3Builder;
use crate::media::container::mpeg::builder::STANDARD;
use crate::media::container::mpeg::frame_scan::FrameScan;
use crate::media::container::mpeg::frame_scan::Promise;
use crate::media::container::mpeg::tag_spans::TagKind;
use crate::media::sound::meter::grid_meter::Segmenting;

fn scan(file: &Mp3Builder) -> Option<FrameScan> {
    FrameScan::of(&file.bytes, &|_| Segmenting { segment: 30 * 1152, warm_up: 3 * 1152 }).unwrap()
}

#[test]
fn counts_frames_and_nothing_else() {
    let scan = scan(&Mp3Builder::default().frames(10)).unwrap();
    assert_eq!((scan.frames, scan.samples, scan.played()), (10, 11_520, 0..11_520));
    assert_eq!((scan.payload.clone(), scan.varies, scan.free_format), (0..4170, false, false));
    assert_eq!((scan.garbage.count, scan.joins.count, scan.changes.count, scan.orphans.count), (0, 0, 0, 0));
}

#[test]
fn finds_tags_on_both_sides() {
    let scan = scan(&Mp3Builder::default().id3v2(300).id3v2(20).raw(&[0; 77]).frames(5).raw(&[0; 50]).id3v1()).unwrap();
    assert_eq!(scan.payload, 417..417 + 5 * 417);
    let head: Vec<_> = scan.head.iter().map(|tag| (tag.kind, tag.span.clone())).collect();
    assert_eq!(head, [(TagKind::Id3v2, 0..310), (TagKind::Id3v2, 310..340)]);
    assert_eq!(scan.tail.len(), 1);
    assert_eq!(scan.garbage.count, 0, "zeros behind a tag are its padding");
}

#[test]
fn delay_and_padding_are_taken_off_where_the_header_still_fits() {
    let whole = scan(&Mp3Builder::default().info(20, 576, 1000).frames(20)).unwrap();
    assert_eq!(whole.frames, 20);
    assert_eq!(whole.played(), 1105..1105 + 20 * 1152 - 576 - 1000);
    let longer = scan(&Mp3Builder::default().info(20, 576, 1000).frames(25)).unwrap();
    assert_eq!(longer.played(), 1105..25 * 1152, "the padding is no longer at the end");
    let short = scan(&Mp3Builder::default().info(1, 4000, 0).frames(1)).unwrap();
    assert_eq!(short.played(), 0..1152, "a delay longer than the sound is not believed");
}

#[test]
fn garbage_is_located() {
    let scan = scan(&Mp3Builder::default().raw(b"junk before").frames(5).raw(&[0x55; 100]).frames(5).raw(b"after")).unwrap();
    assert_eq!(scan.frames, 10);
    assert_eq!(scan.garbage.first, [0..11, 2096..2196, 4281..4286]);
    assert_eq!(scan.payload, 11..4281);
}

#[test]
fn garbage_full_of_false_headers_holds_no_frames() {
    let mut junk = Vec::new();
    while junk.len() < 3000 {
        junk.extend(STANDARD);
        junk.push(7);
    }
    let scan = scan(&Mp3Builder::default().frames(5).raw(&[1]).raw(&junk).frames(5)).unwrap();
    assert_eq!(scan.frames, 10);
}

#[test]
fn a_cut_last_frame_is_not_counted() {
    let mut file = Mp3Builder::default().frames(5);
    file.bytes.truncate(5 * 417 - 17);
    let scan = scan(&file).unwrap();
    assert_eq!((scan.frames, scan.cut), (4, Some((4 * 417, 17))));
    assert_eq!(scan.payload, 0..5 * 417 - 17, "what is left of it stays with the sound");
}

#[test]
fn joined_files_are_seen_by_their_headers() {
    let one = Mp3Builder::default().info(5, 576, 1000).frames(5);
    let joined = one.clone().raw(&one.bytes);
    let scan = scan(&joined).unwrap();
    assert_eq!((scan.frames, scan.joins.first.as_slice()), (10, &[6 * 417][..]));
    let tagged = Mp3Builder::default().frames(5).id3v1().id3v2(50).frames(5);
    let scan = self::scan(&tagged).unwrap();
    assert_eq!((scan.frames, scan.joins.first.as_slice(), scan.inner.count), (10, &[5 * 417 + 128][..], 2));
    assert_eq!(scan.garbage.count, 0);
}

#[test]
fn a_change_of_format_is_located_and_its_time_is_right() {
    // 22.05 kHz, 64 kbit/s: 208 bytes, 576 samples
    let file = Mp3Builder::default().frames(5).frames_of([0xFF, 0xF3, 0x80, 0xC4], 208, 8);
    let scan = scan(&file).unwrap();
    assert_eq!((scan.frames, scan.changes.first.as_slice()), (13, &[5 * 417][..]));
    assert_eq!(scan.samples, 5 * 1152 + 8 * 1152);
    let stereo = Mp3Builder::default().frames(5).frames_of([0xFF, 0xFB, 0x90, 0x04], 417, 5);
    assert_eq!(self::scan(&stereo).unwrap().changes.count, 1);
}

#[test]
fn free_format_is_measured_by_the_distance_of_its_headers() {
    let scan = scan(&Mp3Builder::default().frames_of([0xFF, 0xFB, 0x00, 0xC4], 500, 6)).unwrap();
    assert_eq!((scan.frames, scan.free_format, scan.payload.clone()), (6, true, 0..3000));
}

#[test]
fn rates_that_differ_are_variable() {
    // 64 kbit/s: 208 bytes
    let scan = scan(&Mp3Builder::default().frames(5).frames_of([0xFF, 0xFB, 0x50, 0xC4], 208, 5)).unwrap();
    assert!(scan.varies);
    assert!(!scan.has_seek_table());
}

#[test]
fn a_frame_that_borrows_what_is_not_there_is_an_orphan() {
    let scan = scan(&Mp3Builder::default().borrowing(10).frames(1).borrowing(511).frames(3)).unwrap();
    assert_eq!(scan.orphans.first, [0]);
    let after_garbage = Mp3Builder::default().frames(3).raw(&[0x55; 50]).borrowing(3).frames(3);
    assert_eq!(self::scan(&after_garbage).unwrap().orphans.first, [3 * 417 + 50]);
}

#[test]
fn what_holds_no_frames_is_no_scan() {
    for bytes in
        [vec![], vec![0xFF; 5000], vec![0; 5000], Mp3Builder::default().frames(1).bytes[..400].to_vec(), STANDARD.to_vec()]
    {
        assert_eq!(scan(&Mp3Builder { bytes }), None);
    }
}

#[test]
fn one_frame_alone_is_a_file() {
    assert_eq!(scan(&Mp3Builder::default().frames(1)).unwrap().frames, 1);
}

#[test]
fn each_segment_starts_early_enough() {
    let scan = scan(&Mp3Builder::default().info(100, 576, 0).frames(100)).unwrap();
    // skip 1105, then every 30 frames
    assert_eq!(scan.checkpoints.len(), 4);
    for (index, checkpoint) in scan.checkpoints.iter().enumerate().skip(1) {
        let start = 1105 + 30 * 1152 * index as u64;
        // 3 frames of warm-up; 2 of 396 bytes hold 511; 4 to settle
        assert!(checkpoint.sample + 7 * 1152 <= start, "{checkpoint:?}");
        assert_eq!(checkpoint.offset, (checkpoint.sample / 1152 + 1) * 417);
    }
}

/// A silent frame with a checksum, computed bit by bit as ISO/IEC 11172-3 describes it.
fn protected() -> Vec<u8> {
    let header = [0xFF, 0xFA, 0x90, 0xC4];
    let side = [0u8; 17];
    let sum = header[2..].iter().chain(&side).fold(0xFFFFu16, |sum, byte| {
        (0..8).fold(sum ^ u16::from(*byte) << 8, |sum, _| if sum >> 15 == 1 { sum << 1 ^ 0x8005 } else { sum << 1 })
    });
    let mut frame = [&header[..], &sum.to_be_bytes(), &side].concat();
    frame.resize(417, 0);
    frame
}

#[test]
fn a_frame_whose_checksum_does_not_match_is_located() {
    let whole = protected().repeat(6);
    let found = scan(&Mp3Builder::default().raw(&whole)).unwrap();
    assert_eq!((found.frames, found.checksummed_frames, found.wrong_checksums.count), (6, 6, 0));
    let mut damaged = whole;
    damaged[2 * 417 + 10] ^= 4; // side information
    damaged[4 * 417 + 5] ^= 1; // the sum itself
    damaged[5 * 417 + 100] ^= 1; // sound, which it does not cover
    let found = scan(&Mp3Builder::default().raw(&damaged)).unwrap();
    assert_eq!(found.wrong_checksums.first, [2 * 417, 4 * 417]);
}

#[test]
fn both_ends_promise_what_the_scan_finds() {
    let file = Mp3Builder::default().id3v2(300).info(20, 576, 1000).frames(20).id3v1();
    let promise = Promise::of(&file.bytes).unwrap().unwrap();
    let scan = self::scan(&file).unwrap();
    assert_eq!((promise.payload, promise.music.clone()), (scan.payload.clone(), scan.music()));
    assert_eq!(promise.music, Some(310 + 417..310 + 21 * 417));
    let longer = Mp3Builder::default().info(20, 576, 1000).frames(21);
    assert_eq!(Promise::of(&longer.bytes).unwrap().unwrap().music, None, "the sum is not about the frame that was added");
}
