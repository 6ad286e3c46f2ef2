//! Where frames lie in a tag, one after the other.
//!
//! ```text
//! ID3v2.2   id, 3 bytes   size, 3 x 8 bits                    body
//! ID3v2.3   id, 4 bytes   size, 4 x 8 bits    flags, 2 bytes  body
//! ID3v2.4   id, 4 bytes   size, 4 x 7 bits    flags, 2 bytes  body
//! ```
//!
//! Many writers have the sizes of the other version: old iTunes in all frames, ffmpeg up to version 6 in the frames of chapters alone. So the size of each
//! frame is read the way its version has it, and the other way where only that one ends at another frame, at the padding, or at the end.

use std::ops::Range;

use crate::media::tags::id3v2::header::FoundVersion;
use crate::media::tags::id3v2::header::syncsafe;

/// A frame as it stands in a tag.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct FramePlace {
    /// Its name; in ID3v2.2 three letters and a zero.
    pub(crate) id: [u8; 4],
    /// Its flags; none in ID3v2.2. What they mean depends on the version of the tag.
    pub(crate) flags: [u8; 2],
    /// Where its content lies (bytes from the start of the frames).
    pub(crate) body: Range<usize>,
}

/// What parsing frames found.
#[derive(Debug, Default, Eq, PartialEq)]
pub(crate) struct ParsedFrames {
    /// The frames.
    pub(crate) frames: Vec<FramePlace>,
    /// Where the frames end, and zeros or other bytes begin.
    pub(crate) end: usize,
    /// Where a frame begins that is longer than what holds it; it is the last of the frames, and cut.
    pub(crate) overrun: Option<usize>,
    /// A size was not written as the version has it.
    pub(crate) has_odd_sizes: bool,
}

/// Parses frames until they end.
pub(crate) fn parse_frames(bytes: &[u8], version: FoundVersion) -> ParsedFrames {
    let padding = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let mut parsed = ParsedFrames::default();
    while let Some(head) = Head::at(bytes, parsed.end, version) {
        let fits = |end: &usize| *end <= bytes.len();
        let usual = head.usual.filter(fits);
        let other = head.other.filter(fits);
        let leads_on = |end: &usize| leads_on(bytes, *end, padding, version);
        let end = usual.filter(leads_on).or_else(|| other.filter(leads_on));
        // A name that is none, and a size that leads nowhere: these are stray bytes.
        if end.is_none() && !head.is_proper(version) {
            break;
        }
        let end = end.or(usual).or(other);
        parsed.has_odd_sizes |= end.is_some() && end != usual;
        if end.is_none() {
            parsed.overrun = Some(parsed.end);
        }
        let end = end.unwrap_or(bytes.len());
        parsed.frames.push(FramePlace { id: head.id, flags: head.flags, body: head.body..end });
        parsed.end = end;
    }
    parsed
}

/// The head of a frame.
struct Head {
    id: [u8; 4],
    flags: [u8; 2],
    /// Where the content begins.
    body: usize,
    /// Where it ends by the size as the version writes it.
    usual: Option<usize>,
    /// Where it ends by the size as the other version writes it.
    other: Option<usize>,
}

