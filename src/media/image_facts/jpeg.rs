//! JPEG headers (ITU-T T.81, annex B).

use crate::media::bytes::numbers::be16;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::placeholder::COVER_MARK;

use super::{ColourKind, ImageError, ImageFacts, ImageFormat, broken, exif};

/// Whether the bytes begin as JPEG does.
pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xD8\xFF")
}

/// Goes through the segments up to the first scan.
///
/// ```text
/// FF D8                                start
/// FF <marker> u16 length, length - 2 bytes
///    E1 "Exif\0\0" TIFF block          orientation
///    FE                                comment
///    C0..CF without C4, C8, CC         frame: u8 precision, u16 height, u16 width, u8 components
///    DA                                scan: pixels follow
/// ```
pub(super) fn read(bytes: &[u8]) -> Result<ImageFacts, ImageError> {
    let cut = || broken("JPEG", "it ends before its size");
    let mut at = 2_usize;
    let mut orientation = 1;
    let mut placeholder = false;
    let mut frame = None;
    while let Some(&[0xFF, marker]) = bytes.get(at..at.saturating_add(2)) {
        if matches!(marker, 0xFF) {
            at += 1;
            continue;
        }
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            at += 2;
            continue;
        }
        if matches!(marker, 0xD9 | 0xDA) {
            break;
        }
        let length = usize::from(be16(bytes, at + 2).ok_or_else(cut)?);
        if length < 2 {
            return Err(broken("JPEG", "one of its segments has no length"));
        }
        let rest = bytes.get(at + 4..).unwrap_or_default();
        let body = rest.get(..length - 2).unwrap_or(rest);
        match marker {
            0xE1 => orientation = body.strip_prefix(b"Exif\0\0").map_or(orientation, exif::orientation),
            0xFE => placeholder |= body == COVER_MARK,
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) && frame.is_none() => frame = Some(size(body).ok_or_else(cut)?),
            _ => {}
        }
        at = at.saturating_add(2 + length);
    }
    let (width, height, components) = frame.ok_or_else(cut)?;
    let colour = match components {
        1 => ColourKind::Grey,
        3 => ColourKind::Rgb,
        4 => ColourKind::Cmyk,
        _ => return Err(broken("JPEG", "it has neither one, three nor four colour channels")),
    };
    if width == 0 || height == 0 {
        return Err(broken("JPEG", "it says that it has no pixels"));
    }
    let bytes = ByteCount::of(bytes);
    Ok(ImageFacts {
        format: ImageFormat::Jpeg,
        bytes,
        width,
        height,
        colour,
        alpha: false,
        orientation,
        placeholder,
        position: false,
    })
}

fn size(frame: &[u8]) -> Option<(u32, u32, u8)> {
    Some((u32::from(be16(frame, 3)?), u32::from(be16(frame, 1)?), *frame.get(5)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(marker: u8, components: u8, before: &[u8]) -> Vec<u8> {
        let mut bytes = b"\xFF\xD8".to_vec();
        bytes.extend_from_slice(before);
        bytes.extend_from_slice(&[0xFF, marker, 0, 8, 8, 0x05, 0x78, 0x0B, 0xB8, components, 0xFF, 0xDA]);
        bytes
    }

    #[test]
    fn counts_components_in_plain_and_progressive_files() {
        for (marker, components, colour) in
            [(0xC0, 3, ColourKind::Rgb), (0xC2, 3, ColourKind::Rgb), (0xC0, 1, ColourKind::Grey), (0xC0, 4, ColourKind::Cmyk)]
        {
            let facts = read(&jpeg(marker, components, b"\xFF\xE0\0\x04ab")).unwrap();
            assert_eq!((facts.width, facts.height, facts.colour, facts.alpha), (3000, 1400, colour, false));
        }
    }

    #[test]
    fn a_table_of_codes_is_no_frame() {
        assert!(read(&jpeg(0xC4, 3, b"")).unwrap_err().to_string().contains("ends before its size"));
    }

    #[test]
    fn sees_how_the_camera_was_held() {
        let exif = b"\xFF\xE1\0\x1CExif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0";
        assert_eq!(read(&jpeg(0xC0, 3, exif)).unwrap().orientation, 6);
    }

    #[test]
    fn refuses_a_file_that_ends_early() {
        let whole = jpeg(0xC0, 3, b"\xFF\xE0\0\x04ab");
        for length in 3..whole.len() - 2 {
            assert!(read(&whole[..length]).is_err(), "{length}");
        }
        assert!(read(b"\xFF\xD8\xFF\xE0\0\0").unwrap_err().to_string().contains("no length"));
    }
}
