//! Reads the tags at the start of a file, however many stand there and whatever tricks they play.

use crate::model::files::byte_source::ByteSource;
use crate::tag::error::TagError;
use crate::tag::id3v2::frame::{Overrun, ParsedFrames, RawFrame, SizeEncoding, parse_frames};
use crate::tag::id3v2::header::{FoundVersion, HEADER, TagHeader, syncsafe};
use crate::tag::recipe::read_range;

/// A tag that was read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FoundTag {
    /// Its version.
    pub version: FoundVersion,
    /// Its frames in their order, unsynchronisation undone.
    pub frames: Vec<RawFrame>,
    /// What is unusual about it, each in a few words; podwright writes none of it.
    pub oddities: Vec<String>,
}

/// The tags before the sound.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LeadingTags {
    /// In the order of the file.
    pub tags: Vec<FoundTag>,
    /// Where the last of them ends, from the start of the file (bytes).
    pub end: u64,
}

/// Most tags in a row that are read; more is an attack, not a file.
const TAGS_MAX: usize = 16;

/// Reads the tags at the start of a file.
///
/// # Errors
/// Where the disk fails, and where a tag is damaged or of an unknown kind.
pub fn leading_tags(source: &dyn ByteSource) -> Result<LeadingTags, TagError> {
    let mut found = LeadingTags::default();
    loop {
        let at = found.end;
        let head = read_range(source, at..source.len().min(at.saturating_add(HEADER)))?;
        let Some(header) = TagHeader::parse(&head, at)? else { return Ok(found) };
        if found.tags.len() == TAGS_MAX {
            return Err(TagError::TooMuch { what: "tags in a row", found: TAGS_MAX as u64 + 1, limit: TAGS_MAX as u64 });
        }
        let end = at + header.total_len();
        if end > source.len() {
            return Err(TagError::Damaged {
                offset: at,
                reason: format!("the tag is {} bytes long, and the file ends after {}", header.total_len(), source.len() - at),
            });
        }
        let body = read_range(source, at + HEADER..at + HEADER + header.body)?;
        found.tags.push(read_tag(&header, body, at)?);
        found.end = end;
    }
}

fn read_tag(header: &TagHeader, body: Vec<u8>, at: u64) -> Result<FoundTag, TagError> {
    let mut oddities = Vec::new();
    // Before ID3v2.4 the whole tag is unsynchronised at once, after it each frame for itself.
    let is_whole = header.unsynchronised && header.version != FoundVersion::V24;
    let body = if is_whole { synchronised(&body) } else { body };
    let mut unsynchronised = is_whole;
    let skip = if header.extended { extended_header(&body, header.version, at)? } else { 0 };
    if skip > 0 {
        oddities.push("an extended header".to_owned());
    }
    let (parsed, sizes) = frames(&body[skip..], header.version).map_err(|Overrun(place)| TagError::Damaged {
        offset: at + HEADER + (skip + place) as u64,
        reason: "a frame is longer than the tag that holds it".to_owned(),
    })?;
    if sizes != usual_sizes(header.version) {
        oddities.push(format!("frame sizes that are not those of {}", header.version));
    }
    let junk = body[skip + parsed.end..].iter().filter(|byte| **byte != 0).count();
    if junk > 0 {
        oddities.push(format!("stray bytes after its frames ({junk})"));
    }
    let mut frames = parsed.frames;
    if header.version == FoundVersion::V24 {
        for frame in &mut frames {
            if header.unsynchronised || frame.flags[1] & UNSYNCHRONISED != 0 {
                frame.body = synchronised(&frame.body);
                frame.flags[1] &= !UNSYNCHRONISED;
                unsynchronised = true;
            }
        }
    }
    if unsynchronised || header.unsynchronised {
        oddities.push("unsynchronisation".to_owned());
    }
    if header.footer {
        oddities.push("a footer".to_owned());
    }
    Ok(FoundTag { version: header.version, frames, oddities })
}

/// The flag of ID3v2.4 for a frame that is unsynchronised (section 4.1.2).
const UNSYNCHRONISED: u8 = 0x02;

fn usual_sizes(version: FoundVersion) -> SizeEncoding {
    match version {
        FoundVersion::V22 | FoundVersion::V23 => SizeEncoding::Plain,
        FoundVersion::V24 => SizeEncoding::Syncsafe,
    }
}

/// Parses the frames as the version has it. iTunes wrote ID3v2.4 with the sizes of ID3v2.3, and others the reverse: where only
/// the other reading comes out at the end, it is the right one.
fn frames(bytes: &[u8], version: FoundVersion) -> Result<(ParsedFrames, SizeEncoding), Overrun> {
    let usual = usual_sizes(version);
    let other = match usual {
        SizeEncoding::Plain => SizeEncoding::Syncsafe,
        SizeEncoding::Syncsafe => SizeEncoding::Plain,
    };
    match parse_frames(bytes, version, usual) {
        Ok(parsed) if parsed.clean || version == FoundVersion::V22 => Ok((parsed, usual)),
        first => match parse_frames(bytes, version, other) {
            Ok(parsed) if parsed.clean => Ok((parsed, other)),
            _ => first.map(|parsed| (parsed, usual)),
        },
    }
}

