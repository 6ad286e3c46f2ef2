//! podcast.yaml and every episode.yaml.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::catalog::Catalog;
use crate::engine::load::inside::{names_not_utf8, unreadable_fault};
use crate::engine::load::{TEXT_MAX, misnamed, misnamed_fault};
use crate::error::Error;
use crate::model::episode::Episode;
use crate::model::fault::{Fault, FaultKind};
use crate::model::files::show_files::{EPISODE_FILE, EPISODES_FOLDER};
use crate::model::files::show_path::ShowPath;
use crate::model::place::{FilePosition, Place};
use crate::model::show::Show;
use crate::source::episode::read_episode;
use crate::source::reading::defaults::ShowDefaults;
use crate::source::show::read_show;
use crate::source::yaml::text::decode;
use crate::world::disk::{Disk, FileKind, read_whole};

/// What the YAML files say.
pub(crate) struct LoadedYaml {
    pub(crate) show: Option<Show>,
    pub(crate) episodes: Vec<Episode>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) lost: Vec<Place>,
    pub(crate) untrimmed: Vec<Place>,
    pub(crate) texts: BTreeMap<Utf8PathBuf, String>,
}

/// Reads podcast.yaml and the folders of `episodes/`, in the order of their names.
pub(crate) fn read_all(disk: &dyn Disk, root: &Utf8Path) -> Result<LoadedYaml, Error> {
    let mut yaml = LoadedYaml {
        show: None,
        episodes: Vec::new(),
        faults: Vec::new(),
        lost: Vec::new(),
        untrimmed: Vec::new(),
        texts: BTreeMap::new(),
    };
    let names = disk.list_names(root).unwrap_or_default();
    for wanted in [Catalog::show_file().as_str(), EPISODES_FOLDER] {
        if let Some(name) = misnamed(&names, wanted) {
            yaml.faults.push(misnamed_fault(&Catalog::show_file(), name, wanted));
        }
    }
    let mut defaults = ShowDefaults::unreadable();
    if let Some(text) = yaml.text(disk, root, &Catalog::show_file()) {
        let read = read_show(&text);
        yaml.show = read.value;
        yaml.faults.extend(read.faults);
        yaml.lost.extend(read.lost);
        yaml.untrimmed.extend(read.untrimmed);
        defaults = ShowDefaults::of_show(&text);
    }
    for folder in episode_folders(disk, root, &mut yaml.faults)? {
        let file = folder.file(EPISODE_FILE);
        let Some(text) = yaml.text(disk, root, &file) else { continue };
        let read = read_episode(&text, &folder, &defaults);
        yaml.faults.extend(read.faults);
        yaml.lost.extend(read.lost);
        yaml.untrimmed.extend(read.untrimmed);
        yaml.episodes.extend(read.value);
    }
    Ok(yaml)
}

impl LoadedYaml {
    /// A file's text; `None`, and a fault, where it cannot be read as text.
    fn text(&mut self, disk: &dyn Disk, root: &Utf8Path, file: &Utf8Path) -> Option<String> {
        let bytes = match read_whole(disk, &root.join(file), TEXT_MAX) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.faults.push(unreadable(disk, root, file, &error));
                return None;
            }
        };
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
        let is_folder = disk.status(&full.join(&name)).map_err(failed(&full))?.is_some_and(|s| s.kind == FileKind::Folder);
        if let Some(folder) = parent.join(&name).ok().filter(|_| is_folder) {
            folders.push(folder);
        }
    }
    Ok(folders)
}
