//! Files that are open while an episode is loaded: hashing, measuring and planning the tags share one handle.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};

use crate::world::disk::{Disk, OpenFile};

/// Files that are open, by their full path.
pub(in crate::engine) struct OpenFiles<'a> {
    disk: &'a dyn Disk,
    files: Mutex<BTreeMap<Utf8PathBuf, Arc<dyn OpenFile>>>,
}

impl<'a> OpenFiles<'a> {
    pub(in crate::engine) fn new(disk: &'a dyn Disk) -> Self {
        Self { disk, files: Mutex::default() }
    }

    /// A file, opened unless it is open.
    ///
    /// # Errors
    /// If the disk cannot open it.
    pub(in crate::engine) fn open(&self, path: &Utf8Path) -> io::Result<Arc<dyn OpenFile>> {
        if let Some(file) = self.lock().get(path) {
            return Ok(Arc::clone(file));
        }
        let file: Arc<dyn OpenFile> = Arc::from(self.disk.open(path)?);
        self.lock().insert(path.to_owned(), Arc::clone(&file));
        Ok(file)
    }

    /// Lets go of a file; whoever still reads it keeps it open.
    pub(in crate::engine) fn close(&self, path: &Utf8Path) {
        self.lock().remove(path);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<Utf8PathBuf, Arc<dyn OpenFile>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
