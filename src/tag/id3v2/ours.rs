//! The frames that are ours: which they are, and how they are written.

use std::panic::catch_unwind;

use id3::frame::{Chapter, Comment, Content, ExtendedLink, Picture, PictureType, TableOfContents, Unknown};
use id3::{Encoder, Encoding, Frame, Tag, Version};

use crate::media::tags::id3v2::content::{OUR_COMMENT, PictureFrame};
use crate::model::keywords::keywords;
use crate::model::media::tag_version::TagVersion;
use crate::tag::error::TagError;
use crate::tag::id3v2::frame::RawFrame;
use crate::tag::id3v2::read::leading_tags;
use crate::tag::id3v2::value::{DescribedText, element_id};
use crate::tag::picture::{TAG_PICTURE_TYPE, TagPicture};
use crate::tag::wanted::{Wanted, WantedChapter};

/// The description of our comment, by which it is told from the comments of others.
pub const COMMENT_DESCRIPTION: &str = OUR_COMMENT;

/// How the ids of our chapters begin, by which they are told from those of others.
pub const CHAPTER_ID: &str = "podwright-";

/// Chapters that a table of contents can list: their number is one byte (ID3v2 Chapter Frame Addendum 1.0, section 3.2).
pub const CHAPTERS_MAX: usize = 255;

/// Where a chapter has no place in bytes, only in time (the same, section 3.1).
const NO_OFFSET: u32 = u32::MAX;

keywords! {
    /// An entry that is ours; the order is that of the tag.
    pub enum Slot {
        /// `TIT2`.
        Title = "title",
        /// `TALB`.
        Album = "album",
        /// `TPE1`.
        Artist = "artist",
        /// `TPE2`.
        AlbumArtist = "album artist",
        /// `TRCK`.
        Track = "track",
        /// `TPOS`.
        Disc = "disc",
        /// `TYER`, `TDAT`, `TIME`; `TDRC`.
        Date = "date",
        /// `TCON`.
        Genre = "genre",
        /// `TLAN`.
        Language = "language",
        /// `COMM` with our description.
        Comment = "comment",
        /// `PCST`.
        Podcast = "podcast flag",
        /// `TGID`.
        Guid = "podcast guid",
        /// `WFED`.
        Feed = "podcast feed",
        /// `TDES`.
        Description = "podcast description",
        /// `TCAT`.
        Category = "podcast category",
        /// `CTOC`.
        Contents = "table of contents",
        /// `CHAP`.
        Chapters = "chapter",
        /// `APIC` of type 3.
        Cover = "front cover",
    }
}

impl Slot {
    /// The slot that a frame belongs to; `None` for a frame of others. Chapters of others, and their cover, are ours to replace where
    /// the episode has its own, and stay where it has none.
    pub fn of(frame: &RawFrame, wanted: &Wanted) -> Option<Self> {
        let our_chapter = || !wanted.chapters.is_empty() || element_id(frame).starts_with(CHAPTER_ID);
        Some(match &frame.id {
            b"TIT2" => Self::Title,
            b"TALB" => Self::Album,
            b"TPE1" => Self::Artist,
            b"TPE2" => Self::AlbumArtist,
            b"TRCK" => Self::Track,
            b"TPOS" => Self::Disc,
            b"TYER" | b"TDAT" | b"TIME" | b"TDRC" => Self::Date,
            b"TCON" => Self::Genre,
            b"TLAN" => Self::Language,
            b"PCST" => Self::Podcast,
            b"TGID" => Self::Guid,
            b"WFED" => Self::Feed,
            b"TDES" => Self::Description,
            b"TCAT" => Self::Category,
            b"COMM" if DescribedText::parse(&frame.body)?.description == COMMENT_DESCRIPTION => Self::Comment,
            b"CTOC" if our_chapter() => Self::Contents,
            b"CHAP" if our_chapter() => Self::Chapters,
            b"APIC" if wanted.cover.is_some() && frame.flags[1] == 0 && PictureFrame::parse(&frame.body)?.is_front_cover() => {
                Self::Cover
            }
            _ => return None,
        })
    }
}

