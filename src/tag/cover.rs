//! Pictures made small enough for a tag. An app reads the tag before the sound, so a picture of a megabyte delays every start;
//! 800 pixels are sharp on every lock screen.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};

use crate::media::image_facts::pixels_alone;
use crate::tag::picture::TagPicture;

/// Widest and highest picture in a tag (pixels).
pub const PICTURE_SIDE_MAX: u32 = 800;

/// Largest picture in a tag that is aimed at (bytes).
pub const PICTURE_BYTES_MAX: usize = 200_000;

/// Widest and highest picture that is opened at all (pixels). Apple's largest cover has 3000.
const SOURCE_SIDE_MAX: u32 = 12_000;

/// Memory that a decoder may ask for (bytes): enough for the largest picture above in 24-bit colour.
const DECODER_MEMORY_MAX: u64 = 512 << 20;

/// JPEG qualities, the best first: the first that fits [`PICTURE_BYTES_MAX`] is taken, else the last.
const QUALITIES: [u8; 5] = [88, 80, 70, 60, 50];

/// Names this way of making pictures. Raised with every change after which the same picture becomes other bytes, a change of the library too:
/// what was kept of the old way counts no longer.
pub const MADE_BY: &str = "1";

/// Why a picture cannot go into a tag.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CoverError {
    /// Neither JPEG nor PNG.
    #[error("the picture is neither a JPEG nor a PNG file")]
    UnknownFormat,
    /// Damaged, or larger than the limits.
    #[error("the picture is damaged, or larger than a picture may be")]
    Unreadable,
}

/// The picture as it goes into a tag: a JPEG that already fits is kept byte for byte, anything else is scaled down to
/// [`PICTURE_SIDE_MAX`] pixels, turned upright, laid on white, and written as JPEG. The same bytes in give the same bytes out.
///
/// # Errors
/// Where the bytes are no picture, or one that is damaged or too large to open.
pub fn tag_picture(bytes: &[u8]) -> Result<TagPicture, CoverError> {
    catch_unwind(AssertUnwindSafe(|| shrink(bytes))).unwrap_or(Err(CoverError::Unreadable))
}

fn shrink(bytes: &[u8]) -> Result<TagPicture, CoverError> {
    let lean = pixels_alone(bytes);
    let mut reader = ImageReader::new(Cursor::new(lean.as_ref())).with_guessed_format().map_err(unreadable)?;
    let Some(format @ (ImageFormat::Jpeg | ImageFormat::Png)) = reader.format() else {
        return Err(CoverError::UnknownFormat);
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(SOURCE_SIDE_MAX);
    limits.max_image_height = Some(SOURCE_SIDE_MAX);
    limits.max_alloc = Some(DECODER_MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = decoder.dimensions();
    let plain = matches!(decoder.color_type(), ColorType::L8 | ColorType::Rgb8) && orientation == Orientation::NoTransforms;
    let small = width <= PICTURE_SIDE_MAX && height <= PICTURE_SIDE_MAX && bytes.len() <= PICTURE_BYTES_MAX;
    // Decoded even where it is kept: a damaged picture must not reach a tag.
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    if format == ImageFormat::Jpeg && plain && small {
        return Ok(TagPicture::of_jpeg(bytes.to_vec()));
    }
    picture.apply_orientation(orientation);
    if picture.width() > PICTURE_SIDE_MAX || picture.height() > PICTURE_SIDE_MAX {
        picture = picture.resize(PICTURE_SIDE_MAX, PICTURE_SIDE_MAX, FilterType::Lanczos3);
    }
    encode(&on_white(&picture))
}

fn encode(picture: &RgbImage) -> Result<TagPicture, CoverError> {
    let mut jpeg = Vec::new();
    for quality in QUALITIES {
        jpeg.clear();
        JpegEncoder::new_with_quality(&mut jpeg, quality).encode_image(picture).map_err(unreadable)?;
        if jpeg.len() <= PICTURE_BYTES_MAX {
            break;
        }
    }
    Ok(TagPicture::of_jpeg(jpeg))
}

/// JPEG has no transparency; what shines through is white, as on a page.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let rgba = picture.to_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [red, green, blue, alpha] = rgba.get_pixel(x, y).0;
        image::Rgb([red, green, blue].map(|value| over_white(value, alpha)))
    })
}

