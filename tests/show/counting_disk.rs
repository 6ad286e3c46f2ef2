//! The machine's disk, which counts what is asked of it: so a test can tell how much a build does without looking at a clock.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use podwright::error::Exit;
use podwright::world::disk::{Disk, FileStatus, NewFile, OpenFile, Ownership, Syncer};
use podwright::world::real_disk::RealDisk;

use podwright::model::files::byte_source::ByteSource;

use crate::support::TestShow;
use crate::support::in_process::run_on;
use crate::support::wait::within;

/// What was asked of the disk.
#[derive(Default)]
pub(crate) struct Asked {
    root: Utf8PathBuf,
    opened: Mutex<BTreeMap<String, usize>>,
    put: Mutex<Vec<String>>,
    looks: AtomicUsize,
    bytes: AtomicU64,
    /// Files that are open, as often as they are.
    held: Mutex<Vec<Utf8PathBuf>>,
}

impl Asked {
    /// Files that were opened for reading, by their path in the show.
    pub(crate) fn opened(&self) -> Vec<String> {
        self.opened.lock().unwrap().keys().cloned().collect()
    }

    /// Files of the show itself that were opened more than once, with how often: what is built, what is kept for the next run, and temporary
    /// copies that are read back are left out.
    pub(crate) fn opened_again(&self) -> Vec<(String, usize)> {
        let opened = self.opened.lock().unwrap();
        let is_input = |path: &str| !path.starts_with("feed/") && !path.contains(".podwright");
        opened.iter().filter(|(path, count)| is_input(path) && **count > 1).map(|(path, count)| (path.clone(), *count)).collect()
    }

    /// Files that were put into their place, moved there, given a second name or removed, in the order of their names; once for each time.
    pub(crate) fn changed(&self) -> Vec<String> {
        let mut changed = self.put.lock().unwrap().clone();
        changed.sort();
        changed
    }

    /// How often it was asked what stands somewhere, or what is in a folder.
    pub(crate) fn looks(&self) -> usize {
        self.looks.load(Ordering::SeqCst)
    }

    /// How much was read (bytes).
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::SeqCst)
    }

    fn name(&self, path: &Utf8Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).to_string()
    }

    fn look(&self) {
        self.looks.fetch_add(1, Ordering::SeqCst);
    }

    /// On Windows, what is open can neither be moved nor be replaced.
    fn refuse_held(&self, paths: &[&Utf8Path]) -> io::Result<()> {
        let held = self.held.lock().unwrap();
        match paths.iter().find(|path| held.iter().any(|held| held == *path)) {
            Some(path) => Err(io::Error::new(io::ErrorKind::PermissionDenied, format!("{path} is open"))),
            None => Ok(()),
        }
    }

    fn change(&self, path: &Utf8Path) {
        self.put.lock().unwrap().push(self.name(path));
    }
}

/// Builds the show in this process; what was asked of the disk, and what was said.
pub(crate) fn build(show: &TestShow, words: &[&str]) -> (Arc<Asked>, String) {
    let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    let asked = Arc::new(Asked { root, ..Asked::default() });
    let (exit, said) = run_on(Arc::new(CountingDisk(Arc::clone(&asked))), show, &[&["build"], words].concat());
    assert_eq!(exit, Exit::Fine, "{said}");
    assert_eq!(asked.held.lock().unwrap().len(), 0);
    (asked, said)
}

/// Runs the program in this process on a disk that, like that of Windows, moves and replaces no file that is open.
pub(crate) fn run_as_on_windows(show: &TestShow, words: &[&str]) -> (Exit, String) {
    run_on(Arc::new(CountingDisk(Arc::default())), show, words)
}

struct CountingDisk(Arc<Asked>);

/// Notes that a file is open, for as long as it is.
struct Held(Arc<Asked>, Utf8PathBuf);

