//! Reads everything that a show is made of into one [`Catalog`].

mod alternates;
pub(in crate::engine) mod audio;
mod chapters;
mod expected;
mod fit;
mod ignored_lock;
mod inside;
mod lock;
mod names;
mod pictures;
mod served_already;
mod templates;
mod texts;
mod yaml;

use crate::engine::load::ignored_lock::ignored_lock;
use crate::engine::load::inside::{names_not_utf8, refusal, refused_fault, unreadable_fault};
#[cfg(feature = "test-support")]
pub use crate::engine::load::lock::lock_of;
pub(crate) use crate::engine::load::lock::read_lock;
pub(crate) use crate::engine::load::names::misnamed;
use crate::engine::load::names::{misnamed_fault, named};
pub(in crate::engine) use crate::engine::load::templates::fault as template_fault;
pub(in crate::engine) use crate::engine::load::yaml::{Incomplete, read_yaml_text};
pub(crate) use crate::engine::load::yaml::{read_yaml, read_yaml_for_preview};

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};

use camino::{Utf8Path, Utf8PathBuf};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::catalog::{AudioState, Catalog, CatalogEpisode, TagState};
use crate::engine::progress::StepProgress;
use crate::engine::show::replaced::replaced_lock;
use crate::engine::tagging::{TagPictures, TagPlanner, Tagging};
use crate::engine::workspace::Workspace;
use crate::engine::workspace::cache::Cache;
use crate::engine::workspace::open_files::OpenFiles;
use crate::engine::workspace::picture_bytes::PictureBytes;
use crate::error::Error;
use crate::lock::Lock;
use crate::model::episode::Episode;
use crate::model::fault::{Fault, FaultKind};
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::EPISODE_FILE;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::model::media::artwork::EpisodeArtwork;
use crate::model::media::chapter::ChapterFile;
use crate::model::people::person::Person;
use crate::model::place::{FilePosition, KeyPath, Place};
use crate::world::disk::feed_link::FeedLink;
use crate::world::disk::{Disk, FileKind};

/// The longest Easy Read summary that is read: as long as the notes in an `episode.yaml` can be. Markdown takes a hundred times its length in memory.
const SUMMARY_MAX: ByteCount = ByteCount::mebibytes(1);

/// The longest YAML, transcript or file of chapters that is read. Hours of speech have less than 1 MiB.
const TEXT_MAX: ByteCount = ByteCount::mebibytes(16);

/// Recordings of an episode that may be open.
fn audio_paths(entry: &CatalogEpisode) -> impl Iterator<Item = &ShowPath> {
    let main = match &entry.audio {
        AudioState::Present { path, .. } | AudioState::Unreadable { path, .. } => Some(path),
        _ => None,
    };
    let chapters = entry.episode.chapters.file.iter().map(ChapterFile::path);
    main.into_iter().chain(chapters).chain(entry.episode.alternates.iter().map(|alternate| &alternate.file))
}

/// A Git LFS pointer in the place of a text.
fn pointer_fault(file: Utf8PathBuf) -> Fault {
    Fault {
        kind: FaultKind::UnreadableFile,
        message: format!("`{file}` is a Git LFS pointer, not the file itself"),
        help: "run `git lfs pull`; texts are small, so git itself can keep them".to_owned(),
        place: Place { file, position: FilePosition::File },
    }
}

/// The place of a value in a YAML file.
fn value(file: &Utf8Path, keys: KeyPath) -> Place {
    Place { file: file.to_owned(), position: FilePosition::Value(keys) }
}

/// What the loading of each part needs.
pub(in crate::engine) struct Loader<'a> {
    disk: &'a dyn Disk,
    root: &'a Utf8Path,
    real_root: Utf8PathBuf,
    lock: Option<&'a Lock>,
    /// Whether the lock was written by a version that compares transcripts with recordings.
    lock_compares: bool,
    cache: &'a Mutex<Cache>,
    progress: &'a dyn StepProgress,
    faults: &'a Mutex<Vec<Fault>>,
    open_files: OpenFiles<'a>,
    picture_bytes: &'a PictureBytes,
    levels: MissingLevels,
    /// The people who make the show.
    people: &'a [Person],
}

