//! Writes a tag: header, frames, padding. No unsynchronisation, no extended header, no footer: some players read none of these.

use crate::media::tags::id3v2::header::{HEADER, TAG_MAX, to_syncsafe};
use crate::model::settings::tag_version::TagVersion;
use crate::tag::error::TagError;
use crate::tag::id3v2::frame::RawFrame;

/// Padding that a new tag gets at least (bytes): room for a longer summary or another chapter.
const PADDING_MIN: u64 = 1024;

/// Padding that an old tag may keep (bytes); more is waste, and is cut.
const PADDING_MAX: u64 = 64 << 10;

/// A tag that grows moves the sound by a multiple of this (bytes): the block of the usual file systems, so that the sound of a copy can
/// share its blocks with the original's.
pub(in crate::tag) const ALIGNMENT: u64 = 4096;

/// Writes a tag of these frames. It is as long as `old`, the stretch that it takes the place of (bytes), where that fits, so that the
/// sound does not move and the enclosure keeps its length; else it gets room to grow.
///
/// # Errors
/// Where the frames are larger than a tag can be.
pub fn write_tag(version: TagVersion, frames: &[RawFrame], old: u64) -> Result<Vec<u8>, TagError> {
    let mut body = Vec::new();
    for frame in frames {
        write_frame(&mut body, version, frame)?;
    }
    let used = HEADER + body.len() as u64;
    let whole = if used <= old && old - used <= PADDING_MAX { old } else { aligned(used + PADDING_MIN, old) };
    let too_much = || TagError::TooMuch { what: "bytes in the tag", found: used, limit: TAG_MAX };
    let size = u32::try_from(whole - HEADER).ok().filter(|size| u64::from(*size) <= TAG_MAX).ok_or_else(too_much)?;
    let mut tag = vec![b'I', b'D', b'3', major(version), 0, 0];
    tag.extend(to_syncsafe(size).ok_or_else(too_much)?);
    tag.append(&mut body);
    tag.resize(usize::try_from(whole).map_err(|_| too_much())?, 0);
    Ok(tag)
}

/// The next length (bytes) at which what follows stands in its blocks as it did at `old`.
pub(in crate::tag) fn aligned(length: u64, old: u64) -> u64 {
    length + (old % ALIGNMENT + ALIGNMENT - length % ALIGNMENT) % ALIGNMENT
}

/// Writes a frame.
///
/// # Errors
/// Where its size cannot be written.
pub(in crate::tag) fn write_frame(to: &mut Vec<u8>, version: TagVersion, frame: &RawFrame) -> Result<(), TagError> {
    let length = frame.body.len() as u64;
    let too_much = || TagError::TooMuch { what: "bytes in a frame", found: length, limit: TAG_MAX };
    let size = u32::try_from(length).map_err(|_| too_much())?;
    to.extend(frame.id);
    to.extend(match version {
        TagVersion::V23 => size.to_be_bytes(),
        TagVersion::V24 => to_syncsafe(size).ok_or_else(too_much)?,
    });
    to.extend(frame.flags);
    to.extend(&frame.body);
    Ok(())
}

fn major(version: TagVersion) -> u8 {
    match version {
        TagVersion::V23 => 3,
        TagVersion::V24 => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::id3v2::read::leading_tags;

    fn frame(length: usize) -> RawFrame {
        RawFrame { id: *b"PRIV", flags: [0x40, 0], body: vec![0xFF; length] }
    }

    #[test]
    fn what_is_written_reads_back() {
        for version in TagVersion::ALL {
            for length in [0, 1, 127, 128, 300, 70_000] {
                let frames = [frame(length), frame(3)];
                let tag = write_tag(version, &frames, 0).unwrap();
                let found = leading_tags(&tag).unwrap();
                assert_eq!(found.end, tag.len() as u64);
                assert_eq!(found.tags[0].frames, frames);
                assert!(found.tags[0].oddities.is_empty());
            }
        }
    }

    #[test]
    fn a_small_change_does_not_move_the_sound() {
        let first = write_tag(TagVersion::V23, &[frame(500)], 0).unwrap();
        assert_eq!(first.len() % 4096, 0);
        let second = write_tag(TagVersion::V23, &[frame(1400)], first.len() as u64).unwrap();
        assert_eq!(second.len(), first.len());
        let third = write_tag(TagVersion::V23, &[frame(9000)], first.len() as u64).unwrap();
        assert!(third.len() > 9000 + 1024);
        let waste = write_tag(TagVersion::V23, &[frame(10)], 1_000_000).unwrap();
        assert_eq!(waste.len(), 4096 + 1_000_000 % 4096);
    }

    #[test]
    fn a_tag_that_grows_leaves_the_sound_where_it_stood_in_its_blocks() {
        for old in [0, 1, 1037, 4095, 4096, 70_001] {
            for length in [0, 1, 2025, 2026, 2027, 5000, 90_000] {
                let tag = write_tag(TagVersion::V23, &[frame(length)], old).unwrap().len() as u64;
                assert_eq!(tag % 4096, old % 4096, "{length} bytes in the place of {old}");
                assert!(tag == old || tag < 20 + length as u64 + 1024 + 4096, "{tag} bytes for {length}");
            }
        }
    }

    #[test]
    fn refuses_more_than_a_tag_holds() {
        let vast = RawFrame { id: *b"PRIV", flags: [0, 0], body: vec![0; usize::try_from(TAG_MAX).unwrap() + 1] };
        assert!(matches!(write_tag(TagVersion::V23, &[vast], 0), Err(TagError::TooMuch { .. })));
    }
}
