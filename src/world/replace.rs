//! Replaces a file so that at every moment, whatever fails or is killed, either the complete old file or the complete new one is there. The new
//! file is written beside the old one under a temporary name, synced, read back, and moved over the old one in one step.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::model::files::byte_count::ByteCount;
use crate::world::atomic::{TEMPORARY_PREFIX, TEMPORARY_SUFFIX};
use crate::world::disk::{Disk, FileKind, FileStatus, NewFile, OpenFile, Ownership, Syncer};

/// The most bytes of the old name that the temporary name repeats, so people see what the file is for; file systems allow 255 in all.
const NAME_MAX: usize = 100;

/// Free space needed in addition to the new file: folders and the file system's own data grow too.
const SPARE: ByteCount = ByteCount::mebibytes(1);

/// The command that makes a file writable.
const ALLOW: &str = if cfg!(windows) { "attrib -r" } else { "chmod u+w" };
/// The commands that show the access rights of a file.
const SHOW: &str = if cfg!(windows) {
    "`icacls` shows"
} else if cfg!(target_os = "macos") {
    "`ls -leO` shows"
} else {
    "`ls -ld` and `lsattr -d` show"
};

/// Why a file was not replaced. The old file is unchanged, unless the variant says otherwise.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    /// There is no file at the path.
    #[error("`{path}` is not a file")]
    NotFile {
        /// Where.
        path: Utf8PathBuf,
    },
    /// The file may not be written to.
    #[error("`{path}` is read-only; allow writing with `{ALLOW}`")]
    ReadOnly {
        /// The file or its folder.
        path: Utf8PathBuf,
    },
    /// The disk is read-only.
    #[error("`{path}` is on a disk that can only be read: copy the show to another one")]
    ReadOnlyDisk {
        /// The file or its folder.
        path: Utf8PathBuf,
    },
    /// The system does not let this process write there.
    #[error("`{path}` is not yours to change: it belongs to somebody else, or is protected ({SHOW} by what)")]
    NotAllowed {
        /// The file or its folder.
        path: Utf8PathBuf,
    },
    /// The copy would belong to another group.
    #[error(
        "`{path}` belongs to a group that you are not in, and its copy would not: run podwright as its owner, or give it to a group of yours with `chgrp`"
    )]
    OtherGroup {
        /// The file.
        path: Utf8PathBuf,
    },
    /// There is too little free space.
    #[error("the disk that holds `{folder}` has {free} left, and {needed} are needed")]
    NoSpace {
        /// The folder.
        folder: Utf8PathBuf,
        /// Free space.
        free: ByteCount,
        /// Space needed.
        needed: ByteCount,
    },
    /// Another program has changed the file in the meantime.
    #[error("`{path}` was changed by another program meanwhile; run podwright again")]
    Changed {
        /// The file.
        path: Utf8PathBuf,
    },
    /// The copy is not what was written.
    #[error("the copy of `{path}` read back differs from what was written: the disk may be failing; the file is as it was")]
    ReadBack {
        /// The file.
        path: Utf8PathBuf,
    },
    /// The disk failed.
    #[error("cannot {action} `{path}`")]
    Io {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: Utf8PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
}

/// A file that can be replaced: it exists and is writable, and its folder is locked against other podwrights.
pub struct FileReplacement<'a> {
    disk: &'a dyn Disk,
    target: Utf8PathBuf,
    folder: Utf8PathBuf,
    before: FileStatus,
    _lock: Box<dyn Send>,
}

impl<'a> FileReplacement<'a> {
    /// Follows links to the file itself, waits for other podwrights that work in its folder, removes what killed ones have left there, and
    /// checks that the file can be replaced.
    ///
    /// # Errors
    /// If there is no file, it or its folder is read-only, or the disk fails.
    pub fn begin(disk: &'a dyn Disk, path: &Utf8Path) -> Result<Self, ReplaceError> {
        let target = disk.canonical(path).map_err(io_error("find", path))?;
        let folder = folder_of(&target);
        let lock = disk.lock_folder(&folder).map_err(io_error("lock", &folder))?;
        let before = replaceable(disk, &target)?;
        remove_unfinished(disk, &folder)?;
        Ok(Self { disk, target, folder, before, _lock: lock })
    }

    /// The file itself, links followed.
    pub fn target(&self) -> &Utf8Path {
        &self.target
    }

    /// The old file: the one that is `held` open, else it is opened.
    ///
    /// # Errors
    /// If the disk fails, or another file is there by now.
    pub fn open(&self, held: Option<Arc<dyn OpenFile>>) -> Result<Arc<dyn OpenFile>, ReplaceError> {
        let file = match held {
            Some(file) => file,
            None => Arc::from(self.disk.open(&self.target).map_err(io_error("open", &self.target))?),
        };
        let status = file.status().map_err(io_error("look at", &self.target))?;
        if status == self.before { Ok(file) } else { Err(ReplaceError::Changed { path: self.target.clone() }) }
    }

