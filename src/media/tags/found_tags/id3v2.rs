//! What ID3v2 tags say, by names that people know.

use std::io;

use crate::media::tags::found_tags::FoundTags;
use crate::media::tags::id3v2::chapters::Arrangement;
use crate::media::tags::id3v2::chapters::ChapterFrame;
use crate::media::tags::id3v2::chapters::ContentsFrame;
use crate::media::tags::id3v2::content::PictureFrame;
use crate::media::tags::id3v2::content::described;
use crate::media::tags::id3v2::content::described_link;
use crate::media::tags::id3v2::content::link;
use crate::media::tags::id3v2::content::text;
use crate::media::tags::id3v2::fault::Id3Fault;
use crate::media::tags::id3v2::header::TAG_MAX;
use crate::media::tags::id3v2::read::tags_at;
use crate::media::tags::id3v2::tag::Id3Tag;
use crate::media::tags::id3v2::tag::OpenFrame;
use crate::media::tags::id3v2::tag::SHORT_PICTURE;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::chapter::FoundChapter;
use crate::model::media::found_picture::FoundPicture;
use crate::model::time::timestamp::Timestamp;

/// Names for frames; others go by their id.
const NAMES: [(&[u8; 4], &str); 24] = [
    (b"TIT2", "title"),
    (b"TALB", "album"),
    (b"TPE1", "artist"),
    (b"TPE2", "album_artist"),
    (b"TRCK", "track"),
    (b"TPOS", "disc"),
    (b"TDRC", "date"),
    (b"TYER", "date"),
    (b"TCON", "genre"),
    (b"TLAN", "language"),
    (b"TCOM", "composer"),
    (b"TCOP", "copyright"),
    (b"TENC", "encoded_by"),
    (b"TSSE", "encoder"),
    (b"TIT1", "grouping"),
    (b"TIT3", "subtitle"),
    (b"TPUB", "publisher"),
    (b"TDRL", "release_date"),
    (b"TSRC", "isrc"),
    (b"TDES", "description"),
    (b"TGID", "podcast_id"),
    (b"TCAT", "podcast_category"),
    (b"WFED", "podcast_url"),
    (b"WOAF", "website"),
];

/// Kinds of pictures (ID3v2.3.0, section 4.15), by their number.
const PICTURE_KINDS: [&str; 21] = [
    "Other",
    "Icon",
    "Other icon",
    "Front cover",
    "Back cover",
    "Leaflet",
    "Media",
    "Lead artist",
    "Artist",
    "Conductor",
    "Band",
    "Composer",
    "Lyricist",
    "Recording location",
    "During recording",
    "During performance",
    "Screen capture",
    "Bright fish",
    "Illustration",
    "Band logo",
    "Publisher logo",
];

/// The tags in a row from `start` on (bytes), added to what was found already; where they end (bytes).
///
/// # Errors
/// Where the disk fails.
pub(crate) fn read(source: &dyn ByteSource, start: u64, found: &mut FoundTags) -> io::Result<u64> {
    let read = tags_at(source, start)?;
    for tag in &read.tags {
        found.merge(said(tag));
    }
    if let Some(note) = read.fault.map(note) {
        found.notes.push(note);
    }
    Ok(read.end)
}

/// What one tag says.
fn said(tag: &Id3Tag) -> FoundTags {
    let mut found = FoundTags::default();
    let (mut tables, mut chapters) = (Vec::new(), Vec::new());
    for frame in tag.frames() {
        match &frame.id {
            b"CHAP" => chapters.extend(ChapterFrame::parse(&frame.body, tag.version).map(chapter)),
            b"CTOC" => tables.extend(ContentsFrame::parse(&frame.body)),
            _ => add(&frame, &mut found).unwrap_or_default(),
        }
    }
    let (ids, chapters): (Vec<_>, Vec<_>) = chapters.into_iter().unzip();
    let Arrangement { hidden, nested } = Arrangement::of(&tables, &ids);
    for (id, chapter) in ids.iter().zip(chapters) {
        found.add_chapter(FoundChapter { hidden: hidden.contains(id), ..chapter });
    }
    if nested > 0 {
        found.chapter_notes.push(
            "its chapters are nested: a table of contents stands within another; podwright lists them all on one level"
                .to_owned(),
        );
    }
    let closed = tag.closed_frames();
    if closed > 0 {
        found.notes.push(format!("{closed} frames of its {} tag are encrypted or damaged, and were not read", tag.version));
    }
    add_day(&mut found);
    found
}

