//! Removes a folder with everything in it.

use std::io;

use camino::Utf8Path;

use crate::world::disk::{Disk, FileKind};

/// How deep folders are removed. Ours are four deep, and those of programs that work for us hardly deeper.
const DEPTH_MAX: usize = 32;

/// Removes a folder with all that is in it, and whatever else is there. A link is removed itself, and what it leads to stays. What cannot be removed stays,
/// and the rest goes.
///
/// # Errors
/// As the system says of the first that stays, and where folders are too deep.
pub(crate) fn remove_all(disk: &dyn Disk, path: &Utf8Path) -> io::Result<()> {
    remove(disk, path, DEPTH_MAX)
}

fn remove(disk: &dyn Disk, path: &Utf8Path, depth: usize) -> io::Result<()> {
    if is_link(disk, path)? {
        return absent(disk.remove(path));
    }
    let Some(status) = disk.status(path)? else { return Ok(()) };
    let mut removed = Ok(());
    if status.kind == FileKind::Folder {
        let below =
            depth.checked_sub(1).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the folders are too deep"))?;
        let names = match disk.list(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            names => names?,
        };
        for name in names {
            removed = removed.and(remove(disk, &path.join(name), below));
        }
    }
    removed.and_then(|()| absent(disk.remove(path)))
}

/// What somebody else removes at the same moment, such as a preview that is just ending, is gone as well.
fn absent(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Whether a link is at a path; none is where nothing is.
///
/// # Errors
/// As the system says.
pub(crate) fn is_link(disk: &dyn Disk, path: &Utf8Path) -> io::Result<bool> {
    match disk.is_link(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use camino::Utf8PathBuf;

    use super::*;
    use crate::world::real_disk::RealDisk;

    fn folder() -> (tempfile::TempDir, Utf8PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::from_path_buf(folder.path().to_path_buf()).unwrap();
        (folder, root)
    }

    #[test]
    fn two_can_remove_a_folder_at_once() {
        for _ in 0..20 {
            let (_folder, root) = folder();
            let path = root.join("a");
            for number in 0..100 {
                RealDisk.create_folders(&path.join(format!("{number}/b"))).unwrap();
            }
            let both = || remove_all(&RealDisk, &path);
            let (one, other) = std::thread::scope(|scope| {
                let other = scope.spawn(both);
                (both(), other.join().unwrap())
            });
            assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
            assert!(!path.exists());
        }
    }

    #[test]
    fn a_folder_goes_with_all_that_is_in_it_and_nothing_is_no_error() {
        let (_keep, root) = folder();
        RealDisk.create_folders(&root.join("a/b/c")).unwrap();
        RealDisk.create_new(&root.join("a/b/file")).unwrap();
        remove_all(&RealDisk, &root.join("a")).unwrap();
        assert!(RealDisk.list(&root).unwrap().is_empty());
        remove_all(&RealDisk, &root.join("a")).unwrap();
    }

    #[test]
    fn what_is_too_deep_stays_and_what_lies_beside_it_goes() {
        let (_keep, root) = folder();
        let deep = root.join("a").join("b/".repeat(40));
        RealDisk.create_folders(&deep).unwrap();
        RealDisk.create_new(&root.join("a/z")).unwrap();
        assert_eq!(remove_all(&RealDisk, &root.join("a")).unwrap_err().kind(), io::ErrorKind::InvalidInput);
        assert_eq!(RealDisk.list(&root.join("a")).unwrap(), ["b"]);
        assert!(RealDisk.status(&deep).unwrap().is_some());
    }

    #[cfg(unix)]
    #[test]
    fn what_a_link_leads_to_stays() {
        let (_keep, root) = folder();
        RealDisk.create_folders(&root.join("mine")).unwrap();
        RealDisk.create_new(&root.join("mine/letter.txt")).unwrap();
        RealDisk.create_folders(&root.join("a")).unwrap();
        std::os::unix::fs::symlink(root.join("mine"), root.join("a/link")).unwrap();
        std::os::unix::fs::symlink(root.join("mine"), root.join("link")).unwrap();
        remove_all(&RealDisk, &root.join("a")).unwrap();
        remove_all(&RealDisk, &root.join("link")).unwrap();
        assert_eq!(RealDisk.list(&root).unwrap(), ["mine"]);
        assert_eq!(RealDisk.list(&root.join("mine")).unwrap(), ["letter.txt"]);
    }
}