    /// Creates the new file, which will have this length, beside the old one.
    ///
    /// # Errors
    /// If there is too little free space, or the disk fails.
    pub fn create(&self, length: ByteCount) -> Result<Unfinished<'_>, ReplaceError> {
        check_free_space(self.disk, &self.folder, length)?;
        let path = self.folder.join(temporary_name(self.target.file_name().unwrap_or_default()));
        let file = self.disk.create_new(&path).map_err(io_error("create", &path))?;
        let temporary = Temporary { replacement: self, path, is_committed: false };
        let given = self.disk.copy_attributes(&self.target, &temporary.path);
        match given.map_err(io_error("set the permissions of", &temporary.path))? {
            Ownership::Neither => Err(ReplaceError::OtherGroup { path: self.target.clone() }),
            ownership => Ok(Unfinished { file, temporary, ownership }),
        }
    }
}

/// A replacement that is planned.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Intended {
    /// The file, or a link to it.
    pub path: Utf8PathBuf,
    /// Length of the new file.
    pub length: ByteCount,
}

/// Checks, before the first of several files is touched, that all of them can be replaced: each is writable, and there is free space for all of
/// them, with so many bytes `room` left on the disk that holds `folder`. An old file with a second name (`feed/media`) takes up its space until that
/// name is removed too.
///
/// # Errors
/// As [`FileReplacement::begin`] and [`FileReplacement::create`], for the first file that cannot be replaced.
pub fn check_room(disk: &dyn Disk, files: &[Intended], folder: &Utf8Path, room: ByteCount) -> Result<(), ReplaceError> {
    // For each disk: a folder on it, the bytes that are needed for good, and the largest file that is needed only until its old one is gone.
    let mut disks: BTreeMap<u64, (Utf8PathBuf, ByteCount, ByteCount)> = BTreeMap::new();
    for Intended { path, length } in files {
        let target = disk.canonical(path).map_err(io_error("find", path))?;
        let before = replaceable(disk, &target)?;
        let (_, permanent, temporary) =
            disks.entry(before.identity.0).or_insert_with(|| (folder_of(&target), ByteCount::ZERO, ByteCount::ZERO));
        if before.names > 1 {
            *permanent = permanent.saturating_add(*length);
        } else {
            *permanent = permanent.saturating_add(length.saturating_sub(before.bytes));
            *temporary = (*temporary).max(*length);
        }
    }
    if room > ByteCount::ZERO {
        let status = disk.status(folder).map_err(io_error("look at", folder))?;
        let identity = status.map_or(u64::MAX, |status| status.identity.0);
        let (_, permanent, _) = disks.entry(identity).or_insert_with(|| (folder.to_owned(), ByteCount::ZERO, ByteCount::ZERO));
        *permanent = permanent.saturating_add(room);
    }
    disks
        .values()
        .try_for_each(|(folder, permanent, temporary)| check_free_space(disk, folder, permanent.saturating_add(*temporary)))
}

/// The status of the file, if it and its folder are writable.
fn replaceable(disk: &dyn Disk, target: &Utf8Path) -> Result<FileStatus, ReplaceError> {
    let status = disk.status(target).map_err(io_error("look at", target))?;
    let Some(file) = status.filter(|status| status.kind == FileKind::File) else {
        return Err(ReplaceError::NotFile { path: target.to_owned() });
    };
    let folder = folder_of(target);
    let folder_status = disk.status(&folder).map_err(io_error("look at", &folder))?;
    for (path, read_only) in [(target, file.read_only), (&folder, folder_status.is_some_and(|status| status.read_only))] {
        let path = path.to_owned();
        if read_only {
            return Err(ReplaceError::ReadOnly { path });
        }
        match disk.may_write(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::ReadOnlyFilesystem => return Err(ReplaceError::ReadOnlyDisk { path }),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Err(ReplaceError::NotAllowed { path }),
            Err(error) => return Err(io_error("look at", &path)(error)),
        }
    }
    Ok(file)
}

fn folder_of(target: &Utf8Path) -> Utf8PathBuf {
    target.parent().unwrap_or(Utf8Path::new("/")).to_owned()
}

fn check_free_space(disk: &dyn Disk, folder: &Utf8Path, length: ByteCount) -> Result<(), ReplaceError> {
    let free = disk.free_space(folder).map(ByteCount::new).map_err(io_error("measure", folder))?;
    let needed = length.saturating_add(SPARE);
    if free < needed { Err(ReplaceError::NoSpace { folder: folder.to_owned(), free, needed }) } else { Ok(()) }
}

/// The new file under its temporary name. It is removed again if it does not replace the old one.
struct Temporary<'a> {
    replacement: &'a FileReplacement<'a>,
    path: Utf8PathBuf,
    is_committed: bool,
}

/// A new file that is being written.
pub struct Unfinished<'a> {
    file: Box<dyn NewFile>,
    temporary: Temporary<'a>,
    ownership: Ownership,
}

/// A new file that is written and synced, and not verified yet.
pub struct Finished<'a>(Temporary<'a>);

