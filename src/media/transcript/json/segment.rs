//! A piece of speech in a JSON transcript, whichever program wrote it.

use crate::media::transcript::clock::LATEST;
use crate::model::time::timestamp::Timestamp;

/// A segment or a word.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) line: u32,
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
    pub(super) speaker: Option<String>,
    /// Plain text, trimmed, without empty lines.
    pub(super) body: String,
}

/// A time in seconds; `None` where no recording has it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "checked against the range"
)]
pub(super) fn moment(seconds: f64) -> Option<Timestamp> {
    let millis = (seconds * 1000.0).round();
    (0.0..=LATEST as f64).contains(&millis).then(|| Timestamp::from_millis(millis as u64))
}

/// Words without control characters, blanks around lines and empty lines.
pub(super) fn body(text: &str) -> String {
    let shown = shown(text);
    let lines: Vec<&str> = shown.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// A name on one line; `None` for an empty one.
pub(super) fn speaker(name: &str) -> Option<String> {
    let name = shown(name).split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

fn shown(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}
