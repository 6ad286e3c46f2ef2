//! What only Linux has: stretches of a file that are shared with another, and files that may only be appended to.

use std::fs::File;
use std::io;
use std::ops::Range;

use camino::Utf8Path;
use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
use rustix::io::Errno;

/// Appends a stretch of one file to another, and answers how many bytes of it were taken over.
pub(super) fn share(from: &File, stretch: Range<u64>, to: &File) -> io::Result<u64> {
    let mut at = stretch.start;
    while at < stretch.end {
        let length = usize::try_from(stretch.end - at).unwrap_or(usize::MAX);
        match rustix::fs::copy_file_range(from, Some(&mut at), to, None, length) {
            // The source has ended; or two disks, an old kernel, a file system that does not know how: the caller copies.
            Ok(0) | Err(Errno::XDEV | Errno::NOSYS | Errno::INVAL | Errno::NOTSUP | Errno::PERM) => break,
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(at - stretch.start)
}

/// Whether something may only be appended to (`chattr +a`).
pub(super) fn is_append_only(path: &Utf8Path) -> io::Result<bool> {
    match statx(CWD, path.as_std_path(), AtFlags::empty(), StatxFlags::empty()) {
        Ok(found) => Ok(found.stx_attributes.contains(StatxAttributes::APPEND)),
        // Kernels before 4.11.
        Err(Errno::NOSYS) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
