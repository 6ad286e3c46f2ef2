//! `podwright check`: every fault of the show; changes nothing.

use crate::check;
use crate::check::consent::Consent;
use crate::check::report::Report;
use crate::check::rule::Rule;
use crate::cli::against::{keep_history, put_in_place_of_lock, seen};
use crate::cli::arguments::Format;
use crate::cli::progress::Progress;
use crate::cli::session::Session;
use crate::cli::trial::checked;
use crate::engine::load::{Loaded, load};
use crate::engine::locate::locate_all;
use crate::engine::tagging::note_stale;
use crate::error::{Error, Exit};
use crate::model::level::Level;
use crate::model::slug::Slug;
use crate::report::findings::{self, Tally};
use crate::report::subscribers::subscribers;

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  podwright check\n  podwright check what-is-co-production\n  podwright check --deny missing-easy-read --format github"
)]
pub(super) struct Arguments {
    /// Show only what was found in these episodes
    #[arg(value_name = "EPISODE", add = crate::cli::completions::candidates::NamesEpisode)]
    episodes: Vec<Slug>,
    /// Compare with a published feed, a file or an address, and tell what its subscribers would see
    #[arg(long, value_name = "FEED")]
    against: Option<String>,
    /// What is and what is not a fault.
    #[command(flatten)]
    consent: ConsentArguments,
}

/// What the person at the keyboard agrees to.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct ConsentArguments {
    /// Count what this rule finds, and do not show it
    #[arg(long, value_name = "RULE", add = crate::cli::completions::candidates::rules())]
    allow: Vec<Rule>,
    /// Make this rule's findings warnings
    #[arg(long, value_name = "RULE", add = crate::cli::completions::candidates::rules())]
    warn: Vec<Rule>,
    /// Make this rule's findings errors
    #[arg(long, value_name = "RULE", add = crate::cli::completions::candidates::rules())]
    deny: Vec<Rule>,
    /// Publish although this rule of the lock says no: RULE, or RULE:EPISODE
    #[arg(long, value_name = "RULE[:EPISODE]", add = crate::cli::completions::candidates::rules())]
    accept: Vec<check::consent::Acceptance>,
}

impl ConsentArguments {
    /// Whether nothing is asked for that the show does not say itself.
    pub(super) fn is_silent(&self) -> bool {
        self.consent() == Consent::default()
    }

    pub(super) fn consent(&self) -> Consent {
        Consent { allow: self.allow.clone(), warn: self.warn.clone(), deny: self.deny.clone(), accept: self.accept.clone() }
    }
}

/// Runs `check`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let now = session.now()?;
    let progress = Progress::new(session, "measuring");
    let loaded = load(session.world.disk.as_ref(), &root, &progress);
    progress.finish();
    let mut loaded = loaded?;
    loaded.cache.write(session.world.disk.as_ref(), &root);
    let taggings = note_stale(session.world.disk.as_ref(), &root, &mut loaded);
    known_episodes(&loaded, &arguments.episodes)?;
    if let Some(feed) = &arguments.against {
        let here = &session.world.environment.folder;
        let (disk, network) = (session.world.disk.as_ref(), session.world.network.as_ref());
        put_in_place_of_lock(disk, network, here, feed, &mut loaded.catalog)?;
    }
    let mut report = checked(&mut loaded, &taggings, &arguments.consent.consent(), now);
    if arguments.against.is_some() {
        keep_history(&mut report);
    }
    if !arguments.episodes.is_empty() {
        report.findings.retain(|finding| finding.episode.as_ref().is_some_and(|slug| arguments.episodes.contains(slug)));
    }
    let exit = if report.count(Level::Error) > 0 { Exit::Faults } else { Exit::Fine };
    let seen = arguments.against.as_ref().map(|feed| subscribers(feed, &seen(&loaded.catalog, &report, now), session.paint()));
    let text = report_text(session, &root, &loaded, report);
    session.print(&text)?;
    if let Some(seen) = seen.filter(|_| session.global.format == Format::Human) {
        session.print(&seen)?;
    }
    Ok(exit)
}

/// Refuses a name that no episode has.
pub(super) fn known_episodes(loaded: &Loaded, wanted: &[Slug]) -> Result<(), Error> {
    let known: Vec<&str> = loaded.catalog.episodes.iter().map(|entry| entry.episode.slug.as_str()).collect();
    match wanted.iter().find(|slug| !known.contains(&slug.as_str())) {
        None => Ok(()),
        Some(unknown) => Err(Error::Usage {
            message: format!("there is no episode `{unknown}`"),
            help: match crate::display::near::nearest(unknown.as_str(), known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "an episode is named by its folder below `episodes/`".to_owned(),
            },
        }),
    }
}

/// A report in the format that the command line asks for.
pub(super) fn report_text(session: &mut Session, root: &camino::Utf8Path, loaded: &Loaded, report: Report) -> String {
    let tally = Tally { episodes: report.episodes, allowed: report.allowed };
    let located = locate_all(report.findings, &loaded.texts, session.world.disk.as_ref(), root);
    let text = match session.global.format {
        Format::Human => findings::human(&located, tally, session.paint()),
        Format::Json => findings::json(&located, tally),
        Format::Github => findings::github(&located),
        Format::Sarif => findings::sarif(&located),
    };
    session.reported = located;
    text
}
