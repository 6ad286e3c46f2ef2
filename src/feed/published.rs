//! A feed as it is published somewhere: what subscribers have, read from the XML itself.

use rss::Channel;
use rss::extension::ExtensionMap;

use crate::model::identity::guid::{Guid, ShowGuid};
use crate::model::time::moment::Moment;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

/// What subscribers have of a show.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Published {
    /// `podcast:guid`, where the feed has one that can be read.
    pub guid: Option<ShowGuid>,
    /// The feed's own address, where it says so.
    pub feed_url: Option<HttpUrl>,
    /// Its items that have a guid; without one there is nothing to compare by.
    pub items: Vec<PublishedItem>,
}

/// What subscribers have of an episode.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PublishedItem {
    /// The guid.
    pub guid: Guid,
    /// The title; `None` where it is empty.
    pub title: Option<Text>,
    /// The date, where it can be read.
    pub date: Option<Moment>,
    /// The enclosure's address, where it can be read.
    pub url: Option<HttpUrl>,
    /// The enclosure's media type.
    pub media_type: String,
}

/// Why a published feed cannot be compared with.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("it is not an RSS feed: {reason}")]
pub struct PublishedError {
    /// What the parser says.
    pub reason: String,
}

/// Reads a feed.
///
/// # Errors
/// Where the bytes are no RSS feed.
pub fn read(xml: &[u8]) -> Result<Published, PublishedError> {
    let channel = Channel::read_from(xml).map_err(|error| PublishedError { reason: error.to_string() })?;
    let guid = extension(channel.extensions(), "podcast", "guid").and_then(|guid| guid.parse().ok());
    let feed_url = self_link(&channel).and_then(|url| url.parse().ok());
    let items = channel.items().iter().filter_map(item).collect();
    Ok(Published { guid, feed_url, items })
}

fn item(item: &rss::Item) -> Option<PublishedItem> {
    let enclosure = item.enclosure();
    Some(PublishedItem {
        guid: item.guid()?.value().trim().parse().ok()?,
        title: item.title().and_then(|title| title.parse().ok()),
        date: item.pub_date().and_then(|date| chrono::DateTime::parse_from_rfc2822(date.trim()).ok()).map(Moment::from),
        url: enclosure.and_then(|enclosure| enclosure.url().parse().ok()),
        media_type: enclosure.map(|enclosure| enclosure.mime_type().to_owned()).unwrap_or_default(),
    })
}

fn extension<'a>(extensions: &'a ExtensionMap, prefix: &str, name: &str) -> Option<&'a str> {
    extensions.get(prefix)?.get(name)?.first()?.value().map(str::trim)
}

fn self_link(channel: &Channel) -> Option<&str> {
    let links = channel.extensions().get("atom")?.get("link")?;
    let own = links.iter().find(|link| link.attrs().get("rel").is_some_and(|rel| rel == "self"))?;
    own.attrs().get("href").map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>A show</title><link>https://example.org/</link><description>About</description>
<atom:link href="https://example.org/feed.xml" rel="self" type="application/rss+xml"/>
<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>
<item><title>One</title><guid isPermaLink="false">one</guid><pubDate>Mon, 04 Jul 2022 07:00:00 +0100</pubDate>
<enclosure url="https://example.org/media/one.mp3" length="9" type="audio/mpeg"/></item>
<item><title>Without a guid</title></item>
</channel></rss>"#;

    #[test]
    fn reads_what_subscribers_have() {
        let published = read(FEED.as_bytes()).unwrap();
        assert_eq!(published.guid, Some("917393e3-1b1e-5cef-ace4-edaa54e1f810".parse().unwrap()));
        assert_eq!(published.feed_url, Some("https://example.org/feed.xml".parse().unwrap()));
        assert_eq!(
            published.items,
            [PublishedItem {
                guid: "one".parse().unwrap(),
                title: Some("One".parse().unwrap()),
                date: Some("2022-07-04T07:00:00+01:00".parse().unwrap()),
                url: Some("https://example.org/media/one.mp3".parse().unwrap()),
                media_type: "audio/mpeg".to_owned(),
            }]
        );
    }

    #[test]
    fn a_page_is_no_feed() {
        assert!(read(b"<!doctype html><p>Not found").is_err());
    }
}
