//! WebP headers (RFC 9649, sections 2.5 to 2.7).

use crate::media::bytes::numbers::le16;
use crate::media::bytes::numbers::le32;
use crate::model::files::byte_count::ByteCount;

use super::{ColourKind, ImageError, ImageFacts, ImageFormat, broken};

/// Whether the bytes begin as WebP does.
pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

/// Reads the first chunk, which is one of three kinds.
///
/// ```text
/// "VP8X" u32 length, u8 flags (0x10 alpha), 3 bytes, u24 width - 1, u24 height - 1
/// "VP8L" u32 length, 0x2F, 14 bits width - 1, 14 bits height - 1, 1 bit alpha
/// "VP8 " u32 length, 3 bytes, 9D 01 2A, u16 width (14 bits), u16 height (14 bits)
/// ```
pub(super) fn read(bytes: &[u8]) -> Result<ImageFacts, ImageError> {
    let cut = || broken("WebP", "it ends before its size");
    let (width, height, alpha) = match bytes.get(12..16).ok_or_else(cut)? {
        b"VP8X" => {
            let alpha = bytes.get(20).ok_or_else(cut)? & 0x10 != 0;
            let width = le32(bytes, 24).ok_or_else(cut)? & 0x00FF_FFFF;
            let height = le32(bytes, 26).ok_or_else(cut)? >> 8;
            (width + 1, height + 1, alpha)
        }
        b"VP8L" => {
            let bits = le32(bytes, 21).ok_or_else(cut)?;
            ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bits >> 28 & 1 == 1)
        }
        b"VP8 " => {
            let side = |at| le16(bytes, at).map(|side| u32::from(side & 0x3FFF)).ok_or_else(cut);
            (side(26)?, side(28)?, false)
        }
        _ => return Err(broken("WebP", "its first part is of no known kind")),
    };
    if width == 0 || height == 0 {
        return Err(broken("WebP", "it says that it has no pixels"));
    }
    let bytes = ByteCount::of(bytes);
    Ok(ImageFacts {
        format: ImageFormat::Webp,
        bytes,
        width,
        height,
        colour: ColourKind::Rgb,
        alpha,
        orientation: 1,
        placeholder: false,
        position: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(chunk: &[u8], expected: (u32, u32, bool)) {
        let bytes = [b"RIFF\0\0\0\0WEBP", chunk].concat();
        let facts = read(&bytes).unwrap();
        assert_eq!((facts.width, facts.height, facts.alpha), expected);
        assert!(read(&bytes[..bytes.len() - 1]).is_err());
    }

    #[test]
    fn reads_the_three_kinds() {
        case(b"VP8X\x0A\0\0\0\x10\0\0\0\x77\x05\0\x78\x05\0", (1400, 1401, true));
        case(b"VP8L\x05\0\0\0\x2F\x77\x05\x5E\x11", (1400, 1401, true));
        case(b"VP8 \x0A\0\0\0\0\0\0\x9D\x01\x2A\x78\x05\x79\x05", (1400, 1401, false));
    }
}
