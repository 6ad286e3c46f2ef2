//! What a channel says to directories and services.

use crate::feed::published::names::Vocabulary::{Atom, Podcast, Spotify};
use crate::feed::published::tree::FeedNode;
use crate::import::convert::extras::other_feed;
use crate::import::convert::reading::ItemReader;
use crate::import::ledger::LedgerKind;
use crate::model::kind::medium::Medium;
use crate::model::settings::services::{Blocked, Service};
use crate::model::show::Show;
use crate::model::time::moment::Moment;
use crate::model::time::recurrence::{Recurrence, UpdateFrequency};

/// Adds them to a show.
pub(in crate::import) fn settings(reader: &mut ItemReader<'_>, channel: &FeedNode, show: &mut Show) {
    show.medium = channel.all(Podcast, "medium").next().and_then(|node| reader.words(node)).unwrap_or(Medium::default());
    show.podroll = channel
        .all(Podcast, "podroll")
        .flat_map(|roll| roll.all(Podcast, "remoteitem"))
        .filter_map(|item| other_feed(reader, item))
        .collect();
    let publisher = channel.all(Podcast, "publisher").find_map(|node| node.all(Podcast, "remoteitem").next());
    show.publisher = publisher.and_then(|item| other_feed(reader, item));
    // The link always says so.
    if let Some(publisher) = &mut show.publisher {
        publisher.medium = None;
    }
    show.updates = channel.all(Podcast, "updatefrequency").next().and_then(|node| updates(reader, node));
    show.podping = channel
        .all(Podcast, "podping")
        .any(|node| node.attribute("usesPodping").is_some_and(|uses| uses.eq_ignore_ascii_case("true")));
    let hub = channel.all(Atom, "link").find(|node| node.attribute("rel") == Some("hub"));
    show.hub = hub.and_then(|node| reader.url_attribute(node, "href"));
    blocks(reader, channel, show);
    spotify(reader, channel, show);
}

fn updates(reader: &mut ItemReader<'_>, node: &FeedNode) -> Option<UpdateFrequency> {
    let text = reader.text(node)?;
    let start: Option<Moment> = reader.attribute(node, "dtstart");
    let rule = node.attribute("rrule").and_then(|rule| match start {
        Some(start) => {
            reader.parse(rule, &format!("`rrule` of `{}`", node.written), node).map(|rule| Recurrence::From { rule, start })
        }
        None => reader.parse(rule, &format!("`rrule` of `{}`", node.written), node).map(Recurrence::Endless),
    });
    Some(UpdateFrequency { text, rule })
}

fn blocks(reader: &mut ItemReader<'_>, channel: &FeedNode, show: &mut Show) {
    let mut these: Vec<Service> = Vec::new();
    let mut is_all = false;
    for node in channel.all(Podcast, "block") {
        let is_blocked = node.text.trim().eq_ignore_ascii_case("yes");
        match (node.attribute("id"), is_blocked) {
            (None, is_blocked) => is_all |= is_blocked,
            (Some(_), true) => these.extend(reader.attribute::<Service>(node, "id")),
            (Some(_), false) => show.allow_services.extend(reader.attribute::<Service>(node, "id")),
        }
    }
    show.block_services = if is_all { Blocked::All } else { Blocked::These(these) };
}

fn spotify(reader: &mut ItemReader<'_>, channel: &FeedNode, show: &mut Show) {
    if let Some(node) = channel.all(Spotify, "countryoforigin").next() {
        for word in node.text.split_whitespace() {
            match word.to_uppercase().parse() {
                Ok(country) => show.spotify.countries.push(country),
                Err(_) => reader.note_at(LedgerKind::NotCarried, format!("`{}`", node.written), node),
            }
        }
    }
    if let Some(node) = channel.all(Spotify, "limit").next() {
        show.spotify.recent = reader.attribute(node, "recentCount");
    }
}
