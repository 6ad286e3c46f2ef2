//! Chapters and tables of contents (ID3v2 Chapter Frame Addendum 1.0, <https://id3.org/id3v2-chapters-1.0>, section 3).
//!
//! ```text
//! CHAP   element id, 0   start, end, first byte, byte behind the last, 4 bytes each       frames
//! CTOC   element id, 0   000000ab: a top level, b ordered   count   element ids, 0 each   frames
//! ```

use std::collections::BTreeSet;

use crate::media::tags::id3v2::content::PictureFrame;
use crate::media::tags::id3v2::content::described_link;
use crate::media::tags::id3v2::content::link;
use crate::media::tags::id3v2::content::text;
use crate::media::tags::id3v2::frame::parse_frames;
use crate::media::tags::id3v2::header::FoundVersion;
use crate::media::tags::id3v2::tag::open_frames;

/// A chapter.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct ChapterFrame {
    /// Its name within the tag.
    pub(crate) id: Vec<u8>,
    /// When it starts (milliseconds).
    pub(crate) start: u32,
    /// When it ends (milliseconds), where the frame says so.
    pub(crate) end: Option<u32>,
    /// What it is called; empty where nothing says so.
    pub(crate) title: String,
    /// A page about it.
    pub(crate) url: Option<String>,
    /// Its picture: media type and bytes.
    pub(crate) picture: Option<(String, Vec<u8>)>,
}

impl ChapterFrame {
    /// The chapter in the content of a frame; `None` where it has no start.
    pub(crate) fn parse(body: &[u8], version: FoundVersion) -> Option<Self> {
        let start = inner_start(*b"CHAP", body)?;
        let (times, inner) = body.split_at_checked(start)?;
        let id = times.split(|byte| *byte == 0).next().unwrap_or_default().to_vec();
        let (from, rest) = times.get(id.len() + 1..)?.split_first_chunk::<4>()?;
        let to = rest.first_chunk::<4>()?;
        let (from, to) = (u32::from_be_bytes(*from), u32::from_be_bytes(*to));
        // all bits: the chapter has no time, but a place in the file
        if from == u32::MAX {
            return None;
        }
        let mut chapter = Self { id, start: from, end: (to != u32::MAX).then_some(to), ..Self::default() };
        let mut subtitle = String::new();
        for frame in open_frames(inner, &parse_frames(inner, version).frames, version) {
            let one_line = |text: String| text.replace('\0', " / ");
            match &frame.id {
                b"TIT2" if chapter.title.is_empty() => chapter.title = text(&frame.body).map(one_line).unwrap_or_default(),
                b"TIT3" if subtitle.is_empty() => subtitle = text(&frame.body).map(one_line).unwrap_or_default(),
                b"WXXX" if chapter.url.is_none() => chapter.url = described_link(&frame.body).map(|(_, address)| address),
                [b'W', ..] if chapter.url.is_none() => chapter.url = link(&frame.body),
                b"APIC" if chapter.picture.is_none() => {
                    let picture = PictureFrame::parse(&frame.body);
                    chapter.picture = picture.map(|picture| (picture.media_type, picture.data.to_vec()));
                }
                _ => {}
            }
        }
        chapter.url = chapter.url.filter(|url| !url.trim().is_empty());
        if chapter.title.trim().is_empty() {
            chapter.title = subtitle;
        }
        Some(chapter)
    }
}

/// A table of contents.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ContentsFrame {
    /// Its name within the tag.
    pub(crate) id: Vec<u8>,
    /// The names of the chapters and tables in it.
    pub(crate) elements: Vec<Vec<u8>>,
}

impl ContentsFrame {
    /// The table in the content of a frame; `None` where it is cut.
    pub(crate) fn parse(body: &[u8]) -> Option<Self> {
        let end = inner_start(*b"CTOC", body)?;
        let id = body.split(|byte| *byte == 0).next().unwrap_or_default();
        let elements = body.get(id.len() + 3..end)?.split(|byte| *byte == 0).filter(|id| !id.is_empty());
        Some(Self { id: id.to_vec(), elements: elements.map(<[u8]>::to_vec).collect() })
    }
}

