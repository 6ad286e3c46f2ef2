//! A picture as it goes into a tag.

use std::fmt;

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;

/// A JPEG picture, small enough for a tag. [`tag_picture`](crate::tag::cover::tag_picture) makes it; once made it can be kept.
#[derive(Clone, Eq, PartialEq)]
pub struct TagPicture {
    bytes: Vec<u8>,
    sha256: Sha256,
}

/// The media type of every picture that podwright writes into a tag.
pub const TAG_PICTURE_TYPE: &str = "image/jpeg";

/// The longest that is kept.
pub const TAG_PICTURE_KEPT_MAX: ByteCount = ByteCount::mebibytes(4);

impl TagPicture {
    /// A picture of these JPEG bytes.
    pub(in crate::tag) fn of_jpeg(bytes: Vec<u8>) -> Self {
        Self { sha256: Sha256::of(&bytes), bytes }
    }

    /// Its bytes behind their hash, to be kept beside the show.
    pub fn to_kept(&self) -> Vec<u8> {
        [self.sha256.as_bytes(), self.bytes.as_slice()].concat()
    }

    /// A picture that was kept; `None` where these bytes are not what was kept.
    pub fn of_kept(bytes: &[u8]) -> Option<Self> {
        let (hash, bytes) = bytes.split_at_checked(32)?;
        let picture = Self::of_jpeg(bytes.to_vec());
        (picture.sha256.as_bytes() == hash).then_some(picture)
    }

    /// The JPEG file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Hash of the JPEG file.
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }
}

impl fmt::Debug for TagPicture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TagPicture({} bytes, {})", self.bytes.len(), self.sha256.short(12))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_nothing_else_does() {
        let picture = TagPicture::of_jpeg(b"\xFF\xD8\xFF and so on".to_vec());
        let kept = picture.to_kept();
        assert_eq!(TagPicture::of_kept(&kept), Some(picture));
        assert_eq!(TagPicture::of_kept(&kept[..kept.len() - 1]), None);
        assert_eq!(TagPicture::of_kept(&kept[..31]), None);
    }
}
