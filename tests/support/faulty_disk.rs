//! A disk that fails, fills up, or on which the process dies, at a given step. Every call that could fail is a step; or, where only writing
//! is of interest, every call that changes something.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use camino::{Utf8Path, Utf8PathBuf};
use podwright::model::files::byte_source::ByteSource;
use podwright::world::disk::{Disk, FileStatus, NewFile, OpenFile, Ownership, Syncer};
use podwright::world::real_disk::RealDisk;

/// What happens at the step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    /// This call fails with the system's error of this number, the others work. A write puts half of its bytes down first.
    Error(i32),
    /// The first write from here on puts half of its bytes down, and says so.
    Short,
    /// Nothing works any more from here on: what the process would still do, it does not.
    Death,
    /// The process really dies.
    Abort,
    /// Nothing fails: something else happens meanwhile, see [`FaultyDisk::interrupted`].
    Meanwhile,
}

/// No space left on device, and input/output error, in the numbers of Linux.
pub(crate) const ENOSPC: i32 = 28;
pub(crate) const EIO: i32 = 5;
pub(crate) const EACCES: i32 = 13;
/// Too many open files, and an interrupted call.
pub(crate) const EMFILE: i32 = 24;
pub(crate) const EINTR: i32 = 4;

/// Which calls are steps.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Counted {
    All,
    Writing,
}

/// The machine's disk, with one fault.
#[derive(Clone)]
pub(crate) struct FaultyDisk(Arc<Fuse>);

struct Fuse {
    step: AtomicUsize,
    appends: AtomicUsize,
    at: usize,
    fault: Fault,
    counted: Counted,
    dead: AtomicBool,
    free: Option<u64>,
    /// What was written to, step by step.
    written: Mutex<Vec<String>>,
    /// What failed: the step, and the file.
    burned: Mutex<Option<Burned>>,
    /// What happens meanwhile.
    meanwhile: Mutex<Option<Work>>,
}

/// What another process does.
pub(crate) type Work = Box<dyn FnOnce() + Send>;

/// What failed.
#[derive(Clone, Debug)]
pub(crate) struct Burned {
    /// What was wanted: `rename`.
    pub(crate) what: String,
    /// The file or folder.
    pub(crate) path: String,
}

/// A file, and where it stands.
struct FaultyFile<T>(T, Arc<Fuse>, String);

struct FaultySyncer(Box<dyn Syncer>, Arc<Fuse>, String);

impl FaultyDisk {
    pub(crate) fn new(fault: Fault, at: usize) -> Self {
        Self::with(fault, at, Counted::All, None)
    }

    /// A disk on which only what changes something counts, and fails.
    pub(crate) fn writing(fault: Fault, at: usize) -> Self {
        Self::with(fault, at, Counted::Writing, None)
    }

    /// A disk without a fault. Before its step `at`, something else happens.
    pub(crate) fn interrupted(at: usize, work: Work) -> Self {
        let disk = Self::new(Fault::Meanwhile, at);
        *disk.0.meanwhile.lock().unwrap() = Some(work);
        disk
    }

    /// A disk without a fault, to count steps.
    pub(crate) fn whole() -> Self {
        Self::new(Fault::Death, usize::MAX)
    }

    /// A disk without a fault, and with so much room left (bytes).
    pub(crate) fn with_room(free: u64) -> Self {
        Self::with(Fault::Death, usize::MAX, Counted::All, Some(free))
    }

    fn with(fault: Fault, at: usize, counted: Counted, free: Option<u64>) -> Self {
        let (step, dead, written, burned) = (AtomicUsize::new(0), AtomicBool::new(false), Mutex::default(), Mutex::default());
        let (appends, meanwhile) = (AtomicUsize::new(0), Mutex::default());
        Self(Arc::new(Fuse { step, appends, at, fault, counted, dead, free, written, burned, meanwhile }))
    }

    /// How many steps were taken.
    pub(crate) fn steps(&self) -> usize {
        self.0.step.load(Ordering::SeqCst)
    }

    /// What each step that changed something was, and to which file: `rename feed.xml`.
    pub(crate) fn written(&self) -> Vec<String> {
        self.0.written.lock().unwrap().clone()
    }

