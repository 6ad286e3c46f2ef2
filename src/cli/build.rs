//! `podwright build`: checks, tags what is stale, measures, writes feed/ and podcast.lock.

use std::sync::Arc;

use camino::Utf8Path;

use crate::check::consent::Consent;
use crate::check::located_finding::LocatedFinding;
use crate::check::report::Report;
use crate::cli::arguments::consent_arguments::ConsentArguments;
use crate::cli::arguments::past_arguments::PastArguments;
use crate::cli::session::Session;
use crate::cli::session::accepted::accepted_words;
use crate::cli::session::known_episodes::known_acceptances;
use crate::cli::tag::lost_owner;
use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::engine::{
    ClearedShow, Mode, NextBuild, OutputOptions, PrintedOutput, Reason, Release, Show, WriteSummary, exclude_others, no_op_build,
    note_no_op, remove_leftovers_of_runs,
};
use crate::error::{Error, Exit};
use crate::layout::output::Output;
use crate::model::files::show_files::FEED_FOLDER;
use crate::model::time::build_time::BuildTime;
use crate::report::findings::Folding;
use crate::world::disk::Disk;
use crate::world::recording_disk::RecordingDisk;

/// Arguments of `build`.
#[derive(Debug, Default, clap::Args)]
#[command(
    after_help = "Examples:\n  podwright build\n  podwright build --locked --format github\n  podwright build --accept date-moved:what-is-co-production\n  podwright build --forget what-is-co-production"
)]
pub(super) struct Arguments {
    /// For CI: fail instead of changing audio or podcast.lock
    #[arg(long)]
    locked: bool,
    /// Write nothing: say how feed/ and podcast.lock differ from what a build would write
    #[arg(long, conflicts_with = "locked")]
    check: bool,
    /// What the show is compared with.
    #[command(flatten)]
    past: PastArguments,
    /// Build although recordings are missing that feed/ should serve; the feed names them all the same
    #[arg(long)]
    without_media: bool,
    /// What is and what is not a fault.
    #[command(flatten)]
    consent: ConsentArguments,
}

impl Arguments {
    fn consent(&self) -> Consent {
        Consent { without_media: self.without_media, ..self.consent.consent() }
    }
}

/// Runs `build`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let time = session.time()?;
    if arguments.check {
        return compare(session, &root, arguments, time);
    }
    let _exclusion = exclude_others(session.world.disk.as_ref(), &root)?;
    let consent = arguments.consent();
    if consent == Consent::default()
        && arguments.past.is_silent()
        && let Some(PrintedOutput { report, summary }) =
            no_op_build(session.world.disk.as_ref(), &root, &output_options(session), time.now)
    {
        session.print(&report)?;
        session.say(&summary);
        return Ok(Exit::Fine);
    }
    let mode = if arguments.locked { Mode::Locked } else { Mode::Write };
    write(session, &root, mode, &arguments.past, &consent)
}

/// Builds the show. What the build read is recorded, so that the next one can tell whether it has anything to do.
fn write(session: &mut Session, root: &Utf8Path, mode: Mode, past: &PastArguments, consent: &Consent) -> Result<Exit, Error> {
    let time = session.time()?;
    let disk = &session.world.disk;
    remove_leftovers_of_runs(disk.as_ref(), root)?;
    let recording = Arc::new(RecordingDisk::new(Arc::clone(disk)));
    // A locked build writes no lock, so it need not complete one.
    let open = if mode == Mode::Locked { Show::open } else { Show::open_for_build };
    let mut show = open(Arc::clone(&recording) as Arc<dyn Disk>, root, &session.progress())?;
    past.apply(session, &mut show)?;
    known_acceptances(show.catalog(), consent)?;
    let CheckOutcome { cleared, report } = check(session, show, mode, consent, time)?;
    let Some(cleared) = cleared else { return Ok(Exit::Faults) };
    for (path, warning) in cleared.tag_warnings() {
        session.say(&format!("warning: `{path}`: {warning}"));
    }
    let tagged = cleared.tag(&session.progress())?;
    for path in tagged.lost_owner() {
        session.say(&lost_owner(path));
    }
    let mut release = tagged.seal(time.now)?;
    let written = release.write(&session.progress())?;
    let summary = summary(&release, written);
    session.say(&summary);
    if *consent == Consent::default() {
        remember(session, root, &recording, release, written, PrintedOutput { report, summary });
    }
    Ok(Exit::Fine)
}

/// A show that was checked, and what was printed of it.
struct CheckOutcome {
    /// The show; `None` if it has faults.
    cleared: Option<ClearedShow>,
    /// The findings as they were printed; empty if there are none.
    report: String,
}

