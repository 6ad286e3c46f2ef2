//! ID3v2 tags, with chapters as CHAP frames (<https://id3.org/id3v2-chapters-1.0>).

use std::ops::Range;

use id3::Content;
use id3::Frame;
use id3::TagLike;

use crate::media::sound::decode::guard::guarded;
use crate::media::sound::decode::media_source::PartReader;
use crate::media::tags::found_tags::FoundTags;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::chapter::FoundChapter;
use crate::model::time::timestamp::Timestamp;

/// Longer tags are not read, so that a picture of absurd size does not fill the memory. // bytes; covers have up to 3 MB
const TAG_MAX: u64 = 12 * 1024 * 1024;

/// Names for frames; others go by their id.
const NAMES: [(&str, &str); 24] = [
    ("TIT2", "title"),
    ("TALB", "album"),
    ("TPE1", "artist"),
    ("TPE2", "album_artist"),
    ("TRCK", "track"),
    ("TPOS", "disc"),
    ("TDRC", "date"),
    ("TYER", "date"),
    ("TCON", "genre"),
    ("TLAN", "language"),
    ("TCOM", "composer"),
    ("TCOP", "copyright"),
    ("TENC", "encoded_by"),
    ("TSSE", "encoder"),
    ("TIT1", "grouping"),
    ("TIT3", "subtitle"),
    ("TPUB", "publisher"),
    ("TDRL", "release_date"),
    ("TSRC", "isrc"),
    ("TDES", "description"),
    ("TGID", "podcast_id"),
    ("TCAT", "podcast_category"),
    ("WFED", "podcast_url"),
    ("WOAF", "website"),
];

/// The tag in this part of a file, added to what was found already. A tag that cannot be read adds nothing.
pub(crate) fn read(source: &dyn ByteSource, span: Range<u64>, found: &mut FoundTags) {
    if span.end.saturating_sub(span.start) > TAG_MAX {
        return;
    }
    let read = guarded(|| match id3::Tag::read_from2(PartReader::new(source, span)) {
        Ok(tag) => Some(tag),
        Err(error) => error.partial_tag,
    });
    let Ok(Some(tag)) = read else { return };
    for frame in tag.frames() {
        add(frame, found);
    }
    add_day(&tag, found);
}

fn add(frame: &Frame, found: &mut FoundTags) {
    let name = NAMES.iter().find(|(id, _)| *id == frame.id()).map_or(frame.id(), |(_, name)| *name);
    match frame.content() {
        // several values are parted by a zero
        Content::Text(text) => text.split('\0').for_each(|value| found.add(name, value)),
        Content::Link(link) => found.add(name, link),
        Content::ExtendedText(text) => found.add(&with_description(name, &text.description), &text.value),
        Content::ExtendedLink(link) => found.add(&with_description("website", &link.description), &link.link),
        Content::Comment(comment) => found.add(&with_description("comment", &comment.description), &comment.text),
        Content::Lyrics(lyrics) => found.add(&with_description("lyrics", &lyrics.description), &lyrics.text),
        Content::Picture(picture) => {
            found.add("picture", &format!("{}, {}, {} bytes", picture.picture_type, picture.mime_type, picture.data.len()));
        }
        Content::Chapter(chapter) => {
            let text = |id: &str| chapter.frames.iter().find(|inner| inner.id() == id).and_then(|inner| inner.content().text());
            let url = chapter.frames.iter().find_map(|inner| match inner.content() {
                Content::ExtendedLink(link) => Some(link.link.clone()),
                Content::Link(link) => Some(link.clone()),
                _ => None,
            });
            let title = text("TIT2").or_else(|| text("TIT3")).unwrap_or_default().trim_end_matches('\0').to_owned();
            let time = |millis: u32| Timestamp::from_millis(u64::from(millis));
            let end = (chapter.end_time != u32::MAX).then(|| time(chapter.end_time));
            found.add_chapter(FoundChapter { start: time(chapter.start_time), end, title, url });
        }
        _ => {}
    }
}

fn with_description(name: &str, description: &str) -> String {
    let description = description.trim_matches(['\0', ' ']);
    if description.is_empty() { name.to_owned() } else { format!("{name}:{description}") }
}

/// ID3v2.3 has the day apart from the year (`TDAT`: day, month) and the time apart from both (`TIME`: hour, minute).
fn add_day(tag: &id3::Tag, found: &mut FoundTags) {
    let digits = |id: &str| {
        let text = tag.get(id)?.content().text()?.trim_end_matches('\0');
        (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
    };
    let (Some(year), Some(day)) = (digits("TYER"), digits("TDAT")) else { return };
    if tag.get("TDRC").is_some() {
        return;
    }
    let mut date = format!("{year}-{}-{}", &day[2..], &day[..2]);
    if let Some(time) = digits("TIME") {
        date = format!("{date}T{}:{}", &time[..2], &time[2..]);
    }
    found.tags.insert("date".to_owned(), date);
    found.tags.remove("TDAT");
    found.tags.remove("TIME");
}

#[cfg(test)]
mod tests {
    use id3::frame::Chapter;
    use id3::frame::ExtendedLink;

    use super::*;

    fn found(tag: &id3::Tag, version: id3::Version) -> FoundTags {
        let mut bytes = Vec::new();
        tag.write_to(&mut bytes, version).unwrap();
        let mut found = FoundTags::default();
        read(&bytes, 0..bytes.len() as u64, &mut found);
        found
    }

    fn example() -> id3::Tag {
        let mut tag = id3::Tag::new();
        tag.set_title("Driving the train");
        tag.set_album("Co-production for beginners");
        tag.set_text("TYER", "2022");
        tag.set_text("TDAT", "0507");
        tag.set_text("TIME", "0700");
        let mut title = id3::Tag::new();
        title.set_title("Who decides?");
        let link = ExtendedLink { description: String::new(), link: "https://example.org/".to_owned() };
        title.add_frame(Frame::with_content("WXXX", Content::ExtendedLink(link)));
        tag.add_frame(Chapter {
            element_id: "chp1".to_owned(),
            start_time: 45_500,
            end_time: 90_000,
            start_offset: u32::MAX,
            end_offset: u32::MAX,
            frames: title.frames().cloned().collect(),
        });
        tag
    }

    #[test]
    fn reads_texts_day_and_chapters_of_both_versions() {
        for version in [id3::Version::Id3v23, id3::Version::Id3v24] {
            let found = found(&example(), version);
            assert_eq!(found.tags.get("title").map(String::as_str), Some("Driving the train"));
            assert_eq!(found.tags.get("date").map(String::as_str), Some("2022-07-05T07:00"));
            let chapter = FoundChapter {
                start: Timestamp::from_millis(45_500),
                end: Some(Timestamp::from_millis(90_000)),
                title: "Who decides?".to_owned(),
                url: Some("https://example.org/".to_owned()),
            };
            assert_eq!(found.chapters, [chapter]);
        }
    }

    #[test]
    fn what_is_no_tag_adds_nothing() {
        let mut found = FoundTags::default();
        read(&b"ID3\x03\0\0\0\0\0\x40TIT2".to_vec(), 0..14, &mut found);
        read(&Vec::new(), 0..0, &mut found);
        assert_eq!(found, FoundTags::default());
    }
}
