//! `.podwright/preview/`: the pages while they are being looked at. It is emptied at the start and removed at the end; recordings and pictures are
//! served from the show.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::layout::output_file::{Content, OutputFile};
use crate::model::files::show_files::{PREVIEW_EXCLUSION_FILE, PREVIEW_FOLDER, STATE_FOLDER};
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::world::disk::Disk;
use crate::world::disk::removal::{is_link, remove_all};

/// The folder of a preview that runs. When it is dropped, the folder is removed.
pub struct PreviewFolder {
    disk: Arc<dyn Disk>,
    /// Where it is.
    pub path: Utf8PathBuf,
    /// Held for as long as the preview runs.
    _exclusion: Box<dyn Send>,
}

impl PreviewFolder {
    /// Keeps other previews away from the show, and empties the folder; `None` if another preview runs.
    ///
    /// # Errors
    /// If the disk fails, or `.podwright` is a link to somewhere else.
    pub fn open(disk: &Arc<dyn Disk>, root: &Utf8Path) -> io::Result<Option<Self>> {
        let state = root.join(STATE_FOLDER);
        if is_link(disk.as_ref(), &state)? {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is a link, and nothing is written through one"));
        }
        disk.create_folders(&state)?;
        let Some(exclusion) = disk.take(&root.join(PREVIEW_EXCLUSION_FILE))? else { return Ok(None) };
        let path = root.join(PREVIEW_FOLDER);
        remove_all(disk.as_ref(), &path)?;
        disk.create_folders(&path)?;
        Ok(Some(Self { disk: Arc::clone(disk), path, _exclusion: exclusion }))
    }

    /// Whatever writes the pages.
    pub fn writer(&self) -> PreviewWriter {
        PreviewWriter { disk: Arc::clone(&self.disk), folder: self.path.clone(), written: BTreeMap::new() }
    }
}

impl Drop for PreviewFolder {
    fn drop(&mut self) {
        // What is left is removed by the next preview.
        let _ = remove_all(self.disk.as_ref(), &self.path);
    }
}

/// Writes the pages into the folder, as far as they have changed.
pub struct PreviewWriter {
    disk: Arc<dyn Disk>,
    folder: Utf8PathBuf,
    written: BTreeMap<ShowPath, Sha256>,
}

impl PreviewWriter {
    /// Brings the folder to hold the rendered ones of these files, and nothing else.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn write(&mut self, files: &[OutputFile]) -> io::Result<()> {
        let mut wanted = BTreeMap::new();
        for file in files {
            let Content::Bytes(bytes) = &file.content else { continue };
            let (path, sum) = (file.path(), Sha256::of(bytes));
            if self.written.get(&path) != Some(&sum) {
                self.put(&path, bytes)?;
                self.written.insert(path.clone(), sum);
            }
            wanted.insert(path, sum);
        }
        for path in self.written.keys().filter(|path| !wanted.contains_key(*path)) {
            match self.disk.remove(&self.folder.join(path.as_path())) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        self.written = wanted;
        Ok(())
    }

    /// In one step, so that nobody is sent half a page. Nothing is synced: the files live no longer than the preview.
    fn put(&self, path: &ShowPath, bytes: &[u8]) -> io::Result<()> {
        let full = self.folder.join(path.as_path());
        let name = full.file_name().unwrap_or_default();
        // Hidden files are served to nobody.
        let beside = full.with_file_name(format!(".{name}.new"));
        if let Some(folder) = full.parent() {
            self.disk.create_folders(folder)?;
        }
        match self.disk.remove(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        self.disk.create_new(&beside)?.write_all(bytes)?;
        self.disk.rename(&beside, &full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::output::Output;
    use crate::world::disk::read_whole;
    use crate::world::real_disk::RealDisk;

    fn show() -> (tempfile::TempDir, Utf8PathBuf, Arc<dyn Disk>) {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::from_path_buf(folder.path().to_path_buf()).unwrap();
        (folder, root, Arc::new(RealDisk))
    }

    fn page(path: &str, text: &str) -> OutputFile {
        OutputFile::text(Output::of_path(path).unwrap(), text.to_owned())
    }

    #[test]
    fn holds_what_was_rendered_last_and_goes_away() {
        let (_keep, root, disk) = show();
        disk.create_folders(&root.join(PREVIEW_FOLDER).join("old/er")).unwrap();
        disk.create_new(&root.join(PREVIEW_FOLDER).join("old/er/file")).unwrap();
        let folder = PreviewFolder::open(&disk, &root).unwrap().unwrap();
        assert!(PreviewFolder::open(&disk, &root).unwrap().is_none(), "one at a time");
        let mut writer = folder.writer();
        let sound =
            OutputFile { output: Output::of_path("media/a.mp3").unwrap(), content: Content::SameAs("a.mp3".parse().unwrap()) };
        writer.write(&[page("index.html", "one"), page("episodes/a/index.html", "two"), sound]).unwrap();
        writer.write(&[page("index.html", "three")]).unwrap();
        let text = read_whole(disk.as_ref(), &folder.path.join("index.html"), crate::model::files::byte_count::ByteCount::new(9));
        assert_eq!(text.unwrap(), b"three");
        assert!(disk.status(&folder.path.join("episodes/a/index.html")).unwrap().is_none());
        assert!(
            disk.status(&folder.path.join("media")).unwrap().is_none()
                && disk.status(&folder.path.join("old")).unwrap().is_none()
        );
        drop(folder);
        assert!(disk.status(&root.join(PREVIEW_FOLDER)).unwrap().is_none());
        assert!(PreviewFolder::open(&disk, &root).unwrap().is_some(), "and again");
    }

    #[cfg(unix)]
    #[test]
    fn what_a_link_leads_to_stays() {
        let (_keep, root, disk) = show();
        disk.create_folders(&root.join("mine/below")).unwrap();
        disk.create_new(&root.join("mine/below/letter.txt")).unwrap();
        disk.create_folders(&root.join(PREVIEW_FOLDER)).unwrap();
        std::os::unix::fs::symlink(root.join("mine"), root.join(PREVIEW_FOLDER).join("link")).unwrap();
        drop(PreviewFolder::open(&disk, &root).unwrap());
        std::os::unix::fs::symlink(root.join("mine"), root.join(PREVIEW_FOLDER)).unwrap();
        let folder = PreviewFolder::open(&disk, &root).unwrap().unwrap();
        folder.writer().write(&[page("index.html", "one")]).unwrap();
        drop(folder);
        assert_eq!(disk.list(&root.join("mine")).unwrap(), ["below"]);
        assert!(disk.status(&root.join("mine/below/letter.txt")).unwrap().is_some());

        std::fs::remove_dir_all(root.join(STATE_FOLDER)).unwrap();
        std::os::unix::fs::symlink(root.join("mine"), root.join(STATE_FOLDER)).unwrap();
        assert!(PreviewFolder::open(&disk, &root).is_err());
        assert_eq!(disk.list(&root.join("mine")).unwrap(), ["below"]);
    }
}
