//! Writes a file completely or not at all.

use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::world::disk::Disk;

/// How the name of an unfinished file starts.
pub const TEMPORARY_PREFIX: &str = ".podwright-";
/// How the name of an unfinished file ends.
pub const TEMPORARY_SUFFIX: &str = ".tmp";

/// The name of the unfinished file. It is always the same, so the next run overwrites what a killed one has left.
fn temporary(path: &Utf8Path) -> io::Result<Utf8PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the path has no file name"))?;
    Ok(path.with_file_name(format!("{TEMPORARY_PREFIX}{name}{TEMPORARY_SUFFIX}")))
}

/// Writes a file in one step: to a temporary file beside it, which is synced and moved over it. A kill at any moment leaves the old file or the new one.
///
/// # Errors
/// As the disk says; the old file is then unchanged, and nothing is left beside it.
pub fn write(disk: &dyn Disk, path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
    let beside = fresh_temporary(disk, path)?;
    let written = write_new(disk, &beside, bytes).and_then(|()| disk.rename(&beside, path));
    finish_write(disk, path, &beside, written)
}

/// As [`write()`], but what is written may be lost in a power cut until [`Disk::sync_files`] is done: a kill alone leaves the old file or the new one.
///
/// # Errors
/// As [`write()`].
pub fn write_unsynced(disk: &dyn Disk, path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
    let beside = fresh_temporary(disk, path)?;
    let mut file = disk.create_new(&beside)?;
    let written = file.write_all(bytes).and_then(|()| file.flush());
    drop(file);
    let written = written.and_then(|()| disk.rename(&beside, path));
    if written.is_err() {
        // The first error is the one to report. The next run overwrites a temporary file that is left.
        let _ = disk.remove(&beside);
    }
    written
}

/// Makes `path` a hard link to the file at `source`, with links followed, or a copy if the disk has no hard links; in one step.
/// `copied` receives the number of bytes copied, piece by piece.
///
/// # Errors
/// As the disk says; the old file at `path` is then unchanged, and nothing is left beside it.
pub fn link_or_copy(disk: &dyn Disk, source: &Utf8Path, path: &Utf8Path, copied: &mut dyn FnMut(u64)) -> io::Result<()> {
    let beside = fresh_temporary(disk, path)?;
    // A hard link to a symbolic link would point elsewhere.
    let source = disk.canonical(source)?;
    let made = match disk.hard_link(&source, &beside) {
        Ok(()) => Ok(()),
        Err(_) => copy_new(disk, &source, &beside, copied),
    };
    finish_write(disk, path, &beside, made.and_then(|()| disk.rename(&beside, path)))
}

/// Why a file was not copied, and which of the two it was.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct CopyError {
    /// Whether the file that was to be copied could not be read; else the copy could not be written.
    pub is_source: bool,
    /// What the disk says.
    pub error: io::Error,
}

/// Copies a file in one step. `copied` receives the number of bytes copied, piece by piece.
///
/// # Errors
/// As the disk says; the old file at `path` is then unchanged, and nothing is left beside it.
pub fn copy(disk: &dyn Disk, source: &Utf8Path, path: &Utf8Path, copied: &mut dyn FnMut(u64)) -> Result<(), CopyError> {
    let of_copy = |error| CopyError { is_source: false, error };
    let beside = fresh_temporary(disk, path).map_err(of_copy)?;
    let mut is_source = false;
    let made = copy_told(disk, source, &beside, copied).map_err(|fault| {
        is_source = fault.is_source;
        fault.error
    });
    finish_write(disk, path, &beside, made.and_then(|()| disk.rename(&beside, path)))
        .map_err(|error| CopyError { is_source, error })
}

fn fresh_temporary(disk: &dyn Disk, path: &Utf8Path) -> io::Result<Utf8PathBuf> {
    let beside = temporary(path)?;
    match disk.remove(&beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(beside),
    }
}

