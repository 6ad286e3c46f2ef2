//! podcast.yaml and every episode.yaml.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::catalog::Catalog;
use crate::engine::load::inside::{names_not_utf8, unreadable_fault};
use crate::engine::load::{TEXT_MAX, misnamed, misnamed_fault, pointer_fault};
use crate::error::Error;
use crate::impact::downloads_file::DownloadsFile;
use crate::model::episode::Episode;
use crate::model::fault::{Fault, FaultKind};
use crate::model::files::lfs_pointer::begins_as_pointer;
use crate::model::files::show_files::{DOWNLOADS_FILE, EPISODE_FILE, EPISODES_FOLDER, IMPACT_FILE};
use crate::model::files::show_path::ShowPath;
use crate::model::impact::Impact;
use crate::model::impact::download_table::DownloadTable;
use crate::model::place::{FilePosition, Place};
use crate::model::show::Show;
use crate::source::episode::read_episode;
use crate::source::impact::read_impact;
use crate::source::reading::defaults::ShowDefaults;
use crate::source::repaired::{repaired_episode, repaired_show};
use crate::source::show::read_show;
use crate::source::yaml::text::decode;
use crate::world::disk::{Disk, FileKind, read_whole};

/// What the YAML files say.
pub(crate) struct LoadedYaml {
    pub(crate) show: Option<Show>,
    pub(crate) episodes: Vec<Episode>,
    pub(crate) impact: Option<Impact>,
    pub(crate) downloads: Option<DownloadTable>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) lost: Vec<Place>,
    pub(crate) untrimmed: Vec<Place>,
    pub(crate) texts: BTreeMap<Utf8PathBuf, String>,
    /// Files in which stand-ins were needed, for a preview.
    pub(crate) repaired: Vec<Utf8PathBuf>,
}

/// What becomes of a file that lacks what it must have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Incomplete {
    /// It counts as unreadable: what is published must be whole.
    Refused,
    /// What it lacks gets a stand-in, for a preview. The faults stay faults, so such a show is never cleared.
    Repaired,
}

impl Incomplete {
    /// The repaired value, where it is wanted; `note` hears of it.
    fn or<T>(self, repair: impl FnOnce() -> Option<T>, note: impl FnOnce()) -> Option<T> {
        let value = if self == Self::Repaired { repair() } else { None };
        if value.is_some() {
            note();
        }
        value
    }
}

/// Reads podcast.yaml and the folders of `episodes/`, in the order of their names.
pub(crate) fn read_yaml(disk: &dyn Disk, root: &Utf8Path) -> Result<LoadedYaml, Error> {
    read_all(disk, root, Incomplete::Refused)
}

/// The same for a preview, with stand-ins for what a file must have and lacks.
pub(crate) fn read_yaml_for_preview(disk: &dyn Disk, root: &Utf8Path) -> Result<LoadedYaml, Error> {
    read_all(disk, root, Incomplete::Repaired)
}

/// The same, with what becomes of a file that lacks what it must have.
pub(crate) fn read_all(disk: &dyn Disk, root: &Utf8Path, incomplete: Incomplete) -> Result<LoadedYaml, Error> {
    let mut yaml = LoadedYaml {
        show: None,
        episodes: Vec::new(),
        impact: None,
        downloads: None,
        faults: Vec::new(),
        lost: Vec::new(),
        untrimmed: Vec::new(),
        texts: BTreeMap::new(),
        repaired: Vec::new(),
    };
    let names = disk.list_names(root).unwrap_or_default();
    for wanted in [Catalog::show_file().as_str(), EPISODES_FOLDER, IMPACT_FILE] {
        if let Some(name) = misnamed(&names, wanted) {
            yaml.faults.push(misnamed_fault(&Catalog::show_file(), name, wanted));
        }
    }
    let mut defaults = ShowDefaults::unreadable();
    if let Some(text) = yaml.text(disk, root, &Catalog::show_file()) {
        let read = read_show(&text);
        yaml.show = read.value.or_else(|| incomplete.or(|| repaired_show(&text), || yaml.repaired.push(Catalog::show_file())));
        yaml.faults.extend(read.faults);
        yaml.lost.extend(read.lost);
        yaml.untrimmed.extend(read.untrimmed);
        defaults = ShowDefaults::of_show(&text);
    } else {
        yaml.show = incomplete.or(|| repaired_show(""), || yaml.repaired.push(Catalog::show_file()));
    }
    for folder in episode_folders(disk, root, &mut yaml.faults)? {
        let file = folder.file(EPISODE_FILE);
        let Some(text) = yaml.text(disk, root, &file) else { continue };
        let read = read_episode(&text, &folder, &defaults);
        yaml.faults.extend(read.faults);
        yaml.lost.extend(read.lost);
        yaml.untrimmed.extend(read.untrimmed);
        let repaired = || incomplete.or(|| repaired_episode(&text, &folder, &defaults), || yaml.repaired.push(file.clone()));
        yaml.episodes.extend(read.value.or_else(repaired));
    }
    yaml.read_impact(disk, root)?;
    Ok(yaml)
}

