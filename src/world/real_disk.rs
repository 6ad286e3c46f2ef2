//! The machine's own disk.
#![expect(clippy::disallowed_methods, reason = "this is the door through which files come in and go out")]

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::ops::Range;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::{FileExt, MetadataExt};

use camino::{Utf8Path, Utf8PathBuf};
use rustix::fs::{Access, FlockOperation};
use rustix::io::Errno;

use crate::model::byte_source::ByteSource;
use crate::world::disk::{Disk, FileKind, FileStatus, NewFile, OpenFile};

/// The machine's own disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

struct RealFile {
    file: File,
    length: u64,
}

struct RealNewFile(File);

fn status_of(metadata: &Metadata) -> io::Result<FileStatus> {
    let kind = if metadata.is_file() {
        FileKind::File
    } else if metadata.is_dir() {
        FileKind::Folder
    } else {
        FileKind::Other
    };
    Ok(FileStatus {
        kind,
        bytes: metadata.len(),
        modified: metadata.modified()?,
        identity: (metadata.dev(), metadata.ino()),
        names: metadata.nlink(),
        read_only: metadata.permissions().readonly(),
    })
}

impl Disk for RealDisk {
    fn open(&self, path: &Utf8Path) -> io::Result<Box<dyn OpenFile>> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file"));
        }
        Ok(Box::new(RealFile { length: metadata.len(), file }))
    }

    fn status(&self, path: &Utf8Path) -> io::Result<Option<FileStatus>> {
        match fs::metadata(path) {
            Ok(metadata) => status_of(&metadata).map(Some),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn is_link(&self, path: &Utf8Path) -> io::Result<bool> {
        Ok(fs::symlink_metadata(path)?.is_symlink())
    }

    fn canonical(&self, path: &Utf8Path) -> io::Result<Utf8PathBuf> {
        path.canonicalize_utf8()
    }

    fn list(&self, folder: &Utf8Path) -> io::Result<Vec<String>> {
        let mut names = fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
            .collect::<io::Result<Vec<_>>>()?;
        names.sort_unstable();
        Ok(names)
    }

    fn create_folders(&self, folder: &Utf8Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn create_new(&self, path: &Utf8Path) -> io::Result<Box<dyn NewFile>> {
        Ok(Box::new(RealNewFile(OpenOptions::new().write(true).create_new(true).open(path)?)))
    }

    fn copy_attributes(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        let metadata = fs::metadata(from)?;
        // Only root may give a file away; for anybody else the copy is theirs, as it must be.
        for owner in [Some(metadata.uid()), None] {
            match std::os::unix::fs::chown(to, owner, Some(metadata.gid())) {
                // The group may be theirs to give all the same.
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
                Err(error) => return Err(error),
                Ok(()) => break,
            }
        }
        fs::set_permissions(to, metadata.permissions())?;
        if !xattr::SUPPORTED_PLATFORM {
            return Ok(());
        }
        let names = match xattr::list(from) {
            Ok(names) => names,
            Err(error) if error.kind() == io::ErrorKind::Unsupported => return Ok(()),
            Err(error) => return Err(error),
        };
        for name in names {
            if let Some(value) = xattr::get(from, &name)? {
                match xattr::set(to, &name, &value) {
                    // Security labels are the system's to give.
                    Err(error) if !matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported) => {
                        return Err(error);
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn hard_link(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn remove(&self, path: &Utf8Path) -> io::Result<()> {
        if fs::symlink_metadata(path)?.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) }
    }

    fn sync_folder(&self, folder: &Utf8Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    fn lock_folder(&self, folder: &Utf8Path) -> io::Result<Box<dyn Send>> {
        let file = File::open(folder)?;
        loop {
            match rustix::fs::flock(&file, FlockOperation::LockExclusive) {
                Ok(()) => return Ok(Box::new(file)),
                Err(Errno::INTR) => {}
                // Some network file systems have no locks; the work is safe without, only not protected against a second podwright.
                Err(Errno::NOTSUP | Errno::NOLCK | Errno::NOSYS) => return Ok(Box::new(())),
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn take(&self, path: &Utf8Path) -> io::Result<Option<Box<dyn Send>>> {
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn may_write(&self, path: &Utf8Path) -> io::Result<()> {
        // Not by the mode bits: root passes them, and a disk mounted for reading, or a file made immutable, does not show in them.
        Ok(rustix::fs::access(path.as_std_path(), Access::WRITE_OK)?)
    }

    fn free_space(&self, folder: &Utf8Path) -> io::Result<u64> {
        let space = rustix::fs::statvfs(folder.as_std_path())?;
        Ok(space.f_bavail.saturating_mul(space.f_frsize))
    }
}

impl ByteSource for RealFile {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.file.read_at(buffer, offset) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }
}

impl OpenFile for RealFile {
    fn status(&self) -> io::Result<FileStatus> {
        status_of(&self.file.metadata()?)
    }

    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        Some(self.file.as_fd())
    }
}

impl Write for RealNewFile {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.0.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl NewFile for RealNewFile {
    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }

    fn append_from(&mut self, source: &dyn OpenFile, stretch: Range<u64>) -> io::Result<u64> {
        let Some(from) = source.descriptor() else { return Ok(0) };
        let mut at = stretch.start;
        while at < stretch.end {
            let length = usize::try_from(stretch.end - at).unwrap_or(usize::MAX);
            match rustix::fs::copy_file_range(from, Some(&mut at), &self.0, None, length) {
                // The source has ended; or two disks, an old kernel, a file system that does not know how: the caller copies.
                Ok(0) | Err(Errno::XDEV | Errno::NOSYS | Errno::INVAL | Errno::NOTSUP | Errno::PERM) => break,
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(at - stretch.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_has_taken_no_other_gets_until_it_is_let_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8Path::from_path(folder.path()).unwrap().join("busy");
        let first = RealDisk.take(&path).unwrap();
        assert!(first.is_some());
        assert!(RealDisk.take(&path).unwrap().is_none());
        drop(first);
        assert!(RealDisk.take(&path).unwrap().is_some());
    }
}
