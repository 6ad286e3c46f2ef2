//! A disk that records what was read, so that the next run can see whether anything has changed since. Files that the program itself writes
//! are recorded as they are afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use camino::{Utf8Path, Utf8PathBuf};

use crate::world::disk::{Disk, FileKind, FileStatus, NewFile, OpenFile, Ownership, TICK};

/// How often the clock is read while waiting for it.
const CLOCK_POLL: Duration = Duration::from_millis(1);

/// Passes everything on to another disk, and records every path that was read.
pub struct RecordingDisk {
    disk: Arc<dyn Disk>,
    seen: Mutex<DiskRecord>,
}

/// What was read: as it was the first time, or as the program left it.
#[derive(Clone, Debug)]
pub struct DiskRecord {
    /// The paths that were checked; `None` if nothing is there.
    pub files: BTreeMap<Utf8PathBuf, Option<FileStatus>>,
    /// The folders that were listed, with the names in them.
    pub folders: BTreeMap<Utf8PathBuf, Vec<String>>,
    /// The paths that the program itself wrote to.
    ours: BTreeSet<Utf8PathBuf>,
    /// When the recording began.
    since: SystemTime,
}

impl DiskRecord {
    /// Whether a file changed so shortly before it was read that a second change could have given it the same time.
    pub fn is_uncertain(&self) -> bool {
        let fresh = |status: &FileStatus| status.kind == FileKind::File && status.modified + TICK > self.since;
        self.files.iter().any(|(path, status)| status.as_ref().is_some_and(fresh) && !self.ours.contains(path))
    }

    /// The time of the last file that the program wrote.
    fn last_write(&self) -> Option<SystemTime> {
        let status = |path| self.files.get(path).copied().flatten();
        self.ours.iter().filter_map(status).filter(|status| status.kind == FileKind::File).map(|status| status.modified).max()
    }

    fn add(&mut self, path: &Utf8Path, status: Option<FileStatus>) {
        self.files.insert(path.to_owned(), status);
        self.ours.insert(path.to_owned());
        if let (Some(names), Some(name)) = (path.parent().and_then(|folder| self.folders.get_mut(folder)), path.file_name())
            && let Err(place) = names.binary_search_by(|there| there.as_str().cmp(name))
        {
            names.insert(place, name.to_owned());
        }
    }

    fn remove(&mut self, path: &Utf8Path) {
        self.files.insert(path.to_owned(), None);
        self.folders.remove(path);
        if let (Some(names), Some(name)) = (path.parent().and_then(|folder| self.folders.get_mut(folder)), path.file_name()) {
            names.retain(|there| there != name);
        }
    }
}

impl RecordingDisk {
    /// Records what is read from `disk`.
    pub fn new(disk: Arc<dyn Disk>) -> Self {
        let since = disk.clock();
        let seen = DiskRecord { files: BTreeMap::new(), folders: BTreeMap::new(), ours: BTreeSet::new(), since };
        Self { disk, seen: Mutex::new(seen) }
    }

    /// What was read so far.
    pub fn seen(&self) -> DiskRecord {
        self.lock().clone()
    }

    /// Waits until a file written now cannot get the time of one that the program wrote: a few milliseconds, and one [`TICK`] at most, even if
    /// the clock was set back.
    pub fn wait_past_last_write(&self) {
        let Some(last) = self.lock().last_write() else { return };
        let mut waited = Duration::ZERO;
        while self.disk.clock() < last + TICK && waited < TICK {
            std::thread::sleep(CLOCK_POLL);
            waited += CLOCK_POLL;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, DiskRecord> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, path: &Utf8Path, status: Option<FileStatus>) {
        self.lock().files.entry(path.to_owned()).or_insert(status);
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

    fn list_names(&self, folder: &Utf8Path) -> io::Result<Vec<String>> {
        self.disk.list_names(folder)
    }

    fn create_folders(&self, folder: &Utf8Path) -> io::Result<()> {
        self.disk.create_folders(folder)?;
        // Folders that were missing, or whose parents were listed, may exist now.
        for made in folder.ancestors().filter(|made| !made.as_str().is_empty()) {
            let status = self.disk.status(made)?;
            let mut seen = self.lock();
            match seen.files.get(made) {
                Some(Some(_)) => break,
                Some(None) => seen.add(made, status),
                None if made.parent().is_some_and(|parent| seen.folders.contains_key(parent)) => seen.add(made, status),
                None => {}
            }
        }
        Ok(())
    }

    fn create_new(&self, path: &Utf8Path) -> io::Result<Box<dyn NewFile>> {
        let file = self.disk.create_new(path)?;
        let status = self.disk.status(path)?;
        self.lock().add(path, status);
        Ok(file)
    }

    fn copy_attributes(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<Ownership> {
        self.disk.copy_attributes(from, to)
    }

    fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        // A moved file keeps its inode, size and time, so another file in its place would be noticed.
        let status = self.disk.status(from)?;
        self.disk.rename(from, to)?;
        let mut seen = self.lock();
        seen.remove(from);
        seen.add(to, status);
        Ok(())
    }

    fn hard_link(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        self.disk.hard_link(from, to)?;
        let status = self.disk.status(from)?;
        self.lock().add(to, status);
        Ok(())
    }

    fn remove(&self, path: &Utf8Path) -> io::Result<()> {
        self.disk.remove(path)?;
        self.lock().remove(path);
        Ok(())
    }

    fn sync_folder(&self, folder: &Utf8Path) -> io::Result<()> {
        self.disk.sync_folder(folder)
    }

    fn sync_files(&self, root: &Utf8Path, files: &BTreeSet<Utf8PathBuf>) -> io::Result<()> {
        self.disk.sync_files(root, files)
    }

    fn lock_folder(&self, folder: &Utf8Path) -> io::Result<Box<dyn Send>> {
        self.disk.lock_folder(folder)
    }

    fn take(&self, path: &Utf8Path) -> io::Result<Option<Box<dyn Send>>> {
        self.disk.take(path)
    }

    fn clock(&self) -> SystemTime {
        self.disk.clock()
    }

    fn may_write(&self, path: &Utf8Path) -> io::Result<()> {
        self.disk.may_write(path)
    }

    fn free_space(&self, folder: &Utf8Path) -> io::Result<u64> {
        self.disk.free_space(folder)
    }
}