    /// What failed, if anything did.
    pub(crate) fn burned(&self) -> Option<Burned> {
        self.0.burned.lock().unwrap().clone()
    }
}

impl Fuse {
    /// A step that only looks.
    fn look(&self, what: &str, name: &str) -> io::Result<()> {
        match self.counted {
            Counted::All => self.step(what, name),
            Counted::Writing if self.dead.load(Ordering::SeqCst) => Err(dead()),
            Counted::Writing => Ok(()),
        }
    }

    /// A step that changes something.
    fn change(&self, what: &str, name: &str) -> io::Result<()> {
        if !self.dead.load(Ordering::SeqCst) {
            self.written.lock().unwrap().push(format!("{what} {name}"));
        }
        self.step(what, name)
    }

    /// Notes what fails.
    fn burn(&self, what: &str, name: &str) {
        let burned = Burned { what: what.to_owned(), path: name.to_owned() };
        self.burned.lock().unwrap().get_or_insert(burned);
    }

    /// Whether the write that comes now is the one that is cut short.
    fn is_cut_short(&self, what: &str, name: &str) -> bool {
        let is_due =
            self.fault == Fault::Short && self.step.load(Ordering::SeqCst) >= self.at && self.burned.lock().unwrap().is_none();
        if is_due {
            self.burn(what, name);
        }
        is_due
    }

    /// Whether the step that comes now is the one that fails with a part of it done.
    fn fails_next(&self) -> bool {
        let is_whole = matches!(self.fault, Fault::Short | Fault::Meanwhile);
        !is_whole && self.step.load(Ordering::SeqCst) == self.at && !self.dead.load(Ordering::SeqCst)
    }

    fn step(&self, what: &str, name: &str) -> io::Result<()> {
        if self.dead.load(Ordering::SeqCst) {
            return Err(dead());
        }
        if self.step.fetch_add(1, Ordering::SeqCst) != self.at {
            return Ok(());
        }
        if self.fault != Fault::Short {
            self.burn(what, name);
        }
        match self.fault {
            Fault::Error(number) => Err(io::Error::from_raw_os_error(number)),
            Fault::Short => Ok(()),
            Fault::Meanwhile => {
                let work = self.meanwhile.lock().unwrap().take();
                if let Some(work) = work {
                    work();
                }
                Ok(())
            }
            Fault::Abort => std::process::abort(),
            Fault::Death => {
                self.dead.store(true, Ordering::SeqCst);
                Err(dead())
            }
        }
    }
}

fn dead() -> io::Error {
    io::Error::other("the process is dead")
}

impl Disk for FaultyDisk {
    fn open(&self, path: &Utf8Path) -> io::Result<Box<dyn OpenFile>> {
        self.0.look("open", path.as_str())?;
        Ok(Box::new(FaultyFile(RealDisk.open(path)?, Arc::clone(&self.0), path.to_string())))
    }

    fn status(&self, path: &Utf8Path) -> io::Result<Option<FileStatus>> {
        self.0.look("status", path.as_str())?;
        RealDisk.status(path)
    }

    fn is_link(&self, path: &Utf8Path) -> io::Result<bool> {
        self.0.look("is link", path.as_str())?;
        RealDisk.is_link(path)
    }

    fn canonical(&self, path: &Utf8Path) -> io::Result<Utf8PathBuf> {
        self.0.look("canonical", path.as_str())?;
        RealDisk.canonical(path)
    }

    fn list(&self, folder: &Utf8Path) -> io::Result<Vec<String>> {
        self.0.look("list", folder.as_str())?;
        RealDisk.list(folder)
    }

    fn create_folders(&self, folder: &Utf8Path) -> io::Result<()> {
        self.0.change("create folders", folder.as_str())?;
        RealDisk.create_folders(folder)
    }

    fn create_new(&self, path: &Utf8Path) -> io::Result<Box<dyn NewFile>> {
        self.0.change("create", path.as_str())?;
        Ok(Box::new(FaultyFile(RealDisk.create_new(path)?, Arc::clone(&self.0), path.to_string())))
    }

