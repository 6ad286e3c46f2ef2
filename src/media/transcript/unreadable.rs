//! Why a transcript could not be read.

use crate::model::media::transcript::Transcript;

/// One fault of a transcript.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct TranscriptError {
    /// The line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// What is wrong there.
    pub message: String,
}

/// All faults of a transcript that could not be read, in the order of its lines.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Unreadable {
    /// The faults, at most [`Unreadable::LISTED`].
    pub errors: Vec<TranscriptError>,
    /// How many more there are.
    pub more: usize,
    /// What could be read: its times can be judged, and its words are not all there.
    pub partial: Transcript,
}

impl Unreadable {
    /// The most faults of a file that are listed: a file of another kind has one in each line.
    pub const LISTED: usize = 20;
}

impl From<TranscriptError> for Unreadable {
    fn from(error: TranscriptError) -> Self {
        Self { errors: vec![error], ..Self::default() }
    }
}
