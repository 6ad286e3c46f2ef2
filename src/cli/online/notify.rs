//! `podwright notify`: tells those who carry news that the feed has changed.

use std::fmt::Write as _;
use std::time::Duration;

use camino::Utf8Path;
use serde_json::{Value, json};

use crate::cli::arguments::options::OutputFormat;
use crate::cli::session::Session;
use crate::display::sanitized::Sanitized;
use crate::engine::{NotifyMode, NotifyReport, NotifyState, ToldOfBuild, notify_of_build, read_yaml};
use crate::error::{Error, Exit};
use crate::model::show::Show;
use crate::model::web::notified::NotifyTarget;

/// Arguments of `notify`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  podwright notify\n  podwright notify --dry-run\n\nFor podping, the variable PODPING_TOKEN has the token that podping.cloud gave you."
)]
pub(in crate::cli) struct Arguments {
    /// Ask the feed's address once, and say who would be told; tell nobody
    #[arg(long)]
    dry_run: bool,
}

/// Runs `notify`. Whoever cannot be told is a warning: the feed is online all the same.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let show = read_yaml(session.world.disk.as_ref(), &root)?.show.ok_or_else(|| Error::Usage {
        message: "podcast.yaml has faults, so the address of the feed is not known".to_owned(),
        help: "run `podwright check` and mend them first".to_owned(),
    })?;
    let mode = if arguments.dry_run { NotifyMode::DryRun } else { NotifyMode::Tell };
    let report = tell(session, &root, &show, mode)?;
    let text = match session.global.format {
        OutputFormat::Json => format!("{:#}\n", as_json(&report, mode)),
        _ => lines(&report, &show, mode),
    };
    session.print(&text)?;
    Ok(Exit::Fine)
}

/// Tells who is to be told of the feed in feed/, once the show's address serves it, and says on standard error what did not work.
///
/// # Errors
/// If there is no feed.
pub(in crate::cli) fn tell(session: &mut Session, root: &Utf8Path, show: &Show, mode: NotifyMode) -> Result<NotifyReport, Error> {
    let now = session.now()?;
    let (console, is_quiet) = (session.world.console.clone(), session.global.quiet);
    let wait = |pause: Duration| {
        if !is_quiet {
            console.say(&format!("the address does not serve the new feed yet; asking again in {} s", pause.as_secs()));
        }
    };
    let ToldOfBuild { report, forgotten } = notify_of_build(&session.world, (root, show), (mode, now), &wait)?;
    if let Some(error) = forgotten {
        console.say(&format!("warning: podwright cannot remember who was told, so the next run tells them again: {error}"));
    }
    for warning in warnings(&report, show) {
        session.world.console.say(&Sanitized(&format!("warning{warning}")).to_string());
    }
    for (to, why) in &report.skipped {
        session.say(&format!("{} is not told: {why}", name(*to, show)));
    }
    if report.state == NotifyState::Known {
        session.say(&format!("nothing to do: whoever is to be told of {} knows this feed already", report.feed));
    }
    Ok(report)
}

/// What one of those that are told is called.
fn name(to: NotifyTarget, show: &Show) -> String {
    match to {
        NotifyTarget::PodcastIndex => "the Podcast Index".to_owned(),
        NotifyTarget::Hub => show.hub.as_ref().map_or_else(|| "the hub".to_owned(), |hub| format!("the hub `{hub}`")),
        NotifyTarget::Podping => "podping.cloud".to_owned(),
    }
}

/// What did not work, each as the end of a line that begins with `warning`.
fn warnings(report: &NotifyReport, show: &Show) -> Vec<String> {
    match &report.state {
        NotifyState::Placeholder => {
            vec![format!(": `url:` in podcast.yaml is a placeholder (`{}`), so there is nobody to tell", report.feed)]
        }
        NotifyState::StillCached(stale) => {
            let after = if stale.seconds > 0 { format!(" after {} s", stale.seconds) } else { String::new() };
            vec![format!(
                "[still-cached]: `{}` does not serve the feed of the last build{after}, so nobody was told: {}",
                report.feed, stale.reason
            )]
        }
        NotifyState::Known | NotifyState::Served => {
            let failed = report.told.iter().filter_map(|outcome| Some((outcome.to, outcome.failure.as_ref()?)));
            failed.map(|(to, failure)| format!(": {} was not told: {failure}", name(to, show))).collect()
        }
    }
}

pub(in crate::cli) fn lines(report: &NotifyReport, show: &Show, mode: NotifyMode) -> String {
    let verb = if mode == NotifyMode::DryRun { "would tell" } else { "told" };
    let mut text = String::new();
    for outcome in report.told.iter().filter(|outcome| outcome.failure.is_none()) {
        let _infallible = writeln!(text, "{verb} {} of {}", name(outcome.to, show), report.feed);
    }
    text
}

fn as_json(report: &NotifyReport, mode: NotifyMode) -> Value {
    let (state, stays) = match &report.state {
        NotifyState::Placeholder => ("placeholder", None),
        NotifyState::Known => ("known", None),
        NotifyState::StillCached(stays) => ("still-cached", Some(stays)),
        NotifyState::Served => ("served", None),
    };
    let outcomes: Vec<Value> = report
        .told
        .iter()
        .map(|outcome| match mode {
            NotifyMode::DryRun => json!({"to": outcome.to.as_str()}),
            NotifyMode::Tell => json!({"to": outcome.to.as_str(), "ok": outcome.failure.is_none(), "why": outcome.failure}),
        })
        .collect();
    let skipped: Vec<Value> = report.skipped.iter().map(|(to, why)| json!({"to": to.as_str(), "why": why})).collect();
    let key = if mode == NotifyMode::DryRun { "would_notify" } else { "notified" };
    json!({
        "url": report.feed.as_str(),
        "sha256": report.sha256.to_string(),
        "state": state,
        "why": stays.map(|stays| stays.reason.as_str()),
        "waited": stays.map(|stays| stays.seconds),
        key: outcomes,
        "skipped": skipped,
    })
}
