//! A folder for a program of others.

use camino::{Utf8Path, Utf8PathBuf};

use crate::studio::transcription_error::TranscriptionError;
use crate::world::disk::Disk;
use crate::world::disk::removal::remove_all;

/// A folder below `.podwright/` that goes away with what is in it.
pub(crate) struct TemporaryFolder<'d> {
    disk: &'d dyn Disk,
    folder: Utf8PathBuf,
}

impl<'d> TemporaryFolder<'d> {
    /// Empty, whatever a killed run left.
    ///
    /// # Errors
    /// Where the disk fails.
    pub(crate) fn make(disk: &'d dyn Disk, folder: Utf8PathBuf) -> Result<Self, TranscriptionError> {
        // what cannot be removed stays for the next run
        let _ = remove_all(disk, &folder);
        let failed = |source| TranscriptionError::Disk { step: "make the folder", path: folder.clone(), source };
        disk.create_folders(&folder).map_err(failed)?;
        Ok(Self { disk, folder })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Utf8Path {
        &self.folder
    }
}

impl Drop for TemporaryFolder<'_> {
    fn drop(&mut self) {
        let _ = remove_all(self.disk, &self.folder);
    }
}