fn over_white(value: u8, alpha: u8) -> u8 {
    let mixed = (u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}

fn unreadable(_: impl std::error::Error) -> CoverError {
    // What the decoder says is for programmers.
    CoverError::Unreadable
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32, pixel: impl Fn(u32, u32) -> image::Rgba<u8>) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image::RgbaImage::from_fn(width, height, pixel).write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn scales_a_large_picture_down_and_keeps_its_shape() {
        let large = png(1600, 800, |x, y| image::Rgba([x.to_le_bytes()[0], y.to_le_bytes()[0], 7, 255]));
        let picture = tag_picture(&large).unwrap();
        let read = image::load_from_memory(picture.bytes()).unwrap();
        assert_eq!((read.width(), read.height()), (800, 400));
        assert!(picture.bytes().starts_with(&[0xFF, 0xD8, 0xFF]));
        assert_eq!(tag_picture(&large).unwrap(), picture, "the same bytes twice");
    }

    #[test]
    fn the_same_picture_becomes_the_same_bytes_in_every_version() {
        let large =
            png(1000, 900, |x, y| image::Rgba([x.to_le_bytes()[0], y.to_le_bytes()[0], (x / 9 + y / 7).to_le_bytes()[0], 255]));
        let sum = tag_picture(&large).unwrap().sha256().short(12);
        assert_eq!((MADE_BY, sum.as_str()), ("1", "86080926dbcb"), "raise `MADE_BY`, and note both here");
    }

    #[test]
    fn keeps_a_small_jpeg_byte_for_byte() {
        let mut jpeg = Vec::new();
        JpegEncoder::new(&mut jpeg).encode_image(&RgbImage::from_pixel(30, 20, image::Rgb([1, 2, 3]))).unwrap();
        assert_eq!(tag_picture(&jpeg).unwrap().bytes(), jpeg);
    }

    #[test]
    fn lays_what_can_be_seen_through_on_white() {
        let clear = png(8, 8, |_, _| image::Rgba([0, 0, 0, 0]));
        let read = image::load_from_memory(tag_picture(&clear).unwrap().bytes()).unwrap().to_rgb8();
        assert!(read.pixels().all(|pixel| pixel.0.iter().all(|value| *value > 250)));
    }

    #[test]
    fn noise_is_pressed_below_the_limit() {
        let mut state = 1u32;
        let mut noise = RgbImage::new(800, 800);
        for pixel in noise.pixels_mut() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            // Noise in steps of 64 pixels' worth of grey: hard, but not beyond what quality 50 can press.
            pixel.0 = [state.to_be_bytes()[0] & 0x3F, 0x80, 0x80];
        }
        let mut bytes = Cursor::new(Vec::new());
        noise.write_to(&mut bytes, ImageFormat::Png).unwrap();
        assert!(tag_picture(&bytes.into_inner()).unwrap().bytes().len() <= PICTURE_BYTES_MAX);
    }

    #[test]
    fn refuses_what_is_no_picture() {
        assert_eq!(tag_picture(b""), Err(CoverError::UnknownFormat));
        assert_eq!(tag_picture(b"GIF89a......"), Err(CoverError::UnknownFormat));
        let whole = png(40, 40, |_, _| image::Rgba([9, 9, 9, 255]));
        assert!(matches!(tag_picture(&whole[..60]), Err(CoverError::Unreadable)));
        let mut vast = whole;
        vast[16..20].copy_from_slice(&1_000_000u32.to_be_bytes());
        assert!(matches!(tag_picture(&vast), Err(CoverError::Unreadable)));
    }
}