/// What becomes of recordings that podcast.lock knows without their levels: podwright 0.1 kept none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::engine) enum MissingLevels {
    /// They are measured again, for a lock that is about to be written.
    Measured,
    /// They stay as they are: nobody asks for the levels.
    Left,
}

/// What a show is loaded for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::engine) struct LoadOptions<'a> {
    /// Episodes whose tags are planned even where the lock knows that they are up to date.
    pub(in crate::engine) rewritten: &'a [Slug],
    /// What becomes of recordings without levels.
    pub(in crate::engine) levels: MissingLevels,
    /// What becomes of YAML that lacks something.
    pub(in crate::engine) incomplete: Incomplete,
}

/// Loads the show in a folder, and plans its tags while the recordings are open. Nothing is written.
///
/// # Errors
/// If the disk fails, or the lock cannot be trusted. Everything that is wrong with the show itself is in the catalog.
pub(in crate::engine) fn load(
    disk: Arc<dyn Disk>,
    root: &Utf8Path,
    options: LoadOptions<'_>,
    progress: &dyn StepProgress,
) -> Result<(Workspace, Catalog), Error> {
    let LoadOptions { rewritten, levels, incomplete } = options;
    let outside = Arc::clone(&disk);
    let for_show = disk.for_show(root, FeedLink::Refused);
    let for_show = for_show.map_err(|source| Error::Disk { step: "read", path: root.to_owned(), source })?;
    let disk = for_show.unwrap_or(disk);
    let shared = Arc::clone(&disk);
    let disk = disk.as_ref();
    let (lock, lock_text) = read_lock(disk, root)?.map_or((None, None), |(lock, text)| (Some(lock), Some(text)));
    let mut yaml = yaml::read_all(disk, root, incomplete)?;
    let templates = templates::read_templates(disk, root, &mut yaml.faults)?;
    let cache = Mutex::new(Cache::read(disk, root));
    let faults = Mutex::new(yaml.faults);
    let real_root = disk.canonical(root).map_err(|source| Error::Disk { step: "read", path: root.to_owned(), source })?;
    let lock_ignored = ignored_lock(outside.as_ref(), root, &real_root);
    let (picture_bytes, tag_pictures) = (PictureBytes::default(), TagPictures::default());
    let loader = Loader {
        disk,
        root,
        real_root,
        lock: lock.as_ref(),
        lock_compares: lock.as_ref().is_some_and(fit::compares),
        cache: &cache,
        progress,
        faults: &faults,
        open_files: OpenFiles::new(disk),
        picture_bytes: &picture_bytes,
        people: yaml.show.as_ref().map_or(&[], |show| &show.people),
        levels,
    };
    let show_file = Catalog::show_file();
    let cover = yaml
        .show
        .as_ref()
        .map(|show| loader.image(&show.artwork.file, value(&show_file, KeyPath::key("artwork").then_key("file"))));
    let images = yaml.show.as_ref().map(|show| loader.further_images(&show.images, &show_file)).unwrap_or_default();
    let planner = TagPlanner {
        disk,
        root,
        show: yaml.show.as_ref(),
        cover: cover.as_ref(),
        lock: lock.as_ref(),
        rewritten,
        pictures: &tag_pictures,
        bytes: &picture_bytes,
        held: AtomicUsize::new(0),
    };
    progress.expect(yaml.episodes.iter().map(|episode| loader.expected(episode)).sum());
    let entries: Vec<(CatalogEpisode, Option<Tagging>)> =
        yaml.episodes.into_par_iter().map(|episode| loader.episode(episode, &planner)).collect();
    let (mut episodes, mut taggings) = (Vec::with_capacity(entries.len()), BTreeMap::new());
    for (entry, tagging) in entries {
        taggings.extend(tagging.map(|tagging| (entry.episode.slug.clone(), tagging)));
        episodes.push(entry);
    }
    let served_already = loader.served_already(yaml.show.as_ref(), &episodes);
    drop((planner, loader));
    let mut faults = faults.into_inner().unwrap_or_default();
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    let cache = cache.into_inner().unwrap_or_default();
    let mut catalog = Catalog {
        show: yaml.show,
        cover,
        images,
        episodes,
        faults,
        lost: yaml.lost,
        untrimmed: yaml.untrimmed,
        impact: yaml.impact,
        downloads: yaml.downloads,
        lock,
        replaced: None,
        no_history: None,
        served_already,
        lock_ignored,
    };
    catalog.replaced = replaced_lock(disk, root, &catalog);
    let workspace = Workspace {
        disk: shared,
        root: root.to_owned(),
        texts: yaml.texts,
        repaired: yaml.repaired,
        lock_text,
        cache,
        templates,
        picture_bytes,
        tag_pictures,
        taggings,
    };
    Ok((workspace, catalog))
}

