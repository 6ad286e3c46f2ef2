//! A disk as macOS has it: small and large letters are the same to it, and so are both ways in which an accent is stored; names are kept as they
//! came.

use std::collections::BTreeSet;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};
use podwright::world::disk::{Disk, FileStatus, NewFile, OpenFile, Ownership};
use podwright::world::real_disk::RealDisk;
use podwright::world::spelling::composed;

/// Works below this folder, whose path is as the disk has it.
pub(crate) struct MacDisk(pub(crate) Utf8PathBuf);

impl MacDisk {
    /// The path of what stands there, as the disk below has it.
    fn real(&self, path: &Utf8Path) -> Utf8PathBuf {
        let Ok(rest) = path.strip_prefix(&self.0) else { return path.to_owned() };
        let same = |a: &str, b: &str| composed(a).to_lowercase() == composed(b).to_lowercase();
        rest.iter().fold(self.0.clone(), |folder, name| {
            let names = RealDisk.list(&folder).unwrap_or_default();
            let there = names.iter().find(|there| same(there, name)).map_or(name, String::as_str);
            folder.join(there)
        })
    }
}

impl Disk for MacDisk {
    fn open(&self, path: &Utf8Path) -> io::Result<Box<dyn OpenFile>> {
        RealDisk.open(&self.real(path))
    }

    fn status(&self, path: &Utf8Path) -> io::Result<Option<FileStatus>> {
        RealDisk.status(&self.real(path))
    }

    fn is_link(&self, path: &Utf8Path) -> io::Result<bool> {
        RealDisk.is_link(&self.real(path))
    }

    fn canonical(&self, path: &Utf8Path) -> io::Result<Utf8PathBuf> {
        RealDisk.canonical(&self.real(path))
    }

    fn list(&self, folder: &Utf8Path) -> io::Result<Vec<String>> {
        RealDisk.list(&self.real(folder))
    }

    fn create_folders(&self, folder: &Utf8Path) -> io::Result<()> {
        RealDisk.create_folders(&self.real(folder))
    }

    fn create_new(&self, path: &Utf8Path) -> io::Result<Box<dyn NewFile>> {
        RealDisk.create_new(&self.real(path))
    }

    fn copy_attributes(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<Ownership> {
        RealDisk.copy_attributes(&self.real(from), &self.real(to))
    }

    fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        RealDisk.rename(&self.real(from), &self.real(to))
    }

    fn hard_link(&self, from: &Utf8Path, to: &Utf8Path) -> io::Result<()> {
        RealDisk.hard_link(&self.real(from), &self.real(to))
    }

    fn remove(&self, path: &Utf8Path) -> io::Result<()> {
        RealDisk.remove(&self.real(path))
    }

    fn sync_folder(&self, folder: &Utf8Path) -> io::Result<()> {
        RealDisk.sync_folder(&self.real(folder))
    }

    fn sync_files(&self, root: &Utf8Path, files: &BTreeSet<Utf8PathBuf>) -> io::Result<()> {
        RealDisk.sync_files(&self.real(root), &files.iter().map(|file| self.real(file)).collect())
    }

    fn take(&self, path: &Utf8Path) -> io::Result<Option<Box<dyn Send>>> {
        RealDisk.take(&self.real(path))
    }

    fn may_write(&self, path: &Utf8Path) -> io::Result<()> {
        RealDisk.may_write(&self.real(path))
    }

    fn free_space(&self, folder: &Utf8Path) -> io::Result<u64> {
        RealDisk.free_space(&self.real(folder))
    }
}