/// A chapter behind its name within the tag.
fn chapter(frame: ChapterFrame) -> (Vec<u8>, FoundChapter) {
    let ChapterFrame { id, start, end, title, url, picture } = frame;
    let time = |millis: u32| Timestamp::from_millis(millis.into());
    let picture = picture.map(|(media_type, data)| FoundPicture::of(&media_type, &data));
    (id, FoundChapter { start: time(start), end: end.map(time), title, url, picture, hidden: false })
}

/// Adds what a frame says; `None` where nothing can be made out.
fn add(frame: &OpenFrame<'_>, found: &mut FoundTags) -> Option<()> {
    let id = String::from_utf8_lossy(&frame.id);
    let id = id.trim_end_matches('\0');
    let name = NAMES.iter().find(|(known, _)| **known == frame.id).map_or(id, |(_, name)| name);
    match &frame.id {
        b"TXXX" => {
            let (encoding, rest) = frame.body.split_first()?;
            let (description, value) = described(*encoding, rest)?;
            found.add(&with_description(name, &description), &value);
        }
        b"WXXX" => {
            let (description, address) = described_link(&frame.body)?;
            found.add(&with_description("website", &description), &address);
        }
        b"COMM" | b"USLT" => {
            let ([encoding, _, _, _], rest) = frame.body.split_first_chunk::<4>()?;
            let (description, value) = described(*encoding, rest)?;
            found.add(&with_description(if frame.id == *b"COMM" { "comment" } else { "lyrics" }, &description), &value);
        }
        b"APIC" | &SHORT_PICTURE => add_picture(&frame.picture()?, found),
        // several values are parted by a zero
        [b'T', ..] => text(&frame.body)?.split('\0').for_each(|value| found.add(name, value)),
        [b'W', ..] => found.add(name, &link(&frame.body)?),
        _ => {}
    }
    Some(())
}

fn add_picture(picture: &PictureFrame<'_>, found: &mut FoundTags) {
    let number = usize::from(picture.kind);
    let kind = PICTURE_KINDS.get(number).map_or_else(|| format!("Undefined type {number}"), |kind| (*kind).to_owned());
    found.add("picture", &format!("{kind}, {}, {} bytes", picture.media_type, picture.data.len()));
}

fn with_description(name: &str, description: &str) -> String {
    let description = description.trim_matches(['\0', ' ']);
    if description.is_empty() { name.to_owned() } else { format!("{name}:{description}") }
}

/// What is wrong with the tags as a whole, in words.
fn note(fault: Id3Fault) -> String {
    match fault {
        Id3Fault::Damaged { offset, reason } => {
            format!("its tag is damaged at byte {offset}: {reason}; podwright read what it could")
        }
        Id3Fault::Unreadable { what } => format!("its tag cannot be read, because of {what}"),
        Id3Fault::TooLong { found } => {
            let (found, limit) = (ByteCount::new(found), ByteCount::new(TAG_MAX));
            format!("its tag is not read, because it has {found}; podwright reads tags of up to {limit}")
        }
        Id3Fault::TooMany => "it has more tags in a row than podwright reads".to_owned(),
    }
}

/// ID3v2.3 has the day apart from the year (`TDAT`: day, month) and the time apart from both (`TIME`: hour, minute).
fn add_day(found: &mut FoundTags) {
    let digits = |name: &str| {
        let text = found.tags.get(name)?;
        (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.clone())
    };
    let (Some(year), Some(day)) = (digits("date"), digits("TDAT")) else { return };
    let mut date = format!("{year}-{}-{}", &day[2..], &day[..2]);
    if let Some(time) = digits("TIME") {
        date = format!("{date}T{}:{}", &time[..2], &time[2..]);
    }
    found.tags.insert("date".to_owned(), date);
    found.tags.remove("TDAT");
    found.tags.remove("TIME");
}

#[cfg(test)]
mod tests;
