//! A feed as it is published somewhere: what subscribers have, read from the XML itself, as feed readers read it. Values are kept as
//! they were written: what cannot be understood is still there, and nobody can take it for the show's own value.

pub(in crate::feed) mod address;
mod channel;
pub mod comparison;
pub mod date;
mod decode;
pub(in crate::feed) mod matching;
mod mending;
pub mod names;
mod reader;
pub(in crate::feed) mod sink;
pub mod tree;
pub mod words;

use std::collections::BTreeSet;

use crate::feed::published::channel::FeedBuilder;
use crate::feed::published::date::WrittenDate;
use crate::feed::published::tree::{FeedNode, TreeBuilder};
use crate::model::files::byte_count::ByteCount;

/// The longest feed that is read, with all its pages.
pub const PUBLISHED_MAX: ByteCount = ByteCount::mebibytes(64);

/// What subscribers have of a show. Texts are trimmed, and never empty.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Published {
    /// The title.
    pub title: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// `itunes:category`, each with those below it: `["Society & Culture", "Documentary"]`.
    pub categories: Vec<Vec<String>>,
    /// The address of the picture.
    pub picture: Option<String>,
    /// `podcast:guid`.
    pub guid: Option<String>,
    /// The feed's own address, where it says so (`atom:link rel="self"`).
    pub feed_url: Option<String>,
    /// Where the feed goes on (RFC 5005, section 3).
    pub next_page: Option<String>,
    /// `itunes:author` of the show, which counts for episodes that have none.
    pub author: Option<String>,
    /// `itunes:explicit` of the show, which counts for episodes that have none.
    pub explicit: Option<String>,
    /// `podcast:person` of the show, who count for episodes that name nobody.
    pub people: Vec<PublishedPerson>,
    /// Its items, in the order of the feed.
    pub items: Vec<PublishedItem>,
    /// Whether only what identifies a show and its episodes is known, and nothing of how they look.
    pub is_outline: bool,
}

/// What subscribers have of an episode.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PublishedItem {
    /// The guid.
    pub guid: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The date.
    pub date: Option<WrittenDate>,
    /// The recording.
    pub enclosure: Option<PublishedEnclosure>,
    /// `itunes:duration`.
    pub duration: Option<String>,
    /// `content:encoded`, which apps show where there is one.
    pub content: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `itunes:summary`, which apps show where there is nothing else.
    pub summary: Option<String>,
    /// The address of the picture.
    pub picture: Option<String>,
    /// `itunes:season`, or `podcast:season`.
    pub season: Option<String>,
    /// `itunes:episode`, or `podcast:episode`.
    pub number: Option<String>,
    /// `itunes:explicit`.
    pub explicit: Option<String>,
    /// `itunes:author`.
    pub author: Option<String>,
    /// The address of its page.
    pub link: Option<String>,
    /// `podcast:chapters`.
    pub chapters: Option<PublishedFile>,
    /// Whether its chapters stand in the feed (`psc:chapters`).
    pub has_own_chapters: bool,
    /// `podcast:person`, in the order of the feed.
    pub people: Vec<PublishedPerson>,
    /// `podcast:transcript`, in the order of the feed.
    pub transcripts: Vec<PublishedFile>,
    /// The line of the feed in which it begins, from 1.
    pub line: u32,
}

/// Somebody who takes part, as it is written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PublishedPerson {
    /// The name; empty where the feed names nobody.
    pub name: String,
    /// The role; empty where the feed says none, which means `host`.
    pub role: String,
}

/// A file that an episode names beside its recording, as it is written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PublishedFile {
    /// The address, without blanks around it.
    pub url: String,
    /// The media type.
    pub media_type: String,
}

/// An enclosure, as it is written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PublishedEnclosure {
    /// The address, without blanks around it.
    pub url: String,
    /// The length.
    pub length: String,
    /// The media type.
    pub media_type: String,
}

/// Why a published feed cannot be compared with.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PublishedError {
    /// The XML breaks off or contradicts itself.
    #[error("it is not an RSS feed: line {line} is not well-formed XML: {reason}")]
    NotWellFormed {
        /// The line, from 1.
        line: u64,
        /// What the parser says.
        reason: String,
    },
    /// Another kind of feed.
    #[error("it is an Atom feed, and podcast apps subscribe to RSS")]
    Atom,
    /// Something else.
    #[error("it is not an RSS feed: it begins with `<{root}>`")]
    OtherRoot {
        /// The first element.
        root: String,
    },
    /// Nothing at all.
    #[error("it is not an RSS feed: it has no XML element")]
    NoElement,
    /// RSS without a channel.
    #[error("it is not an RSS feed: it has no `<channel>`")]
    NoChannel,
    /// More than a podcast can have.
    #[error("it has more than {limit} XML elements")]
    TooManyElements {
        /// How many are read.
        limit: usize,
    },
}

/// Reads a feed, in UTF-8, UTF-16 or the encoding that it names.
///
/// # Errors
/// Where the bytes are no RSS feed.
pub fn read(xml: &[u8]) -> Result<Published, PublishedError> {
    reader::read(&decode::text_of(xml), FeedBuilder::default())
}

/// The feed as readers understand it that forgive much, where it is not well-formed: a bare `&` or `<`, HTML that was not escaped, values without
/// quotes. `None` where that is not the fault, or it cannot be helped.
pub fn forgiven(xml: &[u8], fault: &PublishedError) -> Option<(Vec<u8>, Published)> {
    if !matches!(fault, PublishedError::NotWellFormed { .. }) {
        return None;
    }
    let mended = mending::mended(xml);
    let published = read(&mended).ok()?;
    Some((mended, published))
}

/// Reads the whole of a feed, element by element, in UTF-8, UTF-16 or the encoding that it names: its channel, with the items.
///
/// # Errors
/// Where the bytes are no RSS feed.
pub fn read_tree(xml: &[u8]) -> Result<FeedNode, PublishedError> {
    reader::read(&decode::text_of(xml), TreeBuilder::default())
}

impl Published {
    /// Adds the items of the next page, but those that an earlier page had, and goes on where that page says (RFC 5005, section 3).
    pub fn add_page(&mut self, page: Self) {
        let key = |item: &PublishedItem| {
            (item.guid.clone(), item.title.clone(), item.enclosure.as_ref().map(|enclosure| enclosure.url.clone()))
        };
        let mut known: BTreeSet<_> = self.items.iter().map(key).collect();
        self.items.extend(page.items.into_iter().filter(|item| known.insert(key(item))));
        self.next_page = page.next_page;
    }
}

#[cfg(test)]
mod tests;
