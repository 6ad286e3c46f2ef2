//! What only Linux has: shared ranges of files, and append-only files.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
use rustix::io::Errno;

/// Appends a range of one file to another, and returns how many bytes were appended.
pub(super) fn share(from: &File, stretch: Range<u64>, to: &File) -> io::Result<u64> {
    let mut at = stretch.start;
    while at < stretch.end {
        let length = usize::try_from(stretch.end - at).unwrap_or(usize::MAX);
        match rustix::fs::copy_file_range(from, Some(&mut at), to, None, length) {
            // The source has ended, or the file systems or the kernel do not support it: the caller copies.
            Ok(0) | Err(Errno::XDEV | Errno::NOSYS | Errno::INVAL | Errno::NOTSUP | Errno::PERM) => break,
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(at - stretch.start)
}

/// Syncs the file system that holds a folder, once for all files.
pub(super) fn sync_files(root: &Utf8Path, _: &BTreeSet<Utf8PathBuf>) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(root)?)?)
}

/// Whether a file is append-only (`chattr +a`).
pub(super) fn is_append_only(path: &Utf8Path) -> io::Result<bool> {
    match statx(CWD, path.as_std_path(), AtFlags::empty(), StatxFlags::empty()) {
        Ok(found) => Ok(found.stx_attributes.contains(StatxAttributes::APPEND)),
        // Kernels before 4.11.
        Err(Errno::NOSYS) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
