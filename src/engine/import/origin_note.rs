//! What an unfinished import was about: another run goes on where it stopped.

use camino::Utf8Path;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::IMPORT_FILE;
use crate::output::apply::put;
use crate::world::disk::{Disk, read_whole};

/// The longest note that is read.
const NOTE_MAX: ByteCount = ByteCount::kibibytes(64);

/// Which show is imported.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct OriginNote {
    /// The feed, as it was named.
    pub(crate) feed: String,
    /// The show's guid.
    pub(crate) guid: String,
}

impl OriginNote {
    /// The note in a folder; `None` where there is none that can be read.
    pub(crate) fn read(disk: &dyn Disk, root: &Utf8Path) -> Option<Self> {
        serde_json::from_slice(&read_whole(disk, &root.join(IMPORT_FILE), NOTE_MAX).ok()?).ok()
    }

    /// Writes the note.
    pub(crate) fn write(&self, disk: &dyn Disk, root: &Utf8Path) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(self).expect("two texts are JSON") + "\n";
        Ok(put(disk, &root.join(IMPORT_FILE), text.as_bytes())?)
    }
}
