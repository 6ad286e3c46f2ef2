//! The lock's text, and putting it in its place.

use camino::{Utf8Path, Utf8PathBuf};

use crate::engine::load::LOCK_FILE;
use crate::error::Error;
use crate::lock::Lock;
use crate::lock::lock_file::{self, LockFile};
use crate::output::apply;
use crate::source::plain::to_yaml;
use crate::world::disk::{Disk, read_whole};

/// The lock as it stands on disk.
pub(crate) fn lock_text(lock: &Lock) -> String {
    lock_file::lock_text(&to_yaml(&LockFile::from(lock)))
}

/// Writes the lock, where it differs from what is there; whether it was written.
pub(crate) fn write_lock(disk: &dyn Disk, root: &Utf8Path, lock: &Lock) -> Result<bool, Error> {
    let path: Utf8PathBuf = root.join(LOCK_FILE);
    let text = lock_text(lock);
    if read_whole(disk, &path, text.len() as u64).is_ok_and(|bytes| bytes == text.as_bytes()) {
        return Ok(false);
    }
    apply::put(disk, &path, text.as_bytes())?;
    Ok(true)
}
