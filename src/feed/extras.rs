//! What the feed says beside the necessary (Podcast Namespace, `docs/tags/`).

use crate::feed::chapters::seconds;
use crate::feed::element::Element;
use crate::feed::payment::value;
use crate::feed::wording::line;
use crate::model::chat::Chat;
use crate::model::extras::{EpisodeExtras, ShowExtras, Soundbite, Txt};
use crate::model::funding::Funding;
use crate::model::guid::Guid;
use crate::model::http_url::HttpUrl;
use crate::model::license::Terms;
use crate::model::location::Location;
use crate::model::medium::Medium;
use crate::model::other_feed::OtherFeed;
use crate::model::recurrence::{Recurrence, UpdateFrequency};
use crate::model::services::{Blocked, ServiceBlocks};
use crate::model::social::{Comments, SocialPost};

/// What Apple reads as yes; it is the only word that does anything.
pub(super) const YES: &str = "Yes";

/// The elements of the channel. `itunes:block`, `complete` and `new-feed-url` are written with Apple's others.
pub(super) fn of_show(extras: &ShowExtras) -> Vec<Element> {
    let mut elements = vec![Element::text("podcast:medium", extras.medium.as_str())];
    elements.extend(extras.hub.iter().map(|hub| Element::new("atom:link").with("href", hub.as_str()).with("rel", "hub")));
    elements.extend(extras.podping.then(|| Element::new("podcast:podping").with("usesPodping", "true")));
    elements.extend(extras.locations.iter().map(location));
    elements.extend(extras.txt.iter().map(txt));
    elements.extend(comments(&extras.social));
    elements.extend(extras.chat.iter().map(chat));
    elements.extend(extras.value.iter().map(value));
    elements.extend(extras.updates.iter().map(|updates| update_frequency(updates, extras.complete)));
    if !extras.podroll.is_empty() {
        let empty = Element::new("podcast:podroll");
        elements.push(extras.podroll.iter().fold(empty, |roll, feed| roll.holding(other_feed(feed))));
    }
    elements.extend(extras.publisher.iter().map(|publisher| {
        // Without this word the link counts for nothing (`publisher.md`).
        Element::new("podcast:publisher").holding(other_feed(publisher).with("medium", "publisher"))
    }));
    elements.extend(blocks(&extras.services));
    if !extras.spotify.countries.is_empty() {
        let countries: Vec<String> = extras.spotify.countries.iter().map(|country| country.to_string().to_lowercase()).collect();
        elements.push(Element::text("spotify:countryOfOrigin", countries.join(" ")));
    }
    elements.extend(extras.spotify.recent.map(|recent| Element::new("spotify:limit").with("recentCount", recent.to_string())));
    elements
}

/// The elements of an item. `itunes:block` is written with Apple's others, the display of the number with the number.
pub(super) fn of_episode(extras: &EpisodeExtras) -> Vec<Element> {
    let mut elements: Vec<Element> = extras.locations.iter().map(location).collect();
    elements.extend(extras.license.iter().map(license));
    elements.extend(extras.funding.iter().map(funding));
    elements.extend(extras.txt.iter().map(txt));
    elements.extend(comments(&extras.social));
    elements.extend(extras.chat.iter().map(chat));
    elements.extend(extras.value.iter().map(value));
    elements.extend(extras.soundbites.iter().map(soundbite));
    elements.extend(
        extras
            .content_links
            .iter()
            .map(|link| Element::text("podcast:contentLink", line(&link.text)).with("href", link.url.as_str())),
    );
    elements
}

/// `podcast:license`.
pub(super) fn license(terms: &Terms) -> Element {
    let name = match terms {
        Terms::Listed(license) => license.as_str().to_owned(),
        Terms::Own { name, .. } => line(name),
    };
    Element::text("podcast:license", name).with("url", terms.url())
}

/// `podcast:funding`.
pub(super) fn funding(way: &Funding) -> Element {
    Element::text("podcast:funding", line(&way.text)).with("url", way.url.as_str())
}

fn update_frequency(updates: &UpdateFrequency, complete: bool) -> Element {
    let (rule, start) = match &updates.rule {
        None => (None, None),
        Some(Recurrence::Endless(rule)) => (Some(rule.to_string()), None),
        Some(Recurrence::From { rule, start }) => (Some(rule.to_string()), Some(start.rfc_3339())),
    };
    Element::text("podcast:updateFrequency", line(&updates.text))
        .with_some("complete", complete.then_some("true"))
        .with_some("dtstart", start)
        .with_some("rrule", rule)
}

fn comments(comments: &Comments) -> Vec<Element> {
    match comments {
        Comments::Posts(posts) => posts.iter().map(social).collect(),
        Comments::Disabled => vec![Element::new("podcast:socialInteract").with("protocol", "disabled")],
    }
}

fn chat(chat: &Chat) -> Element {
    Element::new("podcast:chat")
        .with("server", chat.server.to_string())
        .with("protocol", chat.protocol.as_str())
        .with_some("accountId", chat.account.as_ref().map(line))
        .with_some("space", chat.space.as_ref().map(line))
}

/// Who is named alone comes before who is not (`block.md`).
fn blocks(services: &ServiceBlocks) -> Vec<Element> {
    let named =
        |word: &str, service: &dyn std::fmt::Display| Element::text("podcast:block", word).with("id", service.to_string());
    let mut elements = match &services.blocked {
        Blocked::All => vec![Element::text("podcast:block", "yes")],
        Blocked::These(these) => these.iter().map(|service| named("yes", service)).collect(),
    };
    elements.extend(services.allowed.iter().map(|service| named("no", service)));
    elements
}

fn location(location: &Location) -> Element {
    Element::text("podcast:location", line(&location.name))
        .with("rel", location.rel.as_str())
        .with_some("geo", location.geo.as_ref().map(|point| format!("geo:{point}")))
        .with_some("osm", location.osm.as_ref().map(ToString::to_string))
        .with_some("country", location.country.as_ref().map(ToString::to_string))
}

fn txt(txt: &Txt) -> Element {
    Element::text("podcast:txt", line(&txt.text)).with_some("purpose", txt.purpose.as_ref().map(line))
}

fn social(post: &SocialPost) -> Element {
    Element::new("podcast:socialInteract")
        .with("protocol", post.protocol.as_str())
        .with("uri", post.url.as_str())
        .with_some("accountId", post.account.as_ref().map(line))
        .with_some("accountUrl", post.account_url.as_ref().map(HttpUrl::as_str))
        .with_some("priority", post.priority.map(|priority| priority.to_string()))
}

/// `podcast:remoteItem`.
pub(super) fn other_feed(feed: &OtherFeed) -> Element {
    Element::new("podcast:remoteItem")
        .with("feedGuid", feed.guid.to_string())
        .with_some("feedUrl", feed.url.as_ref().map(HttpUrl::as_str))
        .with_some("itemGuid", feed.item.as_ref().map(Guid::as_str))
        .with_some("medium", feed.medium.map(Medium::as_str))
        .with_some("title", feed.title.as_ref().map(line))
}

fn soundbite(soundbite: &Soundbite) -> Element {
    Element::text("podcast:soundbite", soundbite.title.as_ref().map(line).unwrap_or_default())
        .with("startTime", seconds(soundbite.start).to_string())
        .with("duration", seconds(soundbite.length).to_string())
}
