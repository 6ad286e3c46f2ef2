//! This computer's disk: what is the same on all systems. What differs is in one file for each system.
#![expect(clippy::disallowed_methods, reason = "this is the door through which files come in and go out")]

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::model::files::byte_count::ByteCount;
use crate::model::files::byte_source::{ByteSource, filled};
use crate::world::disk::feed_link::FeedLink;
use crate::world::disk::{Disk, FileKind, FileStatus, NewFile, OpenFile, Ownership, Syncer};
use crate::world::real_disk::show_disk::ShowDisk;

#[cfg(any(target_os = "linux", target_os = "android"))]
mod linux;
mod show_disk;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

/// This computer's disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

struct RealFile {
    file: File,
    length: u64,
}

struct RealNewFile(File);

struct RealSyncer(File);

/// How a disk identifies a file.
struct Names {
    /// The number of the disk, and that of the file on it.
    identity: (u64, u64),
    /// How many names the file has.
    count: u64,
}

fn status_of(metadata: &Metadata, names: Names) -> io::Result<FileStatus> {
    let kind = if metadata.is_file() {
        FileKind::File
    } else if metadata.is_dir() {
        FileKind::Folder
    } else {
        FileKind::Other
    };
    Ok(FileStatus {
        kind,
        bytes: ByteCount::new(metadata.len()),
        modified: metadata.modified()?,
        identity: names.identity,
        names: names.count,
        read_only: system::is_read_only(metadata),
    })
}

/// The status of what is at a path, a link not followed.
fn status_of_link(path: &Utf8Path) -> io::Result<Option<FileStatus>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => status_of(&metadata, Names { identity: (0, 0), count: 1 }).map(Some),
        Ok(metadata) => status_of(&metadata, system::names_at(path, &metadata)?).map(Some),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Locks an open file until the returned value is dropped; `None` if another process has locked it.
fn locked(file: File) -> io::Result<Option<Box<dyn Send>>> {
    match file.try_lock() {
        Ok(()) => Ok(Some(Box::new(file))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

impl Disk for RealDisk {
    fn open(&self, path: &Utf8Path) -> io::Result<Box<dyn OpenFile>> {
        let invalid = |message: &str| Err(io::Error::new(io::ErrorKind::InvalidInput, message.to_owned()));
        // Checked before opening: opening a pipe waits until somebody writes to it.
        let there = fs::metadata(path)?;
        if there.is_dir() {
            return invalid("it is a folder");
        }
        if !there.is_file() {
            return invalid("it is not a file");
        }
        let file = system::open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return invalid("it is not a file");
        }
        Ok(Box::new(RealFile { length: metadata.len(), file }))
    }

    fn status(&self, path: &Utf8Path) -> io::Result<Option<FileStatus>> {
        match fs::metadata(path) {
            Ok(metadata) => status_of(&metadata, system::names_at(path, &metadata)?).map(Some),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn is_link(&self, path: &Utf8Path) -> io::Result<bool> {
        Ok(fs::symlink_metadata(path)?.is_symlink())
    }

    fn canonical(&self, path: &Utf8Path) -> io::Result<Utf8PathBuf> {
        system::canonical(path)
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

    fn copy_attributes(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<Ownership> {
        system::copy_attributes(from, to)
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
        system::sync_folder(folder)
    }

    fn sync_files(&self, root: &Utf8Path, files: &BTreeSet<Utf8PathBuf>) -> io::Result<()> {
        system::sync_files(root, files)
    }

    fn lock_folder(&self, folder: &Utf8Path) -> io::Result<Box<dyn Send>> {
        system::lock_folder(folder)
    }

    fn take(&self, path: &Utf8Path) -> io::Result<Option<Box<dyn Send>>> {
        locked(File::options().create(true).truncate(false).write(true).open(path)?)
    }

    fn may_write(&self, path: &Utf8Path) -> io::Result<()> {
        system::may_write(path)
    }

    fn free_space(&self, folder: &Utf8Path) -> io::Result<u64> {
        system::free_space(folder)
    }

    fn for_show(&self, root: &Utf8Path, feed_link: FeedLink) -> io::Result<Option<Arc<dyn Disk>>> {
        Ok(Some(Arc::new(ShowDisk::new(root, feed_link)?)))
    }
}

impl ByteSource for RealFile {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        filled(buffer, self.length.saturating_sub(offset), |part, done| system::read_at(&self.file, part, offset + done))
    }
}

impl OpenFile for RealFile {
    fn status(&self) -> io::Result<FileStatus> {
        let metadata = self.file.metadata()?;
        status_of(&metadata, system::names(&self.file, &metadata)?)
    }

    fn file(&self) -> Option<&File> {
        Some(&self.file)
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

    fn syncer(&self) -> io::Result<Box<dyn Syncer>> {
        Ok(Box::new(RealSyncer(self.0.try_clone()?)))
    }

    fn append_from(&mut self, source: &dyn OpenFile, stretch: Range<u64>) -> io::Result<u64> {
        source.file().map_or(Ok(0), |from| system::share(from, stretch, &self.0))
    }
}

impl Syncer for RealSyncer {
    fn sync(&self) -> io::Result<()> {
        self.0.sync_data()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_file_cannot_be_locked_again_until_it_is_released() {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8Path::from_path(folder.path()).unwrap().join("busy");
        let first = RealDisk.take(&path).unwrap();
        assert!(first.is_some());
        assert!(RealDisk.take(&path).unwrap().is_none());
        drop(first);
        assert!(RealDisk.take(&path).unwrap().is_some());
    }
}
