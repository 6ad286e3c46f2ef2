//! What a frame says, for people. Nothing is decided by it but whose a comment, a picture or a chapter is.

use crate::model::media::tag_version::TagVersion;
use crate::model::time::timestamp::Timestamp;
use crate::tag::change::TagValue;
use crate::tag::id3v2::convert::inner_start;
use crate::tag::id3v2::frame::{RawFrame, SizeEncoding, parse_frames};

/// What a frame says; anything that is neither text nor picture nor chapter shows its size and sum.
pub fn value(frame: &RawFrame, version: TagVersion) -> TagValue {
    understood(frame, version).unwrap_or_else(|| TagValue::data(&frame.body))
}

fn understood(frame: &RawFrame, version: TagVersion) -> Option<TagValue> {
    if frame.flags[1] != 0 {
        return None;
    }
    match &frame.id {
        b"APIC" => {
            let picture = PictureFrame::parse(&frame.body)?;
            Some(TagValue::picture(&latin_1(picture.media_type), picture.data))
        }
        b"CHAP" => chapter(frame, version),
        b"CTOC" => contents(frame).map(TagValue::Text),
        b"COMM" | b"USLT" => DescribedText::parse(&frame.body).map(|comment| TagValue::Text(comment.text)),
        b"TXXX" => {
            let (encoding, rest) = frame.body.split_first()?;
            let (name, text) = split(rest, *encoding)?;
            Some(TagValue::Text(format!("{} = {}", decode(name, *encoding)?, decode(text, *encoding)?)))
        }
        b"WXXX" => {
            let (encoding, rest) = frame.body.split_first()?;
            split(rest, *encoding).map(|(_, url)| TagValue::Text(latin_1(url)))
        }
        [b'T', ..] => {
            let (encoding, text) = frame.body.split_first()?;
            decode(text, *encoding).map(TagValue::Text)
        }
        [b'W', ..] => Some(TagValue::Text(latin_1(&frame.body))),
        _ => None,
    }
}

/// A picture frame.
pub(in crate::tag) struct PictureFrame<'a> {
    media_type: &'a [u8],
    /// 3 is the front cover (ID3v2.3.0, section 4.15).
    pub kind: u8,
    data: &'a [u8],
}

impl<'a> PictureFrame<'a> {
    /// The picture; `None` where the frame is damaged.
    pub(in crate::tag) fn parse(body: &'a [u8]) -> Option<Self> {
        let (encoding, rest) = body.split_first()?;
        let end = rest.iter().position(|byte| *byte == 0)?;
        let (media_type, rest) = (&rest[..end], &rest[end + 1..]);
        let (kind, rest) = rest.split_first()?;
        let (_, data) = split(rest, *encoding)?;
        Some(Self { media_type, kind: *kind, data })
    }
}

/// A comment, or lyrics.
pub(in crate::tag) struct DescribedText {
    /// The short description, by which several comments are told apart.
    pub description: String,
    text: String,
}

impl DescribedText {
    /// The comment; `None` where the frame is damaged.
    pub(in crate::tag) fn parse(body: &[u8]) -> Option<Self> {
        let ([encoding, _, _, _], rest) = body.split_first_chunk::<4>()?;
        let (description, text) = split(rest, *encoding)?;
        Some(Self { description: decode(description, *encoding)?, text: decode(text, *encoding)? })
    }
}

/// The id of a chapter or of a table of contents.
pub(in crate::tag) fn element_id(frame: &RawFrame) -> String {
    latin_1(frame.body.split(|byte| *byte == 0).next().unwrap_or_default())
}

fn chapter(frame: &RawFrame, version: TagVersion) -> Option<TagValue> {
    let start = inner_start(frame)?;
    let (from, rest) = frame.body.get(start.checked_sub(16)?..)?.split_first_chunk::<4>()?;
    let to = rest.first_chunk::<4>()?;
    let (mut title, mut url, mut picture) = (String::new(), None, None);
    for one in inner_frames(frame, version) {
        match (&one.id, value(&one, version)) {
            (b"TIT2", TagValue::Text(text)) => title = text,
            (b"WXXX", TagValue::Text(text)) => url = Some(text),
            (b"APIC", TagValue::Picture { bytes, sha256, .. }) => picture = Some((bytes, sha256)),
            _ => {}
        }
    }
    let millis = |bytes: &[u8; 4]| Timestamp::from_millis(u32::from_be_bytes(*bytes).into());
    Some(TagValue::Chapter { start: millis(from), end: Some(millis(to)), title, url, picture })
}