/// Where the frames within a chapter or a table of contents begin.
pub(crate) fn inner_start(id: [u8; 4], body: &[u8]) -> Option<usize> {
    let after_id = body.iter().position(|byte| *byte == 0)? + 1;
    if id == *b"CHAP" {
        return Some(after_id + 16).filter(|start| *start <= body.len());
    }
    let entries = *body.get(after_id + 1)?;
    let mut at = after_id + 2;
    for _ in 0..entries {
        at += body.get(at..)?.iter().position(|byte| *byte == 0)? + 1;
    }
    Some(at)
}

/// How tables of contents arrange the chapters.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Arrangement {
    /// The names of the chapters that no table lists, where a table lists others: they change the picture, and no app shows them in its list.
    pub(crate) hidden: BTreeSet<Vec<u8>>,
    /// How many tables stand within another.
    pub(crate) nested: usize,
}

/// A table counts its entries in one byte; with more chapters, not to be listed means nothing.
const LISTED_MAX: usize = 255;

impl Arrangement {
    /// How these tables arrange the chapters of these names.
    pub(crate) fn of(tables: &[ContentsFrame], chapters: &[Vec<u8>]) -> Self {
        let ids: BTreeSet<&[u8]> = tables.iter().map(|table| table.id.as_slice()).collect();
        let listed: BTreeSet<&[u8]> = tables.iter().flat_map(|table| &table.elements).map(Vec::as_slice).collect();
        let is_listed = |chapter: &[u8]| listed.contains(chapter);
        let lists_any = chapters.len() <= LISTED_MAX && chapters.iter().any(|chapter| is_listed(chapter));
        let hidden = chapters.iter().filter(|chapter| lists_any && !is_listed(chapter)).cloned().collect();
        let nested = ids.iter().filter(|id| is_listed(id)).count();
        Self { hidden, nested }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chapter(id: &str, inner: &[u8]) -> Vec<u8> {
        [id.as_bytes(), b"\0\0\0\x03\xe8\0\0\x07\xd0\xff\xff\xff\xff\xff\xff\xff\xff", inner].concat()
    }

    #[test]
    fn reads_title_link_and_picture() {
        let inner = b"TIT2\0\0\0\x03\0\0\0abWXXX\0\0\0\x0b\0\0\0\0http://a/APIC\0\0\0\x12\0\0\0image/png\0\x03\0\xff\xd8\xff!";
        let read = ChapterFrame::parse(&chapter("a", &inner[..]), FoundVersion::V23).unwrap();
        assert_eq!((read.start, read.end, read.title.as_str(), read.url.as_deref()), (1000, Some(2000), "ab", Some("http://a/")));
        assert_eq!(read.picture, Some(("image/png".to_owned(), b"\xff\xd8\xff!".to_vec())));
    }

    #[test]
    fn a_chapter_without_a_usable_title_is_a_chapter() {
        for inner in [b"".as_slice(), b"TIT2\0\0\0\0\0\0", b"TIT2\0\0\0\x03\0\0\x09ab", b"TIT2\0\0\x7f\x03\0\0"] {
            assert_eq!(ChapterFrame::parse(&chapter("a", inner), FoundVersion::V23).unwrap().title, "", "{inner:?}");
        }
        let subtitled = b"TIT2\0\0\0\x02\0\0\0 TIT3\0\0\0\x03\0\0\0ab";
        assert_eq!(ChapterFrame::parse(&chapter("a", subtitled), FoundVersion::V23).unwrap().title, "ab");
        assert_eq!(ChapterFrame::parse(b"no end", FoundVersion::V23), None);
        assert_eq!(ChapterFrame::parse(b"a\0\0\0", FoundVersion::V23), None);
    }

    #[test]
    fn tells_hidden_and_nested_chapters() {
        let table = |body: &[u8]| ContentsFrame::parse(body).unwrap();
        let chapters = [b"a".to_vec(), b"b".to_vec(), b"c".to_vec()];
        let flat = Arrangement::of(&[table(b"toc\0\x03\x02a\0c\0")], &chapters);
        assert_eq!((flat.hidden, flat.nested), (BTreeSet::from([b"b".to_vec()]), 0));
        let nested = Arrangement::of(&[table(b"toc\0\x03\x02a\0in\0"), table(b"in\0\x01\x02b\0c\0")], &chapters);
        assert_eq!((nested.hidden.len(), nested.nested), (0, 1));
        assert_eq!(Arrangement::of(&[table(b"toc\0\x03\x01x\0")], &chapters), Arrangement::default());
        assert_eq!(ContentsFrame::parse(b"toc\0\x03\x02a\0"), None);
    }
}
