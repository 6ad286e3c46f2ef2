//! Pictures under names that hold their hash: apps keep a picture for as long as its address stays the same.

use std::fmt;

use crate::layout::file_stem::FileStem;
use crate::media::image_facts::ImageFormat;
use crate::model::identity::digest::Sha256;

/// Digits of the hash in a name. // 48 bits: two pictures of one show never share them
const DIGITS: usize = 12;

/// A picture's name without its ending: `cover-0123456789ab`.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct ArtworkName {
    stem: FileStem,
    hash: String,
}

/// A picture as it is served.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct ArtworkFile {
    /// Its name.
    pub name: ArtworkName,
    /// What its bytes are.
    pub format: ImageFormat,
}

/// What smaller forms of pictures are.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum RenditionFormat {
    /// For every browser.
    Jpeg,
    /// For browsers that know WebP.
    Webp,
}

impl RenditionFormat {
    /// As a format of pictures in general.
    pub fn image_format(self) -> ImageFormat {
        match self {
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Webp => ImageFormat::Webp,
        }
    }
}

impl ArtworkName {
    /// The name of a picture with this hash; `stem` says whose picture it is.
    pub fn new(stem: FileStem, sha256: Sha256) -> Self {
        Self { stem, hash: sha256.short(DIGITS) }
    }

    /// The name that this text is; `None` where it is none.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (stem, hash) = text.rsplit_once('-')?;
        let is_hash = hash.len() == DIGITS && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        is_hash.then_some(())?;
        Some(Self { stem: stem.parse().ok()?, hash: hash.to_owned() })
    }
}

impl ArtworkFile {
    /// The picture that has this file name; `None` where none has.
    pub fn of_name(file: &str) -> Option<Self> {
        let (name, ending) = file.rsplit_once('.')?;
        Some(Self { name: ArtworkName::of(name)?, format: format_of(ending)? })
    }
}

/// The format whose files end so.
pub(super) fn format_of(ending: &str) -> Option<ImageFormat> {
    let all = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Webp, ImageFormat::Gif];
    all.into_iter().find(|format| format.extension() == ending)
}

impl fmt::Display for ArtworkName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.stem, self.hash)
    }
}

impl fmt::Display for ArtworkFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.name, self.format.extension())
    }
}
