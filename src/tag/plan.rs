//! What would be done to a file. Pure: it reads, and decides; [`apply`](crate::tag::apply::apply) does.

use std::ops::Range;

use crate::media::sniff::{Sniffed, sniff};
use crate::model::byte_source::ByteSource;
use crate::model::container::Container;
use crate::tag::change::{Change, Warning};
use crate::tag::error::TagError;
use crate::tag::recipe::{Guard, Piece};
use crate::tag::wanted::Wanted;
use crate::tag::{mp3, mp4};

/// What would be done to a file, and how.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TagPlan {
    pub(in crate::tag) changes: Vec<Change>,
    pub(in crate::tag) warnings: Vec<Warning>,
    pub(in crate::tag) pieces: Vec<Piece>,
    pub(in crate::tag) guard: Guard,
    pub(in crate::tag) sound: Sound,
}

/// Where the sound will be in the new file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::tag) enum Sound {
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

    /// Every entry of the tag and what becomes of it: ours first, then those of others in the order of the file.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// What the producer should know, and tagging leaves as it is: old tags at the end of the file that say something else.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Length of the new file (bytes).
    pub fn new_length(&self) -> u64 {
        self.pieces.iter().map(Piece::bytes).sum()
    }
}

/// Compares a file's tag with the wanted one. MP3 and MP4 are tagged; whatever the file is called, its bytes decide.
///
/// # Errors
/// Where the disk fails, the file is of another format, its tag is damaged or holds what could not be kept, or the wanted tag is
/// larger than a tag can be. The file is then best left as it is.
pub fn plan(file: &dyn ByteSource, wanted: &Wanted) -> Result<TagPlan, TagError> {
    match sniff(file).map_err(TagError::Sound)? {
        Sniffed::Known(Container::Mp3) | Sniffed::Perhaps => mp3::plan(file, wanted),
        Sniffed::Known(Container::Mp4) => mp4::plan(file, wanted),
        Sniffed::Known(container) => Err(TagError::OtherContainer { container }),
    }
}
