//! A recording after tagging.

use crate::model::digest::Sha256;

/// A recording as it is after tagging.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::engine) struct TaggedFile {
    /// Size of the file (bytes).
    pub(in crate::engine) bytes: u64,
    /// Hash of the file.
    pub(in crate::engine) sha256: Sha256,
}
