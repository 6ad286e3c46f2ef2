//! Two podwrights at once on one show exclude each other.

use std::fs::{File, TryLockError};
use std::io;

use camino::Utf8Path;

/// The only podwright that writes to a show, for as long as the value lives. The system lets go of it when the program ends, however it ends.
pub struct Exclusion {
    _file: File,
}

impl Exclusion {
    /// Takes the lock file at `path`, made where it is not there; `None` where another podwright holds it.
    ///
    /// # Errors
    /// As the system says.
    pub fn take(path: &Utf8Path) -> io::Result<Option<Self>> {
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_one_waits_outside() {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8Path::from_path(folder.path()).unwrap().join("busy");
        let first = Exclusion::take(&path).unwrap();
        assert!(first.is_some());
        assert!(Exclusion::take(&path).unwrap().is_none());
        drop(first);
        assert!(Exclusion::take(&path).unwrap().is_some());
    }
}
