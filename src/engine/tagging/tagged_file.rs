//! A recording after tagging.

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::media::audio_fault::AudioFault;

/// A recording as it is after tagging.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::engine) struct TaggedFile {
    /// Size of the file.
    pub(in crate::engine) bytes: ByteCount,
    /// Hash of the file.
    pub(in crate::engine) sha256: Sha256,
    /// What is wrong with it, at the places where it is now.
    pub(in crate::engine) faults: Vec<AudioFault>,
}
