//! EXIF orientation: how a picture must be turned to stand upright (EXIF 2.32, tag 0x0112).

/// Most entries of a directory that are looked at. A directory counts them in 16 bits; a camera writes fewer than 100.
const ENTRIES_MAX: u16 = 1000;

/// The tag's number.
const ORIENTATION: u16 = 0x0112;

/// The orientation in a TIFF block, 1 to 8; 1 where there is none that makes sense.
pub(super) fn orientation(tiff: &[u8]) -> u8 {
    find(tiff).and_then(|value| u8::try_from(value).ok()).filter(|value| (1..=8).contains(value)).unwrap_or(1)
}

/// ```text
/// II*\0 or MM\0*   byte order
/// u32              offset of the first directory
/// directory:       u16 count, then 12 bytes an entry: u16 tag, u16 type, u32 count, 4 bytes value
/// ```
fn find(tiff: &[u8]) -> Option<u16> {
    let (read16, read32): (Read16, Read32) = match tiff.get(..4)? {
        b"II*\0" => (super::le16, super::le32),
        b"MM\0*" => (super::be16, super::be32),
        _ => return None,
    };
    let directory = usize::try_from(read32(tiff, 4)?).ok()?;
    let count = read16(tiff, directory)?.min(ENTRIES_MAX);
    for entry in 0..usize::from(count) {
        let at = directory.checked_add(2 + entry * 12)?;
        if read16(tiff, at)? == ORIENTATION {
            return read16(tiff, at.checked_add(8)?);
        }
    }
    None
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

    #[test]
    fn nonsense_means_upright() {
        assert_eq!(orientation(b""), 1);
        assert_eq!(orientation(b"II*\0\xFF\xFF\xFF\xFF"), 1);
        assert_eq!(orientation(b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x09\0\0\0"), 1);
    }
}
