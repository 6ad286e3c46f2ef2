//! Whether all of a picture is there. Decoders of browsers and of the `image` crate are kind: they paint grey what is missing of a JPEG that was
//! cut off, and say nothing. So JPEG is decoded by one that is strict, and each format is read to its own end.

use std::borrow::Cow;
use std::io::Cursor;

use image::ImageFormat as Decoder;
use image::ImageReader;
use image::Limits;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{ImageError, ImageFacts, ImageFormat};
use crate::media::bytes::numbers::be16;
use crate::media::bytes::numbers::be32;
use crate::media::bytes::numbers::le32;
use crate::media::sound::decode::guard::guarded;

/// Widest and highest picture that is opened (pixels). Apple's largest cover has 3000.
const SIDE_MAX: u32 = 12_000;
/// Most pixels of a picture that is opened. // what phones take at the most
const PIXELS_MAX: u64 = 50_000_000;
/// Memory that a decoder may ask for (bytes): enough for the most pixels in 32-bit colour, and for a quarter of them in 64-bit.
const MEMORY_MAX: u64 = 256 << 20;
/// Most passes of a progressive JPEG. // encoders write up to 20, and each costs time
const SCANS_MAX: usize = 64;
/// What the strict decoder says of bytes between two headers, which harm nobody.
const HARMLESS: &str = "Extra bytes between headers";

/// Decodes every pixel.
///
/// # Errors
/// Where something is missing or damaged, and where the picture is too large to be opened.
pub fn check_whole(bytes: &[u8], facts: &ImageFacts) -> Result<(), ImageError> {
    let pixels = u64::from(facts.width) * u64::from(facts.height);
    if facts.width.max(facts.height) > SIDE_MAX || pixels > PIXELS_MAX {
        let size = format!("measures {} by {} pixels", facts.width, facts.height);
        return Err(damaged(&format!(
            "{size}; podwright opens {SIDE_MAX} a side, and {} million in all",
            PIXELS_MAX / 1_000_000
        )));
    }
    let is_whole = guarded(|| match facts.format {
        ImageFormat::Jpeg => jpeg_ends(bytes) && jpeg_decodes(bytes),
        ImageFormat::Png => pixels_of_png(bytes).is_some_and(|bytes| decodes(&bytes, Decoder::Png)),
        ImageFormat::Webp => webp_ends(bytes) && decodes(bytes, Decoder::WebP),
        ImageFormat::Gif => gif_ends(bytes),
    });
    match is_whole {
        Ok(true) => Ok(()),
        _ => Err(damaged("is damaged or cut off: not all of it can be decoded")),
    }
}

fn damaged(reason: &str) -> ImageError {
    ImageError::Damaged { reason: reason.to_owned() }
}

/// The picture without what decoders would unpack beside the pixels: a colour profile of a megabyte can become half a gigabyte. Bytes that cannot be
/// made sense of come back as they are.
pub fn pixels_alone(bytes: &[u8]) -> Cow<'_, [u8]> {
    let lean = if super::png::is(bytes) { pixels_of_png(bytes) } else { None };
    lean.map_or(Cow::Borrowed(bytes), Cow::Owned)
}

/// The chunks of a PNG that pixels are made of, and how it must be turned; `None` where it ends before its own end.
fn pixels_of_png(bytes: &[u8]) -> Option<Vec<u8>> {
    const SIGNATURE: usize = 8;
    let mut lean = bytes.get(..SIGNATURE)?.to_vec();
    let mut at = SIGNATURE;
    loop {
        let length = usize::try_from(be32(bytes, at)?).ok()?;
        let chunk = bytes.get(at..at.checked_add(length)?.checked_add(12)?)?;
        let name = chunk.get(4..8)?;
        if matches!(name, b"IHDR" | b"PLTE" | b"tRNS" | b"IDAT" | b"eXIf" | b"IEND") {
            lean.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(lean);
        }
        at += chunk.len();
    }
}

fn decodes(bytes: &[u8], format: Decoder) -> bool {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    reader.decode().is_ok()
}

