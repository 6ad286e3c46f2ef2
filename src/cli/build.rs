//! `podwright build`: checks, tags what is stale, measures, writes feed/ and podcast.lock.

mod accepted;
mod comparison;
mod foresight;
mod outputs;
mod refusals;
mod settled;

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8Path;

use crate::catalog::TagState;
use crate::check::cleared::Cleared;
use crate::check::report::Report;
use crate::cli::build::accepted::{accepted, accepted_words};
use crate::cli::build::comparison::compare;
use crate::cli::build::foresight::foresee;
use crate::cli::build::outputs::write_feed;
use crate::cli::build::refusals::{refuse_new_lock, refuse_stale};
pub(super) use crate::cli::build::settled::published;
use crate::cli::build::settled::settle;
use crate::cli::check::{ConsentArguments, report_text};
use crate::cli::progress::Progress;
use crate::cli::session::{Purpose, Session};
use crate::cli::trial;
use crate::cli::unchanged::{Outcome, OutputOptions, PrintedOutput, note, unchanged};
use crate::display::count::Count;
use crate::engine::load::{Loaded, load};
use crate::engine::lock_text::write_lock;
use crate::engine::tagging::{Tagging, clean, note_stale};
use crate::error::{Error, Exit};
use crate::lock::Lock;
use crate::model::moment::Moment;
use crate::model::slug::Slug;
use crate::output::apply::{self, Target};
use crate::output::plan::WritePlan;
use crate::seal::Sealed;
use crate::world::disk::Disk;
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
    /// Write nothing: say how feed/ and podcast.lock differ from what a build would write
    #[arg(long, conflicts_with = "locked")]
    check: bool,
    /// What is and what is not a fault.
    #[command(flatten)]
    consent: ConsentArguments,
}

/// Runs `build`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let now = session.now()?;
    if arguments.check {
        return run_check(session, &root, arguments, now);
    }
    let _only_one = exclusion(session.world.disk.as_ref(), &root)?;
    let program = session.world.environment.program.clone();
    let output_options = OutputOptions { program, format: format!("{:?} {:?}", session.global.format, session.paint()) };
    if arguments.consent.is_silent()
        && session.purpose == Purpose::CommandLine
        && let Some(PrintedOutput { report, summary }) = unchanged(session.world.disk.as_ref(), &root, &output_options, now)
    {
        session.print(&report)?;
        session.say(&summary);
        return Ok(Exit::Fine);
    }
    clean(session.world.disk.as_ref(), &root)?;
    let recording = Arc::new(RecordingDisk::new(Arc::clone(&session.world.disk)));
    session.world.disk = Arc::clone(&recording) as Arc<dyn Disk>;
    let mut loaded = loaded_with_progress(session, &root)?;
    let taggings = note_stale(session.world.disk.as_ref(), &root, &mut loaded);
    if !arguments.locked {
        expect_tagging(&mut loaded);
    }
    let (report, cleared, said) = checked(session, &root, &mut loaded, &taggings, arguments, now)?;
    loaded.cache.write(session.world.disk.as_ref(), &root);
    let Some(cleared) = cleared else { return Ok(Exit::Faults) };
    if arguments.locked && refuse_stale(session, &taggings) {
        return Ok(Exit::Faults);
    }
    if !arguments.locked && !super::tag::intended(&root, &taggings).is_empty() {
        apply::check_writable(session.world.disk.as_ref(), Target { show: &root, feed: &root.join("feed") })?;
    }
    let tagged = if arguments.locked { 0 } else { super::tag::apply_all(session, &root, &taggings, &mut loaded)? };
    let (sealed, lock) = settle(&cleared, &loaded, &taggings, now, accepted(&report, now))?;
    if arguments.locked && refuse_new_lock(session, loaded.catalog.lock.as_ref(), &lock) {
        return Ok(Exit::Faults);
    }
    let written = write_feed(session, &root, &sealed, &loaded.templates)?;
    let lock_written = write_lock(session.world.disk.as_ref(), &root, &lock)?;
    loaded.cache.write(session.world.disk.as_ref(), &root);
    let summary_now = summary(&sealed, &lock, tagged, &written, lock_written);
    session.say(&summary_now);
    if arguments.consent.is_silent() {
        let nothing_done = tagged == 0 && written.is_empty() && !lock_written;
        let next = loaded
            .catalog
            .episodes
            .iter()
            .filter(|entry| !entry.episode.draft && entry.episode.date > now)
            .map(|entry| entry.episode.date)
            .min();
        let said = if nothing_done {
            Some(PrintedOutput { report: said, summary: summary_now })
        } else if arguments.locked {
            // A clone of CI is built once.
            None
        } else {
            drop((cleared, loaded));
            let report = foresee(session, &root, (&sealed, &lock), now);
            report.map(|report| PrintedOutput { report, summary: summary(&sealed, &lock, 0, &WritePlan::default(), false) })
        };
        if let Some(said) = said {
            note(&root, &output_options, &recording, Outcome { sealed: &sealed, next, said });
        }
    }
    Ok(Exit::Fine)
}

/// Runs `build --check`. It does not even keep the cache of sums.
fn run_check(session: &mut Session, root: &Utf8Path, arguments: &Arguments, now: Moment) -> Result<Exit, Error> {
    let mut loaded = loaded_with_progress(session, root)?;
    let taggings = note_stale(session.world.disk.as_ref(), root, &mut loaded);
    expect_tagging(&mut loaded);
    let (report, cleared, _) = checked(session, root, &mut loaded, &taggings, arguments, now)?;
    let Some(cleared) = cleared else { return Ok(Exit::Faults) };
    let (sealed, lock) = settle(&cleared, &loaded, &taggings, now, accepted(&report, now))?;
    compare(session, root, &loaded, &taggings, (&sealed, &lock))
}

fn loaded_with_progress(session: &Session, root: &Utf8Path) -> Result<Loaded, Error> {
    let progress = Progress::new(session, "measuring");
    let loaded = load(session.world.disk.as_ref(), root, &progress);
    progress.finish();
    loaded
}

/// Checks, prints what was found, and says what was accepted. The catalog comes through where nothing is at error level; the text is what
/// was printed.
fn checked(
    session: &mut Session,
    root: &Utf8Path,
    loaded: &mut Loaded,
    taggings: &BTreeMap<Slug, Tagging>,
    arguments: &Arguments,
    now: Moment,
) -> Result<(Report, Option<Cleared>, String), Error> {
    let report = trial::checked(loaded, taggings, &arguments.consent.consent(), now);
    let said = if report.findings.is_empty() { String::new() } else { report_text(session, root, loaded, report.clone()) };
    session.print(&said)?;
    for finding in &report.accepted {
        session.world.console.say(&accepted_words(finding));
    }
    let cleared = crate::check::run(loaded.catalog.clone(), arguments.consent.consent(), now).clear().ok();
    Ok((report, cleared, said))
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

fn summary(sealed: &Sealed, lock: &Lock, tagged: usize, written: &WritePlan, lock_written: bool) -> String {
    let held_back = lock.episodes.len() - sealed.episodes().len();
    let held_back = if held_back > 0 { format!(", {held_back} held back until their date") } else { String::new() };
    let text = format!("{} in feed/feed.xml{held_back}", Count(sealed.episodes().len(), "episode"));
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