    fn copy_attributes(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<Ownership> {
        self.0.change("copy attributes", to.as_str())?;
        RealDisk.copy_attributes(from, to)
    }

    fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        self.0.change("rename", to.as_str())?;
        RealDisk.rename(from, to)
    }

    fn hard_link(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        self.0.change("hard link", to.as_str())?;
        RealDisk.hard_link(from, to)
    }

    fn remove(&self, path: &Utf8Path) -> io::Result<()> {
        self.0.change("remove", path.as_str())?;
        RealDisk.remove(path)
    }

    fn sync_folder(&self, folder: &Utf8Path) -> io::Result<()> {
        self.0.change("sync folder", folder.as_str())?;
        RealDisk.sync_folder(folder)
    }

    fn sync_files(&self, root: &Utf8Path, files: &BTreeSet<Utf8PathBuf>) -> io::Result<()> {
        self.0.change("sync files below", root.as_str())?;
        RealDisk.sync_files(root, files)
    }

    fn lock_folder(&self, folder: &Utf8Path) -> io::Result<Box<dyn Send>> {
        self.0.look("lock folder", folder.as_str())?;
        RealDisk.lock_folder(folder)
    }

    fn take(&self, path: &Utf8Path) -> io::Result<Option<Box<dyn Send>>> {
        self.0.look("take", path.as_str())?;
        RealDisk.take(path)
    }

    fn may_write(&self, path: &Utf8Path) -> io::Result<()> {
        self.0.look("may write", path.as_str())?;
        RealDisk.may_write(path)
    }

    fn free_space(&self, folder: &Utf8Path) -> io::Result<u64> {
        self.0.look("free space", folder.as_str())?;
        self.0.free.map_or_else(|| RealDisk.free_space(folder), Ok)
    }
}

impl ByteSource for FaultyFile<Box<dyn OpenFile>> {
    fn len(&self) -> u64 {
        self.0.len()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.1.look("read", &self.2)?;
        self.0.read_at(offset, buffer)
    }
}

impl OpenFile for FaultyFile<Box<dyn OpenFile>> {
    fn status(&self) -> io::Result<FileStatus> {
        self.1.look("read", &self.2)?;
        self.0.status()
    }

    fn file(&self) -> Option<&File> {
        self.0.file()
    }
}

impl Write for FaultyFile<Box<dyn NewFile>> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let fails_next = self.1.fails_next();
        let half = &buffer[..buffer.len() / 2];
        if !half.is_empty() && self.1.is_cut_short("write", &self.2) {
            self.1.change("write", &self.2)?;
            return self.0.write(half);
        }
        if fails_next && self.1.fault != Fault::Error(EINTR) {
            self.0.write_all(half)?;
        }
        self.1.change("write", &self.2)?;
        self.0.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.1.change("flush", &self.2)?;
        self.0.flush()
    }
}

impl NewFile for FaultyFile<Box<dyn NewFile>> {
    fn sync(&mut self) -> io::Result<()> {
        self.1.change("sync", &self.2)?;
        self.0.sync()
    }

    fn syncer(&self) -> io::Result<Box<dyn Syncer>> {
        Ok(Box::new(FaultySyncer(self.0.syncer()?, Arc::clone(&self.1), self.2.clone())))
    }

    fn append_from(&mut self, source: &dyn OpenFile, stretch: Range<u64>) -> io::Result<u64> {
        if self.1.fails_next() {
            self.0.append_from(source, stretch.start..u64::midpoint(stretch.start, stretch.end))?;
        }
        self.1.change("append to", &self.2)?;
        // Every second stretch is left to the caller, in part: both ways are trodden.
        let ours = if self.1.appends.fetch_add(1, Ordering::SeqCst).is_multiple_of(2) {
            stretch.end
        } else {
            u64::midpoint(stretch.start, stretch.end)
        };
        self.0.append_from(source, stretch.start..ours)
    }
}

impl Syncer for FaultySyncer {
    fn sync(&self) -> io::Result<()> {
        self.1.change("sync on the way", &self.2)?;
        self.0.sync()
    }
}
