//! A transcript: what is said, when, and by whom.

use crate::model::time::timestamp::Timestamp;

/// How the note begins that marks a draft which nobody has read. // it stands in a comment of WebVTT, which players pass over
pub(crate) const DRAFT_MARK: &str = "NOTE draft, made by a machine";

/// Cues in the order of the file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Transcript {
    /// The cues.
    pub cues: Vec<Cue>,
}

/// A stretch of speech.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cue {
    /// When it starts.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// What is said, by whom. More than one where a cue holds a dialogue.
    pub speeches: Vec<Speech>,
    /// The line of the file on which the cue's times stand, from 1.
    pub line: u32,
}

/// Words of one speaker within a cue.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Speech {
    /// The speaker, where named.
    pub speaker: Option<String>,
    /// The words, as plain text, lines separated by `\n`; hostile text.
    pub text: String,
}
