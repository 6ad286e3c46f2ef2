//! The disk on Linux, macOS and similar systems.
#![expect(clippy::disallowed_methods, reason = "this is a part of the door through which files come in and go out")]

use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt, chown};

use camino::{Utf8Path, Utf8PathBuf};
use rustix::fs::{Access, FlockOperation, Mode, OFlags};
use rustix::io::Errno;

use crate::world::disk::Ownership;
use crate::world::real_disk::Names;

#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) use crate::world::real_disk::linux::{is_append_only, share, sync_files};

/// Number of the disk and of the file on it, and how many names that has.
#[expect(clippy::unnecessary_wraps, reason = "Windows asks the disk, which may fail")]
pub(super) fn names(_: &File, metadata: &Metadata) -> io::Result<Names> {
    Ok(Names { identity: (metadata.dev(), metadata.ino()), count: metadata.nlink() })
}

/// The same, of what stands at a path.
#[expect(clippy::unnecessary_wraps, reason = "Windows asks the disk, which may fail")]
pub(super) fn names_at(_: &Utf8Path, metadata: &Metadata) -> io::Result<Names> {
    Ok(Names { identity: (metadata.dev(), metadata.ino()), count: metadata.nlink() })
}

/// Whether the permissions forbid writing.
pub(super) fn is_read_only(metadata: &Metadata) -> bool {
    metadata.permissions().readonly()
}

pub(super) fn canonical(path: &Utf8Path) -> io::Result<Utf8PathBuf> {
    path.canonicalize_utf8()
}

pub(super) fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    file.read_at(buffer, offset)
}

/// Copies owner, group, permissions and extended attributes; returns the ownership of the copy.
pub(super) fn copy_attributes(from: &Utf8Path, to: &Utf8Path) -> io::Result<Ownership> {
    let original = fs::metadata(from)?;
    let ownership = give(to, &original)?;
    // Only now, because permissions for a group must not apply to another one.
    if ownership != Ownership::Neither {
        fs::set_permissions(to, original.permissions())?;
        copy_extended(from, to)?;
    }
    Ok(ownership)
}

fn give(to: &Utf8Path, original: &Metadata) -> io::Result<Ownership> {
    let (owner, group) = (original.uid(), original.gid());
    let now = || {
        let copy = fs::metadata(to)?;
        Ok(match (copy.uid() == owner, copy.gid() == group) {
            (true, true) => Ownership::Kept,
            (false, true) => Ownership::OnlyGroup,
            (_, false) => Ownership::Neither,
        })
    };
    // Only root may give a file away, but other users may still change its group.
    for owner in [Some(owner), None] {
        // A file system without owners refuses to set even those that the file has.
        if now()? == Ownership::Kept {
            break;
        }
        match chown(to, owner, Some(group)) {
            Err(error) if !is_refusal(&error) => return Err(error),
            _ => {}
        }
    }
    now()
}

/// In a container, an owner from outside is invalid.
fn is_refusal(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}

fn copy_extended(from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
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

pub(super) fn sync_folder(folder: &Utf8Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Opens a file for reading. A pipe that has taken its place is not waited for.
pub(super) fn open(path: &Utf8Path) -> io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(File::from(rustix::fs::open(path.as_std_path(), flags, Mode::empty())?))
}

/// Locks the folder itself, so no lock file is left in it.
pub(super) fn lock_folder(folder: &Utf8Path) -> io::Result<Box<dyn Send>> {
    lock_open_folder(File::open(folder)?)
}

/// The same for a folder that is open.
pub(super) fn lock_open_folder(file: File) -> io::Result<Box<dyn Send>> {
    loop {
        match rustix::fs::flock(&file, FlockOperation::LockExclusive) {
            Ok(()) => return Ok(Box::new(file)),
            Err(Errno::INTR) => {}
            // Some network file systems have no locks. Writing is still safe, unless a second podwright runs at the same time.
            Err(Errno::NOTSUP | Errno::NOLCK | Errno::NOSYS) => return Ok(Box::new(())),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Asks the system instead of reading the mode bits: they do not apply to root, and do not show a read-only disk or an immutable file.
pub(super) fn may_write(path: &Utf8Path) -> io::Result<()> {
    rustix::fs::access(path.as_std_path(), Access::WRITE_OK)?;
    // An append-only file passes that check, but can be neither moved nor replaced.
    if is_append_only(path)? { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
}

pub(super) fn free_space(folder: &Utf8Path) -> io::Result<u64> {
    let space = rustix::fs::statvfs(folder.as_std_path())?;
    Ok(space.f_bavail.saturating_mul(space.f_frsize))
}

/// macOS clones whole files only: the caller copies.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn share(_: &File, _: std::ops::Range<u64>, _: &File) -> io::Result<u64> {
    Ok(0)
}

/// File by file: only Linux syncs a whole file system and says how that went.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn sync_files(_: &Utf8Path, files: &std::collections::BTreeSet<Utf8PathBuf>) -> io::Result<()> {
    for file in files {
        File::open(file)?.sync_all()?;
    }
    let folders: std::collections::BTreeSet<&Utf8Path> = files.iter().filter_map(|file| file.parent()).collect();
    folders.into_iter().try_for_each(sync_folder)
}

/// Only Linux reports it.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
#[expect(clippy::unnecessary_wraps, reason = "Linux asks the disk, which may fail")]
pub(super) fn is_append_only(_: &Utf8Path) -> io::Result<bool> {
    Ok(false)
}
