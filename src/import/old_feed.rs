//! The feed that is imported, with all its pages.

use std::collections::BTreeSet;

use url::Url;

use crate::feed::published::names::Vocabulary::{Atom, ITunes, Rss};
use crate::feed::published::tree::FeedNode;
use crate::feed::published::{Published, PublishedError, forgiven, read, read_tree};
use crate::import::ledger::Spot;

/// A feed, read twice: as a tree of everything, and as what subscribers have of it.
#[derive(Clone, Debug)]
pub struct OldFeed {
    /// The channel of the first page.
    pub channel: FeedNode,
    /// The items of all pages, in their order.
    pub items: Vec<FeedNode>,
    /// What subscribers have.
    pub published: Published,
    /// The text of each page, for other readers.
    pub pages: Vec<Vec<u8>>,
    /// The address that it was fetched from; `None` for a file.
    pub address: Option<String>,
    /// Why it is no feed for strict readers.
    pub fault: Option<PublishedError>,
    /// By what the items are told apart.
    known: BTreeSet<ItemKey>,
}

/// Guid, title and address of the recording.
type ItemKey = [Option<String>; 3];

impl OldFeed {
    /// Reads the first page.
    ///
    /// # Errors
    /// Where the bytes are no RSS feed.
    pub fn read(bytes: Vec<u8>, address: Option<String>) -> Result<Self, PublishedError> {
        let ReadPage { bytes, published, mut channel, fault } = page(bytes)?;
        let items = take_items(&mut channel);
        let known = items.iter().map(key).collect();
        Ok(Self { channel, items, published, pages: vec![bytes], address, fault, known })
    }

    /// Adds the next page: its items, but those that an earlier page had.
    ///
    /// # Errors
    /// Where the bytes are no RSS feed.
    pub fn add_page(&mut self, bytes: Vec<u8>) -> Result<(), PublishedError> {
        let ReadPage { bytes, published, mut channel, fault } = page(bytes)?;
        self.fault = self.fault.take().or(fault);
        self.published.add_page(published);
        self.items.extend(take_items(&mut channel).into_iter().filter(|item| self.known.insert(key(item))));
        self.pages.push(bytes);
        Ok(())
    }

    /// The address that subscribers have: the feed's own word, where it has one that is an address, else where it was fetched.
    pub fn own_address(&self) -> Option<String> {
        let links = self.channel.all(Atom, "link").filter(|link| link.attribute("rel") == Some("self"));
        let said = links.filter_map(|link| link.attribute("href")).find(|href| is_web(href));
        self.address.clone().or_else(|| said.map(str::to_owned))
    }

    /// Where the feed says that it has moved to, if that is another address than its own.
    pub fn moved_to(&self) -> Option<&str> {
        let new = self.channel.value(ITunes, "new-feed-url")?;
        (self.own_address().as_deref() != Some(new)).then_some(new)
    }

    /// The show, as a place.
    pub fn spot(&self) -> Spot {
        Spot::new(self.channel.value(Rss, "title").unwrap_or("the show"), self.channel.line)
    }
}

/// A page of a feed, put right where strict readers refuse it and others do not, and why they refuse it.
struct ReadPage {
    bytes: Vec<u8>,
    published: Published,
    channel: FeedNode,
    fault: Option<PublishedError>,
}

fn page(bytes: Vec<u8>) -> Result<ReadPage, PublishedError> {
    let (bytes, published, fault) = match read(&bytes) {
        Ok(published) => (bytes, published, None),
        Err(fault) => {
            let (mended, published) = forgiven(&bytes, &fault).ok_or_else(|| fault.clone())?;
            (mended, published, Some(fault))
        }
    };
    Ok(ReadPage { channel: read_tree(&bytes)?, bytes, published, fault })
}

fn key(item: &FeedNode) -> ItemKey {
    let enclosure = item.all(Rss, "enclosure").find_map(|enclosure| enclosure.attribute("url"));
    [item.value(Rss, "guid"), item.value(Rss, "title"), enclosure].map(|value| value.map(str::to_owned))
}

fn take_items(channel: &mut FeedNode) -> Vec<FeedNode> {
    let children = std::mem::take(&mut channel.children);
    let (items, others) = children.into_iter().partition(|child| child.is(Rss, "item"));
    channel.children = others;
    items
}

fn is_web(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}
