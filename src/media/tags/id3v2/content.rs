//! What frames hold. Writers leave out ends, encodings and types: what is missing is taken for empty, and what is there is read.

use crate::media::tags::id3v2::text::decode;
use crate::media::tags::id3v2::text::latin_1;
use crate::media::tags::id3v2::text::split;

/// The text of a frame that begins with T, its values parted by zeros.
pub(crate) fn text(body: &[u8]) -> Option<String> {
    let (encoding, text) = body.split_first()?;
    decode(text, *encoding)
}

/// The address in a frame that begins with W. iTunes and `TagLib` write `WFED` as a text, with its encoding.
pub(crate) fn link(body: &[u8]) -> Option<String> {
    match body {
        [0..=3, ..] => text(body),
        // what follows a zero is to be ignored
        _ => Some(latin_1(body.split(|byte| *byte == 0).next().unwrap_or_default())),
    }
}

/// A description and a text, as in `TXXX`, and behind the language in `COMM` and `USLT`. Without an end of the description all of it is the text.
pub(crate) fn described(encoding: u8, rest: &[u8]) -> Option<(String, String)> {
    let (description, text) = split(rest, encoding).unwrap_or((&[], rest));
    Some((decode(description, encoding)?, decode(text, encoding)?))
}

/// The address of `WXXX`, and its description.
pub(crate) fn described_link(body: &[u8]) -> Option<(String, String)> {
    let (encoding, rest) = body.split_first()?;
    let (description, address) = split(rest, *encoding).unwrap_or((&[], rest));
    let address = match address {
        // an address in UTF-16, which the specification does not have
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => decode(address, 1)?,
        _ => latin_1(address.split(|byte| *byte == 0).next().unwrap_or_default()),
    };
    Some((decode(description, *encoding).unwrap_or_default(), address))
}

/// A picture frame.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PictureFrame<'a> {
    /// Its media type, as the frame says.
    pub(crate) media_type: String,
    /// 3 is the front cover (ID3v2.3.0, section 4.15).
    pub(crate) kind: u8,
    /// What the frame says of it, in the frame's encoding.
    pub(crate) description: &'a [u8],
    /// The picture.
    pub(crate) data: &'a [u8],
}

/// The front cover (ID3v2.3.0, section 4.15).
pub(crate) const FRONT_COVER: u8 = 3;

/// A picture of any other kind (ID3v2.3.0, section 4.15).
const OTHER_PICTURE: u8 = 0;

/// The description of our comment, by which it is told from the comments of others.
pub(crate) const OUR_COMMENT: &str = "podwright";

/// How the pictures begin that apps show: JPEG, PNG, GIF, WebP.
const SIGNATURES: [&[u8]; 4] = [b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1A\n", b"GIF8", b"RIFF"];

fn is_picture(bytes: &[u8]) -> bool {
    SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
}

impl<'a> PictureFrame<'a> {
    /// Whether it is a front cover: by its type, or as iTunes and ffmpeg write one, of the type "other" and without a description. A tag has one
    /// picture of a description (ID3v2.3.0, section 4.15), and ours has none.
    pub(crate) fn is_front_cover(&self) -> bool {
        // a byte order mark and zeros say nothing
        let is_described = self.description.iter().any(|byte| !matches!(byte, 0 | 0xFE | 0xFF));
        self.kind == FRONT_COVER || (self.kind == OTHER_PICTURE && !is_described)
    }

    /// The picture of `APIC`; `None` where none can be made out.
    pub(crate) fn parse(body: &'a [u8]) -> Option<Self> {
        let (encoding, rest) = body.split_first()?;
        let end = rest.iter().position(|byte| *byte == 0)?;
        Self::behind_type(latin_1(&rest[..end]), *encoding, &rest[end + 1..])
    }

    /// The picture of `PIC` in ID3v2.2, which has three letters for its type.
    pub(crate) fn parse_short(body: &'a [u8]) -> Option<Self> {
        let ([encoding, format @ ..], rest) = body.split_first_chunk::<4>()?;
        let media_type = match format {
            b"JPG" => "image/jpeg".to_owned(),
            b"PNG" => "image/png".to_owned(),
            other => format!("image/{}", latin_1(other).to_ascii_lowercase()),
        };
        Self::behind_type(media_type, *encoding, rest)
    }

    fn behind_type(media_type: String, encoding: u8, rest: &'a [u8]) -> Option<Self> {
        let (kind, rest) = rest.split_first()?;
        let proper = split(rest, encoding).filter(|(_, data)| is_picture(data));
        // some writers end a description in UTF-16 by one zero, or not at all
        let narrow = || split(rest, 0).filter(|(_, data)| is_picture(data));
        let none = || is_picture(rest).then_some((&rest[..0], rest));
        let (description, data) = proper.or_else(narrow).or_else(none).or_else(|| split(rest, encoding))?;
        Some(Self { media_type, kind: *kind, description, data })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_ends_lose_nothing_that_is_there() {
        assert_eq!(described(0, b"name\0words"), Some(("name".to_owned(), "words".to_owned())));
        assert_eq!(described(0, b"words alone"), Some((String::new(), "words alone".to_owned())));
        assert_eq!(described(8, b"words"), None);
        assert_eq!(described_link(b"\0http://a/").unwrap().1, "http://a/");
        assert_eq!(described_link(b"\x01\xff\xfea\0\0\0http://b/\0junk").unwrap().1, "http://b/");
        assert_eq!(described_link(b"\x01\xff\xfea\0\0\0\xff\xfeb\0").unwrap().1, "b");
        assert_eq!(
            (link(b"http://a/").unwrap(), link(b"\0http://b/").unwrap()),
            ("http://a/".to_owned(), "http://b/".to_owned())
        );
        assert_eq!((text(b""), text(b"\0ab")), (None, Some("ab".to_owned())));
    }

    #[test]
    fn a_picture_is_found_behind_any_description() {
        for body in [
            b"\0image/png\0\x03\0\x89PNG\r\n\x1A\ndata".as_slice(),
            b"\x01image/png\0\x03\xff\xfea\0\0\0\x89PNG\r\n\x1A\ndata",
            b"\x01image/png\0\x03\0\x89PNG\r\n\x1A\ndata",
            b"\x01image/png\0\x03\x89PNG\r\n\x1A\ndata",
        ] {
            let picture = PictureFrame::parse(body).unwrap();
            assert_eq!((picture.kind, picture.data), (3, b"\x89PNG\r\n\x1A\ndata".as_slice()), "{body:?}");
        }
        assert_eq!(PictureFrame::parse(b"\0image/x\0\x04words\0any").unwrap().data, b"any");
        let short = PictureFrame::parse_short(b"\0PNG\x03\0\x89PNG\r\n\x1A\n").unwrap();
        assert_eq!((short.media_type.as_str(), short.data.len()), ("image/png", 8));
        assert_eq!(PictureFrame::parse(b"\0image/png"), None);
    }
}
