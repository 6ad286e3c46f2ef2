//! `podwright check`: every fault of the show; changes nothing.

use crate::cli::arguments::consent_arguments::ConsentArguments;
use crate::cli::arguments::options::OutputFormat;
use crate::cli::session::Session;
use crate::cli::session::known_episodes::known_episodes;
use crate::engine::{keep_history, subscriber_changes};
use crate::error::{Error, Exit};
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::slug::Slug;
use crate::model::settings::level::Level;
use crate::report::subscribers::subscribers;
use crate::world::disk::read_whole;

/// The longest feed that is read.
const FEED_MAX: ByteCount = ByteCount::mebibytes(64);

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

/// Runs `check`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let now = session.now()?;
    let mut show = session.open(&root)?;
    show.keep_cache();
    known_episodes(show.catalog(), &arguments.episodes)?;
    if let Some(feed) = &arguments.against {
        let text = published_feed(session, feed)?;
        show.compare_with(&text).map_err(|error| no_feed(feed, &error.to_string()))?;
    }
    let checked = show.check(&arguments.consent.consent(), now);
    let mut report = checked.report().clone();
    if arguments.against.is_some() {
        keep_history(&mut report);
    }
    if !arguments.episodes.is_empty() {
        report.findings.retain(|finding| finding.episode.as_ref().is_some_and(|slug| arguments.episodes.contains(slug)));
    }
    let text = session.report_text(&report, &checked.located(report.clone()));
    session.print(&text)?;
    if let Some(feed) = arguments.against.as_ref().filter(|_| session.global.format == OutputFormat::Human) {
        let changes = subscriber_changes(checked.catalog(), &report, now);
        session.print(&subscribers(feed, &changes, session.paint()))?;
    }
    Ok(if report.count(Level::Error) > 0 { Exit::Faults } else { Exit::Fine })
}

/// The text of a published feed, from an address or a file.
fn published_feed(session: &Session, feed: &str) -> Result<Vec<u8>, Error> {
    let failed = |source| Error::Disk { step: "read", path: feed.into(), source };
    if feed.starts_with("http://") || feed.starts_with("https://") {
        return session.world.network.fetch(feed, FEED_MAX).map_err(failed);
    }
    read_whole(session.world.disk.as_ref(), &session.world.environment.folder.join(feed), FEED_MAX).map_err(failed)
}

fn no_feed(feed: &str, error: &str) -> Error {
    Error::Usage {
        message: format!("`{feed}` cannot be compared with: {error}"),
        help: "name the file or the address of a podcast's feed".to_owned(),
    }
}
