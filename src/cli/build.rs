//! `podwright build`: checks, tags what is stale, measures, writes feed/ and podcast.lock.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::catalog::{AudioState, Catalog, TagState};
use crate::check::cleared::Cleared;
use crate::cli::check::{ConsentArguments, print_report};
use crate::cli::load::{IMAGE_MAX, LOCK_FILE, Loaded, load};
use crate::cli::progress::Progress;
use crate::cli::session::Session;
use crate::cli::tagging::{Tagging, clean, digest, note_stale};
use crate::cli::trial::checked;
use crate::cli::unchanged::{Outcome, note, unchanged};
use crate::display::count::Count;
use crate::error::{Error, Exit};
use crate::feed;
use crate::lock::Lock;
use crate::lock::lock_file::{HEADER, LockFile};
use crate::model::moment::Moment;
use crate::model::output_file::OutputFile;
use crate::model::show_path::ShowPath;
use crate::model::slug::Slug;
use crate::publish::apply::{self, Target};
use crate::publish::manifest::{self, Served};
use crate::publish::next_lock::{Beside, next_lock};
use crate::publish::plan::{Plan, plan};
use crate::seal::{FinalAudio, Sealed, seal};
use crate::site;
use crate::site::materials::Materials;
use crate::site::templates::Templates;
use crate::source::plain::to_yaml;
use crate::world::disk::{Disk, read_whole};
use crate::world::recording_disk::RecordingDisk;

/// Arguments of `build`.
#[derive(Debug, Default, clap::Args)]
#[command(
    after_help = "Examples:\n  podwright build\n  podwright build --locked --format github\n  podwright build --accept date-moved:what-is-co-production"
)]
pub(super) struct Arguments {
    /// For CI: fail instead of changing audio or podcast.lock
    #[arg(long)]
    locked: bool,
    /// What is and what is not a fault.
    #[command(flatten)]
    consent: ConsentArguments,
}

/// Runs `build`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let now = session.now()?;
    let _only_one = exclusion(session.world.disk.as_ref(), &root)?;
    let program = session.world.environment.program.clone();
    if arguments.consent.is_silent()
        && let Some(summary) = unchanged(session.world.disk.as_ref(), &root, &program, now)
    {
        session.say(&summary);
        return Ok(Exit::Fine);
    }
    clean(session.world.disk.as_ref(), &root)?;
    let recording = Arc::new(RecordingDisk::new(Arc::clone(&session.world.disk)));
    session.world.disk = Arc::clone(&recording) as Arc<dyn Disk>;
    let progress = Progress::new(session);
    let loaded = load(session.world.disk.as_ref(), &root, &progress);
    progress.finish();
    let mut loaded = loaded?;
    let taggings = note_stale(session.world.disk.as_ref(), &root, &mut loaded);
    if !arguments.locked {
        expect_tagging(&mut loaded);
    }
    let report = checked(&mut loaded, &taggings, &arguments.consent.consent(), now);
    let cleared = report.clone().clear(loaded.catalog.clone());
    let silent = report.findings.is_empty();
    if !silent {
        print_report(session, &root, &loaded, report)?;
    }
    loaded.cache.write(session.world.disk.as_ref(), &root);
    let Ok(cleared) = cleared else { return Ok(Exit::Faults) };
    if arguments.locked && refuse_stale(session, &taggings) {
        return Ok(Exit::Faults);
    }
    if !arguments.locked && !super::tag::intended(&root, &taggings).is_empty() {
        apply::check_writable(session.world.disk.as_ref(), Target { show: &root, feed: &root.join("feed") })?;
    }
    let tagged = if arguments.locked { 0 } else { super::tag::apply_all(session, &root, &taggings, &mut loaded)? };
    let (sealed, lock) = settle(&cleared, &loaded, &taggings, now)?;
    if arguments.locked && refuse_new_lock(session, loaded.catalog.lock.as_ref(), &lock) {
        return Ok(Exit::Faults);
    }
    let written = write_feed(session.world.disk.as_ref(), &root, &sealed, &loaded.templates)?;
    let lock_written = write_lock(session.world.disk.as_ref(), &root, &lock)?;
    loaded.cache.write(session.world.disk.as_ref(), &root);
    let summary = summary(&sealed, &lock, tagged, &written, lock_written);
    session.say(&summary);
    let nothing_done = tagged == 0 && written.is_empty() && !lock_written;
    if nothing_done && silent && arguments.consent.is_silent() {
        let next = loaded
            .catalog
            .episodes
            .iter()
            .filter(|entry| !entry.episode.draft && entry.episode.date > now)
            .map(|entry| entry.episode.date)
            .min();
        note(&root, program, &recording, Outcome { sealed: &sealed, next, summary });
    }
    Ok(Exit::Fine)
}

