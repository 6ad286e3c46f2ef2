//! What producers said about changes of what was published, as it stands in the lock.

use serde::{Deserialize, Serialize};

use crate::lock::entry_sum::{agree, entry_sum};
use crate::lock::lock_error::LockError;
use crate::lock::value::value;
use crate::lock::{Accepted, AudioReplacement, Move};

/// A change that is meant.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AcceptedLines {
    date: String,
    rule: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    episode: Option<String>,
    change: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    sum: String,
}

/// An address that the show has left.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MoveLines {
    date: String,
    from: String,
    to: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    sum: String,
}

/// A recording that took the place of another one; the entry that it stands in has the sum.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReplacementLines {
    date: String,
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    before_sha256: Option<String>,
    after_sha256: String,
}

impl From<&Accepted> for AcceptedLines {
    fn from(accepted: &Accepted) -> Self {
        let Accepted { date, rule, episode, change } = accepted;
        let mut lines = Self {
            date: date.to_string(),
            rule: rule.clone(),
            episode: episode.as_ref().map(ToString::to_string),
            change: change.clone(),
            sum: String::new(),
        };
        lines.sum = entry_sum("accepted", &lines);
        lines
    }
}

impl From<&Move> for MoveLines {
    fn from(Move { date, from, to }: &Move) -> Self {
        let mut lines = Self { date: date.to_string(), from: from.to_string(), to: to.to_string(), sum: String::new() };
        lines.sum = entry_sum("moves", &lines);
        lines
    }
}

impl From<&AudioReplacement> for ReplacementLines {
    fn from(AudioReplacement { date, reason, before, after }: &AudioReplacement) -> Self {
        Self {
            date: date.to_string(),
            reason: reason.to_string(),
            before_sha256: before.map(|sum| sum.to_string()),
            after_sha256: after.to_string(),
        }
    }
}

impl AcceptedLines {
    pub(super) fn read(mut self) -> Result<Accepted, LockError> {
        let sum = std::mem::take(&mut self.sum);
        let accepted = Accepted {
            date: value(&self.date, "accepted", "date")?,
            rule: self.rule.clone(),
            episode: self.episode.as_ref().map(|slug| value(slug, "accepted", "episode")).transpose()?,
            change: self.change.clone(),
        };
        agree("accepted", &self, &sum)?;
        Ok(accepted)
    }
}

impl MoveLines {
    pub(super) fn read(mut self) -> Result<Move, LockError> {
        let sum = std::mem::take(&mut self.sum);
        let moved = Move {
            date: value(&self.date, "moves", "date")?,
            from: value(&self.from, "moves", "from")?,
            to: value(&self.to, "moves", "to")?,
        };
        agree("moves", &self, &sum)?;
        Ok(moved)
    }
}

impl ReplacementLines {
    pub(super) fn read(&self, guid: &str) -> Result<AudioReplacement, LockError> {
        Ok(AudioReplacement {
            date: value(&self.date, guid, "replaced.date")?,
            reason: value(&self.reason, guid, "reason")?,
            before: self.before_sha256.as_ref().map(|sum| value(sum, guid, "before_sha256")).transpose()?,
            after: value(&self.after_sha256, guid, "after_sha256")?,
        })
    }
}