impl LoadedYaml {
    /// impact.yaml and the counts, where a show has them.
    fn read_impact(&mut self, disk: &dyn Disk, root: &Utf8Path) -> Result<(), Error> {
        let is_there = |file: &Utf8Path| {
            let path = root.join(file);
            disk.status(&path).map(|status| status.is_some()).map_err(|source| Error::Disk { step: "read", path, source })
        };
        let (file, counts) = (Utf8Path::new(IMPACT_FILE), Utf8Path::new(DOWNLOADS_FILE));
        if is_there(file)?
            && let Some(text) = self.text(disk, root, file)
        {
            let read = read_impact(&text);
            self.impact = read.value;
            self.faults.extend(read.faults);
            self.lost.extend(read.lost);
            self.untrimmed.extend(read.untrimmed);
        }
        if is_there(counts)?
            && let Some(text) = self.text(disk, root, counts)
        {
            match DownloadsFile::parse(&text) {
                Ok(file) => self.downloads = file.table(),
                Err(error) => self.faults.push(Fault {
                    kind: FaultKind::UnreadableFile,
                    place: Place {
                        file: counts.to_owned(),
                        position: FilePosition::LineColumn { line: error.line_number(), column: 1 },
                    },
                    message: format!("`{counts}` cannot be read: {error}"),
                    help: "restore the file from git; podwright alone writes it".to_owned(),
                }),
            }
        }
        Ok(())
    }

    /// A file's text; `None`, and a fault, where it cannot be read as text.
    fn text(&mut self, disk: &dyn Disk, root: &Utf8Path, file: &Utf8Path) -> Option<String> {
        let bytes = match read_whole(disk, &root.join(file), TEXT_MAX) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.faults.push(unreadable(disk, root, file, &error));
                return None;
            }
        };
        if begins_as_pointer(&bytes) {
            self.faults.push(pointer_fault(file.to_owned()));
            return None;
        }
        match decode(&bytes, file) {
            Ok(text) => {
                self.texts.insert(file.to_owned(), text.to_owned());
                Some(text.to_owned())
            }
            Err(fault) => {
                self.faults.push(fault);
                None
            }
        }
    }
}

fn unreadable(disk: &dyn Disk, root: &Utf8Path, file: &Utf8Path, error: &std::io::Error) -> Fault {
    let names = || disk.list_names(root.join(file).parent()?).ok();
    if error.kind() == std::io::ErrorKind::NotFound
        && let Some(name) = misnamed(&names().unwrap_or_default(), file.file_name().unwrap_or_default())
    {
        return misnamed_fault(file, name, file.file_name().unwrap_or_default());
    }
    if error.kind() != std::io::ErrorKind::NotFound {
        return unreadable_fault(file, error);
    }
    Fault {
        kind: FaultKind::UnreadableFile,
        place: Place { file: file.to_owned(), position: FilePosition::File },
        message: format!("`{file}` is missing"),
        help: "write one, or move the folder out of `episodes/` if it is not an episode".to_owned(),
    }
}

/// The folders of `episodes/`; hidden ones are passed over.
fn episode_folders(disk: &dyn Disk, root: &Utf8Path, faults: &mut Vec<Fault>) -> Result<Vec<ShowPath>, Error> {
    let parent: ShowPath = EPISODES_FOLDER.parse().expect("a plain name is a path inside the show");
    let full = root.join(parent.as_path());
    let failed = |path: &Utf8Path| {
        let path = path.to_owned();
        move |source| Error::Disk { step: "read", path, source }
    };
    if disk.status(&full).map_err(failed(&full))?.is_none_or(|status| status.kind != FileKind::Folder) {
        return Ok(Vec::new());
    }
    let mut folders = Vec::new();
    let names = disk.list(&full).map_err(failed(&full))?;
    faults.extend(names_not_utf8(disk, root, &parent, &names));
    for name in names {
        if name.starts_with('.') {
            continue;
        }
        let inner = full.join(&name);
        let is_folder = disk.status(&inner).map_err(failed(&inner))?.is_some_and(|s| s.kind == FileKind::Folder);
        if let Some(folder) = parent.join(&name).ok().filter(|_| is_folder) {
            folders.push(folder);
        }
    }
    Ok(folders)
}

/// The text of a YAML file that podwright itself changes.
///
/// # Errors
/// As the disk says.
pub(in crate::engine) fn read_yaml_text(disk: &dyn Disk, path: &Utf8Path) -> Result<String, Error> {
    let bytes = read_whole(disk, path, TEXT_MAX).map_err(|source| Error::Disk { step: "read", path: path.to_owned(), source })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
