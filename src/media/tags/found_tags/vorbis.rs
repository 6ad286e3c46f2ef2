//! Vorbis comments, as Ogg and FLAC carry them (<https://xiph.org/vorbis/doc/v-comment.html>), with chapters as
//! `CHAPTER001=00:00:10.000` (<https://wiki.xiph.org/Chapter_Extension>).

use std::collections::BTreeMap;

use crate::media::tags::found_tags::FoundTags;
use crate::model::media::chapter::FoundChapter;
use crate::model::time::timestamp::Timestamp;

/// Names for fields; others go by their own, in lower case.
const NAMES: [(&str, &str); 6] = [
    ("TRACKNUMBER", "track"),
    ("DISCNUMBER", "disc"),
    ("ALBUMARTIST", "album_artist"),
    ("ALBUM ARTIST", "album_artist"),
    ("DESCRIPTION", "comment"),
    ("METADATA_BLOCK_PICTURE", "picture"),
];

/// More comments are not looked at.
const COMMENTS_MAX: u32 = 10_000;

#[derive(Default)]
struct ChapterFields {
    start: Option<Timestamp>,
    title: String,
    url: Option<String>,
}

/// The comments in these bytes, which begin with the length of the vendor's name.
pub(crate) fn read(bytes: &[u8], found: &mut FoundTags) {
    let mut rest = bytes;
    let Some(vendor) = text(&mut rest) else { return };
    found.add("encoder", &vendor);
    let Some(count) = number(&mut rest) else { return };
    let mut chapters: BTreeMap<u32, ChapterFields> = BTreeMap::new();
    for _ in 0..count.min(COMMENTS_MAX) {
        let Some(comment) = text(&mut rest) else { break };
        let Some((field, value)) = comment.split_once('=') else { continue };
        let field = field.to_ascii_uppercase();
        if !add_chapter_field(&field, value, &mut chapters) {
            add(&field, value, found);
        }
    }
    for fields in chapters.into_values() {
        if let Some(start) = fields.start {
            found.add_chapter(FoundChapter { start, title: fields.title, url: fields.url, ..FoundChapter::default() });
        }
    }
}

fn add(field: &str, value: &str, found: &mut FoundTags) {
    let name = NAMES
        .iter()
        .find(|(known, _)| *known == field)
        .map_or_else(|| field.to_ascii_lowercase(), |(_, name)| (*name).to_owned());
    if name == "picture" {
        found.add("picture", &format!("{} bytes", value.len() / 4 * 3));
    } else {
        found.add(&name, value);
    }
}

/// `CHAPTER` and three digits, then nothing for the time, `NAME` or `URL`; whether it was one.
fn add_chapter_field(field: &str, value: &str, chapters: &mut BTreeMap<u32, ChapterFields>) -> bool {
    let Some((digits, kind)) = field.strip_prefix("CHAPTER").and_then(|rest| rest.split_at_checked(3)) else { return false };
    let Ok(number) = digits.parse::<u32>() else { return false };
    let fields = chapters.entry(number).or_default();
    match kind {
        "" => fields.start = value.parse().ok(),
        "NAME" => value.clone_into(&mut fields.title),
        "URL" => fields.url = Some(value.to_owned()),
        _ => return false,
    }
    true
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    let (bytes, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(u32::from_le_bytes(*bytes))
}

fn text(rest: &mut &[u8]) -> Option<String> {
    let length = usize::try_from(number(rest)?).ok()?;
    let (bytes, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comments(comments: &[&str]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut put = |text: &str| {
            bytes.extend(u32::try_from(text.len()).unwrap().to_le_bytes());
            bytes.extend(text.as_bytes());
        };
        put("Lavf59");
        for comment in comments {
            put(comment);
        }
        bytes.splice(10..10, u32::try_from(comments.len()).unwrap().to_le_bytes());
        bytes
    }

    #[test]
    fn reads_tags_and_chapters() {
        let bytes = comments(&[
            "title=Words we use",
            "TRACKNUMBER=5",
            "CHAPTER002=00:01:02.500",
            "CHAPTER002NAME=Second",
            "CHAPTER001=00:00:00.000",
            "CHAPTER001NAME=First",
            "CHAPTER001URL=https://example.org/",
            "CHAPTER003NAME=without a time",
            "no equals sign",
        ]);
        let mut found = FoundTags::default();
        read(&bytes, &mut found);
        let tags: Vec<_> = found.tags.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(tags, [("encoder", "Lavf59"), ("title", "Words we use"), ("track", "5")]);
        let chapters: Vec<_> = found.chapters.iter().map(|chapter| (chapter.start.as_millis(), chapter.title.as_str())).collect();
        assert_eq!(chapters, [(0, "First"), (62_500, "Second")]);
        assert_eq!(found.chapters[0].url.as_deref(), Some("https://example.org/"));
    }

    #[test]
    fn cut_short_it_gives_what_is_there() {
        let bytes = comments(&["title=Words", "artist=First voice"]);
        for len in 0..bytes.len() {
            let mut found = FoundTags::default();
            read(&bytes[..len], &mut found);
            assert!(!found.tags.contains_key("artist"));
        }
    }
}
