//! EXIF (version 2.32): how a picture must be turned to stand upright (tag 0x0112), and where it was taken (tag 0x8825).

use crate::media::bytes::numbers::be16;
use crate::media::bytes::numbers::be32;
use crate::media::bytes::numbers::le16;
use crate::media::bytes::numbers::le32;

/// Most entries of a directory that are looked at. A directory counts them in 16 bits; a camera writes fewer than 100.
const ENTRIES_MAX: u16 = 1000;
/// The number of the tag with the orientation.
const ORIENTATION: u16 = 0x0112;
/// The number of the tag with the place of the directory of a position.
const POSITION: u16 = 0x8825;
/// Latitude and longitude in that directory.
const LATITUDE: u16 = 2;
const LONGITUDE: u16 = 4;

/// The orientation in a TIFF block, 1 to 8; 1 where there is none that makes sense.
pub(super) fn orientation(tiff: &[u8]) -> u8 {
    let value = || {
        let block = TiffBlock::of(tiff)?;
        let at = block.entry(block.first()?, ORIENTATION)?;
        (block.read16)(tiff, at.checked_add(8)?)
    };
    value().and_then(|value| u8::try_from(value).ok()).filter(|value| (1..=8).contains(value)).unwrap_or(1)
}

/// Whether a TIFF block says where the picture was taken.
pub(super) fn has_position(tiff: &[u8]) -> bool {
    let found = || {
        let block = TiffBlock::of(tiff)?;
        let at = block.entry(block.first()?, POSITION)?;
        let directory = usize::try_from((block.read32)(tiff, at.checked_add(8)?)?).ok()?;
        block.entry(directory, LATITUDE).or_else(|| block.entry(directory, LONGITUDE))
    };
    found().is_some()
}

/// A block that says nothing but how the picture must be turned.
pub(super) fn orientation_alone(orientation: u8) -> [u8; 26] {
    let mut block = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    block[19] = orientation;
    block
}

/// ```text
/// II*\0 or MM\0*   byte order
/// u32              offset of the first directory
/// directory:       u16 count, then 12 bytes an entry: u16 tag, u16 type, u32 count, 4 bytes value
/// ```
#[derive(Clone, Copy)]
struct TiffBlock<'t> {
    tiff: &'t [u8],
    read16: Read16,
    read32: Read32,
}

impl<'t> TiffBlock<'t> {
    fn of(tiff: &'t [u8]) -> Option<Self> {
        let (read16, read32): (Read16, Read32) = match tiff.get(..4)? {
            b"II*\0" => (le16, le32),
            b"MM\0*" => (be16, be32),
            _ => return None,
        };
        Some(Self { tiff, read16, read32 })
    }

    fn first(self) -> Option<usize> {
        usize::try_from((self.read32)(self.tiff, 4)?).ok()
    }

    /// Where in the block the entry of that tag stands.
    fn entry(self, directory: usize, tag: u16) -> Option<usize> {
        let count = (self.read16)(self.tiff, directory)?.min(ENTRIES_MAX);
        for entry in 0..usize::from(count) {
            let at = directory.checked_add(2 + entry * 12)?;
            if (self.read16)(self.tiff, at)? == tag {
                return Some(at);
            }
        }
        None
    }
}

type Read16 = fn(&[u8], usize) -> Option<u16>;
type Read32 = fn(&[u8], usize) -> Option<u32>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_either_byte_order() {
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0";
        assert_eq!(orientation(little), 6);
        assert_eq!(orientation(big), 8);
    }

    /// A first directory with a position, whose directory has these tags.
    fn with_position(tags: &[u16]) -> Vec<u8> {
        let mut block = b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1A\0\0\0\0\0\0\0".to_vec();
        block.extend(u16::try_from(tags.len()).unwrap().to_le_bytes());
        for tag in tags {
            block.extend(tag.to_le_bytes());
            block.extend([0; 10]);
        }
        block
    }

    #[test]
    fn sees_a_position_and_no_other_tags_for_one() {
        assert!(has_position(&with_position(&[0, 1, 2, 3, 4])));
        assert!(has_position(&with_position(&[4])));
        // cameras without a receiver write the version of the directory alone
        assert!(!has_position(&with_position(&[0])));
        assert!(!has_position(&orientation_alone(6)));
        for length in 0..with_position(&[2]).len() - 10 {
            assert!(!has_position(&with_position(&[2])[..length]), "{length}");
        }
    }

    #[test]
    fn a_block_with_the_orientation_alone_reads_back() {
        for value in 1..=8 {
            assert_eq!(orientation(&orientation_alone(value)), value);
        }
    }

    #[test]
    fn nonsense_means_upright() {
        assert_eq!(orientation(b""), 1);
        assert_eq!(orientation(b"II*\0\xFF\xFF\xFF\xFF"), 1);
        assert_eq!(orientation(b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x09\0\0\0"), 1);
    }
}
