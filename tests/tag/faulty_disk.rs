//! A disk that fails, fills up, or on which the process dies, at a given step. Every call that could fail is a step.

use std::io::{self, ErrorKind, Write};
use std::ops::Range;
use std::os::fd::BorrowedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use camino::{Utf8Path, Utf8PathBuf};
use podwright::model::byte_source::ByteSource;
use podwright::world::disk::{Disk, FileStatus, NewFile, OpenFile};
use podwright::world::real_disk::RealDisk;

/// What happens at the step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    /// This call fails, the others work. A write puts half of its bytes down first.
    Error(ErrorKind),
    /// Nothing works any more from here on: what the process would still do, it does not.
    Death,
    /// The process really dies.
    Abort,
}

/// The machine's disk, with one fault.
pub(crate) struct FaultyDisk(Arc<Fuse>);

struct Fuse {
    step: AtomicUsize,
    at: usize,
    fault: Fault,
    dead: AtomicBool,
    free: Option<u64>,
}

struct FaultyFile<T>(T, Arc<Fuse>);

impl FaultyDisk {
    pub(crate) fn new(fault: Fault, at: usize) -> Self {
        Self(Arc::new(Fuse { step: AtomicUsize::new(0), at, fault, dead: AtomicBool::new(false), free: None }))
    }

    /// A disk without a fault, to count steps.
    pub(crate) fn whole() -> Self {
        Self::new(Fault::Death, usize::MAX)
    }

    /// A disk without a fault, and with so much room left (bytes).
    pub(crate) fn with_room(free: u64) -> Self {
        let fuse = Fuse {
            step: AtomicUsize::new(0),
            at: usize::MAX,
            fault: Fault::Death,
            dead: AtomicBool::new(false),
            free: Some(free),
        };
        Self(Arc::new(fuse))
    }

    /// How many steps were taken.
    pub(crate) fn steps(&self) -> usize {
        self.0.step.load(Ordering::SeqCst)
    }
}

impl Fuse {
    fn step(&self) -> io::Result<()> {
        let dead = || Err(io::Error::other("the process is dead"));
        if self.dead.load(Ordering::SeqCst) {
            return dead();
        }
        if self.step.fetch_add(1, Ordering::SeqCst) != self.at {
            return Ok(());
        }
        match self.fault {
            Fault::Error(kind) => Err(kind.into()),
            Fault::Abort => std::process::abort(),
            Fault::Death => {
                self.dead.store(true, Ordering::SeqCst);
                dead()
            }
        }
    }
}

impl Disk for FaultyDisk {
    fn open(&self, path: &Utf8Path) -> io::Result<Box<dyn OpenFile>> {
        self.0.step()?;
        Ok(Box::new(FaultyFile(RealDisk.open(path)?, Arc::clone(&self.0))))
    }

    fn status(&self, path: &Utf8Path) -> io::Result<Option<FileStatus>> {
        self.0.step()?;
        RealDisk.status(path)
    }

    fn is_link(&self, path: &Utf8Path) -> io::Result<bool> {
        self.0.step()?;
        RealDisk.is_link(path)
    }

    fn canonical(&self, path: &Utf8Path) -> io::Result<Utf8PathBuf> {
        self.0.step()?;
        RealDisk.canonical(path)
    }

    fn list(&self, folder: &Utf8Path) -> io::Result<Vec<String>> {
        self.0.step()?;
        RealDisk.list(folder)
    }

    fn create_folders(&self, folder: &Utf8Path) -> io::Result<()> {
        self.0.step()?;
        RealDisk.create_folders(folder)
    }

    fn create_new(&self, path: &Utf8Path) -> io::Result<Box<dyn NewFile>> {
        self.0.step()?;
        Ok(Box::new(FaultyFile(RealDisk.create_new(path)?, Arc::clone(&self.0))))
    }

    fn copy_attributes(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        self.0.step()?;
        RealDisk.copy_attributes(from, to)
    }

    fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        self.0.step()?;
        RealDisk.rename(from, to)
    }

    fn hard_link(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        self.0.step()?;
        RealDisk.hard_link(from, to)
    }

    fn remove(&self, path: &Utf8Path) -> io::Result<()> {
        self.0.step()?;
        RealDisk.remove(path)
    }

    fn sync_folder(&self, folder: &Utf8Path) -> io::Result<()> {
        self.0.step()?;
        RealDisk.sync_folder(folder)
    }

    fn lock_folder(&self, folder: &Utf8Path) -> io::Result<Box<dyn Send>> {
        self.0.step()?;
        RealDisk.lock_folder(folder)
    }

    fn free_space(&self, folder: &Utf8Path) -> io::Result<u64> {
        self.0.step()?;
        self.0.free.map_or_else(|| RealDisk.free_space(folder), Ok)
    }
}

impl ByteSource for FaultyFile<Box<dyn OpenFile>> {
    fn len(&self) -> u64 {
        self.0.len()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.1.step()?;
        self.0.read_at(offset, buffer)
    }
}

impl OpenFile for FaultyFile<Box<dyn OpenFile>> {
    fn status(&self) -> io::Result<FileStatus> {
        self.1.step()?;
        self.0.status()
    }

    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        self.0.descriptor()
    }
}

impl Write for FaultyFile<Box<dyn NewFile>> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.1.step.load(Ordering::SeqCst) == self.1.at {
            self.0.write_all(&buffer[..buffer.len() / 2])?;
        }
        self.1.step()?;
        self.0.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.1.step()?;
        self.0.flush()
    }
}

impl NewFile for FaultyFile<Box<dyn NewFile>> {
    fn sync(&mut self) -> io::Result<()> {
        self.1.step()?;
        self.0.sync()
    }

    fn append_from(&mut self, source: &dyn OpenFile, stretch: Range<u64>) -> io::Result<u64> {
        if self.1.step.load(Ordering::SeqCst) == self.1.at {
            self.0.append_from(source, stretch.start..u64::midpoint(stretch.start, stretch.end))?;
        }
        self.1.step()?;
        // Every second stretch is left to the caller, in part: both ways are trodden.
        let ours = if self.1.step.load(Ordering::SeqCst).is_multiple_of(2) {
            stretch.end
        } else {
            u64::midpoint(stretch.start, stretch.end)
        };
        self.0.append_from(source, stretch.start..ours)
    }
}
