//! A recording after tagging.

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;

/// A recording as it is after tagging.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::engine) struct TaggedFile {
    /// Size of the file.
    pub(in crate::engine) bytes: ByteCount,
    /// Hash of the file.
    pub(in crate::engine) sha256: Sha256,
}