impl Held {
    fn of(asked: &Arc<Asked>, path: &Utf8Path) -> Self {
        asked.held.lock().unwrap().push(path.to_owned());
        Self(Arc::clone(asked), path.to_owned())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut held = self.0.held.lock().unwrap();
        if let Some(index) = held.iter().position(|held| *held == self.1) {
            held.swap_remove(index);
        }
    }
}

struct CountingFile(Box<dyn OpenFile>, Held);

struct HeldNewFile(Box<dyn NewFile>, #[allow(dead_code, reason = "held until it is dropped")] Held);

impl Disk for CountingDisk {
    fn open(&self, path: &Utf8Path) -> io::Result<Box<dyn OpenFile>> {
        let file = RealDisk.open(path)?;
        *self.0.opened.lock().unwrap().entry(self.0.name(path)).or_default() += 1;
        Ok(Box::new(CountingFile(file, Held::of(&self.0, path))))
    }

    fn status(&self, path: &Utf8Path) -> io::Result<Option<FileStatus>> {
        self.0.look();
        RealDisk.status(path)
    }

    fn is_link(&self, path: &Utf8Path) -> io::Result<bool> {
        self.0.look();
        RealDisk.is_link(path)
    }

    fn canonical(&self, path: &Utf8Path) -> io::Result<Utf8PathBuf> {
        self.0.look();
        RealDisk.canonical(path)
    }

    fn list(&self, folder: &Utf8Path) -> io::Result<Vec<String>> {
        self.0.look();
        RealDisk.list(folder)
    }

    fn create_folders(&self, folder: &Utf8Path) -> io::Result<()> {
        RealDisk.create_folders(folder)
    }

    fn create_new(&self, path: &Utf8Path) -> io::Result<Box<dyn NewFile>> {
        Ok(Box::new(HeldNewFile(RealDisk.create_new(path)?, Held::of(&self.0, path))))
    }

    fn copy_attributes(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<Ownership> {
        RealDisk.copy_attributes(from, to)
    }

    fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        self.0.refuse_held(&[from, to])?;
        self.0.change(to);
        RealDisk.rename(from, to)
    }

    fn hard_link(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        RealDisk.hard_link(from, to)
    }

    fn remove(&self, path: &Utf8Path) -> io::Result<()> {
        let removed = RealDisk.remove(path);
        if removed.is_ok() {
            self.0.change(path);
        }
        removed
    }

    fn sync_folder(&self, folder: &Utf8Path) -> io::Result<()> {
        RealDisk.sync_folder(folder)
    }

    fn sync_files(&self, root: &Utf8Path, files: &BTreeSet<Utf8PathBuf>) -> io::Result<()> {
        RealDisk.sync_files(root, files)
    }

    fn lock_folder(&self, folder: &Utf8Path) -> io::Result<Box<dyn Send>> {
        RealDisk.lock_folder(folder)
    }

    /// A program that another test starts holds what this process has taken, until it is itself.
    fn take(&self, path: &Utf8Path) -> io::Result<Option<Box<dyn Send>>> {
        within(Duration::from_secs(2), || RealDisk.take(path).transpose()).transpose()
    }

    fn may_write(&self, path: &Utf8Path) -> io::Result<()> {
        RealDisk.may_write(path)
    }

    fn free_space(&self, folder: &Utf8Path) -> io::Result<u64> {
        RealDisk.free_space(folder)
    }
}

impl ByteSource for CountingFile {
    fn len(&self) -> u64 {
        self.0.len()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read_at(offset, buffer)?;
        self.1.0.bytes.fetch_add(count as u64, Ordering::SeqCst);
        Ok(count)
    }
}

impl OpenFile for CountingFile {
    fn status(&self) -> io::Result<FileStatus> {
        self.0.status()
    }
}

impl Write for HeldNewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl NewFile for HeldNewFile {
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync()
    }

    fn syncer(&self) -> io::Result<Box<dyn Syncer>> {
        self.0.syncer()
    }
}
