//! What the feed says beside the necessary (Podcast Namespace, `docs/tags/`).

use crate::feed::chapters::seconds;
use crate::feed::element::Element;
use crate::feed::wording::line;
use crate::model::extras::{EpisodeExtras, OtherFeed, ShowExtras, Soundbite, Txt};
use crate::model::http_url::HttpUrl;
use crate::model::location::Location;
use crate::model::social::SocialPost;

/// What Apple reads as yes; it is the only word that does anything.
pub(super) const YES: &str = "Yes";

/// The elements of the channel. `itunes:block`, `complete` and `new-feed-url` are written with Apple's others.
pub(super) fn of_show(extras: &ShowExtras) -> Vec<Element> {
    let mut elements = vec![Element::text("podcast:medium", extras.medium.as_str())];
    elements.extend(extras.hub.iter().map(|hub| Element::new("atom:link").with("href", hub.as_str()).with("rel", "hub")));
    elements.extend(extras.locations.iter().map(location));
    elements.extend(extras.txt.iter().map(txt));
    elements.extend(extras.social.iter().map(social));
    elements.extend(extras.updates.iter().map(|updates| {
        let rule = updates.rule.as_ref().map(ToString::to_string);
        Element::text("podcast:updateFrequency", line(&updates.text)).with_some("rrule", rule)
    }));
    if !extras.podroll.is_empty() {
        let empty = Element::new("podcast:podroll");
        elements.push(extras.podroll.iter().fold(empty, |roll, feed| roll.holding(other_feed(feed))));
    }
    elements.extend(extras.publisher.iter().map(|publisher| {
        // Without this word the link counts for nothing (`publisher.md`).
        Element::new("podcast:publisher").holding(other_feed(publisher).with("medium", "publisher"))
    }));
    elements
}

/// The elements of an item. `itunes:block` is written with Apple's others, the display of the number with the number.
pub(super) fn of_episode(extras: &EpisodeExtras) -> Vec<Element> {
    let mut elements: Vec<Element> = extras.locations.iter().map(location).collect();
    elements.extend(extras.txt.iter().map(txt));
    elements.extend(extras.social.iter().map(social));
    elements.extend(extras.soundbites.iter().map(soundbite));
    elements
}

/// `rel` is new in the namespace; `subject` is what a missing one means.
fn location(location: &Location) -> Element {
    Element::text("podcast:location", line(&location.name))
        .with("rel", "subject")
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

fn other_feed(feed: &OtherFeed) -> Element {
    Element::new("podcast:remoteItem")
        .with("feedGuid", feed.guid.to_string())
        .with_some("feedUrl", feed.url.as_ref().map(HttpUrl::as_str))
        .with_some("title", feed.title.as_ref().map(line))
}

fn soundbite(soundbite: &Soundbite) -> Element {
    Element::text("podcast:soundbite", soundbite.title.as_ref().map(line).unwrap_or_default())
        .with("startTime", seconds(soundbite.start).to_string())
        .with("duration", seconds(soundbite.length).to_string())
}