/// Stale tags are no finding where this very run writes them.
fn expect_tagging(loaded: &mut Loaded) {
    for entry in &mut loaded.catalog.episodes {
        if matches!(entry.tags, TagState::Stale { .. }) {
            entry.tags = TagState::Fresh;
        }
    }
}

/// Keeps a second podwright away from the show.
pub(super) fn exclusion(disk: &dyn Disk, root: &Utf8Path) -> Result<Box<dyn Send>, Error> {
    let folder = root.join(".podwright");
    disk.create_folders(&folder).map_err(|source| Error::Disk { step: "make the folder", path: folder.clone(), source })?;
    let path = folder.join("busy");
    match disk.take(&path) {
        Ok(Some(exclusion)) => Ok(exclusion),
        Ok(None) => Err(Error::Busy),
        Err(source) => Err(Error::Disk { step: "write", path, source }),
    }
}

/// The final facts of every episode that is no draft, sealed for publication at `now`; and the lock that follows.
pub(super) fn settle(
    cleared: &Cleared,
    loaded: &Loaded,
    taggings: &BTreeMap<Slug, Tagging>,
    now: Moment,
) -> Result<(Sealed, Lock), Error> {
    let failed = |source: crate::seal::SealError| Error::Render { what: "feed/".to_owned(), source: Box::new(source) };
    let (finals, beside) = finals(&loaded.catalog, taggings);
    let all = seal(cleared, &finals, Moment::last()).map_err(failed)?;
    let sealed = seal(cleared, &finals, now).map_err(failed)?;
    Ok((sealed, next_lock(&all, &beside)))
}

fn finals(catalog: &Catalog, taggings: &BTreeMap<Slug, Tagging>) -> (BTreeMap<Slug, FinalAudio>, BTreeMap<Slug, Beside>) {
    let mut finals = BTreeMap::new();
    let mut besides = BTreeMap::new();
    for entry in &catalog.episodes {
        let (Some(facts), Some(show)) = (entry.audio_facts(), &catalog.show) else { continue };
        let slug = &entry.episode.slug;
        let source = match &entry.audio {
            AudioState::Present { path, .. } => Some(path.clone()),
            _ => None,
        };
        let locked = catalog.lock.as_ref().and_then(|lock| lock.episodes.get(&entry.episode.guid));
        let tags = match (taggings.get(slug), locked) {
            (Some(tagging), _) => tagging.digest,
            // Nobody can look into a file that is not here: what the lock says of its tags stays said.
            (None, Some(locked)) => locked.tags,
            (None, None) => digest(show, catalog.cover.as_ref(), entry, facts.length),
        };
        let transcript = entry.transcript.as_ref().and_then(|state| state.found.as_ref().ok()).map(|found| found.sha256);
        besides.insert(slug.clone(), Beside { tags, faults: entry.audio_faults().to_vec(), transcript });
        finals.insert(slug.clone(), FinalAudio { facts: facts.clone(), source });
    }
    (finals, besides)
}

/// Says which audio `build` would tag; whether there is any.
fn refuse_stale(session: &mut Session, taggings: &BTreeMap<Slug, Tagging>) -> bool {
    let stale: Vec<&Slug> = taggings
        .iter()
        .filter(|(_, tagging)| matches!(&tagging.plan, Some(Ok(plan)) if !plan.is_empty()))
        .map(|(slug, _)| slug)
        .collect();
    for slug in &stale {
        session.world.console.say(&format!("error: the tags of `{slug}` are stale, and `--locked` forbids to change audio"));
    }
    if !stale.is_empty() {
        session.world.console.say("hint: run `podwright build` where the audio is, and commit what it changes");
    }
    !stale.is_empty()
}

/// Says how the lock would change; whether it would.
fn refuse_new_lock(session: &mut Session, old: Option<&Lock>, new: &Lock) -> bool {
    if old.is_some_and(|old| lock_text(old) == lock_text(new)) {
        return false;
    }
    let mut lines = Vec::new();
    match old {
        None => lines.push("there is no podcast.lock".to_owned()),
        Some(old) => {
            let entry = |lock: &Lock, guid| lock.episodes.get(guid).cloned();
            let guids: BTreeSet<_> = old.episodes.keys().chain(new.episodes.keys()).collect();
            for guid in guids {
                let line = match (entry(old, guid), entry(new, guid)) {
                    (None, Some(episode)) => format!("`{}` is not in it", episode.slug),
                    (Some(episode), None) => format!("`{}` is in it, and is not in the show", episode.slug),
                    (Some(was), Some(is)) if was != is => format!("`{}` has changed since it was written", is.slug),
                    _ => continue,
                };
                lines.push(line);
            }
            if (old.guid, &old.feed_url, old.cover) != (new.guid, &new.feed_url, new.cover) {
                lines.push("the show itself has changed since it was written".to_owned());
            }
        }
    }
    for line in lines {
        session.world.console.say(&format!("error: podcast.lock is stale: {line}"));
    }
    session.world.console.say("hint: run `podwright build` and commit podcast.lock");
    true
}

