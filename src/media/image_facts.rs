//! Pictures: what the bytes say they are.

/// The facts of a picture.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ImageFacts {
    /// What the bytes are.
    pub format: ImageFormat,
    /// Size of the file (bytes).
    pub bytes: u64,
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
}

/// What a picture's bytes are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
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
    /// No picture.
    #[error("the file is not a picture: {reason}")]
    NotPicture {
        /// What was found instead.
        reason: String,
    },
}