fn finish_write(disk: &dyn Disk, path: &Utf8Path, beside: &Utf8Path, result: io::Result<()>) -> io::Result<()> {
    match result {
        Ok(()) => disk.sync_folder(path.parent().unwrap_or(Utf8Path::new("."))),
        Err(error) => {
            // The first error is the one to report. The next run overwrites a temporary file that is left.
            let _ = disk.remove(beside);
            Err(error)
        }
    }
}

fn write_new(disk: &dyn Disk, path: &Utf8Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = disk.create_new(path)?;
    file.write_all(bytes)?;
    file.sync()
}

/// Copies a file to a path at which nothing is, and syncs it. `copied` learns how many bytes came since the last call.
///
/// # Errors
/// As the disk says.
pub(crate) fn copy_new(disk: &dyn Disk, source: &Utf8Path, path: &Utf8Path, copied: &mut dyn FnMut(u64)) -> io::Result<()> {
    copy_told(disk, source, path, copied).map_err(|fault| fault.error)
}

fn copy_told(disk: &dyn Disk, source: &Utf8Path, path: &Utf8Path, copied: &mut dyn FnMut(u64)) -> Result<(), CopyError> {
    let of_source = |error| CopyError { is_source: true, error };
    let of_copy = |error| CopyError { is_source: false, error };
    let from = disk.open(source).map_err(of_source)?;
    let mut to = disk.create_new(path).map_err(of_copy)?;
    let mut buffer = vec![0; 256 * 1024];
    let mut offset = 0;
    loop {
        match from.read_at(offset, &mut buffer).map_err(of_source)? {
            0 => return to.sync().map_err(of_copy),
            count => {
                to.write_all(&buffer[..count]).map_err(of_copy)?;
                offset += count as u64;
                copied(count as u64);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::files::byte_count::ByteCount;
    use crate::world::disk::read_whole;
    use crate::world::real_disk::RealDisk;

    fn folder() -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(folder.path().to_path_buf()).unwrap();
        (folder, path)
    }

    #[test]
    fn replaces_a_file_and_leaves_nothing_beside_it() {
        let (_keep, folder) = folder();
        let path = folder.join("a.txt");
        write(&RealDisk, &path, b"old").unwrap();
        RealDisk.create_new(&folder.join(".podwright-a.txt.tmp")).unwrap();
        write(&RealDisk, &path, b"new").unwrap();
        assert_eq!(read_whole(&RealDisk, &path, ByteCount::new(10)).unwrap(), b"new");
        assert_eq!(RealDisk.list(&folder).unwrap(), ["a.txt"]);
    }

    #[test]
    fn a_link_takes_the_place_of_what_stood_there() {
        let (_keep, folder) = folder();
        write(&RealDisk, &folder.join("source"), b"sound").unwrap();
        write(&RealDisk, &folder.join("served"), b"old").unwrap();
        link_or_copy(&RealDisk, &folder.join("source"), &folder.join("served"), &mut |_| ()).unwrap();
        let identity = |name: &str| RealDisk.status(&folder.join(name)).unwrap().unwrap().identity;
        assert_eq!(identity("source"), identity("served"));
    }

    #[cfg(unix)]
    #[test]
    fn behind_a_link_the_file_itself_gets_the_second_name() {
        let (_keep, folder) = folder();
        write(&RealDisk, &folder.join("source"), b"sound").unwrap();
        std::os::unix::fs::symlink("source", folder.join("link")).unwrap();
        RealDisk.create_folders(&folder.join("feed")).unwrap();
        link_or_copy(&RealDisk, &folder.join("link"), &folder.join("feed/served"), &mut |_| ()).unwrap();
        let served = folder.join("feed/served");
        assert!(!RealDisk.is_link(&served).unwrap());
        assert_eq!(read_whole(&RealDisk, &served, ByteCount::new(10)).unwrap(), b"sound");
    }
}
