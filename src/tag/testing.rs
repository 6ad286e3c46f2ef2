//! What the tests of this room share: a wanted tag, and sound made in code.

use crate::model::byte_source::ByteSource;
use crate::model::tag_version::TagVersion;
use crate::tag::picture::TagPicture;
use crate::tag::plan::Plan;
use crate::tag::recipe::{Piece, read_range};
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

/// The new file that a plan makes of a source.
pub(in crate::tag) fn made(plan: &Plan, source: &dyn ByteSource) -> Vec<u8> {
    let mut bytes = Vec::new();
    for piece in &plan.pieces {
        match piece {
            Piece::New(new) => bytes.extend(new),
            Piece::Old(range) => bytes.extend(read_range(source, range.clone()).unwrap()),
        }
    }
    bytes
}
