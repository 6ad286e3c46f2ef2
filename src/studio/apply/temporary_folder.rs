//! A folder for a program of others.

use camino::{Utf8Path, Utf8PathBuf};

use crate::studio::transcription_error::TranscriptionError;
use crate::world::disk::{Disk, FileKind};

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
        clear(disk, &folder, 0);
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
        clear(self.disk, &self.folder, 0);
    }
}

/// Levels of folders that a program may have made.
const DEPTH: usize = 8;

/// Removes a folder with everything in it; what cannot be removed stays for the next run.
fn clear(disk: &dyn Disk, folder: &Utf8Path, depth: usize) {
    for name in disk.list(folder).unwrap_or_default() {
        let path = folder.join(name);
        let is_link = disk.is_link(&path).unwrap_or(false);
        let is_folder = disk.status(&path).ok().flatten().is_some_and(|status| status.kind == FileKind::Folder);
        if is_folder && !is_link && depth < DEPTH {
            clear(disk, &path, depth + 1);
        } else {
            let _ = disk.remove(&path);
        }
    }
    let _ = disk.remove(folder);
}
