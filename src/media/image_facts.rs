//! Pictures: what the bytes say they are, whether all of their pixels are there, and where they say that they were taken.

use crate::model::files::byte_count::ByteCount;
use crate::model::files::lfs_pointer::begins_as_pointer;

mod exif;
mod gif;
mod jpeg;
mod png;
mod position;
mod webp;
mod whole;

pub use crate::media::image_facts::position::without_position;
pub use crate::media::image_facts::whole::{check_whole, pixels_alone};

/// The facts of a picture.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ImageFacts {
    /// What the bytes are.
    pub format: ImageFormat,
    /// Size of the file.
    pub bytes: ByteCount,
    /// Pixels across, as stored.
    pub width: u32,
    /// Pixels down, as stored.
    pub height: u32,
    /// How its colours are stored.
    pub colour: ColourKind,
    /// Whether it can be seen through: an alpha channel, or a transparent colour.
    pub alpha: bool,
    /// EXIF orientation, 1 to 8; 1 where none is given.
    pub orientation: u8,
    /// Whether it is the cover that podwright draws for a new show.
    pub placeholder: bool,
    /// Whether it says where on earth it was taken.
    pub position: bool,
}

/// What a picture's bytes are.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum ImageFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
    /// GIF.
    Gif,
}

/// How colours are stored.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ColourKind {
    /// Red, green, blue (in JPEG: YCbCr).
    Rgb,
    /// Grey only.
    Grey,
    /// Inks.
    Cmyk,
    /// A palette.
    Palette,
}

/// Why a picture could not be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ImageError {
    /// No such file.
    #[error("there is no such file")]
    Missing,
    /// The disk failed, or the file is too large.
    #[error("the file cannot be read: {reason}")]
    Unreadable {
        /// What the system says.
        reason: String,
    },
    /// A picture of which something is missing, or that is too large to be opened.
    #[error("the picture {reason}")]
    Damaged {
        /// What is wrong with it.
        reason: String,
    },
    /// No picture.
    #[error("the file is not a picture: {reason}")]
    NotPicture {
        /// What was found instead.
        reason: String,
    },
}

/// The facts that a picture's headers tell.
///
/// # Errors
/// Where the bytes are no JPEG, PNG, WebP or GIF, or end inside the headers.
pub fn read(bytes: &[u8]) -> Result<ImageFacts, ImageError> {
    if bytes.is_empty() {
        return Err(not_picture("it has no bytes at all"));
    }
    let facts = headers(bytes)?;
    Ok(ImageFacts { position: position::is_in(bytes, facts.format), ..facts })
}

fn headers(bytes: &[u8]) -> Result<ImageFacts, ImageError> {
    if jpeg::is(bytes) {
        jpeg::read(bytes)
    } else if png::is(bytes) {
        png::read(bytes)
    } else if webp::is(bytes) {
        webp::read(bytes)
    } else if gif::is(bytes) {
        gif::read(bytes)
    } else {
        Err(not_picture(foreign(bytes)))
    }
}

/// What else the bytes may be, for the message.
fn foreign(bytes: &[u8]) -> &'static str {
    let start = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let text = start.trim_ascii_start();
    if begins_as_pointer(start) {
        "it is a Git LFS pointer; run `git lfs pull`"
    } else if start.get(4..8) == Some(b"ftyp") {
        "it looks like HEIC, AVIF or a video; save it as JPEG or PNG"
    } else if text.starts_with(b"<svg") || (text.starts_with(b"<?xml") && start.windows(4).any(|four| four == b"<svg")) {
        "it is an SVG drawing; save it as JPEG or PNG"
    } else if text.starts_with(b"<") {
        "it is a web page or another XML text"
    } else if start.starts_with(b"%PDF") {
        "it is a PDF; save it as JPEG or PNG"
    } else if start.starts_with(b"BM") || start.starts_with(b"II*\0") || start.starts_with(b"MM\0*") {
        "it is a BMP or TIFF picture; save it as JPEG or PNG"
    } else {
        "its first bytes are those of no JPEG, PNG, WebP or GIF"
    }
}

fn not_picture(reason: &str) -> ImageError {
    ImageError::NotPicture { reason: reason.to_owned() }
}

/// A header that ends too early, or holds what it must not.
fn broken(format: &str, what: &str) -> ImageError {
    ImageError::NotPicture { reason: format!("it begins as {format}, but {what}") }
}

impl ImageFormat {
    /// The media type that servers and feeds name.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
        }
    }

    /// The usual end of a file's name, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(bytes: &[u8], part: &str) {
        let error = read(bytes).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }

    #[test]
    fn says_what_a_file_is_that_is_no_picture() {
        refused(b"", "no bytes at all");
        refused(b"\0\0\0\x18ftypheic", "HEIC");
        refused(b"<?xml version=\"1.0\"?>\n<svg xmlns=\"\">", "SVG");
        refused(b"  <svg>", "SVG");
        refused(b"<!doctype html>", "web page");
        refused(b"version https://git-lfs.github.com/spec/v1\n", "git lfs pull");
        refused(b"\xEF\xBB\xBFversion https://hawser.github.com/spec/v1\r\noid", "git lfs pull");
        refused(b"words", "no JPEG, PNG, WebP or GIF");
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let mut seed = 7_u32;
        let starts: [&[u8]; 6] =
            [b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", b"RIFF\0\0\0\0WEBPVP8X", b"RIFF\0\0\0\0WEBPVP8L", b"GIF89a", b""];
        for round in 0..20_000_usize {
            let mut bytes = starts[round % starts.len()].to_vec();
            for _ in 0..round % 90 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                bytes.push(if seed & 0x300 == 0 { 0xFF } else { seed.to_be_bytes()[0] });
            }
            let facts = read(&bytes);
            assert!(facts.is_err() || facts.is_ok_and(|facts| facts.bytes == ByteCount::of(&bytes)));
        }
    }
}