/// Renders everything, reads the feed back, and writes what differs.
fn write_feed(disk: &dyn Disk, root: &Utf8Path, sealed: &Sealed, templates: &Templates) -> Result<Plan, Error> {
    let outputs = outputs(disk, root, sealed, templates)?;
    let feed = root.join("feed");
    let target = Target { show: root, feed: &feed };
    let owned = apply::owned(disk, target)?;
    let standing = apply::survey(disk, target, &outputs)?;
    let away: BTreeSet<ShowPath> = sealed
        .episodes
        .iter()
        .flat_map(|episode| {
            let main = (&episode.enclosure.path, &episode.enclosure.source);
            std::iter::once(main).chain(episode.alternates.iter().map(|alternate| (&alternate.path, &alternate.source)))
        })
        .filter(|(_, source)| source.is_none())
        .map(|(path, _)| path.clone())
        .collect();
    let plan = plan(outputs, &standing, &owned, &away)?;
    apply::apply(disk, target, &plan)?;
    Ok(plan)
}

/// Every file of `feed/`.
fn outputs(disk: &dyn Disk, root: &Utf8Path, sealed: &Sealed, templates: &Templates) -> Result<Vec<OutputFile>, Error> {
    let render = |what: &str, source: Box<dyn std::error::Error + Send + Sync>| Error::Render { what: what.to_owned(), source };
    let mut outputs = feed::render(sealed).map_err(|error| render("feed/feed.xml", Box::new(error)))?;
    super::reread::reread(&outputs, sealed)?;
    let original = |path: &ShowPath| read_whole(disk, &root.join(path.as_path()), IMAGE_MAX).ok();
    let earlier = |path: &ShowPath| read_whole(disk, &root.join("feed").join(path.as_path()), IMAGE_MAX).ok();
    let materials = Materials { original: &original, earlier: &earlier, templates };
    outputs.extend(site::render(sealed, &materials).map_err(|error| render("feed/index.html", Box::new(error)))?);
    outputs.push(manifest::render(sealed, &outputs, &served(sealed)));
    Ok(outputs)
}

/// Size and sum of every file of the show that is served as it is.
fn served(sealed: &Sealed) -> Served {
    let mut served = Served::new();
    let images = sealed.episodes.iter().flat_map(|episode| {
        let further = episode.images.iter().map(|picture| &picture.image);
        episode.artwork.iter().chain(further).chain(episode.chapters.iter().filter_map(|chapter| chapter.image.as_ref()))
    });
    let further = sealed.images.iter().map(|picture| &picture.image);
    for image in std::iter::once(&sealed.cover).chain(further).chain(images) {
        served.insert(image.source.clone(), (image.bytes, image.sha256));
    }
    for episode in &sealed.episodes {
        let facts = &episode.enclosure.facts;
        if let Some(source) = &episode.enclosure.source {
            served.insert(source.clone(), (facts.bytes, facts.sha256));
        }
        for alternate in &episode.alternates {
            if let Some(source) = &alternate.source {
                served.insert(source.clone(), (alternate.facts.bytes, alternate.facts.sha256));
            }
        }
    }
    served
}

fn lock_text(lock: &Lock) -> String {
    format!("{HEADER}{}", to_yaml(&LockFile::from(lock)))
}

/// Writes the lock, where it differs from what is there; whether it was written.
fn write_lock(disk: &dyn Disk, root: &Utf8Path, lock: &Lock) -> Result<bool, Error> {
    let path: Utf8PathBuf = root.join(LOCK_FILE);
    let text = lock_text(lock);
    if read_whole(disk, &path, text.len() as u64).is_ok_and(|bytes| bytes == text.as_bytes()) {
        return Ok(false);
    }
    apply::put(disk, &path, text.as_bytes())?;
    Ok(true)
}

fn summary(sealed: &Sealed, lock: &Lock, tagged: usize, written: &Plan, lock_written: bool) -> String {
    let held_back = lock.episodes.len() - sealed.episodes.len();
    let held_back = if held_back > 0 { format!(", {held_back} held back until their date") } else { String::new() };
    let text = format!("{} in feed/feed.xml{held_back}", Count(sealed.episodes.len(), "episode"));
    let mut done = Vec::new();
    if tagged > 0 {
        done.push(format!("tagged {}", Count(tagged, "file")));
    }
    if !written.writes.is_empty() {
        done.push(format!("wrote {}", Count(written.writes.len(), "file")));
    }
    if !written.removals.is_empty() {
        done.push(format!("removed {}", Count(written.removals.len(), "file")));
    }
    if lock_written {
        done.push("updated podcast.lock: commit it".to_owned());
    }
    if done.is_empty() { format!("{text}; nothing has changed") } else { format!("{text}; {}", done.join(", ")) }
}
