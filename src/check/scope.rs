//! What most rules look at, and how they name places.

use std::collections::BTreeSet;

use camino::Utf8Path;

use crate::catalog::{AudioState, Catalog, CatalogEpisode};
use crate::model::files::show_files::EPISODES_FOLDER;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::chapter::ChapterFile;
use crate::model::place::{FilePosition, KeyPath, KeyStep, Place};
use crate::model::show::Show;
use crate::model::time::moment::Moment;

/// A show that could be read, with everything known about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) show: &'a Show,
    pub(crate) now: Moment,
    faulty: &'a BTreeSet<&'a Utf8Path>,
}

/// The files of which something could not be understood.
pub(crate) fn faulty_files(catalog: &Catalog) -> BTreeSet<&Utf8Path> {
    let faults = catalog.faults.iter().filter(|fault| !fault.kind.is_understood());
    faults.map(|fault| fault.place.file.as_path()).collect()
}

/// Where a finding is, and in which episode.
pub(crate) type At<'a> = (Place, Option<&'a Slug>);

impl<'a> Scope<'a> {
    /// A show at a time.
    pub(crate) fn new(catalog: &'a Catalog, show: &'a Show, now: Moment, faulty: &'a BTreeSet<&'a Utf8Path>) -> Self {
        Self { catalog, show, now, faulty }
    }

    /// The episodes.
    pub(crate) fn episodes(&self) -> impl Iterator<Item = &'a CatalogEpisode> + use<'a> {
        self.catalog.episodes.iter()
    }

    /// The episodes that are out or will be.
    pub(crate) fn finished(&self) -> impl Iterator<Item = &'a CatalogEpisode> + use<'a> {
        self.catalog.episodes.iter().filter(|entry| !entry.episode.draft)
    }

    /// Whether an episode's YAML was understood in every line. Where it was not, what it seems to lack may stand in the line with the fault.
    pub(crate) fn is_understood(&self, entry: &CatalogEpisode) -> bool {
        !self.faulty.contains(entry.file().as_path())
    }

    /// Whether every episode's YAML was understood.
    pub(crate) fn all_understood(&self) -> bool {
        !self.faulty.iter().any(|file| file.starts_with(EPISODES_FOLDER))
    }

    /// Whether an episode was out before.
    pub(crate) fn was_out(&self, entry: &CatalogEpisode) -> bool {
        self.catalog.past(self.now).was_out(&entry.episode.guid)
    }
}

/// A value of podcast.yaml.
pub(crate) fn in_show(keys: KeyPath) -> At<'static> {
    (Place { file: Catalog::show_file(), position: FilePosition::Value(keys) }, None)
}

/// The value of a key at the top of podcast.yaml.
pub(crate) fn show_key(name: &str) -> At<'static> {
    in_show(KeyPath::key(name))
}

/// A value of an episode.yaml; of chapters that a file of text has, the line in that file.
pub(crate) fn in_episode(entry: &CatalogEpisode, keys: KeyPath) -> At<'_> {
    if let [KeyStep::Key(key), KeyStep::Item(index), ..] = keys.0.as_slice()
        && key == "chapters"
        && let Some(ChapterFile::Text(path)) = &entry.episode.chapters.file
        && let Some(origin) = entry.episode.chapters.origins.get(*index)
    {
        return in_file(entry, path.as_path(), FilePosition::LineColumn { line: origin.line, column: 1 });
    }
    (Place { file: entry.file(), position: FilePosition::Value(keys) }, Some(&entry.episode.slug))
}

/// The value of a key at the top of an episode.yaml.
pub(crate) fn episode_key<'a>(entry: &'a CatalogEpisode, name: &str) -> At<'a> {
    in_episode(entry, KeyPath::key(name))
}

/// A letter of the notes of an episode, so many bytes from their start.
pub(crate) fn in_notes(entry: &CatalogEpisode, at: usize) -> At<'_> {
    in_episode(entry, KeyPath::key("notes").then_byte(at))
}

/// A file of an episode, as a whole or at a position.
pub(crate) fn in_file<'a>(entry: &'a CatalogEpisode, file: &Utf8Path, position: FilePosition) -> At<'a> {
    (Place { file: file.to_owned(), position }, Some(&entry.episode.slug))
}

/// How long an episode is (milliseconds), where that was measured or is said of a recording that is kept elsewhere.
pub(crate) fn length_millis(entry: &CatalogEpisode) -> Option<u64> {
    match &entry.audio {
        AudioState::Remote(remote) => remote.length().map(AudioLength::millis),
        _ => entry.audio_facts().map(|facts| facts.length.millis()),
    }
}

/// The audio file, or its pointer, where one is known.
pub(crate) fn audio_file(entry: &CatalogEpisode) -> Option<&Utf8Path> {
    match &entry.audio {
        AudioState::Present { path, .. }
        | AudioState::HereAndElsewhere { path }
        | AudioState::UnknownPointer { path, .. }
        | AudioState::Unreadable { path, .. } => Some(path.as_path()),
        AudioState::Locked { path, .. } => path.as_ref().map(ShowPath::as_path),
        AudioState::Missing | AudioState::Several(_) | AudioState::Remote(_) => None,
    }
}

/// The audio file, where it is here and was read: what commands can work on.
pub(crate) fn audio_here(entry: &CatalogEpisode) -> Option<&Utf8Path> {
    match &entry.audio {
        AudioState::Present { path, .. } => Some(path.as_path()),
        _ => None,
    }
}

/// A place in the audio file, so many bytes from its start; where there is no file, the `audio` of the YAML.
pub(crate) fn in_audio(entry: &CatalogEpisode, offset: Option<u64>) -> At<'_> {
    match audio_file(entry) {
        Some(path) => in_file(entry, path, offset.map_or(FilePosition::File, FilePosition::Offset)),
        None => episode_key(entry, "audio"),
    }
}