fn contents(frame: &RawFrame) -> Option<String> {
    let end = inner_start(frame)?;
    let start = element_id(frame).len() + 3;
    let ids = frame.body.get(start..end)?.split(|byte| *byte == 0).filter(|id| !id.is_empty());
    Some(ids.map(latin_1).collect::<Vec<_>>().join(", "))
}

fn inner_frames(frame: &RawFrame, version: TagVersion) -> Vec<RawFrame> {
    let sizes = match version {
        TagVersion::V23 => SizeEncoding::Plain,
        TagVersion::V24 => SizeEncoding::Syncsafe,
    };
    let rest = inner_start(frame).and_then(|start| frame.body.get(start..)).unwrap_or_default();
    parse_frames(rest, version.into(), sizes).map(|parsed| parsed.frames).unwrap_or_default()
}

/// Splits at the first end of a text: one zero, or two in UTF-16. A text without an end is all there is.
fn split(bytes: &[u8], encoding: u8) -> Option<(&[u8], &[u8])> {
    match encoding {
        0 | 3 => {
            let end = bytes.iter().position(|byte| *byte == 0)?;
            Some((&bytes[..end], &bytes[end + 1..]))
        }
        1 | 2 => {
            let end = bytes.chunks_exact(2).position(|pair| pair == [0, 0])? * 2;
            Some((&bytes[..end], &bytes[end + 2..]))
        }
        _ => None,
    }
}

/// Text of one of the four encodings (ID3v2.4.0, section 4), several values joined by ` / `; `None` for a fifth.
fn decode(bytes: &[u8], encoding: u8) -> Option<String> {
    let text = match encoding {
        0 => latin_1(bytes),
        1 => match bytes {
            [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
            [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
            _ => utf_16(bytes, u16::from_le_bytes),
        },
        2 => utf_16(bytes, u16::from_be_bytes),
        3 => String::from_utf8_lossy(bytes).into_owned(),
        _ => return None,
    };
    Some(text.trim_end_matches('\0').replace('\0', " / "))
}

fn utf_16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).filter(|c| *c != '\u{FEFF}').collect()
}

fn latin_1(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn text(id: [u8; 4], body: &[u8], expected: &str) {
        let frame = RawFrame { id, flags: [0, 0], body: body.to_vec() };
        assert_eq!(value(&frame, TagVersion::V23), TagValue::Text(expected.to_owned()));
    }

    #[test]
    fn reads_the_four_encodings() {
        text(*b"TIT2", b"\0caf\xe9", "café");
        text(*b"TIT2", b"\x01\xff\xfec\0\xe9\0", "cé");
        text(*b"TIT2", b"\x01\xfe\xff\0c\0\xe9", "cé");
        text(*b"TIT2", b"\x02\0c\0\xe9", "cé");
        text(*b"TIT2", b"\x03caf\xc3\xa9\0", "café");
        text(*b"TPE1", b"\x03a\0b", "a / b");
        text(*b"COMM", b"\0engname\0words", "words");
        text(*b"TXXX", b"\0name\0words", "name = words");
        text(*b"WXXX", b"\x01\xff\xfea\0\0\0http://a", "http://a");
    }

    #[test]
    fn what_is_damaged_or_unknown_shows_its_size() {
        for (id, body) in [
            (*b"TIT2", b"\x09ab".as_slice()),
            (*b"TIT2", b""),
            (*b"APIC", b"\0image/png"),
            (*b"CHAP", b"a\0\0"),
            (*b"PRIV", b"x"),
        ] {
            let frame = RawFrame { id, flags: [0, 0], body: body.to_vec() };
            assert_eq!(value(&frame, TagVersion::V24), TagValue::data(body));
        }
    }
}
