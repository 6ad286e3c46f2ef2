//! Pictures made in code: whole ones where somebody will decode them, else headers alone, which say all that rules ask.

use std::collections::BTreeMap;
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
    let (width, height): (u16, u16) = (width.parse().unwrap(), height.parse().unwrap());
    let has = |word: &str| words.contains(&word);
    let mut bytes = match words[0] {
        "jpeg" => {
            let comment: &[u8] = if has("placeholder") { PLACEHOLDER } else { b"" };
            let mut bytes = jpeg_header(width, height, if has("grey") { 1 } else { 3 }, has("turned"));
            bytes.splice(2..2, comment.iter().copied());
            bytes
        }
        "png" => png_header(width, height, if has("alpha") { 6 } else { 2 }),
        "gif" => [b"GIF89a".as_slice(), &width.to_le_bytes(), &height.to_le_bytes(), &[0, 0, 0, 0x3B]].concat(),
        other => panic!("no picture is called {other}"),
    };
    if has("heavy") {
        bytes.resize(512_001, 0);
    }
    bytes
}

/// ITU-T T.81, annex B: start, EXIF where wanted, frame, end.
fn jpeg_header(width: u16, height: u16, components: u8, turned: bool) -> Vec<u8> {
    let exif: &[u8] = b"\xFF\xE1\0\x1CExif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0";
    let (height, width) = (height.to_be_bytes(), width.to_be_bytes());
    let frame = [&[0xFF, 0xC0, 0, 8 + 3 * components, 8], height.as_slice(), width.as_slice(), &[components]].concat();
    let parts: Vec<u8> = (1..=components).flat_map(|id| [id, 0x11, 0]).collect();
    let exif = if turned { exif } else { &[] };
    [b"\xFF\xD8", exif, &frame, &parts, b"\xFF\xD9"].concat()
}

/// PNG, 11.2.2: the first chunk alone.
fn png_header(width: u16, height: u16, colour: u8) -> Vec<u8> {
    let size = [u32::from(width).to_be_bytes(), u32::from(height).to_be_bytes()].concat();
    [b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".as_slice(), &size, &[8, colour, 0, 0, 0, 1, 2, 3, 4]].concat()
}
