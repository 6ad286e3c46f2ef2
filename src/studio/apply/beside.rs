//! Files beside a result: pictures, and copies of texts. Nothing is replaced.

use camino::Utf8Path;

use crate::studio::master_error::MasterError;
use crate::world::atomic;
use crate::world::disk::Disk;

/// Writes a file where none is yet.
///
/// # Errors
/// Where there is one, and where the disk fails.
pub(crate) fn write_new(disk: &dyn Disk, path: &Utf8Path, bytes: &[u8]) -> Result<(), MasterError> {
    let failed = |step| move |source| MasterError::Disk { step, path: path.to_owned(), source };
    if disk.status(path).map_err(failed("read"))?.is_some() {
        return Err(MasterError::ExistsBeside { path: path.to_owned() });
    }
    atomic::write(disk, path, bytes).map_err(failed("write"))
}
