//! Writes what was planned. Nothing that is there is overwritten, and podcast.lock, which makes it an imported show, comes last.
//!
//! What is written is synced once, before podcast.lock says that it is there. A power cut before that leaves empty files, which the next run writes.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};

use crate::engine::import::fetcher::Fetcher;
use crate::engine::import::gathering::{Fetching, GatheredFile, of_episodes, of_show};
use crate::engine::import::recordings::{bring, check_room};
use crate::engine::load::read_yaml_text;
use crate::engine::workspace::lock_file::write_lock;
use crate::error::Error;
use crate::import::ledger::{Ledger, LedgerKind, Spot};
use crate::import::plan::ImportPlan;
use crate::import::planned_episode::PlannedEpisode;
use crate::lock::Lock;
use crate::model::episode::Episode;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::{EPISODE_FILE, EPISODE_SCHEMA_FILE, SHOW_FILE, SHOW_SCHEMA_FILE};
use crate::model::settings::tag_version::TagPolicy;
use crate::output::apply::{put, put_unsynced};
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

/// Writes files that are not there yet.
struct NewFiles<'a> {
    disk: &'a dyn Disk,
    root: &'a Utf8Path,
    /// Those that were written, and are not synced.
    unsynced: BTreeSet<Utf8PathBuf>,
}

impl<'a> NewFiles<'a> {
    fn new(disk: &'a dyn Disk, root: &'a Utf8Path) -> Self {
        Self { disk, root, unsynced: BTreeSet::new() }
    }

    fn write(&mut self, path: &Utf8Path, bytes: &[u8]) -> Result<(), Error> {
        let full = self.root.join(path);
        let there = self.disk.status(&full).map_err(|source| Error::Disk { step: "read", path: full.clone(), source })?;
        if there.is_none_or(|there| there.bytes == ByteCount::ZERO) {
            put_unsynced(self.disk, &full, bytes)?;
            self.unsynced.insert(full);
        }
        Ok(())
    }

    fn write_all(&mut self, files: Vec<GatheredFile>) -> Result<(), Error> {
        files.into_iter().try_for_each(|(path, bytes)| self.write(path.as_path(), &bytes))
    }

    fn sync(self) -> Result<(), Error> {
        let synced = self.disk.sync_files(self.root, &self.unsynced);
        synced.map_err(|source| Error::Disk { step: "write to", path: self.root.to_owned(), source })
    }
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
    if gathering.recordings {
        check_room((disk, root), gathering.fetcher.jobs(), plan.episodes.iter().map(|planned| &planned.episode))?;
    }
    let mut new = NewFiles::new(disk, root);
    write_episodes(&mut new, plan, gathering)?;
    let wanted = std::mem::take(&mut plan.wanted);
    let (show, ledger) = (&mut plan.show, &mut plan.ledger);
    let files = of_show(gathering.fetcher, gathering.fetching, (show, &wanted), gathering.drawn, (ledger, spot));
    new.write_all(files)?;
    for (path, bytes) in others {
        new.write(Utf8Path::new(path), bytes)?;
    }
    new.write(Utf8Path::new(SHOW_FILE), plain_show_yaml(&plan.show, SHOW_SCHEMA_FILE).as_bytes())?;
    new.sync()?;
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
    let is_to_come = |episode: &Episode| {
        let is_imported = lock.episodes.get(&episode.guid).is_some_and(|entry| entry.origin.is_some());
        is_imported && episode.tags != TagPolicy::Keep && episode.enclosure.is_some()
    };
    let later: Vec<Episode> = there.into_iter().filter(|episode| gathering.recordings && is_to_come(episode)).collect();
    if gathering.recordings {
        let new = plan.episodes.iter().map(|planned| &planned.episode);
        check_room((disk, root), gathering.fetcher.jobs(), new.chain(&later))?;
    }
    let mut files = NewFiles::new(disk, root);
    write_episodes(&mut files, plan, gathering)?;
    files.sync()?;
    bring_later(disk, root, later, gathering, &mut plan.ledger)?;
    let new = plan.lock();
    let mut whole = lock.clone();
    whole.out.extend(new.out);
    whole.episodes.extend(new.episodes);
    write_lock(disk, root, &whole, Some(text))?;
    Ok(())
}

/// Fetches recordings that did not come with the first import.
fn bring_later(
    disk: &dyn Disk,
    root: &Utf8Path,
    later: Vec<Episode>,
    gathering: &Gathering<'_>,
    ledger: &mut Ledger,
) -> Result<(), Error> {
    let planned = |episode: Episode| {
        let spot = Spot::new(episode.title.as_str(), 0);
        PlannedEpisode { episode, wanted: Vec::new(), psc: None, order: None, spot, index: 0 }
    };
    let mut later: Vec<PlannedEpisode> = later.into_iter().map(planned).collect();
    for some in later.chunks_mut(AT_ONCE) {
        bring(disk, root, gathering.fetcher, some, ledger);
        for planned in some.iter().filter(|planned| planned.episode.tags == TagPolicy::Keep) {
            let path = root.join(planned.episode.folder.file(EPISODE_FILE));
            match with_key(&read_yaml_text(disk, &path)?, "tags", "keep", Some("guid")) {
                Some(text) => put(disk, &path, text.as_bytes())?,
                None => ledger.add(
                    LedgerKind::NotFetched,
                    "`tags: keep` cannot be written without a guess: write it by hand",
                    &planned.spot,
                ),
            }
        }
    }
    Ok(())
}

fn write_episodes(new: &mut NewFiles<'_>, plan: &mut ImportPlan, gathering: &Gathering<'_>) -> Result<(), Error> {
    let schema = format!("../../{EPISODE_SCHEMA_FILE}");
    for some in plan.episodes.chunks_mut(AT_ONCE) {
        let files = of_episodes(gathering.fetcher, gathering.fetching, &plan.show.language, some, &mut plan.ledger);
        new.write_all(files)?;
        if gathering.recordings {
            bring(new.disk, new.root, gathering.fetcher, some, &mut plan.ledger);
        }
        for planned in some {
            let text = plain_episode_yaml(&planned.episode, &schema);
            new.write(&planned.episode.folder.file(EPISODE_FILE), text.as_bytes())?;
        }
    }
    Ok(())
}
