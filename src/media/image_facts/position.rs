//! Where a picture was taken: phones write it into each photograph, and whoever publishes one tells the world where they live. It stands in EXIF
//! and in XMP; both are left out of what is published.

use crc_fast::{CrcAlgorithm, checksum};

use super::whole::jpeg_end;
use crate::media::bytes::numbers::be16;
use crate::media::bytes::numbers::be32;
use crate::media::bytes::numbers::le32;

use super::{ImageFormat, exif};

/// How EXIF begins in a JPEG.
const EXIF: &[u8] = b"Exif\0\0";
/// How XMP begins in a JPEG, and its parts that are too long for one segment.
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const XMP_MORE: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
/// How a list of further pictures behind the first one begins.
const FURTHER: &[u8] = b"MPF\0";
/// Names of a position in XMP (XMP Specification, part 2, "EXIF schema").
const XMP_POSITION: [&[u8]; 2] = [b"GPSLatitude", b"GPSLongitude"];
/// Flags of an extended WebP: there is EXIF, there is XMP.
const WEBP_FLAGS: u8 = 0x08 | 0x04;

/// A part of a picture's file.
struct ImagePart<'b> {
    /// All of it, with its head.
    whole: &'b [u8],
    /// What it says beside the pixels.
    said: Said<'b>,
}

/// What a part says beside the pixels.
#[derive(Clone, Copy)]
enum Said<'b> {
    /// A TIFF block.
    Exif(&'b [u8]),
    /// Text about the picture.
    Text(&'b [u8]),
    /// Where other pictures lie in the file.
    Further,
    /// Nothing: what the picture is made of.
    Nothing,
}

/// Whether the bytes say where the picture was taken.
pub(super) fn is_in(bytes: &[u8], format: ImageFormat) -> bool {
    parts(bytes, format).iter().any(|part| match part.said {
        Said::Exif(tiff) => exif::has_position(tiff),
        Said::Text(text) => XMP_POSITION.iter().any(|name| text.windows(name.len()).any(|bytes| bytes == *name)),
        Said::Further | Said::Nothing => false,
    })
}

/// The picture without the place where it was taken, pixel for pixel the same; `None` where it names none.
pub fn without_position(bytes: &[u8]) -> Option<Vec<u8>> {
    let facts = super::read(bytes).ok().filter(|facts| facts.position)?;
    let kept = parts(bytes, facts.format).into_iter().filter(|part| matches!(part.said, Said::Nothing));
    let mut clean: Vec<u8> = Vec::with_capacity(bytes.len());
    kept.for_each(|part| clean.extend_from_slice(part.whole));
    let turned = (facts.orientation != 1).then(|| exif::orientation_alone(facts.orientation));
    match (facts.format, turned) {
        (ImageFormat::Jpeg, Some(tiff)) => {
            let length = u16::try_from(2 + EXIF.len() + tiff.len()).unwrap_or(u16::MAX).to_be_bytes();
            let segment = [&[0xFF, 0xE1], &length[..], EXIF, &tiff].concat();
            clean.splice(2..2, segment);
        }
        (ImageFormat::Png, Some(tiff)) => {
            // behind the header: a chunk of 25 bytes, after the signature
            clean.splice(33..33, chunk(b"eXIf", &tiff));
        }
        (ImageFormat::Webp, _) => {
            if let (Some(b"VP8X"), Some(flags)) = (bytes.get(12..16), clean.get_mut(20)) {
                *flags &= !WEBP_FLAGS;
            }
            let length = u32::try_from(clean.len().saturating_sub(8)).unwrap_or(u32::MAX).to_le_bytes();
            clean.get_mut(4..8)?.copy_from_slice(&length);
        }
        (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif, _) => {}
    }
    Some(clean)
}

/// A chunk of PNG.
fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let named = [&name[..], body].concat();
    let sum = u32::try_from(checksum(CrcAlgorithm::Crc32IsoHdlc, &named)).unwrap_or(0);
    let length = u32::try_from(body.len()).unwrap_or(0);
    [&length.to_be_bytes()[..], &named, &sum.to_be_bytes()].concat()
}

