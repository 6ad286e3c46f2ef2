//! podcast.lock, read.

use camino::Utf8Path;

use crate::error::Error;
use crate::lock::Lock;
use crate::lock::lock_bounds::{refuse_open_brackets, refuse_too_many_values};
use crate::lock::lock_error::{LockError, refuse_conflict};
use crate::lock::lock_file::{LockFile, LockVersion};
use crate::model::files::byte_count::ByteCount;
use crate::model::files::lfs_pointer::begins_as_pointer;
use crate::model::files::show_files::LOCK_FILE;
use crate::source::yaml::plain::{PlainError, from_yaml};
use crate::world::disk::path_refusal::PathRefusal;
use crate::world::disk::{Disk, read_whole};

/// The longest lock that is read: about 20,000 episodes, ten a day for five years.
const LOCK_MAX: ByteCount = ByteCount::mebibytes(32);

/// The lock of the show with its text; `None` if there is none yet.
pub(crate) fn read_lock(disk: &dyn Disk, root: &Utf8Path) -> Result<Option<(Lock, String)>, Error> {
    let path = root.join(LOCK_FILE);
    let failed = |source| Error::Disk { step: "read", path: path.clone(), source };
    if disk.status(&path).map_err(failed)?.is_none() {
        return Ok(None);
    }
    let refused = |error: LockError| Error::Lock { message: error.to_string(), help: error.help().to_owned() };
    let bytes = read_whole(disk, &path, LOCK_MAX).map_err(|error| match PathRefusal::of(&error) {
        Some(PathRefusal::TooLarge { limit }) => refused(LockError::TooLong { limit: *limit }),
        Some(refusal) => Error::Lock { message: refusal.to_string(), help: refusal.help().to_owned() },
        None => failed(error),
    })?;
    lock_of(bytes).map(Some).map_err(refused)
}

/// The lock in these bytes, with its text.
///
/// # Errors
/// Where they are no lock that podwright has written.
pub fn lock_of(bytes: Vec<u8>) -> Result<(Lock, String), LockError> {
    if begins_as_pointer(&bytes) {
        return Err(LockError::Pointer);
    }
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0')).ok_or(LockError::NotText)?;
    refuse_conflict(&text)?;
    refuse_too_many_values(&text)?;
    refuse_open_brackets(&text)?;
    if text.lines().all(|line| line.trim().is_empty() || line.starts_with('#')) {
        return Err(LockError::Empty);
    }
    let form = |error: PlainError| LockError::Form { line: error.line, message: error.message };
    let file = from_yaml::<LockFile>(&text);
    if file.is_err() {
        // A newer format may have unknown keys; report the version instead.
        from_yaml::<LockVersion>(&text).map_err(form)?.known()?;
    }
    Ok((Lock::try_from(file.map_err(form)?)?, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = include_str!("../../../podcast.lock");

    #[test]
    fn what_is_no_lock_of_ours_is_refused_for_what_it_is() {
        let refused = |text: &str| lock_of(text.as_bytes().to_vec()).unwrap_err();
        let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n";
        assert_eq!(refused(pointer), LockError::Pointer);
        assert!(matches!(refused("version: ["), LockError::Form { .. }));
        assert_eq!(refused("# nothing\n"), LockError::Empty);
        assert_eq!(refused("version: 1\0"), LockError::NotText);
        let twice = OURS.replace("words-we-use", "coming-soon");
        assert!(matches!(refused(&twice), LockError::SameSlug { slug, .. } if slug == "coming-soon"));
        assert!(lock_of(OURS.as_bytes().to_vec()).is_ok());
    }
}
