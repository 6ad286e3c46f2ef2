//! Writes what was planned. Nothing that is there is overwritten, and podcast.lock, which makes it an imported show, comes last.

use camino::Utf8Path;

use crate::engine::import::fetcher::Fetcher;
use crate::engine::import::gathering::{Fetching, GatheredFile, of_episodes, of_show};
use crate::engine::import::recordings::bring;
use crate::engine::load::read_yaml_text;
use crate::engine::workspace::lock_file::write_lock;
use crate::error::Error;
use crate::import::ledger::{Ledger, LedgerKind, Spot};
use crate::import::plan::ImportPlan;
use crate::import::planned_episode::PlannedEpisode;
use crate::lock::Lock;
use crate::model::episode::Episode;
use crate::model::files::show_files::{EPISODE_FILE, EPISODE_SCHEMA_FILE, SHOW_FILE, SHOW_SCHEMA_FILE};
use crate::model::settings::tag_version::TagPolicy;
use crate::output::apply::put;
use crate::source::scaffold::{plain_episode_yaml, plain_show_yaml};
use crate::source::yaml::with_key::with_key;
use crate::world::disk::Disk;

/// So many episodes are fetched and written before the next: what is fetched is never all in memory.
const AT_ONCE: usize = 16;

/// What is fetched, and by whom.
pub(crate) struct Gathering<'a> {
    pub(crate) fetcher: &'a Fetcher,
    pub(crate) fetching: Fetching,
    /// Whether recordings are fetched.
    pub(crate) recordings: bool,
    /// Draws a cover with a title.
    pub(crate) drawn: &'a dyn Fn(&str) -> Vec<u8>,
}

/// Writes a new show, file by file: its episodes, then what is beside them, podcast.yaml and podcast.lock.
///
/// # Errors
/// As the disk says.
pub(crate) fn write_show(
    disk: &dyn Disk,
    root: &Utf8Path,
    plan: &mut ImportPlan,
    spot: &Spot,
    others: &[(&str, Vec<u8>)],
    gathering: &Gathering<'_>,
) -> Result<(), Error> {
    write_episodes(disk, root, plan, gathering)?;
    let wanted = std::mem::take(&mut plan.wanted);
    let (show, ledger) = (&mut plan.show, &mut plan.ledger);
    let files = of_show(gathering.fetcher, gathering.fetching, (show, &wanted), gathering.drawn, (ledger, spot));
    write_files(disk, root, files)?;
    for (path, bytes) in others {
        write_new(disk, root, Utf8Path::new(path), bytes)?;
    }
    write_new(disk, root, Utf8Path::new(SHOW_FILE), plain_show_yaml(&plan.show, SHOW_SCHEMA_FILE).as_bytes())?;
    write_lock(disk, root, &plan.lock(), None)?;
    Ok(())
}

/// Adds the episodes of the plan, which are new, to a show that was imported earlier.
///
/// # Errors
/// As the disk says.
pub(crate) fn add_episodes(
    disk: &dyn Disk,
    root: &Utf8Path,
    plan: &mut ImportPlan,
    (lock, text): (&Lock, &str),
    there: Vec<Episode>,
    gathering: &Gathering<'_>,
) -> Result<(), Error> {
    write_episodes(disk, root, plan, gathering)?;
    if gathering.recordings {
        for episode in
            there.into_iter().filter(|episode| lock.episodes.get(&episode.guid).is_some_and(|entry| entry.origin.is_some()))
        {
            bring_later(disk, root, episode, gathering, &mut plan.ledger)?;
        }
    }
    let new = plan.lock();
    let mut whole = lock.clone();
    whole.out.extend(new.out);
    whole.episodes.extend(new.episodes);
    write_lock(disk, root, &whole, Some(text))?;
    Ok(())
}

/// Fetches a recording that did not come with the first import.
fn bring_later(
    disk: &dyn Disk,
    root: &Utf8Path,
    episode: Episode,
    gathering: &Gathering<'_>,
    ledger: &mut Ledger,
) -> Result<(), Error> {
    if episode.tags == TagPolicy::Keep || episode.enclosure.is_none() {
        return Ok(());
    }
    let path = root.join(episode.folder.file(EPISODE_FILE));
    let spot = Spot { title: episode.title.to_string(), line: 0 };
    let mut planned = PlannedEpisode { episode, wanted: Vec::new(), psc: None, order: None, spot, index: 0 };
    bring(disk, root, gathering.fetcher, &mut planned, ledger);
    if planned.episode.tags == TagPolicy::Keep {
        match with_key(&read_yaml_text(disk, &path)?, "tags", "keep", Some("guid")) {
            Some(text) => put(disk, &path, text.as_bytes())?,
            None => ledger.add(
                LedgerKind::NotFetched,
                "`tags: keep` cannot be written without a guess: write it by hand",
                &planned.spot,
            ),
        }
    }
    Ok(())
}

fn write_episodes(disk: &dyn Disk, root: &Utf8Path, plan: &mut ImportPlan, gathering: &Gathering<'_>) -> Result<(), Error> {
    let schema = format!("../../{EPISODE_SCHEMA_FILE}");
    for some in plan.episodes.chunks_mut(AT_ONCE) {
        let files = of_episodes(gathering.fetcher, gathering.fetching, &plan.show.language, some, &mut plan.ledger);
        write_files(disk, root, files)?;
        for planned in some {
            if gathering.recordings {
                bring(disk, root, gathering.fetcher, planned, &mut plan.ledger);
            }
            let text = plain_episode_yaml(&planned.episode, &schema);
            write_new(disk, root, &planned.episode.folder.file(EPISODE_FILE), text.as_bytes())?;
        }
    }
    Ok(())
}

fn write_files(disk: &dyn Disk, root: &Utf8Path, files: Vec<GatheredFile>) -> Result<(), Error> {
    for (path, bytes) in files {
        write_new(disk, root, path.as_path(), &bytes)?;
    }
    Ok(())
}

/// Writes a file that is not there yet.
fn write_new(disk: &dyn Disk, root: &Utf8Path, path: &Utf8Path, bytes: &[u8]) -> Result<(), Error> {
    let full = root.join(path);
    let there = disk.status(&full).map_err(|source| Error::Disk { step: "read", path: full.clone(), source })?;
    if there.is_none() {
        put(disk, &full, bytes)?;
    }
    Ok(())
}
