//! podcast.lock, written.

use camino::Utf8Path;

use crate::error::Error;
use crate::lock::Lock;
use crate::lock::lock_file::{self, LockFile};
use crate::model::files::show_files::LOCK_FILE;
use crate::output::apply;
use crate::source::yaml::plain::to_yaml;
use crate::world::disk::Disk;

/// The lock as it is on disk.
pub(in crate::engine) fn lock_text(lock: &Lock) -> String {
    lock_file::lock_text(&to_yaml(&LockFile::from(lock)))
}

/// Writes the lock if it differs from `known`, the text that was read; whether it was written.
pub(crate) fn write_lock(disk: &dyn Disk, root: &Utf8Path, lock: &Lock, known: Option<&str>) -> Result<bool, Error> {
    let text = lock_text(lock);
    if known == Some(text.as_str()) {
        return Ok(false);
    }
    apply::put(disk, &root.join(LOCK_FILE), text.as_bytes())?;
    Ok(true)
}
