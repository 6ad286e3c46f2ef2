//! A picture as it goes into a tag.

use std::fmt;

use crate::model::digest::Sha256;

/// A JPEG picture, small enough for a tag. Only [`tag_picture`](crate::tag::cover::tag_picture) makes one.
#[derive(Clone, Eq, PartialEq)]
pub struct TagPicture {
    bytes: Vec<u8>,
    sha256: Sha256,
}

/// The media type of every picture that podwright writes into a tag.
pub const TAG_PICTURE_TYPE: &str = "image/jpeg";

impl TagPicture {
    /// A picture of these JPEG bytes.
    pub(in crate::tag) fn of_jpeg(bytes: Vec<u8>) -> Self {
        Self { sha256: Sha256::of(&bytes), bytes }
    }

    /// The JPEG file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Sum of the JPEG file.
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }
}

impl fmt::Debug for TagPicture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TagPicture({} bytes, {})", self.bytes.len(), self.sha256.short(12))
    }
}
