//! An open folder on Windows. Names cannot be looked up relative to it; instead it and the folders above it, up to the show's, are held open
//! without permission for others to move or delete them, so that no link can take the place of one while its path is used.
#![expect(clippy::disallowed_methods, reason = "this is a part of the door through which files come in and go out")]

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::windows::fs::OpenOptionsExt;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::world::disk::path_refusal::PathRefusal;
use crate::world::real_disk::show_disk::entry_kind::EntryKind;
use crate::world::real_disk::system;

/// `FILE_FLAG_BACKUP_SEMANTICS` (`CreateFileW`, "Flags"): a folder is opened too.
const BACKUP_SEMANTICS: u32 = 0x0200_0000;
/// `FILE_FLAG_OPEN_REPARSE_POINT`: a link or junction is opened itself.
const OPEN_REPARSE_POINT: u32 = 0x0020_0000;
/// `FILE_SHARE_READ | FILE_SHARE_WRITE`, and not `FILE_SHARE_DELETE`.
const SHARE_READ_WRITE: u32 = 3;
/// `FILE_READ_ATTRIBUTES`.
const READ_ATTRIBUTES: u32 = 0x80;

/// A folder that nobody can move while it is used.
#[derive(Debug)]
pub(super) struct WindowsFolder {
    path: Utf8PathBuf,
    /// This folder and those above it.
    held: Vec<Arc<File>>,
}

fn hold(path: &Utf8Path, flags: u32) -> io::Result<File> {
    OpenOptions::new().access_mode(READ_ATTRIBUTES).share_mode(SHARE_READ_WRITE).custom_flags(BACKUP_SEMANTICS | flags).open(path)
}

/// A file that is opened itself, and never what a link leads to.
fn open_itself(options: &mut OpenOptions, path: &Utf8Path) -> io::Result<File> {
    let file = options.custom_flags(OPEN_REPARSE_POINT).open(path)?;
    let kind = file.metadata()?.file_type();
    if kind.is_symlink() {
        return Err(PathRefusal::Link { link: path.file_name().unwrap_or_default().into() }.into());
    }
    if kind.is_file() { Ok(file) } else { Err(PathRefusal::NotFile.into()) }
}

impl WindowsFolder {
    /// Opens a folder by its path, links followed.
    pub(super) fn open(path: &Utf8Path) -> io::Result<Self> {
        let path = system::canonical(path)?;
        let held = vec![Arc::new(hold(&path, 0)?)];
        Ok(Self { path, held })
    }

    /// Opens a folder in this one.
    pub(super) fn folder(&self, name: &str) -> io::Result<Self> {
        let path = self.path.join(name);
        let folder = hold(&path, OPEN_REPARSE_POINT)?;
        let kind = folder.metadata()?.file_type();
        if kind.is_symlink() {
            return Err(PathRefusal::Link { link: name.into() }.into());
        }
        if !kind.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let held = self.held.iter().cloned().chain([Arc::new(folder)]).collect();
        Ok(Self { path, held })
    }

    pub(super) fn kind(&self, name: &str) -> io::Result<EntryKind> {
        match fs::symlink_metadata(self.path.join(name)) {
            // A junction counts as a link.
            Ok(found) if found.file_type().is_symlink() => Ok(EntryKind::Link),
            Ok(found) if found.is_dir() => Ok(EntryKind::Folder),
            Ok(_) => Ok(EntryKind::Other),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(EntryKind::Absent),
            Err(error) => Err(error),
        }
    }

    /// What a link says.
    pub(super) fn link(&self, name: &str) -> io::Result<Utf8PathBuf> {
        let target = fs::read_link(self.path.join(name))?;
        Utf8PathBuf::from_path_buf(target).map_err(|_| PathRefusal::Outside.into())
    }

    pub(super) fn make_folder(&self, name: &str) -> io::Result<()> {
        fs::create_dir(self.path.join(name))
    }

    pub(super) fn open_file(&self, name: &str) -> io::Result<File> {
        open_itself(OpenOptions::new().read(true), &self.path.join(name))
    }

    pub(super) fn create_new(&self, name: &str) -> io::Result<File> {
        open_itself(OpenOptions::new().write(true).create_new(true), &self.path.join(name))
    }

    /// Opens a file for locking, and makes an empty one if none is there.
    pub(super) fn open_or_create(&self, name: &str) -> io::Result<File> {
        open_itself(OpenOptions::new().write(true).create(true).truncate(false), &self.path.join(name))
    }

    /// A link at either name is moved or replaced itself (`MoveFileExW`).
    pub(super) fn rename(&self, name: &str, to: &Self, to_name: &str) -> io::Result<()> {
        fs::rename(self.path.join(name), to.path.join(to_name))
    }

    /// Gives a file a second name. What was put at `name` meanwhile gets none.
    pub(super) fn hard_link(&self, name: &str, to: &Self, to_name: &str) -> io::Result<()> {
        let _held = self.open_file(name)?;
        fs::hard_link(self.path.join(name), to.path.join(to_name))
    }

    /// Removes a file, a link or an empty folder.
    pub(super) fn remove(&self, name: &str) -> io::Result<()> {
        let path = self.path.join(name);
        if fs::symlink_metadata(&path)?.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) }
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        system::sync_folder(&self.path)
    }

    pub(super) fn lock(&self) -> io::Result<Box<dyn Send>> {
        Ok(Box::new((system::lock_folder(&self.path)?, self.held.clone())))
    }
}
