//! What is noticed while a transcript is read.

use super::ParsedTranscript;
use super::repair::{Repair, Repairs};
use super::unreadable::{TranscriptError, Unreadable};
use crate::model::media::transcript::Transcript;

/// Faults and repairs of one file.
#[derive(Debug, Default)]
pub(super) struct Notices {
    unreadable: Unreadable,
    repairs: Repairs,
}

impl Notices {
    /// A fault. The ones past the limit are counted.
    pub(super) fn refuse(&mut self, line: u32, message: impl Into<String>) {
        if self.unreadable.errors.len() < Unreadable::LISTED {
            self.unreadable.errors.push(TranscriptError { line, message: message.into() });
        } else {
            self.unreadable.more += 1;
        }
    }

    /// Something that was read as it was meant.
    pub(super) fn repair(&mut self, repair: Repair, line: u32) {
        self.repairs.add(repair, line);
    }

    /// The transcript, if nothing had to be refused.
    pub(super) fn finish(self, transcript: Transcript, servable: bool) -> Result<ParsedTranscript, Unreadable> {
        let Self { mut unreadable, repairs } = self;
        if unreadable.errors.is_empty() {
            let servable = servable && repairs.is_empty();
            return Ok(ParsedTranscript { transcript, repairs, servable });
        }
        unreadable.errors.sort_by_key(|error| error.line);
        unreadable.partial = transcript;
        Err(unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_the_first_faults_and_counts_the_rest() {
        let mut notices = Notices::default();
        (1..=25).rev().for_each(|line| notices.refuse(line, "no"));
        let refused = notices.finish(Transcript::default(), false).unwrap_err();
        assert_eq!((refused.errors.len(), refused.more, refused.errors[0].line), (20, 5, 6));
    }
}
