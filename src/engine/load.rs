//! Reads everything that a show is made of into one [`Catalog`].

mod alternates;
mod audio;
mod chapters;
mod expected;
mod names;
mod pictures;
mod templates;
mod texts;
mod yaml;

pub(crate) use crate::engine::load::names::misnamed;
use crate::engine::load::names::{misnamed_fault, named};
pub(crate) use crate::engine::load::pictures::IMAGE_MAX;
pub(crate) use crate::engine::load::templates::fault as template_fault;
pub(crate) use crate::engine::load::yaml::read_all as read_yaml;

use std::collections::BTreeMap;
use std::sync::Mutex;

use camino::{Utf8Path, Utf8PathBuf};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::catalog::{Catalog, CatalogEpisode, TagState};
use crate::cli::progress::Progress;
use crate::engine::cache::Cache;
use crate::engine::tagging::Pictures;
use crate::error::Error;
use crate::lock::Lock;
use crate::lock::lock_error::{LockError, refuse_conflict};
use crate::lock::lock_file::{LockFile, LockVersion};
use crate::model::episode::Episode;
use crate::model::fault::{Fault, FaultKind};
use crate::model::place::{FilePosition, KeyPath, Place};
use crate::model::show_path::ShowPath;
use crate::site::templates::Templates;
use crate::source::episode::EPISODE_FILE;
use crate::source::plain::{PlainError, from_yaml};
use crate::world::disk::{Disk, FileKind, read_whole};

/// The lock's file in the show.
pub(crate) const LOCK_FILE: &str = "podcast.lock";
/// The longest lock that is read (bytes): about 100,000 episodes.
const LOCK_MAX: u64 = 256 * 1024 * 1024;
/// The longest YAML, transcript or notes that is read (bytes).
const TEXT_MAX: u64 = 16 * 1024 * 1024;

/// A show with everything that was read for it.
pub(crate) struct Loaded {
    /// What is known.
    pub(crate) catalog: Catalog,
    /// The YAML files' texts by their path in the show, to show the line of a finding.
    pub(crate) texts: BTreeMap<Utf8PathBuf, String>,
    /// The cache of sums, with what was hashed now.
    pub(crate) cache: Cache,
    /// The templates that the show has of its own.
    pub(crate) templates: Templates,
    /// Pictures that were made for tags.
    pub(crate) pictures: Pictures,
}

/// The place of a value in a YAML file.
fn value(file: &Utf8Path, keys: KeyPath) -> Place {
    Place { file: file.to_owned(), position: FilePosition::Value(keys) }
}

/// What the loading of each part needs.
pub(crate) struct Loader<'a> {
    pub(crate) disk: &'a dyn Disk,
    pub(crate) root: &'a Utf8Path,
    pub(crate) real_root: Utf8PathBuf,
    pub(crate) lock: Option<&'a Lock>,
    pub(crate) cache: &'a Mutex<Cache>,
    pub(crate) progress: &'a Progress,
    pub(crate) faults: &'a Mutex<Vec<Fault>>,
}

/// Loads the show in a folder.
///
/// # Errors
/// Where the disk fails, or the lock cannot be believed. Everything that is wrong with the show itself is in the catalog.
pub(crate) fn load(disk: &dyn Disk, root: &Utf8Path, progress: &Progress) -> Result<Loaded, Error> {
    let lock = read_lock(disk, root)?;
    let mut yaml = yaml::read_all(disk, root)?;
    let templates = templates::read_templates(disk, root, &mut yaml.faults)?;
    let cache = Mutex::new(Cache::read(disk, root));
    let faults = Mutex::new(yaml.faults);
    let real_root = disk.canonical(root).map_err(|source| Error::Disk { step: "read", path: root.to_owned(), source })?;
    let loader = Loader { disk, root, real_root, lock: lock.as_ref(), cache: &cache, progress, faults: &faults };
    let show_file = Catalog::show_file();
    let cover = yaml
        .show
        .as_ref()
        .map(|show| loader.image(&show.artwork.file, value(&show_file, KeyPath::key("artwork").then_key("file"))));
    let images = yaml.show.as_ref().map(|show| loader.further_images(&show.extras.images, &show_file)).unwrap_or_default();
    progress.expect(yaml.episodes.iter().map(|episode| loader.expected(episode)).sum());
    let episodes: Vec<CatalogEpisode> = yaml.episodes.into_par_iter().map(|episode| loader.episode(episode)).collect();
    let mut faults = faults.into_inner().unwrap_or_default();
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    let cache = cache.into_inner().unwrap_or_default();
    let catalog = Catalog { show: yaml.show, cover, images, episodes, faults, lost: yaml.lost, untrimmed: yaml.untrimmed, lock };
    Ok(Loaded { catalog, texts: yaml.texts, cache, templates, pictures: Pictures::default() })
}

