//! What podwright asks of a disk. Tests put a disk behind it that fails, fills up or dies at a given step.

use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::time::{Duration, SystemTime};

use camino::{Utf8Path, Utf8PathBuf};

use crate::model::byte_source::ByteSource;

/// A disk. Paths are absolute, or relative to the current folder.
pub trait Disk: Send + Sync {
    /// Opens a file for reading.
    ///
    /// # Errors
    /// As the system says.
    fn open(&self, path: &Utf8Path) -> io::Result<Box<dyn OpenFile>>;

    /// What stands at a path, links followed; `None` where there is nothing.
    ///
    /// # Errors
    /// As the system says, but not for a path at which nothing stands.
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

    /// Names of what is in a folder, sorted; names that are not UTF-8 with their odd bytes replaced.
    ///
    /// # Errors
    /// As the system says.
    fn list(&self, folder: &Utf8Path) -> io::Result<Vec<String>>;

    /// The same, looked at only to learn how a name is spelt: where it stands, the file itself tells whether anything has changed since.
    ///
    /// # Errors
    /// As the system says.
    fn list_names(&self, folder: &Utf8Path) -> io::Result<Vec<String>> {
        self.list(folder)
    }

    /// Makes a folder and those above it; fine where it is there.
    ///
    /// # Errors
    /// As the system says.
    fn create_folders(&self, folder: &Utf8Path) -> io::Result<()>;

    /// Makes a file that is not there yet, for writing.
    ///
    /// # Errors
    /// As the system says; `AlreadyExists` where something stands there.
    fn create_new(&self, path: &Utf8Path) -> io::Result<Box<dyn NewFile>>;

    /// Gives `to` the owner, the group, the permissions and the extended attributes of `from`.
    ///
    /// # Errors
    /// As the system says, but not for an owner or a group that cannot be kept: the answer says so.
    fn copy_attributes(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<Ownership>;

    /// Moves a file, over whatever stands there, in one step.
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

    /// Makes sure that new names in a folder outlive a power cut.
    ///
    /// # Errors
    /// As the system says.
    fn sync_folder(&self, folder: &Utf8Path) -> io::Result<()>;

    /// Waits until no other podwright works in a folder, and keeps others out until the answer is dropped; or until the process
    /// ends, however it ends. A disk that cannot lock keeps nobody out.
    ///
    /// # Errors
    /// As the system says.
    fn lock_folder(&self, folder: &Utf8Path) -> io::Result<Box<dyn Send>> {
        let _ = folder;
        Ok(Box::new(()))
    }

    /// Takes a file that only one podwright holds at a time, made where it is not there, until the answer is dropped or the process ends,
    /// however it ends; `None` where another one holds it.
    ///
    /// # Errors
    /// As the system says.
    fn take(&self, path: &Utf8Path) -> io::Result<Option<Box<dyn Send>>>;

    /// Whether the system would let this process write to a file, or make files in a folder.
    ///
    /// # Errors
    /// The refusal: `PermissionDenied`, or `ReadOnlyFilesystem`.
    fn may_write(&self, path: &Utf8Path) -> io::Result<()>;

    /// The time that a file would get which is written now.
    fn clock(&self) -> SystemTime {
        #[expect(clippy::disallowed_methods, reason = "this is the door through which the time of files comes in")]
        SystemTime::now()
    }

    /// Room left on the disk that holds a folder (bytes).
    ///
    /// # Errors
    /// As the system says.
    fn free_space(&self, folder: &Utf8Path) -> io::Result<u64>;
}

/// A file open for reading.
pub trait OpenFile: ByteSource + Send {
    /// What the open file is, now.
    ///
    /// # Errors
    /// As the system says.
    fn status(&self) -> io::Result<FileStatus>;

    /// The file as the system knows it, where it is one of the system's; see [`NewFile::append_from`].
    fn file(&self) -> Option<&File> {
        None
    }
}

/// A file open for writing, made by [`Disk::create_new`].
pub trait NewFile: Write + Send {
    /// Makes sure that the bytes outlive a power cut.
    ///
    /// # Errors
    /// As the system says.
    fn sync(&mut self) -> io::Result<()>;

    /// A handle by which another thread makes sure of what is written so far, while more is written.
    ///
    /// # Errors
    /// As the system says.
    fn syncer(&self) -> io::Result<Box<dyn Syncer>>;

    /// Appends a stretch of another file (bytes) as the system does it best: file systems that can, share the blocks. Answers how many
    /// bytes it has taken over; fewer, or none, where the system cannot, and the caller copies the rest.
    ///
    /// # Errors
    /// As the system says, but not where it merely cannot.
    fn append_from(&mut self, source: &dyn OpenFile, stretch: Range<u64>) -> io::Result<u64> {
        let _ = (source, stretch);
        Ok(0)
    }
}

/// How coarse the times of files are: what is written twice within it may have one time. Linux counts in steps of 1 to 10 ms.
pub const TICK: Duration = Duration::from_millis(20);

/// Makes sure that the bytes of a file outlive a power cut, beside whoever writes them.
pub trait Syncer: Send {
    /// Makes sure of all that was written before.
    ///
    /// # Errors
    /// As the system says.
    fn sync(&self) -> io::Result<()>;
}

/// Whose a copy is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ownership {
    /// Owner and group are those of the original.
    Kept,
    /// The group is; the owner is whoever runs podwright, since only root may give a file away.
    OnlyGroup,
    /// Not even the group could be kept.
    Neither,
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FileStatus {
    /// File or folder.
    pub kind: FileKind,
    /// Size (bytes).
    pub bytes: u64,
    /// When it was last changed; it never reaches an output.
    pub modified: SystemTime,
    /// The file's own number and its disk's: equal for two names of one file.
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

/// Reads a whole file of at most `limit` bytes.
///
/// # Errors
/// As the system says, and `FileTooLarge` for a longer file.
pub fn read_whole(disk: &dyn Disk, path: &Utf8Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = disk.open(path)?;
    let length = file.len();
    if length > limit {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has {length} bytes, more than {limit}")));
    }
    let mut bytes = vec![0; usize::try_from(length).map_err(|_| io::ErrorKind::FileTooLarge)?];
    let mut filled = 0;
    while filled < bytes.len() {
        match file.read_at(filled as u64, &mut bytes[filled..])? {
            0 => break,
            count => filled += count,
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}
