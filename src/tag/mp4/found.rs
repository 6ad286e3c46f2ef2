//! Chapters that are in an MP4 file already, and what of them would be lost.

use std::ops::Range;

use crate::media::tags::mp4::atom::Atom;
use crate::media::tags::mp4::chapters::{chapter_tracks, chapters};
use crate::media::tags::mp4::tracks::track_id;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::chapter::FoundChapter;
use crate::tag::change::TagValue;
use crate::tag::mp4::chapters::HANDLER;

/// Chapters that were found.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(in crate::tag) struct FoundChapters {
    /// The tracks of text that hold them.
    pub track_ids: Vec<u32>,
    /// Whether podwright wrote them.
    pub ours: bool,
    /// What they say, by the track, else by the list. Their pictures are in a track of their own, which stays.
    pub values: Vec<TagValue>,
    /// Where the samples of their tracks are in the file, by place (bytes).
    pub samples: Vec<Range<u64>>,
}

impl FoundChapters {
    /// The chapters of a movie. What is damaged of them is passed over: they are for showing, and for making room.
    pub(in crate::tag) fn of(moov: &Atom, source: &dyn ByteSource) -> Self {
        let mut found = Self::default();
        for track in chapter_tracks(moov).into_iter().filter(|track| track.is_text) {
            found.track_ids.push(track_id(track.trak));
            let name = track.trak.find(&[b"mdia", b"hdlr"]);
            found.ours |= name.is_some_and(|atom| contains(atom.bytes(), HANDLER.as_bytes()));
            found.samples.extend(track.samples.into_iter().map(|sample| sample.span));
        }
        found.samples.sort_by_key(|span| span.start);
        found.values = chapters(moov, source).into_iter().map(said).collect();
        found
    }

    /// Whether a stretch of the file holds nothing but the samples of these chapters.
    pub(in crate::tag) fn fill(&self, body: &Range<u64>) -> bool {
        let mut at = body.start;
        for span in self.samples.iter().filter(|span| span.start >= body.start && span.end <= body.end) {
            if span.start != at {
                return false;
            }
            at = span.end;
        }
        at == body.end && !body.is_empty()
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn said(chapter: FoundChapter) -> TagValue {
    let FoundChapter { start, end: _, title, url, picture: _, hidden: _ } = chapter;
    TagValue::Chapter { start, end: None, title, url, picture: None }
}
