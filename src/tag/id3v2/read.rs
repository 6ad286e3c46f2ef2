//! The tags at the start of a file, for whoever replaces them: read by the one reader of [`media`](crate::media::tags::id3v2), and refused where something
//! of them could only be lost.

use crate::media::tags::id3v2::fault::Id3Fault;
use crate::media::tags::id3v2::header::FoundVersion;
use crate::media::tags::id3v2::header::TAG_MAX;
use crate::media::tags::id3v2::opened::UNSYNCHRONISED;
use crate::media::tags::id3v2::read::TAGS_MAX;
use crate::media::tags::id3v2::read::tags_at;
use crate::media::tags::id3v2::synchronised::synchronised;
use crate::media::tags::id3v2::tag::Id3Tag;
use crate::model::files::byte_source::ByteSource;
use crate::tag::error::TagError;
use crate::tag::id3v2::frame::RawFrame;

/// A tag that was read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::tag) struct FoundTag {
    /// Its version.
    pub version: FoundVersion,
    /// Its frames in their order, unsynchronisation undone.
    pub frames: Vec<RawFrame>,
    /// What is unusual about it, each in a few words; podwright writes none of it.
    pub oddities: Vec<String>,
}

/// The tags before the sound.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(in crate::tag) struct LeadingTags {
    /// In the order of the file.
    pub tags: Vec<FoundTag>,
    /// Where the last of them ends, from the start of the file (bytes).
    pub end: u64,
}

/// Reads the tags at the start of a file.
///
/// # Errors
/// Where the disk fails, and where a tag is damaged or of an unknown kind.
pub(in crate::tag) fn leading_tags(source: &dyn ByteSource) -> Result<LeadingTags, TagError> {
    let found = tags_at(source, 0)?;
    match found.fault {
        None => Ok(LeadingTags { tags: found.tags.iter().map(FoundTag::of).collect(), end: found.end }),
        Some(Id3Fault::Damaged { offset, reason }) => Err(TagError::Damaged { offset, reason }),
        Some(Id3Fault::Unreadable { what }) => Err(TagError::CannotKeep { what }),
        Some(Id3Fault::TooLong { found }) => Err(TagError::TooMuch { what: "bytes in the tag", found, limit: TAG_MAX }),
        Some(Id3Fault::TooMany) => {
            Err(TagError::TooMuch { what: "tags in a row", found: TAGS_MAX as u64 + 1, limit: TAGS_MAX as u64 })
        }
    }
}

impl FoundTag {
    fn of(tag: &Id3Tag) -> Self {
        let raw = tag.raw_frames().map(|(place, body)| {
            let mut frame = RawFrame::of(place, body);
            if tag.version == FoundVersion::V24 && frame.flags[1] & UNSYNCHRONISED != 0 {
                frame.body = synchronised(body).into_owned();
                frame.flags[1] &= !UNSYNCHRONISED;
            }
            frame
        });
        Self { version: tag.version, frames: raw.collect(), oddities: tag.oddities.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(version: u8, flags: u8, body: &[u8]) -> Vec<u8> {
        let mut bytes = vec![b'I', b'D', b'3', version, 0, flags];
        bytes.extend(crate::media::tags::id3v2::header::to_syncsafe(u32::try_from(body.len()).unwrap()).unwrap());
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
