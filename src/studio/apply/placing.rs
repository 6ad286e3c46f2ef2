//! Gives the finished file its name. Nothing is replaced.

use std::io;

use camino::Utf8Path;

use crate::studio::apply::MasterJob;
use crate::studio::apply::scratch::Scratch;
use crate::studio::master_error::MasterError;
use crate::world::atomic::copy_new;

/// Refuses an output that is there already, and one with something where a file beside it belongs.
pub(crate) fn refuse_what_is_there(job: &MasterJob<'_>) -> Result<(), MasterError> {
    let status = |path: &Utf8Path| {
        let found = job.disk.status(path);
        found.map_err(|source| MasterError::Disk { step: "read", path: path.to_owned(), source })
    };
    if let Some(there) = status(job.output)? {
        let path = job.output.to_owned();
        return match status(job.input)? {
            Some(recording) if recording.identity == there.identity => Err(MasterError::Itself { path }),
            _ => Err(MasterError::Exists { path }),
        };
    }
    for path in job.beside {
        if status(path)?.is_some() {
            return Err(MasterError::ExistsBeside { path: path.clone() });
        }
    }
    Ok(())
}

/// Puts the encoded file in its place: copied and synced under a temporary name, which then becomes the second name of the same file. A second name is
/// refused where something is already, so what another program put there meanwhile stays.
pub(crate) fn place(job: &MasterJob<'_>, scratch: &Scratch<'_>, encoded: &Utf8Path) -> Result<(), MasterError> {
    let failed = |source| MasterError::Disk { step: "write", path: job.output.to_owned(), source };
    let finished = scratch.finished();
    // an encoder does not sync what it writes
    copy_new(job.disk, encoded, &finished, &mut |_| ()).map_err(failed)?;
    match job.disk.hard_link(&finished, job.output) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(MasterError::Exists { path: job.output.to_owned() });
        }
        // a disk without second names
        Err(_) => {
            refuse_what_is_there(job)?;
            job.disk.rename(&finished, job.output).map_err(failed)?;
        }
    }
    job.disk.sync_folder(job.output.parent().unwrap_or(Utf8Path::new("."))).map_err(failed)
}
