//! GIF headers (`CompuServe`, "Graphics Interchange Format", version 89a, sections 17 to 23).

use crate::media::bytes::numbers::le16;
use crate::model::files::byte_count::ByteCount;

use super::{ColourKind, ImageError, ImageFacts, ImageFormat, broken};

/// Whether the bytes begin as GIF does.
pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a")
}

/// Reads the size of the screen, and whether the first picture's control block has a transparent colour.
pub(super) fn read(bytes: &[u8]) -> Result<ImageFacts, ImageError> {
    let cut = || broken("GIF", "it ends before its size");
    let width = u32::from(le16(bytes, 6).ok_or_else(cut)?);
    let height = u32::from(le16(bytes, 8).ok_or_else(cut)?);
    if width == 0 || height == 0 {
        return Err(broken("GIF", "it says that it has no pixels"));
    }
    let flags = *bytes.get(10).ok_or_else(cut)?;
    let table = if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let alpha = transparent(bytes, 13 + table);
    let bytes = ByteCount::of(bytes);
    Ok(ImageFacts {
        format: ImageFormat::Gif,
        bytes,
        width,
        height,
        colour: ColourKind::Palette,
        alpha,
        orientation: 1,
        placeholder: false,
        position: false,
    })
}

/// Looks through the extensions before the first picture; their parts are chained by length bytes, ended by 0.
fn transparent(bytes: &[u8], mut at: usize) -> bool {
    while let Some(&[0x21, label]) = bytes.get(at..at.saturating_add(2)) {
        if label == 0xF9 {
            return bytes.get(at + 3).is_some_and(|flags| flags & 1 == 1);
        }
        at += 2;
        while let Some(&length) = bytes.get(at) {
            at += 1 + usize::from(length);
            if length == 0 {
                break;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_size_and_transparency() {
        let plain = b"GIF89a\x0A\0\x14\0\0\0\0\x2C";
        let facts = read(plain).unwrap();
        assert_eq!((facts.width, facts.height, facts.alpha), (10, 20, false));
        let seen_through = b"GIF89a\x0A\0\x14\0\x80\0\0\0\0\0\xFF\xFF\xFF\x21\xFE\x01a\0\x21\xF9\x04\x01\0\0\0\0";
        assert!(read(seen_through).unwrap().alpha);
        assert!(read(b"GIF89a\x0A\0").is_err());
    }
}
