//! What a frame says, for people. Nothing is decided by it but whose a comment, a picture or a chapter is.

use crate::media::tags::id3v2::chapters::{ChapterFrame, ContentsFrame};
use crate::media::tags::id3v2::content::{PictureFrame, described, described_link, link, text};
use crate::media::tags::id3v2::text::latin_1;
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::settings::tag_version::TagVersion;
use crate::model::time::timestamp::Timestamp;
use crate::tag::change::TagValue;
use crate::tag::id3v2::frame::RawFrame;

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
            Some(TagValue::picture(&picture.media_type, picture.data))
        }
        b"CHAP" => chapter(frame, version),
        b"CTOC" => contents(frame).map(TagValue::Text),
        b"COMM" | b"USLT" => DescribedText::parse(&frame.body).map(|comment| TagValue::Text(comment.text)),
        b"TXXX" => {
            let (encoding, rest) = frame.body.split_first()?;
            let (name, value) = described(*encoding, rest)?;
            Some(TagValue::Text(format!("{} = {}", joined(&name), joined(&value))))
        }
        b"WXXX" => described_link(&frame.body).map(|(_, address)| TagValue::Text(address)),
        [b'T', ..] => text(&frame.body).map(|text| TagValue::Text(joined(&text))),
        [b'W', ..] => link(&frame.body).map(TagValue::Text),
        _ => None,
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
        let (description, text) = described(*encoding, rest)?;
        Some(Self { description, text: joined(&text) })
    }
}

/// The id of a chapter or of a table of contents.
pub(in crate::tag) fn element_id(frame: &RawFrame) -> String {
    latin_1(frame.body.split(|byte| *byte == 0).next().unwrap_or_default())
}

fn chapter(frame: &RawFrame, version: TagVersion) -> Option<TagValue> {
    let ChapterFrame { start, end, title, url, picture, .. } = ChapterFrame::parse(&frame.body, version.into())?;
    let time = |millis: u32| Timestamp::from_millis(millis.into());
    let picture = picture.map(|(_, data)| (ByteCount::of(&data), Sha256::of(&data)));
    Some(TagValue::Chapter { start: time(start), end: end.map(time), title, url, picture })
}

fn contents(frame: &RawFrame) -> Option<String> {
    let table = ContentsFrame::parse(&frame.body)?;
    Some(table.elements.iter().map(|id| latin_1(id)).collect::<Vec<_>>().join(", "))
}

/// Several values of a text on one line.
fn joined(text: &str) -> String {
    text.replace('\0', " / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(id: [u8; 4], body: &[u8], expected: &str) {
        let frame = RawFrame { id, flags: [0, 0], body: body.to_vec() };
        assert_eq!(value(&frame, TagVersion::V23), TagValue::Text(expected.to_owned()));
    }

    #[test]
    fn reads_the_four_encodings() {
        case(*b"TIT2", b"\0caf\xe9", "café");
        case(*b"TIT2", b"\x01\xff\xfec\0\xe9\0", "cé");
        case(*b"TIT2", b"\x01\xfe\xff\0c\0\xe9", "cé");
        case(*b"TIT2", b"\x02\0c\0\xe9", "cé");
        case(*b"TIT2", b"\x03caf\xc3\xa9\0", "café");
        case(*b"TPE1", b"\x03a\0b", "a / b");
        case(*b"COMM", b"\0engname\0words", "words");
        case(*b"TXXX", b"\0name\0words", "name = words");
        case(*b"WXXX", b"\x01\xff\xfea\0\0\0http://a", "http://a");
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