fn parts(bytes: &[u8], format: ImageFormat) -> Vec<ImagePart<'_>> {
    match format {
        ImageFormat::Jpeg => jpeg(bytes),
        ImageFormat::Png => png(bytes),
        ImageFormat::Webp => webp(bytes),
        ImageFormat::Gif => vec![ImagePart { whole: bytes, said: Said::Nothing }],
    }
}

/// Segments up to the first scan, the pixels up to the end, and what lies behind it: phones put a second picture there, with EXIF of its own.
fn jpeg(bytes: &[u8]) -> Vec<ImagePart<'_>> {
    let mut parts = vec![ImagePart { whole: bytes.get(..2).unwrap_or(bytes), said: Said::Nothing }];
    let mut at = 2;
    while let Some(&[0xFF, marker]) = bytes.get(at..at + 2) {
        if matches!(marker, 0x01 | 0xD0..=0xDA | 0xFF) {
            break;
        }
        let Some(length) = be16(bytes, at + 2).map(usize::from).filter(|length| *length >= 2) else { break };
        let Some(whole) = bytes.get(at..at + 2 + length) else { break };
        let body = &whole[4..];
        let said = match marker {
            0xE1 if body.starts_with(EXIF) => Said::Exif(&body[EXIF.len()..]),
            0xE1 if body.starts_with(XMP) || body.starts_with(XMP_MORE) => Said::Text(body),
            0xE2 if body.starts_with(FURTHER) => Said::Further,
            _ => Said::Nothing,
        };
        parts.push(ImagePart { whole, said });
        at += whole.len();
    }
    let end = jpeg_end(bytes).unwrap_or(bytes.len()).max(at).min(bytes.len());
    parts.push(ImagePart { whole: bytes.get(at..end).unwrap_or_default(), said: Said::Nothing });
    let behind = bytes.get(end..).unwrap_or_default();
    if !behind.is_empty() {
        let exif = behind.windows(EXIF.len()).position(|bytes| bytes == EXIF).map(|at| &behind[at + EXIF.len()..]);
        parts.push(ImagePart { whole: behind, said: exif.map_or(Said::Text(behind), Said::Exif) });
    }
    parts
}

fn png(bytes: &[u8]) -> Vec<ImagePart<'_>> {
    const SIGNATURE: usize = 8;
    let mut parts = vec![ImagePart { whole: bytes.get(..SIGNATURE).unwrap_or(bytes), said: Said::Nothing }];
    let mut at = SIGNATURE;
    while let Some(whole) = be32(bytes, at)
        .and_then(|length| usize::try_from(length).ok()?.checked_add(12)?.checked_add(at))
        .and_then(|end| bytes.get(at..end))
    {
        let body = &whole[8..whole.len() - 4];
        let said = match &whole[4..8] {
            b"eXIf" => Said::Exif(body),
            b"iTXt" | b"tEXt" | b"zTXt" => Said::Text(body),
            _ => Said::Nothing,
        };
        parts.push(ImagePart { whole, said });
        at += whole.len();
    }
    parts.push(ImagePart { whole: bytes.get(at..).unwrap_or_default(), said: Said::Text(bytes.get(at..).unwrap_or_default()) });
    parts
}

