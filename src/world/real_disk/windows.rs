//! The disk as Windows has it. Replacing keeps what a file inherits from its folder (access rights); streams beside the file are not copied.
#![expect(clippy::disallowed_methods, reason = "this is a part of the door through which files come in and go out")]

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::ops::Range;
use std::os::windows::fs::{FileExt, OpenOptionsExt};
use std::thread;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use winapi_util::Handle;
use winapi_util::file::information;

use crate::world::disk::Ownership;
use crate::world::real_disk::Names;

/// The file that is held while a folder is locked. The system removes it with its last handle, however the process ends.
const LOCK: &str = ".podwright-lock";
/// `FILE_FLAG_DELETE_ON_CLOSE` (`CreateFileW`, "Flags").
const DELETE_ON_CLOSE: u32 = 0x0400_0000;
/// `ERROR_SHARING_VIOLATION`: somebody holds the file.
const HELD: i32 = 32;
/// `ERROR_ACCESS_DENIED`: also what a file answers that is about to be removed.
const DENIED: i32 = 5;
/// How long to wait between two looks at a locked folder.
const PAUSE: Duration = Duration::from_millis(50);
/// How often in a row a refusal may be a file on its way out.
const REFUSALS: u32 = 40;

/// Number of the disk and of the file on it, and how many names that has.
pub(super) fn names(file: &File, _: &Metadata) -> io::Result<Names> {
    let found = information(file)?;
    Ok(Names { identity: (found.volume_serial_number(), found.file_index()), count: found.number_of_links() })
}

/// The same, of what stands at a path.
pub(super) fn names_at(path: &Utf8Path, _: &Metadata) -> io::Result<Names> {
    let found = information(Handle::from_path_any(path)?)?;
    Ok(Names { identity: (found.volume_serial_number(), found.file_index()), count: found.number_of_links() })
}

/// Whether the permissions forbid writing. That mark on a folder only says that it looks different in the Explorer.
pub(super) fn is_read_only(metadata: &Metadata) -> bool {
    metadata.is_file() && metadata.permissions().readonly()
}

/// Without the prefix `\\?\` where the path is as good without: people read it, and other programs get it.
pub(super) fn canonical(path: &Utf8Path) -> io::Result<Utf8PathBuf> {
    let canonical = path.canonicalize_utf8()?;
    Ok(Utf8Path::from_path(dunce::simplified(canonical.as_std_path())).map_or_else(|| canonical.clone(), Utf8Path::to_owned))
}

pub(super) fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    file.seek_read(buffer, offset)
}

/// A new file inherits from its folder who may do what.
pub(super) fn copy_attributes(from: &Utf8Path, to: &Utf8Path) -> io::Result<Ownership> {
    fs::set_permissions(to, fs::metadata(from)?.permissions()).map(|()| Ownership::Kept)
}

/// NTFS keeps its own book of names, and folders cannot be synced.
pub(super) fn sync_folder(folder: &Utf8Path) -> io::Result<()> {
    fs::metadata(folder).map(|_| ())
}

/// A folder cannot be locked: a file in it is, by being open for nobody else.
pub(super) fn lock_folder(folder: &Utf8Path) -> io::Result<Box<dyn Send>> {
    let path = folder.join(LOCK);
    let mut refusals = 0;
    loop {
        let held =
            OpenOptions::new().write(true).create(true).truncate(false).share_mode(0).custom_flags(DELETE_ON_CLOSE).open(&path);
        match held {
            Ok(file) => return Ok(Box::new(file)),
            Err(error) if error.raw_os_error() == Some(HELD) => refusals = 0,
            Err(error) if error.raw_os_error() == Some(DENIED) && refusals < REFUSALS => refusals += 1,
            Err(error) => return Err(error),
        }
        thread::sleep(PAUSE);
    }
}

/// A file is opened for writing, which changes nothing; of a folder the file tells that is made in it next.
pub(super) fn may_write(path: &Utf8Path) -> io::Result<()> {
    if fs::metadata(path)?.is_file() { OpenOptions::new().write(true).open(path).map(|_| ()) } else { Ok(()) }
}

pub(super) fn free_space(folder: &Utf8Path) -> io::Result<u64> {
    fs4::available_space(folder)
}

/// Windows shares no blocks on the disks that most people have: the caller copies.
pub(super) fn share(_: &File, _: Range<u64>, _: &File) -> io::Result<u64> {
    Ok(0)
}
