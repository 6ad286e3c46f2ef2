//! This computer's disk, as a show may use it.
//!
//! A show can come from a pull request or an archive, and with it symbolic links. So what is below its folder is reached part by part, each opened
//! relative to the one before it and without following links: what is checked is what is opened, even if a link is put there in between.
//!
//! - Below `feed/` and `.podwright/`, where podwright writes and removes files, no link is followed. `feed` itself may be one if the person at the
//!   keyboard says so.
//! - Every other file is an input. Links are followed as long as they stay inside the show; what they lead to, and what is read, has no part that
//!   begins with a dot: git keeps tokens in `.git/config`.

mod entry_kind;
mod resolve;

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix::UnixFolder as SystemFolder;
#[cfg(windows)]
use windows::WindowsFolder as SystemFolder;

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::sync::Arc;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use crate::model::files::binary_size::BinarySize;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::{FEED_FOLDER, STATE_FOLDER};
use crate::world::disk::feed_link::FeedLink;
use crate::world::disk::path_refusal::PathRefusal;
use crate::world::disk::{Disk, FileStatus, NewFile, OpenFile, Ownership};
use crate::world::real_disk::show_disk::resolve::{PathUse, ResolvedPath};
use crate::world::real_disk::{RealDisk, RealFile, RealNewFile, locked, status_of_link};

/// The longest input of any kind, such as a recording that `master` reads: a day of sound without loss, in six channels of 24 bits at 48 kHz, has
/// 75 GB. What is published has a limit of its own.
const INPUT_MAX: ByteCount = ByteCount::mebibytes(128 * 1024);

/// This computer's disk, as one show may use it. Paths that are not below the show's folder are as on [`RealDisk`].
#[derive(Debug)]
pub(in crate::world) struct ShowDisk {
    /// The show's folder as the paths of the program name it.
    root: Utf8PathBuf,
    /// The same without links.
    real_root: Utf8PathBuf,
    feed_link: FeedLink,
}

impl ShowDisk {
    /// The disk for the show in the folder `root`, which must exist.
    ///
    /// # Errors
    /// As the system says.
    pub(in crate::world) fn new(root: &Utf8Path, feed_link: FeedLink) -> io::Result<Self> {
        Ok(Self { real_root: RealDisk.canonical(root)?, root: root.to_owned(), feed_link })
    }

    /// A path relative to the show; `None` for the show's folder itself, and for what is not below it.
    fn below(&self, path: &Utf8Path) -> Option<Utf8PathBuf> {
        let path = without_dots(path);
        let below = |root: &Utf8Path| path.strip_prefix(without_dots(root)).ok().map(Utf8Path::to_owned);
        below(&self.root).or_else(|| below(&self.real_root)).filter(|below| !below.as_str().is_empty())
    }

    /// Where a path below the show leads; `None` for another path.
    fn resolved(&self, path: &Utf8Path, path_use: PathUse) -> Option<io::Result<ResolvedPath>> {
        self.below(path).map(|below| self.resolve(&below, path_use))
    }

    /// The folder at a path below the show; `None` for another path.
    fn folder(&self, path: &Utf8Path) -> Option<io::Result<SystemFolder>> {
        let resolved = self.resolved(path, PathUse::Folder)?;
        Some(resolved.and_then(|ResolvedPath { folder, name }| match name {
            None => Ok(folder),
            Some(name) => folder.folder(&name),
        }))
    }
}

/// Whether podwright itself writes what is there.
fn is_output(below: &Utf8Path) -> bool {
    below.starts_with(FEED_FOLDER) || below.starts_with(STATE_FOLDER)
}

