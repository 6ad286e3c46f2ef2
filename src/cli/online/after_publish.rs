//! What comes after a show is online: the question whether all is well, and the producer's own command.

use std::sync::Arc;
use std::time::Duration;

use camino::Utf8Path;

use crate::check::live::SampleSize;
use crate::cli::online::verify::{JOBS, PATIENCE, note_online};
use crate::cli::session::Session;
use crate::engine::{ShowBuild, VerifyOptions, address, changed_addresses, verify};
use crate::error::{Error, Exit};
use crate::layout::output::Output;
use crate::model::files::show_files::CHANGED_FILE;
use crate::model::settings::level::Level;
use crate::model::show::Show;
use crate::model::web::placeholder_address::is_example;
use crate::output::apply::put;
use crate::publish::outcome::PublishOutcome;
use crate::publish::publish_error::PublishError;
use crate::report::live;
use crate::world::processes::programs::{ProgramCall, find};

/// The variable that names the file with the addresses that changed.
const CHANGED: &str = "PODWRIGHT_CHANGED";

/// Asks the show's address what apps ask, also of files that were just published, and says what is wrong. `is_noted`: podcast.lock may learn which episodes were seen there.
pub(in crate::cli) fn verified(
    session: &mut Session,
    root: &Utf8Path,
    show: &Show,
    outcome: &PublishOutcome,
    is_noted: bool,
) -> Result<Exit, Error> {
    let console = session.world.console.clone();
    if is_example(show.url.as_url()) {
        console.say("note: `url:` in podcast.yaml is still a placeholder, so podwright did not check the site");
        return Ok(Exit::Fine);
    }
    let feed = Output::feed(show).url(show).to_string();
    let opened = session.open(root)?;
    let build = ShowBuild::read(Arc::clone(&session.world.disk), root, opened.catalog(), show)?;
    let changed = changed_addresses(outcome, show);
    let (sample, jobs) = (SampleSize::Some(1), usize::from(JOBS));
    let options = VerifyOptions { feed: &feed, sample, changed: &changed, patience: PATIENCE, jobs, tell: &|_, _| () };
    let report = verify(session.world.network.as_ref(), &options, Some(opened.catalog()), Some(build))?;
    if !report.findings.is_empty() || !session.global.quiet {
        console.say(live::human(&report, session.paint()).trim_end());
    }
    if is_noted {
        note_online(session, root, show.url.as_url(), &report);
    }
    let is_faulty = report.findings.iter().any(|found| found.finding.level == Level::Error);
    Ok(if is_faulty { Exit::Faults } else { Exit::Fine })
}

/// Runs the producer's own command, without a shell, such as one that empties the copies of a CDN.
pub(in crate::cli) fn then(
    session: &Session,
    root: &Utf8Path,
    show: &Show,
    outcome: &PublishOutcome,
    command: &str,
) -> Result<(), Error> {
    let failed = |said: &str| Error::from(PublishError::ThenFailed { command: command.to_owned(), said: said.to_owned() });
    let words = shlex::split(command).filter(|words| !words.is_empty()).ok_or_else(|| failed(": it is no command"))?;
    let (disk, environment) = (session.world.disk.as_ref(), &session.world.environment);
    let file = root.join(CHANGED_FILE);
    let paths = outcome.uploaded.iter().map(|file| &file.path).chain(&outcome.deleted);
    let lines: Vec<String> = paths.filter_map(|path| address(path, show)).collect();
    put(disk, &file, (lines.join("\n") + "\n").as_bytes())?;
    let program = if words[0].contains(['/', '\\']) {
        environment.folder.join(&words[0])
    } else {
        find(disk, &environment.search_path, &words[0], None).ok_or_else(|| failed(": it is not on PATH"))?
    };
    let call = ProgramCall {
        program: &program,
        arguments: &words[1..],
        variables: &[(CHANGED, file.as_str())],
        folder: None,
        patience: Duration::MAX,
    };
    match session.world.processes.run_in_place(&call) {
        Ok(Some(0)) => Ok(()),
        Ok(_) => Err(failed("")),
        Err(error) => Err(failed(&format!(": {error}"))),
    }
}
