//! Elements that are known: what stands in none of these lists is listed as not carried.

use crate::feed::published::names::Vocabulary::{self, Atom, Content, GooglePlay, ITunes, Media, Podcast, Psc, Rss, Spotify};
use crate::feed::published::tree::FeedNode;
use crate::import::convert::enclosure::played;
use crate::import::convert::reading::ItemReader;
use crate::import::ledger::LedgerKind;

/// Elements of a vocabulary.
type Known = (Vocabulary, &'static [&'static str]);

/// Of the channel: those that keys take, and those that every feed has of its own.
const CHANNEL: &[Known] = &[
    (Rss, &["title", "link", "description", "language", "copyright", "image", "generator", "docs", "lastbuilddate", "pubdate"]),
    (
        ITunes,
        &["author", "owner", "category", "image", "explicit", "type", "block", "complete", "new-feed-url", "summary", "subtitle"],
    ),
    (
        Podcast,
        &[
            "guid",
            "locked",
            "license",
            "location",
            "person",
            "funding",
            "medium",
            "txt",
            "socialinteract",
            "chat",
            "value",
            "podroll",
            "publisher",
            "updatefrequency",
            "block",
            "podping",
            "image",
        ],
    ),
    (Spotify, &["countryoforigin", "limit"]),
    (GooglePlay, &["author", "description", "image", "explicit"]),
];

/// Of an item.
const ITEM: &[Known] = &[
    (Rss, &["title", "link", "description", "guid", "pubdate", "enclosure"]),
    (Content, &["encoded"]),
    (Psc, &["chapters"]),
    (
        ITunes,
        &["title", "author", "duration", "season", "episode", "episodetype", "explicit", "block", "image", "summary", "subtitle"],
    ),
    (
        Podcast,
        &[
            "season",
            "episode",
            "person",
            "location",
            "license",
            "funding",
            "txt",
            "socialinteract",
            "chat",
            "value",
            "soundbite",
            "transcript",
            "chapters",
            "alternateenclosure",
            "contentlink",
            "image",
        ],
    ),
    (GooglePlay, &["description", "image", "explicit"]),
];

/// Of which only the first counts.
const ONCE: &[(Vocabulary, &str)] = &[
    (Rss, "guid"),
    (Rss, "title"),
    (Rss, "link"),
    (Rss, "pubdate"),
    (Podcast, "license"),
    (Podcast, "chat"),
    (Podcast, "chapters"),
];

/// Lists what of the channel has no key.
pub(in crate::import) fn of_channel(reader: &mut ItemReader<'_>, channel: &FeedNode) {
    for node in &channel.children {
        let is_link = node.is(Atom, "link")
            && matches!(node.attribute("rel"), Some("self" | "hub" | "first" | "next" | "last" | "prev" | "current"));
        if !is_link && !is_in(CHANNEL, node) {
            reader.note_at(LedgerKind::NotCarried, format!("`{}`", node.written), node);
        }
    }
}

/// Lists what of an item has no key.
pub(in crate::import) fn of_item(reader: &mut ItemReader<'_>, item: &FeedNode) {
    let recording = played(item).and_then(|node| node.attribute("url"));
    let mut seen = [false; ONCE.len()];
    for node in &item.children {
        let known = ONCE.iter().position(|(vocabulary, name)| node.is(*vocabulary, name));
        let is_again = known.is_some_and(|known| std::mem::replace(&mut seen[known], true));
        // Hosts name the recording once more for programs that know Media RSS.
        let is_recording = node.is(Media, "content") && node.attribute("url") == recording && node.children.is_empty();
        if is_again {
            reader.note_at(LedgerKind::NotCarried, format!("a second `{}`", node.written), node);
        } else if !is_recording && !is_in(ITEM, node) {
            reader.note_at(LedgerKind::NotCarried, format!("`{}`", node.written), node);
        }
    }
}

fn is_in(known: &[Known], node: &FeedNode) -> bool {
    known.iter().any(|(vocabulary, names)| *vocabulary == node.vocabulary && names.contains(&node.name.as_str()))
}
