//! One podwright at a time, and what a killed one has left.

use camino::Utf8Path;

use crate::error::Error;
use crate::model::files::show_files::{EPISODES_FOLDER, EXCLUSION_FILE, FEED_FOLDER, STATE_FOLDER};
use crate::output::apply::is_unfinished;
use crate::world::disk::Disk;
use crate::world::replace::{remove_leftovers, remove_leftovers_below};

/// Keeps other podwrights away from the show until the answer is dropped.
///
/// # Errors
/// [`Error::Busy`] if another one is at work, or the disk fails.
pub(crate) fn exclude_others(disk: &dyn Disk, root: &Utf8Path) -> Result<Box<dyn Send>, Error> {
    let folder = root.join(STATE_FOLDER);
    disk.create_folders(&folder).map_err(|source| Error::Disk { step: "make the folder", path: folder.clone(), source })?;
    let path = root.join(EXCLUSION_FILE);
    match disk.take(&path) {
        Ok(Some(exclusion)) => Ok(exclusion),
        Ok(None) => Err(Error::Busy),
        Err(source) => Err(Error::Disk { step: "write", path, source }),
    }
}

/// Removes the temporary files that a killed run left: beside the recordings, beside the lock, and in `feed/` if it had begun to write there.
///
/// # Errors
/// If one cannot be removed.
pub(crate) fn remove_leftovers_of_runs(disk: &dyn Disk, root: &Utf8Path) -> Result<(), Error> {
    remove_leftovers(disk, root)?;
    remove_leftovers_below(disk, &root.join(STATE_FOLDER))?;
    remove_leftovers_below(disk, &root.join(EPISODES_FOLDER))?;
    if is_unfinished(disk, root) {
        remove_leftovers_below(disk, &root.join(FEED_FOLDER))?;
    }
    Ok(())
}