/// Our frames, in the order of the tag.
///
/// # Errors
/// Where there are more chapters than a tag can hold, and where the library fails.
pub fn our_frames(wanted: &Wanted) -> Result<Vec<RawFrame>, TagError> {
    if wanted.chapters.len() > CHAPTERS_MAX {
        return Err(TagError::TooMuch { what: "chapters", found: wanted.chapters.len() as u64, limit: CHAPTERS_MAX as u64 });
    }
    let version = match wanted.version {
        TagVersion::V23 => Version::Id3v23,
        TagVersion::V24 => Version::Id3v24,
    };
    let failed = |reason: String| TagError::Encoder { reason };
    let bytes = catch_unwind(|| {
        let tag: Tag = entries(wanted, version).into_iter().collect();
        let mut bytes = Vec::new();
        Encoder::new().version(version).encode(&tag, &mut bytes).map(|()| bytes)
    })
    .map_err(|_| failed("the library for ID3 failed".to_owned()))?
    .map_err(|error| failed(error.to_string()))?;
    let read = leading_tags(&bytes)?;
    read.tags.into_iter().next().map(|tag| tag.frames).ok_or_else(|| failed("the library for ID3 wrote no tag".to_owned()))
}

fn entries(wanted: &Wanted, version: Version) -> Vec<Frame> {
    let text = |id: &str, words: &str| encoded(Frame::text(id, words), words, version);
    let number = |id: &str, number: Option<u32>| number.map(|number| text(id, &number.to_string()));
    let mut frames = vec![
        text("TIT2", &wanted.title),
        text("TALB", &wanted.album),
        text("TPE1", &wanted.artist),
        text("TPE2", &wanted.artist),
    ];
    frames.extend(number("TRCK", wanted.track));
    frames.extend(number("TPOS", wanted.disc));
    frames.extend(dates(&wanted.date, version).iter().map(|(id, date)| text(id, date)));
    frames.push(text("TCON", "Podcast"));
    frames.push(text("TLAN", &wanted.language));
    if !wanted.summary.is_empty() {
        let (lang, description) = (wanted.language.clone(), COMMENT_DESCRIPTION.to_owned());
        let comment = Content::Comment(Comment { lang, description, text: wanted.summary.clone() });
        frames.push(encoded(Frame::with_content("COMM", comment), &wanted.summary, version));
    }
    frames.push(Frame::with_content("PCST", Content::Unknown(Unknown { data: vec![0; 4], version })));
    frames.push(text("TGID", &wanted.guid));
    // mutagen and exiftool read an address here, as in every frame that begins with W; TagLib reads a text. The specification has
    // no `WFED`, so the rule for W decides.
    frames.push(Frame::link("WFED", &wanted.feed_url));
    if !wanted.summary.is_empty() {
        frames.push(text("TDES", &wanted.summary));
    }
    frames.push(text("TCAT", &wanted.category));
    if !wanted.chapters.is_empty() {
        frames.push(contents(wanted, version));
        frames.extend(wanted.chapters.iter().enumerate().map(|(index, one)| chapter(index, one, version)));
    }
    frames.extend(wanted.cover.as_ref().map(|cover| picture(cover, PictureType::CoverFront, version)));
    frames
}

/// ID3v2.3 has the year and the day in two frames, ID3v2.4 in one; the crate does not translate.
fn dates(date: &str, version: Version) -> Vec<(&'static str, String)> {
    match (version, date.split('-').collect::<Vec<_>>().as_slice()) {
        (Version::Id3v23, [year, month, day]) => vec![("TYER", (*year).to_owned()), ("TDAT", format!("{day}{month}"))],
        _ => vec![("TDRC", date.to_owned())],
    }
}

