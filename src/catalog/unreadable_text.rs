//! Why a text beside an episode could not be read.

use crate::model::files::binary_size::BinarySize;

/// Why a transcript or an Easy Read summary could not be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum UnreadableText {
    /// The file is longer than any that is read.
    #[error("the file is larger than {limit}")]
    TooLong {
        /// The longest that is read.
        limit: BinarySize,
    },
    /// There is no such file, it may not be read, or it is no text.
    #[error("{reason}")]
    Other {
        /// What is wrong.
        reason: String,
    },
}

impl UnreadableText {
    /// For want of a file, or of text in it.
    pub fn other(reason: impl Into<String>) -> Self {
        Self::Other { reason: reason.into() }
    }
}
