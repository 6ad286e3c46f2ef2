//! Transcripts: WebVTT, SubRip and Podcasting 2.0 JSON to cues.

/// Why a transcript could not be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct TranscriptError {
    /// The line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// What is wrong there.
    pub message: String,
}