fn webp(bytes: &[u8]) -> Vec<ImagePart<'_>> {
    const HEAD: usize = 12;
    let mut parts = vec![ImagePart { whole: bytes.get(..HEAD).unwrap_or(bytes), said: Said::Nothing }];
    let mut at = HEAD;
    while let Some(length) = le32(bytes, at + 4).and_then(|length| usize::try_from(length).ok()) {
        // chunks begin at even places; the last byte may be missing
        let end = at.saturating_add(8).saturating_add(length);
        let padded = end.saturating_add(length % 2).min(bytes.len());
        let (Some(whole), Some(body)) = (bytes.get(at..padded), bytes.get(at + 8..end)) else { break };
        let said = match &whole[..4] {
            // some programs put the letters of JPEG before the block
            b"EXIF" => Said::Exif(body.strip_prefix(EXIF).unwrap_or(body)),
            b"XMP " => Said::Text(body),
            _ => Said::Nothing,
        };
        parts.push(ImagePart { whole, said });
        at = padded;
    }
    parts
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::media::image_facts::{check_whole, read};

    /// A directory that says how the picture is turned, and one with a latitude.
    fn tiff() -> Vec<u8> {
        let mut block =
            b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0".to_vec();
        block.extend(b"\x01\0\x02\0\x05\0\x03\0\0\0\0\0\0\0");
        block
    }

    fn made(format: image::ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image::RgbImage::from_pixel(40, 30, image::Rgb([3, 90, 200])).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn segment(body: &[u8]) -> Vec<u8> {
        [&[0xFF, 0xE1], &u16::try_from(body.len() + 2).unwrap().to_be_bytes()[..], body].concat()
    }

    fn jpeg_with(body: &[u8]) -> Vec<u8> {
        let mut bytes = made(image::ImageFormat::Jpeg);
        bytes.splice(2..2, segment(body));
        bytes
    }

    #[track_caller]
    fn cleaned(bytes: &[u8]) -> Vec<u8> {
        assert!(read(bytes).unwrap().position);
        let clean = without_position(bytes).expect("it names a position");
        let facts = read(&clean).unwrap();
        assert!(!facts.position);
        assert_eq!(check_whole(&clean, &facts), Ok(()));
        assert_eq!(without_position(&clean), None, "once is enough");
        clean
    }

    #[test]
    fn a_jpeg_loses_its_position_and_stays_turned() {
        let plain = made(image::ImageFormat::Jpeg);
        let clean = cleaned(&jpeg_with(&[EXIF, &tiff()].concat()));
        assert_eq!(read(&clean).unwrap().orientation, 6);
        assert!(clean.ends_with(&plain[2..]), "pixels and all other segments are the same");
        let clean = cleaned(&jpeg_with(&[XMP, b"<x exif:GPSLatitude='51,30N'/>"].concat()));
        assert_eq!(clean, plain);
        let clean = cleaned(&[&plain[..], b"\xFF\xD8", &segment(&[EXIF, &tiff()].concat())].concat());
        assert_eq!(clean, plain, "a second picture behind the first");
        assert_eq!(without_position(&jpeg_with(&[EXIF, &exif::orientation_alone(3)].concat())), None);
    }

    #[test]
    fn a_png_loses_its_position() {
        let plain = made(image::ImageFormat::Png);
        let with = |more: &[u8]| [&plain[..33], more, &plain[33..]].concat();
        let clean = cleaned(&with(&chunk(b"eXIf", &tiff())));
        assert_eq!(read(&clean).unwrap().orientation, 6);
        assert_eq!(cleaned(&with(&chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x exif:GPSLongitude='0'/>"))), plain);
    }

    #[test]
    fn a_webp_loses_its_position() {
        let plain = made(image::ImageFormat::WebP);
        let mut body = b"VP8X\x0A\0\0\0\x0C\0\0\0\x27\0\0\x1D\0\0".to_vec();
        body.extend(&plain[12..]);
        let tiff = tiff();
        body.extend([&b"EXIF"[..], &u32::try_from(tiff.len()).unwrap().to_le_bytes(), &tiff].concat());
        let bytes = [&b"RIFF"[..], &u32::try_from(body.len() + 4).unwrap().to_le_bytes(), b"WEBP", &body].concat();
        let clean = cleaned(&bytes);
        assert_eq!(clean.len(), bytes.len() - tiff.len() - 8);
        assert_eq!(clean[20], 0, "the flags say what is there");
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let whole = jpeg_with(&[EXIF, &tiff()].concat());
        for length in 0..whole.len() {
            let _ = without_position(&whole[..length]);
            let mut damaged = whole.clone();
            damaged[length] ^= 0xFF;
            let _ = without_position(&damaged);
        }
    }
}
