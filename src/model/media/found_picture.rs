//! A picture that was found in a recording.

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;

/// A picture that was found in a recording, by what tells it from others; its bytes are read again where they are wanted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FoundPicture {
    /// Its media type, as the file says; hostile text.
    pub media_type: String,
    /// Its size.
    pub bytes: ByteCount,
    /// Its hash.
    pub sha256: Sha256,
}

impl FoundPicture {
    /// A picture of these bytes.
    pub fn of(media_type: &str, bytes: &[u8]) -> Self {
        Self { media_type: media_type.to_owned(), bytes: ByteCount::of(bytes), sha256: Sha256::of(bytes) }
    }
}
