//! Files and folders. Tests use a disk that fails, fills up or dies at a given step.

pub mod feed_link;
pub mod path_refusal;
pub(crate) mod removal;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use camino::{Utf8Path, Utf8PathBuf};

use crate::model::files::binary_size::BinarySize;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::byte_source::{ByteSource, fill};
use crate::world::clock::{Clock, SystemClock};
use crate::world::disk::feed_link::FeedLink;
use crate::world::disk::path_refusal::PathRefusal;

/// A disk. Paths are absolute, or relative to the current folder.
pub trait Disk: Send + Sync {
    /// Opens a file for reading.
    ///
    /// # Errors
    /// As the system says.
    fn open(&self, path: &Utf8Path) -> io::Result<Box<dyn OpenFile>>;

    /// What is at a path, with links followed; `None` if nothing is there.
    ///
    /// # Errors
    /// As the system says, but not for a path with nothing there.
    fn status(&self, path: &Utf8Path) -> io::Result<Option<FileStatus>>;

    /// Whether the path itself is a symbolic link.
    ///
    /// # Errors
    /// As the system says.
    fn is_link(&self, path: &Utf8Path) -> io::Result<bool>;

    /// The path without links and `..`; it must exist.
    ///
    /// # Errors
    /// As the system says, and for a path that is not UTF-8.
    fn canonical(&self, path: &Utf8Path) -> io::Result<Utf8PathBuf>;

    /// The names in a folder, sorted. In names that are not UTF-8, the invalid bytes are replaced.
    ///
    /// # Errors
    /// As the system says.
    fn list(&self, folder: &Utf8Path) -> io::Result<Vec<String>>;

    /// The same, read only to learn how a name is spelt. A recording of what was read can leave it out, since the file itself is recorded too.
    ///
    /// # Errors
    /// As the system says.
    fn list_names(&self, folder: &Utf8Path) -> io::Result<Vec<String>> {
        self.list(folder)
    }

    /// Creates a folder and its parents, if they do not exist yet.
    ///
    /// # Errors
    /// As the system says.
    fn create_folders(&self, folder: &Utf8Path) -> io::Result<()>;

    /// Creates a new file for writing.
    ///
    /// # Errors
    /// As the system says; `AlreadyExists` if something is there.
    fn create_new(&self, path: &Utf8Path) -> io::Result<Box<dyn NewFile>>;

