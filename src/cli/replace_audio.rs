//! `podwright replace-audio`: another recording in the place of a published one. Guid and address stay.

use camino::{Utf8Path, Utf8PathBuf};

use crate::catalog::{AudioState, Catalog, CatalogEpisode};
use crate::cli::session::Session;
use crate::cli::session::known_episodes::known_episodes;
use crate::engine::{Progress, Step, StepProgress, exclude_others, write_lock};
use crate::error::{Error, Exit};
use crate::lock::{AudioReplacement, LockedEpisode, MeasuredAudio};
use crate::media::probe::{Depth, probe};
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::LOCK_FILE;
use crate::model::identity::slug::Slug;
use crate::model::media::audio_facts::AudioFacts;
use crate::model::time::timestamp::Timestamp;
use crate::model::wording::text::Text;
use crate::world::atomic::{self, CopyError};
use crate::world::disk::Disk;

/// Arguments of `replace-audio`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  podwright replace-audio what-is-co-production ~/second-take.mp3 --reason \"A name was said wrong\" --dry-run\n  podwright replace-audio what-is-co-production ~/second-take.mp3 --reason \"A name was said wrong\""
)]
pub(super) struct Arguments {
    /// The episode, by its folder's name
    #[arg(value_name = "EPISODE")]
    episode: Slug,
    /// The new recording; it is copied
    #[arg(value_name = "FILE")]
    file: Utf8PathBuf,
    /// Why; podcast.lock keeps it
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    reason: Text,
    /// Say what would happen, and do nothing
    #[arg(long)]
    dry_run: bool,
}

fn reason(text: &str) -> Result<Text, String> {
    text.parse().map_err(|error: crate::model::wording::text::TextError| error.to_string())
}

/// Runs `replace-audio`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let today = session.now()?.as_date_time().to_utc().date_naive();
    let _exclusion = if arguments.dry_run { None } else { Some(exclude_others(session.world.disk.as_ref(), &root)?) };
    let show = session.open(&root)?;
    let file = session.world.environment.folder.join(&arguments.file);
    let new = measured(session.world.disk.as_ref(), &file, session.progress().begin(Step::Measure).as_ref())?;
    let catalog = show.catalog();
    known_episodes(catalog, std::slice::from_ref(&arguments.episode))?;
    let place = PublishedRecording::of(catalog, &arguments.episode)?;
    place.refuse(&new, &arguments.file)?;
    session.print(&place.told(&new))?;
    if arguments.dry_run {
        session.say("nothing was changed");
        return Ok(Exit::Fine);
    }
    let full = root.join(&place.path);
    let progress = session.progress();
    let step = progress.begin(Step::Copy);
    let bar = step.file(place.path.as_str(), new.bytes);
    let copied = atomic::copy(session.world.disk.as_ref(), &file, &full, &mut |more| bar.advanced(more));
    drop((bar, step));
    copied.map_err(|CopyError { is_source, error }| {
        let (step, path) = if is_source { ("read", file) } else { ("write", full) };
        Error::Disk { step, path, source: error }
    })?;
    let mut lock = catalog.lock.clone().unwrap_or_else(|| unreachable!("the place is known by the lock"));
    let entry = lock.episodes.get_mut(&place.entry.episode.guid).expect("the place is known by the lock");
    entry.replaced.push(AudioReplacement {
        date: today,
        reason: arguments.reason.clone(),
        before: Some(place.measured.facts.audio_sha256),
        after: new.audio_sha256,
    });
    write_lock(session.world.disk.as_ref(), &root, &lock, None)?;
    session.say(&format!("put it at `{}` and noted the reason in {LOCK_FILE}; now run `podwright build`", place.path));
    Ok(Exit::Fine)
}

