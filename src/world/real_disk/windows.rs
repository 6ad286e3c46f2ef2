//! The disk on Windows. A replaced file keeps the access rights that it inherits from its folder; alternate data streams are not copied.
#![expect(clippy::disallowed_methods, reason = "this is a part of the door through which files come in and go out")]

use std::collections::BTreeSet;
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

/// The file that is open while a folder is locked. The system removes it with its last handle, however the process ends.
const LOCK: &str = ".podwright-lock";
/// `FILE_FLAG_DELETE_ON_CLOSE` (`CreateFileW`, "Flags").
const DELETE_ON_CLOSE: u32 = 0x0400_0000;
/// `ERROR_SHARING_VIOLATION`: another process has opened the file.
const SHARING_VIOLATION: i32 = 32;
/// `ERROR_ACCESS_DENIED`: also the answer for a file that is being removed.
const ACCESS_DENIED: i32 = 5;
/// How often to try to lock a folder that is locked. Windows does not report when it is unlocked.
const LOCK_POLL: Duration = Duration::from_millis(50);
/// The most refusals in a row that can be due to a file that is being removed.
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

/// Whether the permissions forbid writing. On a folder, the read-only attribute only changes how the Explorer shows it.
pub(super) fn is_read_only(metadata: &Metadata) -> bool {
    metadata.is_file() && metadata.permissions().readonly()
}

/// Without the prefix `\\?\` if the path is valid without it, since people and other programs read the path.
pub(super) fn canonical(path: &Utf8Path) -> io::Result<Utf8PathBuf> {
    let canonical = path.canonicalize_utf8()?;
    Ok(Utf8Path::from_path(dunce::simplified(canonical.as_std_path())).map_or_else(|| canonical.clone(), Utf8Path::to_owned))
}

pub(super) fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    file.seek_read(buffer, offset)
}

/// Opens a file for reading.
pub(super) fn open(path: &Utf8Path) -> io::Result<File> {
    File::open(path)
}

/// A new file inherits its access rights from its folder.
pub(super) fn copy_attributes(from: &Utf8Path, to: &Utf8Path) -> io::Result<Ownership> {
    fs::set_permissions(to, fs::metadata(from)?.permissions()).map(|()| Ownership::Kept)
}

/// Folders cannot be synced on Windows; NTFS has a journal for names.
pub(super) fn sync_folder(folder: &Utf8Path) -> io::Result<()> {
    fs::metadata(folder).map(|_| ())
}

/// File by file, since the system has no other way; a file must be open for writing.
pub(super) fn sync_files(_: &Utf8Path, files: &BTreeSet<Utf8PathBuf>) -> io::Result<()> {
    files.iter().try_for_each(|file| OpenOptions::new().write(true).open(file)?.sync_all())
}

/// A folder cannot be locked, so a file in it is opened that no other process may open.
pub(super) fn lock_folder(folder: &Utf8Path) -> io::Result<Box<dyn Send>> {
    let path = folder.join(LOCK);
    let mut refusals = 0;
    loop {
        let opened =
            OpenOptions::new().write(true).create(true).truncate(false).share_mode(0).custom_flags(DELETE_ON_CLOSE).open(&path);
        match opened {
            Ok(file) => return Ok(Box::new(file)),
            Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => refusals = 0,
            Err(error) if error.raw_os_error() == Some(ACCESS_DENIED) && refusals < REFUSALS => refusals += 1,
            Err(error) => return Err(error),
        }
        thread::sleep(LOCK_POLL);
    }
}

/// A file is opened for writing, which changes nothing. A folder shows it when the next file is created in it.
pub(super) fn may_write(path: &Utf8Path) -> io::Result<()> {
    if fs::metadata(path)?.is_file() { OpenOptions::new().write(true).open(path).map(|_| ()) } else { Ok(()) }
}

pub(super) fn free_space(folder: &Utf8Path) -> io::Result<u64> {
    fs4::available_space(folder)
}

/// NTFS cannot share blocks: the caller copies.
pub(super) fn share(_: &File, _: Range<u64>, _: &File) -> io::Result<u64> {
    Ok(0)
}