    /// Gives `to` the owner, the group, the permissions and the extended attributes of `from`.
    ///
    /// # Errors
    /// As the system says, but not for an owner or a group that cannot be kept: the answer says so.
    fn copy_attributes(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<Ownership>;

    /// Moves a file in one step, and replaces what is at its new path.
    ///
    /// # Errors
    /// As the system says.
    fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()>;

    /// Gives a file a second name.
    ///
    /// # Errors
    /// As the system says.
    fn hard_link(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()>;

    /// Removes a file, or an empty folder.
    ///
    /// # Errors
    /// As the system says.
    fn remove(&self, path: &Utf8Path) -> io::Result<()>;

    /// Makes sure that new names in a folder survive a power cut.
    ///
    /// # Errors
    /// As the system says.
    fn sync_folder(&self, folder: &Utf8Path) -> io::Result<()>;

    /// Makes sure that files which were written without a sync, and their names, survive a power cut: all of them below one folder, in one step
    /// where the system has one.
    ///
    /// # Errors
    /// As the system says.
    fn sync_files(&self, root: &Utf8Path, files: &BTreeSet<Utf8PathBuf>) -> io::Result<()>;

    /// Waits until no other podwright works in a folder, and locks the folder until the returned value is dropped or the process ends, even by a
    /// kill. A disk without locks does nothing.
    ///
    /// # Errors
    /// As the system says.
    fn lock_folder(&self, folder: &Utf8Path) -> io::Result<Box<dyn Send>> {
        let _ = folder;
        Ok(Box::new(()))
    }

    /// Locks a file, which is created if it does not exist, until the returned value is dropped or the process ends, even by a kill; `None` if
    /// another podwright has locked it.
    ///
    /// # Errors
    /// As the system says.
    fn take(&self, path: &Utf8Path) -> io::Result<Option<Box<dyn Send>>>;

    /// Whether the system would let this process write to a file, or make files in a folder.
    ///
    /// # Errors
    /// The refusal: `PermissionDenied`, or `ReadOnlyFilesystem`.
    fn may_write(&self, path: &Utf8Path) -> io::Result<()>;

    /// The modification time that a file written now would get. A network disk may have a clock of its own.
    fn clock(&self) -> SystemTime {
        SystemClock.now()
    }

    /// Free space on the disk that holds a folder (bytes).
    ///
    /// # Errors
    /// As the system says.
    fn free_space(&self, folder: &Utf8Path) -> io::Result<u64>;

    /// This disk as the show in the folder `root` may use it: nothing is read outside the show through a link, and nothing below `feed/` or
    /// `.podwright/` is written or removed through one. `None` if this disk is such a disk already, or has no links.
    ///
    /// # Errors
    /// As the system says.
    fn for_show(&self, root: &Utf8Path, feed_link: FeedLink) -> io::Result<Option<Arc<dyn Disk>>> {
        let _ = (root, feed_link);
        Ok(None)
    }
}

/// A file open for reading.
pub trait OpenFile: ByteSource + Send {
    /// The present status of the open file.
    ///
    /// # Errors
    /// As the system says.
    fn status(&self) -> io::Result<FileStatus>;

    /// The system's handle, if the file is a real one; see [`NewFile::append_from`].
    fn file(&self) -> Option<&File> {
        None
    }
}

/// A file open for writing, made by [`Disk::create_new`].
pub trait NewFile: Write + Send {
    /// Makes sure that the bytes survive a power cut.
    ///
    /// # Errors
    /// As the system says.
    fn sync(&mut self) -> io::Result<()>;

    /// A handle with which another thread can sync what is written so far, while more is written.
    ///
    /// # Errors
    /// As the system says.
    fn syncer(&self) -> io::Result<Box<dyn Syncer>>;

    /// Appends a range of another file (bytes), sharing blocks if the file system can. Returns how many bytes were appended; if it is fewer than
    /// asked for, or none, the caller copies the rest.
    ///
    /// # Errors
    /// As the system says, but not if sharing is unsupported.
    fn append_from(&mut self, source: &dyn OpenFile, stretch: Range<u64>) -> io::Result<u64> {
        let _ = (source, stretch);
        Ok(0)
    }
}

/// How coarse the times of files are: two writes within this time may get the same one. Linux counts in steps of 1 to 10 ms.
pub const TICK: Duration = Duration::from_millis(20);

/// Syncs a file while another thread writes to it.
pub trait Syncer: Send {
    /// Makes sure that everything written before survives a power cut.
    ///
    /// # Errors
    /// As the system says.
    fn sync(&self) -> io::Result<()>;
}

/// Ownership of a copy.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ownership {
    /// Owner and group are the same as the original's.
    Kept,
    /// Only the group is the same. The owner is the user who runs podwright, since only root may give a file away.
    OnlyGroup,
    /// Neither is the same.
    Neither,
}

/// What is at a path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FileStatus {
    /// File or folder.
    pub kind: FileKind,
    /// Size.
    pub bytes: ByteCount,
    /// When it was last changed. It never gets into an output.
    pub modified: SystemTime,
    /// The numbers of the disk and of the file on it: equal for two names of one file.
    pub identity: (u64, u64),
    /// How many names the file has.
    pub names: u64,
    /// Whether its permissions forbid writing.
    pub read_only: bool,
}

/// File or folder.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FileKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A device, a pipe and the like.
    Other,
}

/// How much of a file is read at once. // bytes
const PIECE: usize = 256 * 1024;

/// Gives a stretch of a file (bytes) to `each`, piece by piece. It ends early where the file does.
///
/// # Errors
/// As the system says, and as `each` does.
pub fn each_piece(file: &dyn OpenFile, stretch: Range<u64>, each: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let length = usize::try_from(stretch.end.saturating_sub(stretch.start)).unwrap_or(PIECE);
    let (mut offset, mut piece) = (stretch.start, vec![0; length.min(PIECE)]);
    while offset < stretch.end {
        let wanted = usize::try_from(stretch.end - offset).unwrap_or(PIECE).min(PIECE);
        let count = fill(file, offset, &mut piece[..wanted])?;
        if count == 0 {
            break;
        }
        each(&piece[..count])?;
        offset += count as u64;
    }
    Ok(())
}

/// Reads a whole file that is not larger than `limit`.
///
/// # Errors
/// As the system says, and `FileTooLarge` for a longer file.
pub fn read_whole(disk: &dyn Disk, path: &Utf8Path, limit: ByteCount) -> io::Result<Vec<u8>> {
    let file = disk.open(path)?;
    let length = ByteCount::new(file.len());
    if length > limit {
        return Err(PathRefusal::TooLarge { limit: BinarySize(limit) }.into());
    }
    let mut bytes = vec![0; usize::try_from(length.get()).map_err(|_| io::ErrorKind::FileTooLarge)?];
    let count = fill(file.as_ref(), 0, &mut bytes)?;
    bytes.truncate(count);
    Ok(bytes)
}
