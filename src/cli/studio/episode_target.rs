//! The episode that a recording is made for.

use camino::{Utf8Path, Utf8PathBuf};

use crate::catalog::{AudioState, CatalogEpisode};
use crate::cli::session::Session;
use crate::cli::session::known_episodes::known_episodes;
use crate::display::shell_word::ShellWord;
use crate::error::Error;
use crate::model::episode::Episode;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::{EPISODE_FILE, SHOW_FILE};
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::model::media::loudness::Loudness;
use crate::model::settings::check_settings::DEFAULT_LOUDNESS;
use crate::output::apply::put;
use crate::source::episode::read_episode;
use crate::source::reading::defaults::ShowDefaults;
use crate::source::yaml::with_key::with_key;
use crate::world::disk::read_whole;

/// The longest episode.yaml that is changed.
const YAML_MAX: ByteCount = ByteCount::mebibytes(1);

/// An episode that has no recording out.
pub(in crate::cli) struct EpisodeTarget {
    /// The show's folder.
    root: Utf8PathBuf,
    /// The episode's folder, in the show.
    folder: ShowPath,
    /// The new recording, from the root of the disk.
    pub(in crate::cli) output: Utf8PathBuf,
    /// The loudness that the show asks for.
    pub(in crate::cli) loudness: Loudness,
    /// Text of episode.yaml that names the new recording, where it has to.
    yaml: Option<String>,
}

impl EpisodeTarget {
    /// The episode of this name in the show around, and the file `audio.ENDING` in its folder.
    ///
    /// # Errors
    /// Where there is no such episode, or subscribers have its recording.
    pub(in crate::cli) fn find(session: &mut Session, slug: &Slug, ending: &str, recording: &Utf8Path) -> Result<Self, Error> {
        let root = session.show_folder()?;
        let show = session.open(&root)?;
        let catalog = show.catalog();
        known_episodes(catalog, std::slice::from_ref(slug))?;
        let entry = catalog.episodes.iter().find(|entry| entry.episode.slug == *slug);
        let entry = entry.unwrap_or_else(|| unreachable!("names that no episode has were refused"));
        if catalog.past(session.now()?).was_out(&entry.episode.guid) {
            return Err(Error::Usage {
                message: format!("`{slug}` is out: subscribers have its recording"),
                help: format!(
                    "make the new recording beside the old one with `podwright master {} --output FILE`, then run \
                     `podwright replace-audio {slug} FILE --reason TEXT`",
                    ShellWord(recording.as_str())
                ),
            });
        }
        let name = format!("audio.{ending}");
        let path = entry.episode.folder.file(&name);
        let yaml = if has_others(entry, &path) { Some(named(session, &root, entry, &name)?) } else { None };
        let loudness = catalog.show.as_ref().map_or(DEFAULT_LOUDNESS, |show| show.checks.loudness);
        Ok(Self { output: root.join(&path), folder: entry.episode.folder.clone(), root, loudness, yaml })
    }

    /// Names the new recording in episode.yaml, where others are beside it; what was changed.
    ///
    /// # Errors
    /// Where the disk fails.
    pub(in crate::cli) fn name_recording(&self, session: &Session) -> Result<Option<Utf8PathBuf>, Error> {
        let Some(yaml) = &self.yaml else { return Ok(None) };
        let path = self.folder.file(EPISODE_FILE);
        put(session.world.disk.as_ref(), &self.root.join(&path), yaml.as_bytes())?;
        Ok(Some(path))
    }
}

/// Whether other recordings are in the episode's folder, or its YAML names one.
fn has_others(entry: &CatalogEpisode, new: &Utf8Path) -> bool {
    let is_other = |path: &ShowPath| path.as_path() != new;
    match &entry.audio {
        AudioState::Several(paths) => paths.iter().any(is_other),
        AudioState::Present { path, .. }
        | AudioState::HereAndElsewhere { path }
        | AudioState::UnknownPointer { path, .. }
        | AudioState::Unreadable { path, .. } => is_other(path),
        AudioState::Locked { .. } | AudioState::Missing | AudioState::Remote(_) => entry.episode.audio.is_some(),
    }
}

/// The episode's YAML with `audio:`, read again to see that nothing else changed.
fn named(session: &Session, root: &Utf8Path, entry: &CatalogEpisode, name: &str) -> Result<String, Error> {
    let by_hand = || Error::Usage {
        message: format!("`{}` is written in a way that `master` cannot change", entry.file()),
        help: format!("write `audio: {name}` in it yourself, on a line of its own, and try again"),
    };
    let read = |path: Utf8PathBuf| {
        let bytes = read_whole(session.world.disk.as_ref(), &path, YAML_MAX);
        let bytes = bytes.map_err(|source| Error::Disk { step: "read", path, source })?;
        String::from_utf8(bytes).map_err(|_| by_hand())
    };
    let defaults = ShowDefaults::of_show(&read(root.join(SHOW_FILE))?);
    let before = read(root.join(entry.file()))?;
    let after = with_key(&before, "audio", name, Some("guid")).ok_or_else(by_hand)?;
    let episode = |text: &str| read_episode(text, &entry.episode.folder, &defaults).value;
    let audio: ShowPath = entry.episode.folder.file(name).as_str().parse().map_err(|_| by_hand())?;
    let wanted = episode(&before).map(|episode| Episode { audio: Some(audio), ..episode });
    if wanted.is_some() && episode(&after) == wanted { Ok(after) } else { Err(by_hand()) }
}