fn jpeg_decodes(bytes: &[u8]) -> bool {
    let side = usize::try_from(SIDE_MAX).unwrap_or(usize::MAX);
    let options = DecoderOptions::default().set_max_width(side).set_max_height(side).jpeg_set_max_scans(SCANS_MAX);
    match JpegDecoder::new_with_options(ZCursor::new(bytes), options.set_strict_mode(true)).decode() {
        Ok(_) => true,
        Err(error) if error.to_string().contains(HARMLESS) => {
            JpegDecoder::new_with_options(ZCursor::new(bytes), options.set_strict_mode(false)).decode().is_ok()
        }
        Err(_) => false,
    }
}

/// Whether a JPEG goes on to its end marker, which is behind its last scan (ITU-T T.81, B.1.1.2).
fn jpeg_ends(bytes: &[u8]) -> bool {
    jpeg_end(bytes).is_some()
}

/// Where a JPEG ends; bytes behind it are another picture, or none.
pub(super) fn jpeg_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 2_usize;
    loop {
        let ahead = bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        at += ahead;
        match *bytes.get(at + 1)? {
            // a byte of the pixels, or the start of the next of them
            0x00 | 0x01 | 0xD0..=0xD8 => at += 2,
            0xFF => at += 1,
            0xD9 => return Some(at + 2),
            _ => at = at.checked_add(2 + usize::from(be16(bytes, at + 2)?))?,
        }
    }
}

/// Whether a WebP holds as many bytes as it says (RFC 9649, 2.4).
fn webp_ends(bytes: &[u8]) -> bool {
    let length = le32(bytes, 4).and_then(|length| usize::try_from(length).ok());
    length.and_then(|length| length.checked_add(8)).is_some_and(|length| length <= bytes.len())
}

/// Whether a GIF goes on to its trailer, with all parts of each picture before it.
fn gif_ends(bytes: &[u8]) -> bool {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let walk = || -> Option<bool> {
        let mut at = 13 + table(*bytes.get(10)?);
        let mut pictures = 0;
        loop {
            match *bytes.get(at)? {
                0x3B => return Some(pictures > 0),
                0x21 => at += 2,
                0x2C => {
                    at += 11 + table(*bytes.get(at + 9)?);
                    pictures += 1;
                }
                _ => return None,
            }
            // parts are chained by length bytes, ended by 0
            while let length @ 1.. = *bytes.get(at)? {
                at += 1 + usize::from(length);
            }
            at += 1;
        }
    };
    walk().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::image_facts::read;

    fn made(format: Decoder) -> Vec<u8> {
        let picture = image::RgbImage::from_fn(90, 70, |x, y| {
            let [mixed, ..] = (x * 977 + y * y * 631).to_le_bytes();
            image::Rgb([x.to_le_bytes()[0], mixed, y.to_le_bytes()[0]])
        });
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[track_caller]
    fn check(bytes: &[u8]) -> Result<(), ImageError> {
        check_whole(bytes, &read(bytes)?)
    }

    #[test]
    fn a_picture_that_is_cut_off_anywhere_is_damaged() {
        for format in [Decoder::Jpeg, Decoder::Png, Decoder::WebP] {
            let whole = made(format);
            assert_eq!(check(&whole), Ok(()), "{format:?}");
            assert_eq!(check(&[&whole[..], b"behind its end"].concat()), Ok(()), "{format:?}");
            for length in (0..whole.len()).step_by(7) {
                assert!(check(&whole[..length]).is_err(), "{format:?} cut at {length} of {}", whole.len());
            }
        }
    }

    #[test]
    fn a_gif_is_read_to_its_trailer() {
        let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
        assert_eq!(check(gif), Ok(()));
        for length in 13..gif.len() {
            assert!(check(&gif[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn what_is_packed_beside_the_pixels_is_not_unpacked() {
        let whole = made(Decoder::Png);
        let bomb = [&whole[..33], b"\0\0\0\x04iCCPbomb\0\0\0\0", &whole[33..]].concat();
        assert_eq!(pixels_alone(&bomb).as_ref(), whole);
        assert_eq!(check(&bomb), Ok(()));
        assert_eq!(pixels_alone(b"words").as_ref(), b"words");
    }

    #[test]
    fn a_picture_that_is_too_large_is_not_opened() {
        let mut wide = made(Decoder::Png);
        wide[16..24].copy_from_slice(b"\0\0\x27\x10\0\0\x27\x10");
        let error = check(&wide).unwrap_err().to_string();
        assert!(error.contains("10000 by 10000 pixels; podwright opens 12000 a side, and 50 million in all"), "{error}");
    }
}