fn measured(disk: &dyn Disk, path: &Utf8Path, progress: &dyn StepProgress) -> Result<AudioFacts, Error> {
    let open = disk.open(path).map_err(|source| Error::Disk { step: "read", path: path.to_owned(), source })?;
    let bar = progress.file(path.file_name().unwrap_or_default(), ByteCount::new(open.len()));
    let found = probe(open.as_ref(), path.extension(), Depth::Full, &|done| bar.advanced(done));
    found.map(|found| found.facts).map_err(|error| Error::Usage {
        message: format!("`{path}` cannot be published: {error}"),
        help: "`podwright probe FILE` says more".to_owned(),
    })
}

/// The published episode.
struct PublishedRecording<'a> {
    entry: &'a CatalogEpisode,
    locked: &'a LockedEpisode,
    measured: &'a MeasuredAudio,
    path: Utf8PathBuf,
}

impl<'a> PublishedRecording<'a> {
    fn of(catalog: &'a Catalog, slug: &Slug) -> Result<Self, Error> {
        let refused = |message: String, help: &str| Error::Usage { message, help: help.to_owned() };
        let entry = catalog.episodes.iter().find(|entry| entry.episode.slug == *slug);
        let entry = entry.unwrap_or_else(|| unreachable!("names that no episode has were refused"));
        let locked = catalog.lock.as_ref().and_then(|lock| lock.episodes.get(&entry.episode.guid)).ok_or_else(|| {
            refused(
                format!("`{slug}` was not built yet, so nobody has its recording"),
                "put the file into its folder, and run `podwright build`",
            )
        })?;
        let measured = locked.measured().ok_or_else(|| {
            refused(
                format!("the recording of `{slug}` is kept elsewhere, at `{}`", locked.enclosure.url),
                "replace it there, then write its new size under `enclosure` and run `podwright build`",
            )
        })?;
        let form = measured.facts.form();
        let path = match &entry.audio {
            AudioState::Present { path, .. }
            | AudioState::Locked { path: Some(path), .. }
            | AudioState::UnknownPointer { path, .. } => path.as_path().to_owned(),
            AudioState::Several(_) => {
                return Err(refused(
                    format!("`{slug}` has several recordings"),
                    "say which one is published with `audio:` in its episode.yaml",
                ));
            }
            _ => entry.episode.folder.file(&format!("audio.{form}")),
        };
        Ok(Self { entry, locked, measured, path })
    }

    /// Refuses what would not be a replacement.
    fn refuse(&self, new: &AudioFacts, file: &Utf8Path) -> Result<(), Error> {
        let old = &self.measured.facts;
        if old.container != new.container {
            return Err(Error::Usage {
                message: format!(
                    "`{file}` is {}, and the published recording {}: it would need another address",
                    new.container, old.container
                ),
                help: format!("export it as {}, so that `{}` stays", old.container, self.locked.enclosure.url),
            });
        }
        if old.audio_sha256 == new.audio_sha256 {
            return Err(Error::Usage {
                message: format!("`{file}` has the very sound that is published"),
                help: "for other titles, cover or chapters change the YAML and run `podwright build`".to_owned(),
            });
        }
        Ok(())
    }

    /// What stays, what changes, and who may not see it.
    fn told(&self, new: &AudioFacts) -> String {
        let old = &self.measured.facts;
        let clock = |facts: &AudioFacts| Timestamp::from_millis(facts.length.millis()).to_string();
        format!(
            "{slug}\n  guid stays: {guid}\n  address stays: {url}\n  length: {before} before, {after} now\n  \
             apps that may keep the old recording:\n    \
             all that have downloaded it (Apple Podcasts, Overcast, Pocket Casts, AntennaPod and others): until the listener deletes the download\n    \
             Spotify, YouTube and Amazon Music, which keep copies of their own: until they fetch the feed and see the new length; days, or never\n    \
             servers between you and the listener: a day, by `Cache-Control` in feed/_headers\n  \
             chapters, transcript and Easy Read were made for the old recording: `podwright check {slug}` after the build\n",
            slug = self.entry.episode.slug,
            guid = self.entry.episode.guid,
            url = self.locked.enclosure.url,
            before = clock(old),
            after = clock(new),
        )
    }
}
