//! A cue as it stands in a file that has no mark for speakers.

use crate::model::time::timestamp::Timestamp;

/// The times and the lines of a cue, before anybody knows who speaks.
#[derive(Clone, Debug)]
pub(super) struct CueTexts {
    pub(super) line: u32,
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
    /// Lines of plain text, trimmed, none of them empty.
    pub(super) lines: Vec<String>,
}