/// Checks, prints what was found, and says what was accepted.
fn check(session: &mut Session, show: Show, mode: Mode, consent: &Consent, time: BuildTime) -> Result<CheckOutcome, Error> {
    match show.check(consent, time).clear(mode) {
        Ok(mut cleared) => {
            if mode.writes() {
                cleared.keep_cache();
            }
            let findings = cleared.located(cleared.report().clone());
            let report = print_report(session, cleared.report(), &findings)?;
            Ok(CheckOutcome { cleared: Some(cleared), report })
        }
        Err(mut refusal) => {
            if mode.writes() {
                refusal.keep_cache();
            }
            let findings = refusal.show().located(refusal.show().report().clone());
            let report = print_report(session, refusal.show().report(), &findings)?;
            match refusal.reason() {
                Reason::Faults => Ok(CheckOutcome { cleared: None, report }),
                Reason::StaleTags(_) => Err(refusal.into()),
            }
        }
    }
}

/// Prints what was found, says what was accepted, and returns what it printed.
fn print_report(session: &mut Session, report: &Report, findings: &[LocatedFinding]) -> Result<String, Error> {
    let text = report_of_build(session, report, findings);
    session.print(&text)?;
    for finding in &report.accepted {
        session.world.console.say(&accepted_words(finding));
    }
    Ok(text)
}

/// A build that found nothing prints no report.
fn report_of_build(session: &Session, report: &Report, findings: &[LocatedFinding]) -> String {
    if report.findings.is_empty() { String::new() } else { session.report_text(report, findings, Folding::Folded) }
}

/// Notes what the next build will print if nothing changes and it has nothing to do. A clone of CI is built once, so nothing is noted for it.
fn remember(
    session: &Session,
    root: &Utf8Path,
    recording: &RecordingDisk,
    release: Release,
    written: WriteSummary,
    printed: PrintedOutput,
) {
    if release.mode() == Mode::Locked && !written.is_nothing() {
        return;
    }
    let summary = summary(&release, WriteSummary::default());
    let Some(NextBuild { show, sealed, next_date }) = release.next_build() else { return };
    let printed = if written.is_nothing() {
        printed
    } else {
        let report = show.report();
        PrintedOutput { report: report_of_build(session, report, &show.located(report.clone())), summary }
    };
    note_no_op(root, &output_options(session), recording, &sealed, next_date, printed);
}

/// Runs `build --check`. Nothing is written, not even the cache of hashes.
fn compare(session: &mut Session, root: &Utf8Path, arguments: &Arguments, time: BuildTime) -> Result<Exit, Error> {
    let mut show = session.open_for_build(root)?;
    arguments.past.apply(session, &mut show)?;
    let checked = check(session, show, Mode::Compare, &arguments.consent(), time)?;
    let Some(cleared) = checked.cleared else { return Ok(Exit::Faults) };
    let differences = cleared.tag(&session.progress())?.seal(time.now)?.differences()?;
    for difference in &differences {
        session.print(&format!("{}\n", Sanitized(&difference.to_string())))?;
    }
    if differences.is_empty() {
        session.say("feed/ and podcast.lock are what a build would write");
        return Ok(Exit::Fine);
    }
    let count = Count(differences.len(), "difference");
    session.world.console.say(&format!("hint: {count} between the show and what is there; run `podwright build`"));
    Ok(Exit::Faults)
}

/// What decides how the same is printed.
fn output_options(session: &Session) -> OutputOptions {
    let program = session.world.environment.program.clone();
    OutputOptions { program, format: format!("{:?} {:?}", session.global.format, session.paint()) }
}

fn summary(release: &Release, written: WriteSummary) -> String {
    let held_back = match release.held_back() {
        0 => String::new(),
        count => format!(", {count} held back until their date"),
    };
    let text = format!(
        "{} in {FEED_FOLDER}/{}{held_back}",
        Count(release.sealed().episodes().len(), "episode"),
        Output::feed(release.sealed().show())
    );
    let mut done = Vec::new();
    if written.tagged > 0 {
        done.push(format!("tagged {}", Count(written.tagged, "file")));
    }
    if written.files > 0 {
        done.push(format!("wrote {}", Count(written.files, "file")));
    }
    if written.removed > 0 {
        done.push(format!("removed {}", Count(written.removed, "file")));
    }
    if written.lock {
        done.push("updated podcast.lock: commit it".to_owned());
    }
    if done.is_empty() { format!("{text}; nothing has changed") } else { format!("{text}; {}", done.join(", ")) }
}