impl Head {
    /// The head at this place; `None` where no frame begins.
    fn at(bytes: &[u8], at: usize, version: FoundVersion) -> Option<Self> {
        let rest = bytes.get(at..)?;
        let (id, size, flags, length) = match version {
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
        let body = at + length;
        let end = |size: u32| usize::try_from(size).ok().and_then(|size| body.checked_add(size));
        let (plain, seven_bits) = (end(u32::from_be_bytes(size)), syncsafe(size).and_then(end));
        let (usual, other) = match version {
            FoundVersion::V22 => (plain, None),
            FoundVersion::V23 => (plain, seven_bits),
            FoundVersion::V24 => (seven_bits, plain),
        };
        Some(Self { id, flags, body, usual, other })
    }

    fn is_proper(&self, version: FoundVersion) -> bool {
        let letters = if version == FoundVersion::V22 { &self.id[..3] } else { &self.id[..] };
        letters.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    }
}

/// Whether another frame begins at this place, or nothing but zeros follow, of which the first is at `padding` at the latest.
fn leads_on(bytes: &[u8], at: usize, padding: usize, version: FoundVersion) -> bool {
    if at >= padding {
        return true;
    }
    let fits = |end: Option<usize>| end.is_some_and(|end| end <= bytes.len());
    Head::at(bytes, at, version).is_some_and(|head| head.is_proper(version) && (fits(head.usual) || fits(head.other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8], version: FoundVersion) -> Vec<(String, usize)> {
        let name = |id: [u8; 4]| id.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
        parse_frames(bytes, version).frames.into_iter().map(|frame| (name(frame.id), frame.body.len())).collect()
    }

    fn frame(id: &[u8; 4], size: [u8; 4], body: &[u8]) -> Vec<u8> {
        [id.as_slice(), &size, &[0, 0], body].concat()
    }

    #[test]
    fn parses_up_to_the_padding() {
        let parsed = parse_frames(b"TT2\0\0\x02\0aTP1\0\0\x01\0\0\0\0\0\0\0\0\0", FoundVersion::V22);
        assert_eq!((parsed.frames.len(), parsed.end, parsed.overrun), (2, 15, None));
        assert_eq!(parse_frames(b"", FoundVersion::V24), ParsedFrames::default());
    }

    #[test]
    fn a_frame_that_reaches_past_the_end_is_cut() {
        for (bytes, version) in [
            (b"TIT2\0\0\0\x02\0\0a".as_slice(), FoundVersion::V23),
            (b"TIT2\0\0\0\x80\0\0a", FoundVersion::V24),
            (b"TIT2\xff\xff\xff\xff\0\0a", FoundVersion::V23),
        ] {
            let parsed = parse_frames(bytes, version);
            assert_eq!((parsed.overrun, parsed.frames[0].body.clone()), (Some(0), 10..11));
        }
    }

    #[test]
    fn bytes_after_the_frames_that_are_not_zero_are_left_over() {
        let parsed = parse_frames(b"TIT2\0\0\0\x01\0\0a\0\0junk", FoundVersion::V23);
        assert_eq!((parsed.frames.len(), parsed.end, parsed.overrun), (1, 11, None));
        let parsed = parse_frames(b"TIT2\0\0\0\x01\0\0ajunk of some length", FoundVersion::V23);
        assert_eq!((parsed.frames.len(), parsed.end, parsed.overrun), (1, 11, None));
    }

    #[test]
    fn sizes_of_both_kinds_stand_in_one_tag() {
        // as ffmpeg 5 writes a picture and chapters
        let chapter = frame(b"CHAP", [0, 0, 1, 0x40], &[b'A'; 320]);
        let picture = frame(b"APIC", [0, 0, 4, 0x58], &[7; 600]);
        let tag = [chapter.clone(), picture, chapter, frame(b"TIT2", [0, 0, 0, 3], b"\0ab"), vec![0; 20]].concat();
        let parsed = parse_frames(&tag, FoundVersion::V24);
        assert!(parsed.has_odd_sizes);
        let sizes: Vec<usize> = parsed.frames.iter().map(|frame| frame.body.len()).collect();
        assert_eq!(sizes, [320, 600, 320, 3]);
    }

    #[test]
    fn the_usual_size_wins_where_both_lead_on() {
        let body = [frame(b"TIT2", [0, 0, 0, 3], b"\0ab"), vec![b'x'; 115]].concat();
        let tag = [frame(b"PRIV", [0, 0, 1, 0], &body), frame(b"TIT2", [0, 0, 0, 3], b"\0ab"), vec![0; 200]].concat();
        assert_eq!(told(&tag, FoundVersion::V24)[0], ("PRIV".to_owned(), 128));
    }

    #[test]
    fn fifty_thousand_frames_take_linear_time() {
        let tag = frame(b"CHAP", [0, 0, 0, 30], &[b'T'; 30]).repeat(50_000);
        assert_eq!(parse_frames(&tag, FoundVersion::V24).frames.len(), 50_000);
    }
}