/// The lock of the show; `None` where there is none yet.
pub(crate) fn read_lock(disk: &dyn Disk, root: &Utf8Path) -> Result<Option<Lock>, Error> {
    let path = root.join(LOCK_FILE);
    let failed = |source| Error::Disk { step: "read", path: path.clone(), source };
    if disk.status(&path).map_err(failed)?.is_none() {
        return Ok(None);
    }
    let bytes = read_whole(disk, &path, LOCK_MAX).map_err(failed)?;
    let refused = |error: LockError| Error::Lock { message: error.to_string(), help: error.help().to_owned() };
    lock_of(bytes).map(Some).map_err(refused)
}

fn lock_of(bytes: Vec<u8>) -> Result<Lock, LockError> {
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0')).ok_or(LockError::NotText)?;
    refuse_conflict(&text)?;
    if text.lines().all(|line| line.trim().is_empty() || line.starts_with('#')) {
        return Err(LockError::Empty);
    }
    let form = |error: PlainError| LockError::Form { line: error.line, message: error.message };
    let file = from_yaml::<LockFile>(&text);
    if file.is_err() {
        // Another version may have other keys, and then it is the version that has to be told.
        from_yaml::<LockVersion>(&text).map_err(form)?.known()?;
    }
    Lock::try_from(file.map_err(form)?)
}

impl Loader<'_> {
    fn episode(&self, mut episode: Episode) -> CatalogEpisode {
        let file = episode.folder.file(EPISODE_FILE);
        let names = self.names(&episode.folder);
        if let Some(name) = misnamed(&names, EPISODE_FILE) {
            self.fault(misnamed_fault(&file, name, EPISODE_FILE));
        }
        self.take_chapters(&mut episode, &names);
        let audio = self.audio(&episode, &names);
        let artwork_file = || value(&file, KeyPath::key("artwork").then_key("file"));
        let artwork = episode.artwork.as_ref().map(|artwork| self.image(&artwork.file, artwork_file()));
        let images = self.further_images(&episode.extras.images, &file);
        let alternates = self.alternates(&episode);
        let chapter_images = self.chapter_images(&episode, &file);
        let (transcript, other_transcripts) = self.transcripts(&episode, &names);
        let easy_read = self.easy_read(&episode, &names);
        CatalogEpisode {
            episode,
            audio,
            tags: TagState::Unknown,
            artwork,
            images,
            alternates,
            chapter_images,
            transcript,
            other_transcripts,
            easy_read,
        }
    }

    /// Names of the files in a folder; none where it cannot be listed.
    fn names(&self, folder: &ShowPath) -> Vec<String> {
        self.disk.list(&self.root.join(folder.as_path())).unwrap_or_default()
    }

    /// The path of the file that a path in a YAML file or a summary means, which is mostly the very same. Another one is a fault, and so is a
    /// link that leads out of the show: then there is none. A path at which nothing stands is fine.
    pub(crate) fn inside(&self, path: &ShowPath, at: Place) -> Option<ShowPath> {
        let meant = self.meant(path, &at);
        match self.disk.canonical(&self.full(&meant)) {
            Ok(real) if !real.starts_with(&self.real_root) => {
                self.fault(Fault {
                    kind: FaultKind::PathOutside,
                    place: at,
                    message: format!("`{path}` is a link that leads out of the show"),
                    help: "put the file itself into the show's folder".to_owned(),
                });
                None
            }
            _ => Some(meant),
        }
    }

    /// Where a path of the show is on this machine.
    pub(crate) fn full(&self, path: &ShowPath) -> Utf8PathBuf {
        self.root.join(path.as_path())
    }

    /// Whether a file stands at a path.
    pub(crate) fn is_file(&self, full: &Utf8Path) -> bool {
        self.disk.status(full).is_ok_and(|status| status.is_some_and(|status| status.kind == FileKind::File))
    }

    pub(crate) fn fault(&self, fault: Fault) {
        if let Ok(mut faults) = self.faults.lock() {
            faults.push(fault);
        }
    }
}