impl<'a> Unfinished<'a> {
    /// Appends a range of the old file (bytes), or of any other; see [`NewFile::append_from`].
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub fn append_from(&mut self, source: &dyn OpenFile, stretch: Range<u64>) -> io::Result<u64> {
        self.file.append_from(source, stretch)
    }

    /// Ownership of the new file.
    pub fn ownership(&self) -> Ownership {
        self.ownership
    }

    /// Opens the new file, to read back what was written.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn open(&self) -> Result<Box<dyn OpenFile>, ReplaceError> {
        let Temporary { replacement, path, .. } = &self.temporary;
        replacement.disk.open(path).map_err(io_error("open", path))
    }

    /// A handle with which another thread can sync what is written so far.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn syncer(&self) -> Result<Box<dyn Syncer>, ReplaceError> {
        self.file.syncer().map_err(io_error("write", &self.temporary.path))
    }

    /// Makes sure that what was written survives a power cut.
    ///
    /// # Errors
    /// If the disk is full or fails.
    pub fn finish(mut self) -> Result<Finished<'a>, ReplaceError> {
        let synced = self.file.flush().and_then(|()| self.file.sync());
        synced.map_err(io_error("write", &self.temporary.path))?;
        Ok(Finished(self.temporary))
    }
}

impl Write for Unfinished<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.file.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Finished<'_> {
    /// Replaces the old file with the new one.
    ///
    /// # Errors
    /// If the old file was changed in the meantime, or the disk fails. If only the folder cannot be synced at the end, the new file is there
    /// already.
    pub fn commit(mut self) -> Result<(), ReplaceError> {
        let FileReplacement { disk, target, folder, before, _lock } = self.0.replacement;
        let now = disk.status(target).map_err(io_error("look at", target))?;
        if now != Some(*before) {
            return Err(ReplaceError::Changed { path: target.clone() });
        }
        disk.rename(&self.0.path, target).map_err(io_error("replace", target))?;
        self.0.is_committed = true;
        disk.sync_folder(folder).map_err(io_error("sync", folder))
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if !self.is_committed {
            // The error that led here is reported. The next run removes a file that cannot be removed now.
            let _ = self.replacement.disk.remove(&self.path);
        }
    }
}

/// Removes the temporary files that killed runs have left in a folder and the folders below it, without following links. A missing folder is fine.
///
/// # Errors
/// If the disk fails.
pub fn remove_leftovers_below(disk: &dyn Disk, folder: &Utf8Path) -> Result<(), ReplaceError> {
    remove_leftovers(disk, folder)?;
    for name in disk.list(folder).unwrap_or_default() {
        let below = folder.join(name);
        let is_folder = disk.status(&below).is_ok_and(|status| status.is_some_and(|status| status.kind == FileKind::Folder));
        if is_folder && disk.is_link(&below).is_ok_and(|link| !link) {
            remove_leftovers_below(disk, &below)?;
        }
    }
    Ok(())
}

/// Removes the temporary files that killed runs have left in a folder; waits for runs that still work there. A missing folder is fine.
///
/// # Errors
/// If the disk fails.
pub fn remove_leftovers(disk: &dyn Disk, folder: &Utf8Path) -> Result<(), ReplaceError> {
    let status = disk.status(folder).map_err(io_error("look at", folder))?;
    if status.is_none_or(|status| status.kind != FileKind::Folder) || !has_leftovers(disk, folder)? {
        return Ok(());
    }
    let _lock = disk.lock_folder(folder).map_err(io_error("lock", folder))?;
    remove_unfinished(disk, folder)
}

fn has_leftovers(disk: &dyn Disk, folder: &Utf8Path) -> Result<bool, ReplaceError> {
    Ok(disk.list(folder).map_err(io_error("list", folder))?.iter().any(|name| is_leftover(name)))
}

/// The folder is locked, so no other run is still writing these files.
fn remove_unfinished(disk: &dyn Disk, folder: &Utf8Path) -> Result<(), ReplaceError> {
    for name in disk.list(folder).map_err(io_error("list", folder))? {
        if is_leftover(&name) {
            let path = folder.join(&name);
            disk.remove(&path).map_err(io_error("remove", &path))?;
        }
    }
    Ok(())
}

/// Whether a file with this name is an unfinished one of podwright's.
pub fn is_leftover(name: &str) -> bool {
    name.starts_with(TEMPORARY_PREFIX) && name.ends_with(TEMPORARY_SUFFIX)
}

fn temporary_name(name: &str) -> String {
    let stem: String = name
        .chars()
        .scan(0, |length, c| {
            *length += c.len_utf8();
            (*length <= NAME_MAX).then_some(c)
        })
        .collect();
    format!("{TEMPORARY_PREFIX}{}-{stem}{TEMPORARY_SUFFIX}", std::process::id())
}

fn io_error(action: &'static str, path: &Utf8Path) -> impl FnOnce(io::Error) -> ReplaceError {
    let path = path.to_owned();
    move |error| ReplaceError::Io { action, path, error }
}

#[cfg(test)]
mod tests;
