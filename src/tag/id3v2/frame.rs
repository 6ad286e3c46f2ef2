//! A frame as it stands in a tag, and how one after the other is parsed.
//!
//! ```text
//! ID3v2.2   id, 3 bytes   size, 3 x 8 bits                    body
//! ID3v2.3   id, 4 bytes   size, 4 x 8 bits    flags, 2 bytes  body
//! ID3v2.4   id, 4 bytes   size, 4 x 7 bits    flags, 2 bytes  body
//! ```

use std::ops::Range;

use crate::tag::id3v2::header::{FoundVersion, syncsafe};

/// A frame, raw. What its flags mean depends on the version of its tag.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RawFrame {
    /// Its name; in ID3v2.2 three letters and a zero.
    pub id: [u8; 4],
    /// Its flags; none in ID3v2.2.
    pub flags: [u8; 2],
    /// What it holds.
    pub body: Vec<u8>,
}

impl RawFrame {
    /// Its name, for people.
    pub fn name(&self) -> String {
        self.id.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect()
    }
}

/// How sizes are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::tag) enum SizeEncoding {
    /// All bits count.
    Plain,
    /// Seven bits of each byte count.
    Syncsafe,
}

/// What parsing frames found.
#[derive(Debug, Eq, PartialEq)]
pub(in crate::tag) struct ParsedFrames {
    /// The frames.
    pub frames: Vec<RawFrame>,
    /// Where the frames end, and zeros or other bytes begin.
    pub end: usize,
    /// All frames have proper names, and only zeros follow.
    pub clean: bool,
}

/// A frame that reaches past the end: where it begins.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::tag) struct Overrun(pub usize);

/// Parses frames until they end.
pub(in crate::tag) fn parse_frames(bytes: &[u8], version: FoundVersion, sizes: SizeEncoding) -> Result<ParsedFrames, Overrun> {
    let mut frames = Vec::new();
    let (mut at, mut proper) = (0, true);
    while let Some(Head { id, flags, body }) = head_at(bytes, at, version, sizes) {
        let body = body.filter(|body| body.end <= bytes.len()).ok_or(Overrun(at))?;
        proper &= is_proper(id, version);
        at = body.end;
        frames.push(RawFrame { id, flags, body: bytes[body].to_vec() });
    }
    let clean = proper && bytes[at..].iter().all(|byte| *byte == 0);
    Ok(ParsedFrames { frames, end: at, clean })
}

struct Head {
    id: [u8; 4],
    flags: [u8; 2],
    /// `None` where the size cannot be read.
    body: Option<Range<usize>>,
}

/// The head of the frame at `at`; `None` where no frame begins.
fn head_at(bytes: &[u8], at: usize, version: FoundVersion, sizes: SizeEncoding) -> Option<Head> {
    let rest = bytes.get(at..)?;
    let (id, size, flags, head) = match version {
        FoundVersion::V22 => {
            let (id, rest) = rest.split_first_chunk::<3>()?;
            let size = rest.first_chunk::<3>()?;
            ([id[0], id[1], id[2], 0], [0, size[0], size[1], size[2]], [0, 0], 6)
        }
        FoundVersion::V23 | FoundVersion::V24 => {
            let (id, rest) = rest.split_first_chunk::<4>()?;
            let (size, rest) = rest.split_first_chunk::<4>()?;
            (*id, *size, *rest.first_chunk::<2>()?, 10)
        }
    };
    if id[0] == 0 {
        return None;
    }
    let size = match sizes {
        SizeEncoding::Plain => Some(u32::from_be_bytes(size)),
        SizeEncoding::Syncsafe => syncsafe(size),
    };
    let start = at + head;
    let end = size.and_then(|size| usize::try_from(size).ok()).and_then(|size| start.checked_add(size));
    Some(Head { id, flags, body: end.map(|end| start..end) })
}

fn is_proper(id: [u8; 4], version: FoundVersion) -> bool {
    let letters = if version == FoundVersion::V22 { &id[..3] } else { &id[..] };
    letters.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_up_to_the_padding() {
        let parsed =
            parse_frames(b"TT2\0\0\x02\0aTP1\0\0\x01\0\0\0\0\0\0\0\0\0", FoundVersion::V22, SizeEncoding::Plain).unwrap();
        assert_eq!(parsed.frames.iter().map(RawFrame::name).collect::<Vec<_>>(), ["TT2", "TP1"]);
        assert_eq!((parsed.end, parsed.clean), (15, true));
    }

    #[test]
    fn a_frame_that_reaches_past_the_end_is_an_overrun() {
        assert_eq!(parse_frames(b"TIT2\0\0\0\x02\0\0a", FoundVersion::V23, SizeEncoding::Plain), Err(Overrun(0)));
        assert_eq!(parse_frames(b"TIT2\0\0\0\x80\0\0a", FoundVersion::V24, SizeEncoding::Syncsafe), Err(Overrun(0)));
        assert_eq!(parse_frames(b"TIT2\xff\xff\xff\xff\0\0a", FoundVersion::V23, SizeEncoding::Plain), Err(Overrun(0)));
    }

    #[test]
    fn bytes_after_the_frames_that_are_not_zero_are_seen() {
        let parsed = parse_frames(b"TIT2\0\0\0\x01\0\0a\0\0junk", FoundVersion::V23, SizeEncoding::Plain).unwrap();
        assert_eq!((parsed.frames.len(), parsed.end, parsed.clean), (1, 11, false));
        assert!(parse_frames(b"", FoundVersion::V24, SizeEncoding::Syncsafe).unwrap().clean);
    }
}
