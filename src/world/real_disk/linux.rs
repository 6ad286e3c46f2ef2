//! What only Linux has: stretches of a file that are shared with another.

use std::fs::File;
use std::io;
use std::ops::Range;

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
