//! What the tests of this room share: a wanted tag, and sound made in code.

use crate::media::tags::mp4::atom::Atom;
use crate::model::files::byte_source::ByteSource;
use crate::model::settings::tag_version::TagVersion;
use crate::tag::picture::TagPicture;
use crate::tag::recipe::{Piece, read_range};
use crate::tag::tag_plan::TagPlan;
use crate::tag::wanted::{Wanted, WantedChapter};

/// A tag with everything in it.
pub(in crate::tag) fn wanted() -> Wanted {
    Wanted {
        version: TagVersion::V23,
        title: "Sut mae dechrau’n dda".to_owned(),
        album: "Co-production for beginners".to_owned(),
        artist: "Co-production for beginners".to_owned(),
        track: Some(3),
        disc: Some(1),
        date: "2022-07-06".to_owned(),
        summary: "How to start.\nAnd how to go on.".to_owned(),
        language: "cym".to_owned(),
        cover: Some(TagPicture::of_jpeg(vec![0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10])),
        chapters: vec![
            WantedChapter { start: 0, end: 1500, title: "Croeso".to_owned(), url: None, picture: None },
            WantedChapter {
                start: 1500,
                end: 3000,
                title: "Pŵer".to_owned(),
                url: Some("https://example.org/power".to_owned()),
                picture: Some(TagPicture::of_jpeg(vec![0xFF, 0xD8, 0xFF, 0xDB])),
            },
        ],
        guid: "0192f0c4-7b1e-7c3d-8a55-2f0f6a1d9e01".to_owned(),
        feed_url: "https://example.org/feed.xml".to_owned(),
        category: "Education".to_owned(),
    }
}

/// MPEG-1 layer III frames of silence: 128 kbit/s, 44.1 kHz, 417 bytes each.
pub(in crate::tag) fn frames(count: usize) -> Vec<u8> {
    let mut frame = vec![0; 417];
    frame[..4].copy_from_slice(&[0xFF, 0xFB, 0x90, 0x00]);
    frame.repeat(count)
}

/// A box with its head.
pub(in crate::tag) fn boxed(kind: &[u8; 4], bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    Atom::of_bytes(kind, bytes).write(&mut whole).unwrap();
    whole
}

/// An MP4 file of eleven bytes of sound in one chunk, with these boxes in its `moov` behind the track, and these before the sound.
pub(in crate::tag) fn mp4(in_moov: &[u8], before_sound: &[u8]) -> Vec<u8> {
    let handler = [[0; 8].as_slice(), b"soun", &[0; 13]].concat();
    let mut header = vec![0; 100];
    header[14] = 3; // 1000 ticks a second, with the next byte
    header[15] = 0xE8;
    header[99] = 2;
    let mut track_header = vec![0; 84];
    track_header[15] = 1;
    let mut media_header = vec![0; 24];
    media_header[14] = 3;
    media_header[15] = 0xE8;
    let build = |place: u32| {
        let tables = [
            boxed(b"stsz", &[0, 0, 0, 0, 0, 0, 0, 11, 0, 0, 0, 1]),
            boxed(b"stsc", &[0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]),
            boxed(b"stco", &[[0, 0, 0, 0, 0, 0, 0, 1].as_slice(), &place.to_be_bytes()].concat()),
        ];
        let media = [boxed(b"mdhd", &media_header), boxed(b"hdlr", &handler), boxed(b"minf", &boxed(b"stbl", &tables.concat()))];
        let track = [boxed(b"tkhd", &track_header), boxed(b"mdia", &media.concat())];
        let moov = [boxed(b"mvhd", &header), boxed(b"trak", &track.concat()), in_moov.to_vec()];
        [boxed(b"ftyp", b"M4A \0\0\0\0"), boxed(b"moov", &moov.concat()), before_sound.to_vec()].concat()
    };
    let place = u32::try_from(build(0).len()).unwrap() + 8;
    [build(place), boxed(b"mdat", b"eleven byte")].concat()
}

/// The new file that a plan makes of a source.
pub(in crate::tag) fn made(plan: &TagPlan, source: &dyn ByteSource) -> Vec<u8> {
    let mut bytes = Vec::new();
    for piece in &plan.pieces {
        match piece {
            Piece::New(new) => bytes.extend(new),
            Piece::Old(range) => bytes.extend(read_range(source, range.clone()).unwrap()),
        }
    }
    bytes
}
