//! Why an audio file could not be measured at all.

use std::io;

use crate::model::files::binary_size::BinarySize;
use crate::model::files::byte_count::ByteCount;
use crate::model::media::audio_fault::AudioFaultKind;

/// Why no facts could be had.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ProbeError {
    /// The disk failed.
    #[error("the file cannot be read: {reason}")]
    Unreadable {
        /// What the system says.
        reason: String,
    },
    /// More bytes than a recording of an episode may have.
    #[error("the file has {found}, and the recording of an episode has {limit} at most")]
    TooLarge {
        /// What it has.
        found: BinarySize,
        /// The most.
        limit: BinarySize,
    },
    /// No bytes.
    #[error("the file is empty: it has no bytes at all")]
    Empty,
    /// A Git LFS pointer in place of the sound.
    #[error("the file is a Git LFS pointer, which stands for {bytes} of audio")]
    LfsPointer {
        /// Size of the real file.
        bytes: ByteCount,
    },
    /// The same, without a hash and a size that can be read.
    #[error("the file is a Git LFS pointer, and a damaged one")]
    DamagedPointer,
    /// Nothing that could be sound.
    #[error("the file is not audio: {reason}")]
    NotAudio {
        /// What was found instead.
        reason: String,
    },
    /// Sound of a kind that podcast apps do not play, known by name alone.
    #[error("podcast apps do not play this file: it is {format}")]
    Unsupported {
        /// What it is.
        format: String,
    },
    /// Sound, but damaged so that nothing of it can be measured.
    #[error("{message}")]
    Damaged {
        /// The rule that names the fault.
        kind: AudioFaultKind,
        /// What is wrong.
        message: String,
        /// Where, from the start of the file (bytes).
        offset: Option<u64>,
    },
}

impl ProbeError {
    /// The disk failed.
    pub(crate) fn unreadable(error: &io::Error) -> Self {
        Self::Unreadable { reason: error.to_string() }
    }
}
