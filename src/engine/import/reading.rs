//! The old feed, from an address or a file, with the pages on which it goes on.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use camino::Utf8Path;

use crate::engine::import::fetcher::{FetchError, Fetched, Fetcher, web};
use crate::error::Error;
use crate::feed::published::PUBLISHED_MAX;
use crate::feed::published::PublishedError;
use crate::import::old_feed::OldFeed;
use crate::import::page_link::feed_of_page;
use crate::model::files::byte_count::ByteCount;
use crate::world::clock::Clock;
use crate::world::disk::{Disk, read_whole};
use crate::world::network::Network;
use crate::world::network::web_client::PrivateNetworks;

/// The most pages that are read.
const PAGES_MAX: usize = 200;
/// How long a server may take for each answer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A feed, with whoever fetches what belongs to it.
pub(crate) struct FoundFeed {
    pub(crate) feed: OldFeed,
    pub(crate) fetcher: Fetcher,
    /// What happened on the way, in words.
    pub(crate) notes: Vec<String>,
}

/// Reads the feed.
///
/// # Errors
/// Where there is none.
pub(crate) fn read_feed(
    disk: &dyn Disk,
    (network, clock): (&dyn Network, &Arc<dyn Clock>),
    (here, given): (&Utf8Path, &str),
    jobs: usize,
) -> Result<FoundFeed, Error> {
    let mut fetcher = Fetcher::new((network, clock), PrivateNetworks::Refused, PATIENCE, jobs);
    let mut notes = Vec::new();
    if web(given).is_none() {
        let path = here.join(given);
        let bytes = read_whole(disk, &path, PUBLISHED_MAX).map_err(|source| Error::Disk { step: "read", path, source })?;
        let feed = OldFeed::read(bytes, None).map_err(|error| no_feed(given, &error))?;
        return Ok(FoundFeed { feed, fetcher, notes });
    }
    let unreachable =
        |address: &str, error: &FetchError| Error::Unreachable { address: address.to_owned(), reason: error.to_string() };
    let mut first = fetcher.fetch(given, PUBLISHED_MAX);
    if let Err(FetchError::Private(_)) = first {
        // the producer has named an address of a private network, so those in its feed may be of one as well
        fetcher = Fetcher::new((network, clock), PrivateNetworks::Asked, PATIENCE, jobs);
        first = fetcher.fetch(given, PUBLISHED_MAX);
    }
    let Fetched { url: mut found_at, mut bytes } = first.map_err(|error| unreachable(given, &error))?;
    let mut address = given.to_owned();
    if let Some(link) = link_of_page(&bytes, &found_at) {
        notes.push(format!("`{given}` is a web page; its feed is {link}"));
        Fetched { url: found_at, bytes } = fetcher.fetch(&link, PUBLISHED_MAX).map_err(|error| unreachable(&link, &error))?;
        address = link;
    }
    let mut left = PUBLISHED_MAX.get().saturating_sub(ByteCount::of(&bytes).get());
    let mut feed = OldFeed::read(bytes, Some(address.clone())).map_err(|error| no_feed(&address, &error))?;
    let mut seen = BTreeSet::from([found_at.clone()]);
    while let Some(next) = feed.published.next_page.clone() {
        let next = web(&found_at).and_then(|base| base.join(&next).ok()).map(String::from);
        let Some(next) = next.filter(|next| seen.len() < PAGES_MAX && seen.insert(next.clone())) else {
            notes.push("the feed goes on for more pages than are read".to_owned());
            break;
        };
        let page = fetcher.fetch(&next, ByteCount::new(left)).map_err(|error| unreachable(&next, &error))?;
        left = left.saturating_sub(ByteCount::of(&page.bytes).get());
        feed.add_page(page.bytes).map_err(|error| no_feed(&next, &error))?;
        found_at = page.url;
    }
    Ok(FoundFeed { feed, fetcher, notes })
}

/// The feed of a page, where the bytes are a page.
fn link_of_page(bytes: &[u8], address: &str) -> Option<String> {
    let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024))?).to_ascii_lowercase();
    let is_page =
        ["<!doctype html", "<html"].iter().any(|root| start.trim_start_matches('\u{FEFF}').trim_start().starts_with(root));
    let href = is_page.then(|| feed_of_page(&String::from_utf8_lossy(bytes))).flatten()?;
    web(address)?.join(&href).ok().map(String::from)
}

fn no_feed(feed: &str, error: &PublishedError) -> Error {
    Error::Usage {
        message: format!("`{feed}` cannot be imported: {error}"),
        help: "name the file or the address of a podcast's feed".to_owned(),
    }
}
