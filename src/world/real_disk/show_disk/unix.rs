//! An open folder on Linux, macOS and similar systems, in which names are looked up without following links.

use std::fs::File;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};
use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags};
use rustix::io::Errno;

use crate::world::disk::path_refusal::PathRefusal;
use crate::world::real_disk::show_disk::entry_kind::EntryKind;
use crate::world::real_disk::system::lock_open_folder;

/// Opened only to look up names in it, which needs no permission to list it.
#[cfg(any(target_os = "linux", target_os = "android"))]
const LOOK_UP: OFlags = OFlags::PATH;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const LOOK_UP: OFlags = OFlags::RDONLY;

/// An open folder: what happens to its path later makes no difference.
#[derive(Debug)]
pub(super) struct UnixFolder(OwnedFd);

impl UnixFolder {
    /// Opens a folder by its path, links followed.
    pub(super) fn open(path: &Utf8Path) -> io::Result<Self> {
        let flags = LOOK_UP | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(Self(rustix::fs::openat(CWD, path.as_std_path(), flags, Mode::empty())?))
    }

    /// Opens a folder in this one.
    pub(super) fn folder(&self, name: &str) -> io::Result<Self> {
        self.open_at(name, LOOK_UP | OFlags::DIRECTORY).map(Self)
    }

    fn open_at(&self, name: &str, flags: OFlags) -> io::Result<OwnedFd> {
        // A pipe is opened without waiting for its other end, and a terminal does not become the process' own.
        let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
        // Files may be read and written by whoever the umask lets.
        match rustix::fs::openat(&self.0, name, flags, Mode::from_raw_mode(0o666)) {
            Err(Errno::LOOP | Errno::MLINK) => Err(PathRefusal::Link { link: name.into() }.into()),
            opened => Ok(opened?),
        }
    }

    pub(super) fn kind(&self, name: &str) -> io::Result<EntryKind> {
        match rustix::fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(found) => Ok(match FileType::from_raw_mode(found.st_mode) {
                FileType::Directory => EntryKind::Folder,
                FileType::Symlink => EntryKind::Link,
                _ => EntryKind::Other,
            }),
            Err(Errno::NOENT) => Ok(EntryKind::Absent),
            Err(error) => Err(error.into()),
        }
    }

    /// What a link says.
    pub(super) fn link(&self, name: &str) -> io::Result<Utf8PathBuf> {
        let target = rustix::fs::readlinkat(&self.0, name, Vec::new())?;
        // A name that is not UTF-8 is none of the show's.
        target.into_string().map(Utf8PathBuf::from).map_err(|_| PathRefusal::Outside.into())
    }

    pub(super) fn make_folder(&self, name: &str) -> io::Result<()> {
        Ok(rustix::fs::mkdirat(&self.0, name, Mode::from_raw_mode(0o777))?)
    }

    /// Opens whatever is at a name for reading, without waiting for anything.
    pub(super) fn open_file(&self, name: &str) -> io::Result<File> {
        self.open_at(name, OFlags::RDONLY).map(File::from)
    }

    pub(super) fn create_new(&self, name: &str) -> io::Result<File> {
        self.open_at(name, OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL).map(File::from)
    }

    /// Opens a file for locking, and makes an empty one if none is there.
    pub(super) fn open_or_create(&self, name: &str) -> io::Result<File> {
        let file = match self.open_at(name, OFlags::WRONLY | OFlags::CREATE) {
            // What a pipe that nobody reads, a socket and a folder answer.
            Err(error) if matches!(Errno::from_io_error(&error), Some(Errno::NXIO | Errno::ISDIR | Errno::OPNOTSUPP)) => {
                return Err(PathRefusal::NotFile.into());
            }
            opened => File::from(opened?),
        };
        if file.metadata()?.is_file() { Ok(file) } else { Err(PathRefusal::NotFile.into()) }
    }

    pub(super) fn rename(&self, name: &str, to: &Self, to_name: &str) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.0, name, &to.0, to_name)?)
    }

    /// Gives a file a second name. What was put at `name` meanwhile gets none.
    pub(super) fn hard_link(&self, name: &str, to: &Self, to_name: &str) -> io::Result<()> {
        rustix::fs::linkat(&self.0, name, &to.0, to_name, AtFlags::empty())?;
        let linked = rustix::fs::statat(&to.0, to_name, AtFlags::SYMLINK_NOFOLLOW)?;
        if FileType::from_raw_mode(linked.st_mode) == FileType::RegularFile {
            return Ok(());
        }
        rustix::fs::unlinkat(&to.0, to_name, AtFlags::empty())?;
        Err(PathRefusal::NotFile.into())
    }

    /// Removes a file, a link or an empty folder.
    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        let flags = if self.kind(name)? == EntryKind::Folder { AtFlags::REMOVEDIR } else { AtFlags::empty() };
        Ok(rustix::fs::unlinkat(&self.0, name, flags)?)
    }

    /// The folder, opened to be synced or locked.
    fn opened(&self) -> io::Result<File> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(File::from(rustix::fs::openat(self.0.as_fd(), ".", flags, Mode::empty())?))
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        self.opened()?.sync_all()
    }

    pub(super) fn lock(&self) -> io::Result<Box<dyn Send>> {
        lock_open_folder(self.opened()?)
    }
}
