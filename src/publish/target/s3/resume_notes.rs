//! What is known of objects that were sent in part: a run that was cut off goes on with the next part.

use std::sync::{Arc, Mutex, PoisonError};

use camino::Utf8PathBuf;
use serde::{Deserialize, Serialize};

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::world::atomic;
use crate::world::disk::{Disk, read_whole};

/// The longest file of notes.
const NOTES_MAX: ByteCount = ByteCount::mebibytes(1);
/// How long a store keeps parts that nobody completes, as far as we count on it. // seconds
const OLD: i64 = 7 * 24 * 60 * 60;

/// What is known of objects that were sent in part.
pub struct ResumeNotes {
    disk: Arc<dyn Disk>,
    file: Utf8PathBuf,
    notes: Mutex<Vec<PartNote>>,
}

/// An object that was sent in part.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(in crate::publish::target::s3) struct PartNote {
    pub(in crate::publish::target::s3) key: String,
    pub(in crate::publish::target::s3) sha256: String,
    pub(in crate::publish::target::s3) upload: String,
    began: i64,
}

impl ResumeNotes {
    /// The notes in this file; none where it cannot be read.
    pub fn read(disk: Arc<dyn Disk>, file: Utf8PathBuf) -> Self {
        let json = read_whole(disk.as_ref(), &file, NOTES_MAX).unwrap_or_default();
        let notes = Mutex::new(serde_json::from_slice(&json).unwrap_or_default());
        Self { disk, file, notes }
    }

    /// The upload of this object that was begun.
    pub(in crate::publish::target::s3) fn of(&self, key: &str, sha256: Sha256) -> Option<String> {
        let sha256 = sha256.to_string();
        let notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        notes.iter().find(|note| note.key == key && note.sha256 == sha256).map(|note| note.upload.clone())
    }

    /// Notes that an upload begins.
    pub(in crate::publish::target::s3) fn begin(&self, key: &str, sha256: Sha256, upload: &str, now: i64) {
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        let note = PartNote { key: key.to_owned(), sha256: sha256.to_string(), upload: upload.to_owned(), began: now };
        notes.push(note);
        self.keep(&notes);
    }

    /// Forgets an upload, which is over.
    pub(in crate::publish::target::s3) fn end(&self, upload: &str) {
        let mut notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        notes.retain(|note| note.upload != upload);
        self.keep(&notes);
    }

    /// Uploads that were begun long ago, or of an object of which another one is to be sent now.
    pub(in crate::publish::target::s3) fn stale(&self, key: &str, sha256: Sha256, now: i64) -> Vec<PartNote> {
        let sha256 = sha256.to_string();
        let notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        let is_stale = |note: &&PartNote| now.saturating_sub(note.began) > OLD || (note.key == key && note.sha256 != sha256);
        notes.iter().filter(is_stale).cloned().collect()
    }

    /// Where the notes cannot be kept, a run that is cut off begins anew, which costs time and nothing else.
    fn keep(&self, notes: &[PartNote]) {
        let json = serde_json::to_vec(notes).expect("notes of text and numbers are JSON");
        let folder = self.file.parent().map_or(Ok(()), |folder| self.disk.create_folders(folder));
        let _kept = folder.and_then(|()| atomic::write(self.disk.as_ref(), &self.file, &json));
    }
}