/// One table of contents for all, on top and in order: Overcast and Apple show no chapters without it (AUDIO.md, section 4).
fn contents(wanted: &Wanted, version: Version) -> Frame {
    let table = TableOfContents {
        element_id: format!("{CHAPTER_ID}contents"),
        top_level: true,
        ordered: true,
        elements: (0..wanted.chapters.len()).map(chapter_id).collect(),
        frames: vec![encoded(Frame::text("TIT2", &wanted.title), &wanted.title, version)],
    };
    Frame::with_content("CTOC", Content::TableOfContents(table))
}

fn chapter(index: usize, wanted: &WantedChapter, version: Version) -> Frame {
    let WantedChapter { start, end, title, url, picture: image } = wanted;
    let mut frames = vec![encoded(Frame::text("TIT2", title), title, version)];
    if let Some(link) = url.clone() {
        let link = Content::ExtendedLink(ExtendedLink { description: String::new(), link });
        frames.push(encoded(Frame::with_content("WXXX", link), "", version));
    }
    frames.extend(image.as_ref().map(|image| picture(image, PictureType::Other, version)));
    let chapter = Chapter {
        element_id: chapter_id(index),
        start_time: *start,
        end_time: *end,
        start_offset: NO_OFFSET,
        end_offset: NO_OFFSET,
        frames,
    };
    Frame::with_content("CHAP", Content::Chapter(chapter))
}

fn chapter_id(index: usize) -> String {
    format!("{CHAPTER_ID}{}", index + 1)
}

fn picture(picture: &TagPicture, picture_type: PictureType, version: Version) -> Frame {
    let content = Content::Picture(Picture {
        mime_type: TAG_PICTURE_TYPE.to_owned(),
        picture_type,
        description: String::new(),
        data: picture.bytes().to_vec(),
    });
    encoded(Frame::with_content("APIC", content), "", version)
}

/// ID3v2.3 knows Latin-1 and UTF-16: the second only where it is needed. ID3v2.4 has UTF-8 for everything.
fn encoded(frame: Frame, words: &str, version: Version) -> Frame {
    frame.set_encoding(Some(match version {
        Version::Id3v24 => Encoding::UTF8,
        _ if words.is_ascii() => Encoding::Latin1,
        _ => Encoding::UTF16,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::testing::wanted;

    #[track_caller]
    fn body(version: TagVersion, title: &str) -> Vec<u8> {
        let frames = our_frames(&Wanted { version, title: title.to_owned(), ..wanted() }).unwrap();
        frames.into_iter().find(|frame| frame.id == *b"TIT2").unwrap().body
    }

    #[test]
    fn letters_beyond_ascii_are_utf_16_in_version_2_3_and_utf_8_in_2_4() {
        assert_eq!(body(TagVersion::V23, "Pay"), b"\0Pay");
        assert!(body(TagVersion::V23, "P\u{175}er").starts_with(b"\x01\xff\xfeP\0\x75\x01e\0r\0"));
        assert_eq!(body(TagVersion::V24, "P\u{175}er"), "\u{3}P\u{175}er".as_bytes());
    }

    #[test]
    fn frames_stand_in_the_order_of_the_slots_and_chapters_in_that_of_time() {
        let wanted = wanted();
        let frames = our_frames(&wanted).unwrap();
        let slots: Vec<Slot> = frames.iter().filter_map(|frame| Slot::of(frame, &wanted)).collect();
        assert_eq!(slots.len(), frames.len());
        assert!(slots.is_sorted(), "{slots:?}");
        assert!(Slot::ALL.iter().all(|slot| slots.contains(slot)));
        let starts: Vec<&[u8]> = frames.iter().filter(|frame| frame.id == *b"CHAP").map(|frame| &frame.body[..16]).collect();
        assert_eq!(starts, [b"podwright-1\0\0\0\0\0".as_slice(), b"podwright-2\0\0\0\x05\xdc"]);
    }
}