/// A path whose `.` and `..` are resolved by the text alone.
fn without_dots(path: &Utf8Path) -> Utf8PathBuf {
    let mut plain = Utf8PathBuf::new();
    for part in path.components() {
        match part {
            Utf8Component::CurDir => {}
            Utf8Component::ParentDir if plain.file_name().is_some() => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

fn within_limit(file: File) -> io::Result<RealFile> {
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(PathRefusal::Folder.into());
    }
    if !metadata.is_file() {
        return Err(PathRefusal::NotFile.into());
    }
    if metadata.len() > INPUT_MAX.get() {
        return Err(PathRefusal::TooLarge { limit: BinarySize(INPUT_MAX) }.into());
    }
    Ok(RealFile { length: metadata.len(), file })
}

impl Disk for ShowDisk {
    fn open(&self, path: &Utf8Path) -> io::Result<Box<dyn OpenFile>> {
        let Some(resolved) = self.resolved(path, PathUse::Read) else { return RealDisk.open(path) };
        let ResolvedPath { folder, name } = resolved?;
        let name = name.ok_or(PathRefusal::NotFile)?;
        Ok(Box::new(within_limit(folder.open_file(&name)?)?))
    }

    fn status(&self, path: &Utf8Path) -> io::Result<Option<FileStatus>> {
        match self.below(path).filter(|below| is_output(below)) {
            None => RealDisk.status(path),
            Some(below) => match self.resolve(&below, PathUse::Change) {
                Ok(ResolvedPath { name: None, .. }) => RealDisk.status(path),
                Ok(ResolvedPath { name: Some(_), .. }) => status_of_link(path),
                Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
                Err(error) => Err(error),
            },
        }
    }

    fn is_link(&self, path: &Utf8Path) -> io::Result<bool> {
        RealDisk.is_link(path)
    }

    fn canonical(&self, path: &Utf8Path) -> io::Result<Utf8PathBuf> {
        RealDisk.canonical(path)
    }

    fn list(&self, folder: &Utf8Path) -> io::Result<Vec<String>> {
        if self.below(folder).is_some_and(|below| is_output(&below)) {
            self.folder(folder).transpose()?;
        }
        RealDisk.list(folder)
    }

    fn create_folders(&self, folder: &Utf8Path) -> io::Result<()> {
        match self.below(folder) {
            None => RealDisk.create_folders(folder),
            Some(below) => self.make_folders(&below),
        }
    }

    fn create_new(&self, path: &Utf8Path) -> io::Result<Box<dyn NewFile>> {
        match self.resolved(path, PathUse::Change) {
            None => RealDisk.create_new(path),
            Some(resolved) => {
                let ResolvedPath { folder, name } = resolved?;
                let name = name.ok_or(io::ErrorKind::AlreadyExists)?;
                Ok(Box::new(RealNewFile(folder.create_new(&name)?)))
            }
        }
    }

    fn copy_attributes(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<Ownership> {
        RealDisk.copy_attributes(from, to)
    }

    fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        let (Some(from_end), Some(to_end)) = (self.resolved(from, PathUse::Change), self.resolved(to, PathUse::Change)) else {
            return RealDisk.rename(from, to);
        };
        match (from_end?, to_end?) {
            (ResolvedPath { folder, name: Some(name) }, ResolvedPath { folder: to_folder, name: Some(to_name) }) => {
                folder.rename(&name, &to_folder, &to_name)
            }
            _ => Err(io::ErrorKind::IsADirectory.into()),
        }
    }

    fn hard_link(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        let (Some(from_end), Some(to_end)) = (self.resolved(from, PathUse::Read), self.resolved(to, PathUse::Change)) else {
            return RealDisk.hard_link(from, to);
        };
        match (from_end?, to_end?) {
            (ResolvedPath { folder, name: Some(name) }, ResolvedPath { folder: to_folder, name: Some(to_name) }) => {
                folder.hard_link(&name, &to_folder, &to_name)
            }
            _ => Err(io::ErrorKind::IsADirectory.into()),
        }
    }

    fn remove(&self, path: &Utf8Path) -> io::Result<()> {
        match self.resolved(path, PathUse::Change) {
            None => RealDisk.remove(path),
            Some(resolved) => {
                let ResolvedPath { folder, name } = resolved?;
                folder.remove(&name.ok_or(io::ErrorKind::ResourceBusy)?)
            }
        }
    }

    fn sync_folder(&self, folder: &Utf8Path) -> io::Result<()> {
        match self.folder(folder) {
            None => RealDisk.sync_folder(folder),
            Some(opened) => opened?.sync(),
        }
    }

    fn sync_files(&self, root: &Utf8Path, files: &BTreeSet<Utf8PathBuf>) -> io::Result<()> {
        RealDisk.sync_files(root, files)
    }

    fn lock_folder(&self, folder: &Utf8Path) -> io::Result<Box<dyn Send>> {
        match self.folder(folder) {
            None => RealDisk.lock_folder(folder),
            Some(opened) => opened?.lock(),
        }
    }

    fn take(&self, path: &Utf8Path) -> io::Result<Option<Box<dyn Send>>> {
        match self.resolved(path, PathUse::Read) {
            None => RealDisk.take(path),
            Some(resolved) => {
                let ResolvedPath { folder, name } = resolved?;
                locked(folder.open_or_create(&name.ok_or(PathRefusal::NotFile)?)?)
            }
        }
    }

    fn may_write(&self, path: &Utf8Path) -> io::Result<()> {
        if let Some(resolved) = self.resolved(path, PathUse::Read) {
            resolved?;
        }
        RealDisk.may_write(path)
    }

    fn free_space(&self, folder: &Utf8Path) -> io::Result<u64> {
        RealDisk.free_space(folder)
    }

    fn for_show(&self, root: &Utf8Path, feed_link: FeedLink) -> io::Result<Option<Arc<dyn Disk>>> {
        if root == self.root || root == self.real_root { Ok(None) } else { Ok(Some(Arc::new(Self::new(root, feed_link)?))) }
    }
}

#[cfg(test)]
mod tests;
