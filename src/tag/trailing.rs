//! Old tags at the end of an MP3 file: ID3v1 (<https://id3.org/ID3v1>), ID3v2.4 with a footer, and APE (<https://wiki.hydrogenaud.io/index.php?title=APEv2_specification>).
//! They are left as they are; where they say something else than the new tag, the producer is told, because some players read them.

use crate::media::container::span::{TagKind, TagSpan};
use crate::media::tags::found_tags::{ape, id3v1};
use crate::model::files::byte_source::ByteSource;
use crate::model::settings::tag_version::TagVersion;
use crate::tag::change::{TagValue, Warning};
use crate::tag::error::TagError;
use crate::tag::id3v2::convert::convert;
use crate::tag::id3v2::read::leading_tags;
use crate::tag::id3v2::value::value;
use crate::tag::recipe::read_range;
use crate::tag::wanted::Wanted;

/// Largest tag at the end that is looked into (bytes).
const TRAILING_MAX: u64 = 16 << 20;

/// Letters of a text in ID3v1.
const ID3V1_LETTERS: usize = 30;

/// What is compared.
const COMPARED: [&str; 5] = ["title", "artist", "album", "year", "track"];

/// A text that an old tag holds: what it is, and what it says.
type OldTagText = (&'static str, String);

/// What old tags say otherwise than the new one.
///
/// # Errors
/// Where the disk fails.
pub fn contradictions(file: &dyn ByteSource, tail: &[TagSpan], wanted: &Wanted) -> Result<Vec<Warning>, TagError> {
    let mut warnings = Vec::new();
    for tag in tail.iter().filter(|tag| tag.span.end - tag.span.start <= TRAILING_MAX) {
        let (name, said, letters) = match tag.kind {
            TagKind::Id3v1 => ("ID3v1", id3v1(&read_range(file, tag.span.clone())?), ID3V1_LETTERS),
            TagKind::Ape => ("APE", ape(&read_range(file, tag.span.clone())?), usize::MAX),
            TagKind::Id3v2 => ("ID3v2", id3v2(&read_range(file, tag.span.clone())?), usize::MAX),
            TagKind::Lyrics3 => continue,
        };
        let others: Vec<String> = said
            .into_iter()
            .filter(|(what, text)| !agrees(text, &ours(what, wanted), letters))
            .map(|(what, text)| format!("the {what} `{text}`"))
            .collect();
        if !others.is_empty() {
            let others = others.join(", ");
            let message = format!(
                "an old {name} tag at the end of the file says {others}, and some players show that; podwright leaves it: remove it with the program that wrote it"
            );
            warnings.push(Warning { message });
        }
    }
    Ok(warnings)
}

fn ours(what: &str, wanted: &Wanted) -> String {
    match what {
        "title" => wanted.title.clone(),
        "artist" => wanted.artist.clone(),
        "album" => wanted.album.clone(),
        "track" => wanted.track.map(|track| track.to_string()).unwrap_or_default(),
        _ => wanted.date.chars().take(4).collect(),
    }
}

/// Whether an old text is the new one, as far as its letters reach. Letters that Latin-1 does not have may be anything.
fn agrees(old: &str, new: &str, letters: usize) -> bool {
    if old.is_empty() {
        return true;
    }
    let cut: Vec<char> = new.chars().take(letters).collect();
    let same = |(old, new): (char, &char)| old == *new || (*new > '\u{FF}' && letters == ID3V1_LETTERS);
    let cut_len = String::from_iter(&cut).trim_end().chars().count();
    old.chars().count() == cut_len && old.chars().zip(&cut).all(same)
}

fn id3v1(bytes: &[u8]) -> Vec<OldTagText> {
    let texts = id3v1::texts(bytes).into_iter();
    let known = texts.map(|(what, text)| (if what == "date" { "year" } else { what }, text));
    known.filter(|(what, _)| COMPARED.contains(what)).collect()
}

/// A tag of ID3v2.4 may stand at the end (ID3v2.4.0, section 5); one that cannot be read says nothing.
fn id3v2(bytes: &Vec<u8>) -> Vec<OldTagText> {
    let found = leading_tags(bytes).unwrap_or_default();
    let frames = found.tags.into_iter().flat_map(|tag| tag.frames.into_iter().map(move |frame| (frame, tag.version)));
    let said = |(frame, version)| {
        let frame = convert(frame, version, TagVersion::V24).ok()?;
        let what = match &frame.id {
            b"TIT2" => "title",
            b"TPE1" => "artist",
            b"TALB" => "album",
            b"TRCK" => "track",
            b"TYER" | b"TDRC" => "year",
            _ => return None,
        };
        match value(&frame, TagVersion::V24) {
            TagValue::Text(text) => Some((what, first(what, &text))),
            _ => None,
        }
    };
    frames.filter_map(said).collect()
}

/// A track may be `3/12`, and a year a whole date: the first part counts.
fn first(what: &str, text: &str) -> String {
    let first = if what == "track" { text.split('/').next().unwrap_or_default() } else { text };
    let first = if what == "year" { first.get(..4).unwrap_or(first) } else { first };
    first.trim_end().to_owned()
}

fn ape(bytes: &[u8]) -> Vec<OldTagText> {
    let known = |(key, text): (String, String)| {
        let what = COMPARED.into_iter().find(|what| *what == key)?;
        // Several values are parted by zeros: the first counts.
        Some((what, first(what, text.split('\0').next().unwrap_or_default())))
    };
    ape::texts(bytes).into_iter().filter_map(known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::testing::wanted;

    fn id3v1_of(title: &[u8], album: &[u8]) -> Vec<u8> {
        let mut tag = vec![0; 128];
        tag[..3].copy_from_slice(b"TAG");
        tag[3..3 + title.len()].copy_from_slice(title);
        tag[63..63 + album.len()].copy_from_slice(album);
        tag
    }

    fn ape_of(items: &[(&str, &str)]) -> Vec<u8> {
        let mut body = Vec::new();
        for (key, value) in items {
            body.extend(u32::try_from(value.len()).unwrap().to_le_bytes());
            body.extend([0; 4]);
            body.extend(key.as_bytes());
            body.push(0);
            body.extend(value.as_bytes());
        }
        let size = u32::try_from(body.len() + 32).unwrap();
        let count = u32::try_from(items.len()).unwrap();
        let mut block = b"APETAGEX\xd0\x07\0\0".to_vec();
        block.extend(size.to_le_bytes());
        block.extend(count.to_le_bytes());
        block.extend([0; 12]);
        [block.clone(), body, block].concat()
    }

    fn told(kind: TagKind, bytes: &Vec<u8>) -> Vec<String> {
        let tail = [TagSpan { kind, span: 0..bytes.len() as u64 }];
        contradictions(bytes, &tail, &wanted()).unwrap().into_iter().map(|warning| warning.message).collect()
    }

    #[test]
    fn an_old_tag_that_agrees_is_not_spoken_of() {
        assert!(told(TagKind::Id3v1, &id3v1_of(b"Sut mae dechrau?n dda", b"Co-production for beginners")).is_empty());
        assert!(told(TagKind::Id3v1, &id3v1_of(b"", b"")).is_empty());
        let same = [("Title", "Sut mae dechrau’n dda"), ("TRACK", "3/12"), ("Year", "2022-07-06"), ("Cover Art (Front)", "x")];
        assert!(told(TagKind::Ape, &ape_of(&same)).is_empty());
    }

    #[test]
    fn an_old_tag_that_says_something_else_is_named() {
        let warnings = told(TagKind::Id3v1, &id3v1_of(b"Take 7", b"Co-production"));
        assert_eq!(warnings.len(), 1);
        assert!(
            warnings[0]
                .starts_with("an old ID3v1 tag at the end of the file says the title `Take 7`, the album `Co-production`, and")
        );
        let warnings = told(TagKind::Ape, &ape_of(&[("title", "Take 7"), ("track", "9")]));
        assert!(warnings[0].contains("the title `Take 7`, the track `9`"), "{warnings:?}");
    }

    #[test]
    fn a_tag_of_version_2_at_the_end_is_read_too() {
        let frames = b"TIT2\0\0\0\x07\0\0\x03Take 7TDRC\0\0\0\x0b\0\0\x032022-01-01TRCK\0\0\0\x05\0\0\x039/12";
        let fields = [4, 0, 0x10, 0, 0, 0, u8::try_from(frames.len()).unwrap()];
        let tag = [b"ID3".as_slice(), &fields, frames, b"3DI", &fields].concat();
        let warnings = told(TagKind::Id3v2, &tag);
        assert_eq!(warnings.len(), 1);
        assert!(
            warnings[0].starts_with("an old ID3v2 tag at the end of the file says the title `Take 7`, the track `9`"),
            "{warnings:?}"
        );
        for cut in 0..tag.len() {
            told(TagKind::Id3v2, &tag[..cut].to_vec());
        }
    }

    #[test]
    fn a_damaged_old_tag_says_nothing() {
        let whole = ape_of(&[("title", "Take 7")]);
        for cut in 0..whole.len() {
            told(TagKind::Ape, &whole[cut..].to_vec());
            told(TagKind::Ape, &whole[..cut].to_vec());
        }
        let mut vast = whole.clone();
        vast[32..36].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(told(TagKind::Ape, &vast).is_empty());
        assert!(told(TagKind::Id3v1, &vec![b'T'; 127]).is_empty());
    }
}
