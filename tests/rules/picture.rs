//! Pictures made in code: whole ones, since each is decoded before anything is said of it.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Mutex;

/// Pictures that were encoded already: hundreds of shows have the same cover.
static MADE: Mutex<BTreeMap<(u32, u32), Vec<u8>>> = Mutex::new(BTreeMap::new());

/// A real JPEG of one colour.
pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut made = MADE.lock().unwrap();
    let encode = || {
        let mut bytes = Vec::new();
        let picture = image::RgbImage::from_pixel(width, height, image::Rgb([160, 30, 30]));
        picture.write_with_encoder(image::codecs::jpeg::JpegEncoder::new(&mut bytes)).unwrap();
        bytes
    };
    made.entry((width, height)).or_insert_with(encode).clone()
}

/// The comment of a cover that `init` drew (ITU-T T.81, B.2.4.5).
const PLACEHOLDER: &[u8] = b"\xFF\xFE\0\x39podwright: a placeholder, until the real cover is drawn";

/// `jpeg 3000x3000 grey turned`: format, size, and what is odd about it.
pub(crate) fn picture(wanted: &str) -> Vec<u8> {
    let words: Vec<&str> = wanted.split(' ').collect();
    let (width, height) = words[1].split_once('x').unwrap();
    let (width, height): (u32, u32) = (width.parse().unwrap(), height.parse().unwrap());
    let has = |word: &str| words.contains(&word);
    let mut bytes = match words[0] {
        "jpeg" => {
            let mut bytes = if has("grey") { grey_jpeg(width, height) } else { jpeg(width, height) };
            let comment: &[u8] = if has("placeholder") { PLACEHOLDER } else { b"" };
            bytes.splice(2..2, comment.iter().copied());
            bytes.splice(2..2, if has("turned") { TURNED } else { b"" }.iter().copied());
            bytes.splice(2..2, if has("located") { LOCATED } else { b"" }.iter().copied());
            if has("cut") {
                bytes.truncate(bytes.len() / 3);
            }
            bytes
        }
        "png" => png(width, height, has("alpha")),
        "gif" => gif(u16::try_from(width).unwrap(), u16::try_from(height).unwrap()),
        other => panic!("no picture is called {other}"),
    };
    if has("heavy") {
        bytes.resize(512_001, 0);
    }
    bytes
}

/// EXIF that says that the picture must be turned.
const TURNED: &[u8] = b"\xFF\xE1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
/// XMP that says where the picture was taken.
const LOCATED: &[u8] = b"\xFF\xE1\0\x43http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='51,30.0N'/>    ";

fn grey_jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::GrayImage::from_pixel(width, height, image::Luma([90]));
    picture.write_with_encoder(image::codecs::jpeg::JpegEncoder::new(&mut bytes)).unwrap();
    bytes
}

fn png(width: u32, height: u32, alpha: bool) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = image::RgbaImage::from_pixel(width, height, image::Rgba([160, 30, 30, 255]));
    let picture = image::DynamicImage::ImageRgba8(picture);
    let picture = if alpha { picture } else { image::DynamicImage::ImageRgb8(picture.into_rgb8()) };
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A picture of one pixel on a larger screen.
fn gif(width: u16, height: u16) -> Vec<u8> {
    let pixel: &[u8] = b"\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    [b"GIF89a".as_slice(), &width.to_le_bytes(), &height.to_le_bytes(), pixel].concat()
}