impl Loader<'_> {
    fn episode(&self, mut episode: Episode, planner: &TagPlanner<'_>) -> (CatalogEpisode, Option<Tagging>) {
        let file = episode.folder.file(EPISODE_FILE);
        let names = self.names(&episode.folder);
        if let Some(name) = misnamed(&names, EPISODE_FILE) {
            self.fault(misnamed_fault(&file, name, EPISODE_FILE));
        }
        names_not_utf8(self.disk, self.root, &episode.folder, &names).for_each(|fault| self.fault(fault));
        self.take_chapters(&mut episode, &names);
        let audio = self.audio(&episode, &names);
        let artwork_file = || value(&file, KeyPath::key("artwork").then_key("file"));
        let artwork = episode.artwork.as_ref().and_then(EpisodeArtwork::file);
        let artwork = artwork.map(|artwork| self.image(&artwork.file, artwork_file()));
        let images = self.further_images(&episode.images, &file);
        let alternates = self.alternates(&episode);
        let chapter_images = self.chapter_images(&episode, &file);
        let (transcript, other_transcripts) = self.transcripts(&episode, &names);
        let easy_read = self.easy_read(&episode, &names);
        let mut entry = CatalogEpisode {
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
        };
        self.compare(&mut entry);
        let tagging = planner.plan(&entry, &self.open_files);
        entry.tags = tagging.as_ref().map_or(TagState::Unknown, Tagging::state);
        for path in audio_paths(&entry) {
            self.open_files.close(&self.full(path));
        }
        (entry, tagging)
    }

    /// Names of the files in a folder; none, and a fault, where it cannot be listed: its recording would count as one that is elsewhere.
    fn names(&self, folder: &ShowPath) -> Vec<String> {
        self.disk.list(&self.full(folder)).unwrap_or_else(|error| {
            self.fault(unreadable_fault(folder.as_path(), &error));
            Vec::new()
        })
    }

    /// The path of the file that a path in a YAML file or a summary means, which is mostly the very same. Another one is a fault, and so is one
    /// that may not be read: then there is none. A path at which nothing stands is fine.
    pub(crate) fn inside(&self, path: &ShowPath, at: Place) -> Option<ShowPath> {
        let meant = self.meant(path, &at);
        match refusal(self.disk, self.root, &self.real_root, meant.as_path()) {
            Some(refusal) => {
                self.fault(refused_fault(path.as_path(), &refusal, at));
                None
            }
            None => Some(meant),
        }
    }

    /// Where a path of the show is on this machine.
    pub(crate) fn full(&self, path: &ShowPath) -> Utf8PathBuf {
        self.root.join(path.as_path())
    }

    /// Succeeds where a file is at a path; `NotFound` where nothing is there, or something else.
    pub(crate) fn expect_file(&self, full: &Utf8Path) -> io::Result<()> {
        match self.disk.status(full)? {
            Some(status) if status.kind == FileKind::File => Ok(()),
            _ => Err(ErrorKind::NotFound.into()),
        }
    }

    pub(crate) fn fault(&self, fault: Fault) {
        if let Ok(mut faults) = self.faults.lock() {
            faults.push(fault);
        }
    }
}
