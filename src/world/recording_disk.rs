//! A disk that notes what was asked of it, so that the next run can tell whether anything has changed since.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};

use crate::world::disk::{Disk, FileStatus, NewFile, OpenFile};

/// Passes everything on to another disk, and notes every path that was looked at.
pub struct RecordingDisk {
    disk: Arc<dyn Disk>,
    seen: Mutex<Seen>,
}

/// What was looked at, with what was found at the first look.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Paths at which something was sought; `None` where nothing stood.
    pub files: BTreeMap<Utf8PathBuf, Option<FileStatus>>,
    /// Folders that were listed, with the names in them.
    pub folders: BTreeMap<Utf8PathBuf, Vec<String>>,
    /// Whether anything was written, moved or removed.
    pub written: bool,
}

impl RecordingDisk {
    /// Notes what is asked of `disk`.
    pub fn new(disk: Arc<dyn Disk>) -> Self {
        Self { disk, seen: Mutex::default() }
    }

    /// What was looked at so far.
    pub fn seen(&self) -> Seen {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, path: &Utf8Path, status: Option<FileStatus>) {
        self.lock().files.entry(path.to_owned()).or_insert(status);
    }

    fn note_written(&self) {
        self.lock().written = true;
    }
}

impl Disk for RecordingDisk {
    fn open(&self, path: &Utf8Path) -> io::Result<Box<dyn OpenFile>> {
        let opened = self.disk.open(path);
        match &opened {
            Ok(file) => self.note(path, Some(file.status()?)),
            Err(_) => self.note(path, None),
        }
        opened
    }

    fn status(&self, path: &Utf8Path) -> io::Result<Option<FileStatus>> {
        let status = self.disk.status(path)?;
        self.note(path, status);
        Ok(status)
    }

    fn is_link(&self, path: &Utf8Path) -> io::Result<bool> {
        self.disk.is_link(path)
    }

    fn canonical(&self, path: &Utf8Path) -> io::Result<Utf8PathBuf> {
        self.disk.canonical(path)
    }

    fn list(&self, folder: &Utf8Path) -> io::Result<Vec<String>> {
        let names = self.disk.list(folder)?;
        self.lock().folders.entry(folder.to_owned()).or_insert_with(|| names.clone());
        Ok(names)
    }

    fn create_folders(&self, folder: &Utf8Path) -> io::Result<()> {
        self.disk.create_folders(folder)
    }

    fn create_new(&self, path: &Utf8Path) -> io::Result<Box<dyn NewFile>> {
        self.note_written();
        self.disk.create_new(path)
    }

    fn copy_attributes(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        self.disk.copy_attributes(from, to)
    }

    fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        self.note_written();
        self.disk.rename(from, to)
    }

    fn hard_link(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        self.note_written();
        self.disk.hard_link(from, to)
    }

    fn remove(&self, path: &Utf8Path) -> io::Result<()> {
        self.note_written();
        self.disk.remove(path)
    }

    fn sync_folder(&self, folder: &Utf8Path) -> io::Result<()> {
        self.disk.sync_folder(folder)
    }

    fn lock_folder(&self, folder: &Utf8Path) -> io::Result<Box<dyn Send>> {
        self.disk.lock_folder(folder)
    }

    fn take(&self, path: &Utf8Path) -> io::Result<Option<Box<dyn Send>>> {
        self.disk.take(path)
    }

    fn may_write(&self, path: &Utf8Path) -> io::Result<()> {
        self.disk.may_write(path)
    }

    fn free_space(&self, folder: &Utf8Path) -> io::Result<u64> {
        self.disk.free_space(folder)
    }
}
