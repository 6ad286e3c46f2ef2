//! `podwright check`: every fault of the show; changes nothing.

use std::collections::BTreeSet;
use std::time::Duration;

use url::Url;

use crate::cli::arguments::consent_arguments::ConsentArguments;
use crate::cli::arguments::options::OutputFormat;
use crate::cli::session::Session;
use crate::cli::session::known_episodes::{known_acceptances, known_episodes};
use crate::engine::Against;
use crate::error::{Error, Exit};
use crate::feed::published::{self, PUBLISHED_MAX, Published};
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::slug::Slug;
use crate::model::settings::level::Level;
use crate::report::findings::Folding;
use crate::report::subscribers::subscribers;
use crate::world::disk::read_whole;

/// The most pages of a feed that are read: one that goes on for ever must not keep us.
const PAGES_MAX: usize = 1000;

/// How long a server may take for each page.
const PATIENCE: Duration = Duration::from_secs(30);

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  podwright check\n  podwright check what-is-co-production\n  podwright check --deny missing-easy-read --format github"
)]
pub(super) struct Arguments {
    /// Show only what was found in these episodes
    #[arg(value_name = "EPISODE", add = crate::cli::completions::candidates::NamesEpisode)]
    episodes: Vec<Slug>,
    /// Show each finding, even if many episodes have the same one
    #[arg(long)]
    all: bool,
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
    let time = session.time()?;
    let mut show = session.open(&root)?;
    show.keep_cache();
    known_episodes(show.catalog(), &arguments.episodes)?;
    let published = arguments.against.as_deref().map(|feed| published_feed(session, feed)).transpose()?;
    if published.is_some() {
        show.forget_history();
    }
    let consent = arguments.consent.consent();
    known_acceptances(show.catalog(), &consent)?;
    let checked = show.check(&consent, time);
    let against = published.map(|published| checked.against(&published, time.now));
    let mut report = against.as_ref().map_or_else(|| checked.report(), |against| &against.report).clone();
    if !arguments.episodes.is_empty() {
        report.findings.retain(|finding| finding.episode.as_ref().is_some_and(|slug| arguments.episodes.contains(slug)));
    }
    let folding = if arguments.all { Folding::Whole } else { Folding::Folded };
    let text = session.report_text(&report, &checked.located(report.clone()), folding);
    session.print(&text)?;
    let is_told = session.global.format == OutputFormat::Human;
    if let (true, Some(feed), Some(Against { comparison, .. })) = (is_told, &arguments.against, &against) {
        session.print(&subscribers(feed, comparison, session.paint()))?;
    }
    Ok(if report.count(Level::Error) > 0 { Exit::Faults } else { Exit::Fine })
}

/// A published feed, from an address or a file. One at an address may go on at others, which are read as well.
fn published_feed(session: &Session, feed: &str) -> Result<Published, Error> {
    let failed = |path: &str| {
        let path = path.into();
        move |source| Error::Disk { step: "read", path, source }
    };
    let read = |bytes: &[u8]| {
        published::read(bytes).or_else(|fault| match published::forgiven(bytes, &fault) {
            Some((_, published)) => Ok(published),
            None => Err(no_feed(feed, &fault.to_string())),
        })
    };
    let Ok(mut address) =
        Url::parse(feed).map_err(drop).and_then(|url| if url.scheme().starts_with("http") { Ok(url) } else { Err(()) })
    else {
        let path = session.world.environment.folder.join(feed);
        return read(&read_whole(session.world.disk.as_ref(), &path, PUBLISHED_MAX).map_err(failed(feed))?);
    };
    let fetch = |url: &Url, limit| session.world.network.fetch(url.as_str(), limit, PATIENCE).map_err(failed(url.as_str()));
    let bytes = fetch(&address, PUBLISHED_MAX)?;
    let mut left = PUBLISHED_MAX.get().saturating_sub(ByteCount::of(&bytes).get());
    let mut whole = read(&bytes)?;
    // Whoever subscribes does so at this address, whether the feed says it or not.
    whole.feed_url.get_or_insert_with(|| feed.to_owned());
    let mut seen = BTreeSet::from([address.clone()]);
    while let Some(next) = whole.next_page.as_deref().and_then(|next| address.join(next).ok()) {
        if seen.len() >= PAGES_MAX || !next.scheme().starts_with("http") || !seen.insert(next.clone()) {
            break;
        }
        let bytes = fetch(&next, ByteCount::new(left))?;
        left = left.saturating_sub(ByteCount::of(&bytes).get());
        whole.add_page(read(&bytes)?);
        address = next;
    }
    Ok(whole)
}

fn no_feed(feed: &str, error: &str) -> Error {
    Error::Usage {
        message: format!("`{feed}` cannot be compared with: {error}"),
        help: "name the file or the address of a podcast's feed".to_owned(),
    }
}