/// Length of the extended header (bytes). ID3v2.3 does not count the four bytes of the size itself (section 3.2), ID3v2.4 does.
fn extended_header(body: &[u8], version: FoundVersion, at: u64) -> Result<usize, TagError> {
    let damaged = || TagError::Damaged { offset: at + HEADER, reason: "its extended header has no proper size".to_owned() };
    let size = *body.first_chunk::<4>().ok_or_else(damaged)?;
    // Some writers set the flag and write no extended header: a frame's name stands there.
    if size.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
        return Ok(0);
    }
    let length = match version {
        FoundVersion::V24 => syncsafe(size).filter(|length| *length >= 6),
        _ => u32::from_be_bytes(size).checked_add(4).filter(|length| *length >= 10),
    };
    let length = length.and_then(|length| usize::try_from(length).ok()).ok_or_else(damaged)?;
    if length > body.len() { Err(damaged()) } else { Ok(length) }
}

/// Takes out the zero after each FF (ID3v2.4.0, section 6.1).
fn synchronised(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut after_ff = false;
    for byte in bytes {
        if !(after_ff && *byte == 0) {
            plain.push(*byte);
        }
        after_ff = *byte == 0xFF;
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(version: u8, flags: u8, body: &[u8]) -> Vec<u8> {
        let mut bytes = vec![b'I', b'D', b'3', version, 0, flags];
        bytes.extend(crate::tag::id3v2::header::to_syncsafe(u32::try_from(body.len()).unwrap()).unwrap());
        bytes.extend(body);
        bytes
    }

    #[track_caller]
    fn one(bytes: &[u8]) -> FoundTag {
        let found = leading_tags(&bytes.to_vec()).unwrap();
        assert_eq!((found.tags.len(), found.end), (1, bytes.len() as u64));
        found.tags.into_iter().next().unwrap()
    }

    const TITLE: &[u8] = b"TIT2\0\0\0\x03\0\0\0ab";

    #[test]
    fn an_extended_header_hides_no_frame() {
        let v23 = [b"\0\0\0\x06\0\0\0\0\0\0".as_slice(), TITLE].concat();
        let v24 = [b"\0\0\0\x06\x01\0".as_slice(), TITLE].concat();
        for found in [one(&tag(3, 0x40, &v23)), one(&tag(4, 0x40, &v24))] {
            assert_eq!(found.frames[0].body, b"\0ab");
            assert_eq!(found.oddities, ["an extended header"]);
        }
        assert_eq!(one(&tag(3, 0x40, TITLE)).frames.len(), 1, "the flag alone");
        assert!(leading_tags(&tag(3, 0x40, b"\xff\xff\xff\xff")).is_err());
        assert!(leading_tags(&tag(4, 0x40, b"\0\0\0\x05\x01")).is_err());
    }

    #[test]
    fn unsynchronisation_is_undone() {
        let v23 = one(&tag(3, 0x80, b"PRIV\0\0\0\x04\0\0o\0\xff\0\xe0"));
        assert_eq!(v23.frames[0].body, b"o\0\xff\xe0");
        let v24 = one(&tag(4, 0, b"PRIV\0\0\0\x05\0\x02o\0\xff\0\xe0"));
        assert_eq!((v24.frames[0].body.as_slice(), v24.frames[0].flags), (b"o\0\xff\xe0".as_slice(), [0, 0]));
        assert_eq!(v24.oddities, ["unsynchronisation"]);
    }

    #[test]
    fn a_footer_and_a_second_tag_belong_to_what_is_replaced() {
        let mut bytes = tag(4, 0x10, TITLE);
        bytes.extend(b"3DI\x04\0\x10\0\0\0\x0d");
        let first = bytes.len() as u64;
        bytes.extend(tag(3, 0, TITLE));
        bytes.extend(b"\xff\xfb\x90\0");
        let found = leading_tags(&bytes).unwrap();
        assert_eq!(found.tags.len(), 2);
        assert_eq!(found.end, first + 23);
    }

    #[test]
    fn sizes_as_itunes_wrote_them_are_told_apart() {
        let mut long = b"TIT2\0\0\x01\x00\0\0".to_vec();
        long.extend([b'x'; 256]);
        long.extend(TITLE);
        let found = one(&tag(4, 0, &long));
        assert_eq!(found.frames.iter().map(|frame| frame.body.len()).collect::<Vec<_>>(), [256, 3]);
        assert_eq!(found.oddities, ["frame sizes that are not those of ID3v2.4"]);
    }

    #[test]
    fn damage_is_refused_with_its_place() {
        let overrun = leading_tags(&tag(3, 0, b"TIT2\0\0\0\x63\0\0\0ab")).unwrap_err();
        assert!(matches!(overrun, TagError::Damaged { offset: 10, .. }), "{overrun:?}");
        let cut = tag(3, 0, TITLE)[..15].to_vec();
        assert!(matches!(leading_tags(&cut), Err(TagError::Damaged { offset: 0, .. })));
        let many: Vec<u8> = (0..17).flat_map(|_| tag(3, 0, b"")).collect();
        assert!(matches!(leading_tags(&many), Err(TagError::TooMuch { .. })));
    }

    #[test]
    fn a_file_without_a_tag_has_none() {
        assert_eq!(leading_tags(&Vec::new()), Ok(LeadingTags::default()));
        assert_eq!(leading_tags(&b"\xff\xfb\x90\0".to_vec()), Ok(LeadingTags::default()));
    }
}
