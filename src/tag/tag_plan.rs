//! What would be done to a file, as a value.

use std::ops::Range;

use crate::model::files::byte_count::ByteCount;
use crate::tag::change::{Change, ChangeKind, Warning};
use crate::tag::recipe::{Guard, Piece};

/// What would be done to a file, and how.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TagPlan {
    pub(in crate::tag) changes: Vec<Change>,
    pub(in crate::tag) warnings: Vec<Warning>,
    pub(in crate::tag) pieces: Vec<Piece>,
    pub(in crate::tag) guard: Guard,
    pub(in crate::tag) audio: AudioPlace,
}

/// Where the audio will be in the new file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::tag) enum AudioPlace {
    /// In one stretch, as in MP3.
    Stretch {
        /// From the first frame to the end of the last (bytes).
        payload: Range<u64>,
        /// From the first frame to the tags at the end (bytes).
        ends: Range<u64>,
    },
    /// Where the tables of an MP4 file say.
    Samples,
}

impl TagPlan {
    /// Whether the file already says all that is wanted: nothing is written then.
    pub fn is_empty(&self) -> bool {
        !self.changes.iter().any(|change| change.kind.writes())
    }

    /// Whether the file says all that is wanted, and only its parts would be put into another order: so were the files that podwright 0.1 tagged.
    pub fn only_rearranges(&self) -> bool {
        let mut writes = self.changes.iter().filter(|change| change.kind.writes()).peekable();
        writes.peek().is_some()
            && writes
                .all(|change| matches!(&change.kind, ChangeKind::Changed { from, to } if change.frames == "moov" && from == to))
    }

    /// Every entry of the tag and what becomes of it: ours first, then those of others in the order of the file.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// What the producer should know, and tagging leaves as it is: old tags at the end of the file that say something else.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Length of the new file.
    pub fn new_length(&self) -> ByteCount {
        ByteCount::new(self.pieces.iter().map(Piece::bytes).sum())
    }
}
