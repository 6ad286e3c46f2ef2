//! PNG headers (W3C, "Portable Network Graphics (PNG) Specification (Third Edition)", sections 5 and 11).

use crate::media::bytes::numbers::be32;
use crate::model::files::byte_count::ByteCount;

use super::{ColourKind, ImageError, ImageFacts, ImageFormat, broken, exif};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

/// Most chunks that are looked at before the pixels. // programs write fewer than 20
const CHUNKS_MAX: usize = 10_000;

/// Whether the bytes begin as PNG does.
pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// Reads `IHDR`, then the chunks up to the pixels for `tRNS` and `eXIf`.
///
/// ```text
/// chunk: u32 length, 4 letters, bytes, u32 sum
/// IHDR:  u32 width, u32 height, u8 depth, u8 colour type (0 grey, 2 RGB, 3 palette, 4 grey + alpha, 6 RGB + alpha), ...
/// ```
pub(super) fn read(bytes: &[u8]) -> Result<ImageFacts, ImageError> {
    let cut = || broken("PNG", "it ends before its size");
    if bytes.get(12..16) != Some(b"IHDR") {
        return Err(broken("PNG", "its first part is not the one that holds its size"));
    }
    let width = be32(bytes, 16).ok_or_else(cut)?;
    let height = be32(bytes, 20).ok_or_else(cut)?;
    let (colour, mut alpha) = match bytes.get(25).ok_or_else(cut)? {
        0 => (ColourKind::Grey, false),
        2 => (ColourKind::Rgb, false),
        3 => (ColourKind::Palette, false),
        4 => (ColourKind::Grey, true),
        6 => (ColourKind::Rgb, true),
        _ => return Err(broken("PNG", "it has a kind of colour that PNG does not know")),
    };
    if width == 0 || height == 0 {
        return Err(broken("PNG", "it says that it has no pixels"));
    }
    let mut orientation = 1;
    let mut at = SIGNATURE.len();
    for _ in 0..CHUNKS_MAX {
        let Some(length) = be32(bytes, at).and_then(|length| usize::try_from(length).ok()) else { break };
        let Some(start) = at.checked_add(8) else { break };
        let body = || start.checked_add(length).and_then(|end| bytes.get(start..end)).unwrap_or_default();
        match bytes.get(at + 4..start) {
            Some(b"tRNS") => alpha = true,
            Some(b"eXIf") => orientation = exif::orientation(body()),
            Some(b"IDAT" | b"IEND") | None => break,
            Some(_) => {}
        }
        let Some(next) = start.checked_add(length).and_then(|end| end.checked_add(4)) else { break };
        at = next;
    }
    let bytes = ByteCount::of(bytes);
    Ok(ImageFacts {
        format: ImageFormat::Png,
        bytes,
        width,
        height,
        colour,
        alpha,
        orientation,
        placeholder: false,
        position: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(colour: u8, chunks: &[u8]) -> Vec<u8> {
        let mut bytes = SIGNATURE.to_vec();
        bytes.extend_from_slice(b"\0\0\0\x0DIHDR\0\0\x05\x78\0\0\x05\x79\x08");
        bytes.extend_from_slice(&[colour, 0, 0, 0, 1, 2, 3, 4]);
        bytes.extend_from_slice(chunks);
        bytes
    }

    #[track_caller]
    fn case(colour: u8, chunks: &[u8], expected: (ColourKind, bool, u8)) {
        let facts = read(&png(colour, chunks)).unwrap();
        assert_eq!((facts.colour, facts.alpha, facts.orientation), expected);
        assert_eq!((facts.width, facts.height), (1400, 1401));
    }

    #[test]
    fn tells_colour_and_transparency() {
        case(2, b"\0\0\0\0IDAT", (ColourKind::Rgb, false, 1));
        case(6, b"", (ColourKind::Rgb, true, 1));
        case(0, b"", (ColourKind::Grey, false, 1));
        case(4, b"", (ColourKind::Grey, true, 1));
        case(3, b"", (ColourKind::Palette, false, 1));
        case(2, b"\0\0\0\x06tRNS\0\0\0\0\0\0\x01\x02\x03\x04\0\0\0\0IDAT", (ColourKind::Rgb, true, 1));
        case(2, b"\0\0\0\0IDAT\0\0\0\0\0\0\0\0tRNS", (ColourKind::Rgb, false, 1));
        case(2, b"\xFF\xFF\xFF\xFFteXt", (ColourKind::Rgb, false, 1));
        let exif = b"\0\0\0\x16eXIfMM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x03\0\0";
        case(2, exif, (ColourKind::Rgb, false, 3));
    }

    #[test]
    fn refuses_what_cannot_be() {
        assert!(read(&png(1, b"")).is_err());
        assert!(read(&png(2, b"")[..25]).is_err());
        assert!(read(b"\x89PNG\r\n\x1A\n\0\0\0\x0DIDAT").is_err());
    }
}
