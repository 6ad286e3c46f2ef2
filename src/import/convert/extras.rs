//! Elements of the Podcast Namespace that a show and an episode have alike.

use crate::feed::published::names::Vocabulary::Podcast;
use crate::feed::published::tree::FeedNode;
use crate::import::convert::reading::ItemReader;
use crate::import::ledger::LedgerKind;
use crate::model::people::chat::Chat;
use crate::model::people::funding::Funding;
use crate::model::people::location::{Location, PlaceRelation};
use crate::model::people::social::{Comments, SocialPost};
use crate::model::web::content_link::ContentLink;
use crate::model::web::other_feed::OtherFeed;
use crate::model::wording::license::Terms;
use crate::model::wording::text::Text;
use crate::model::wording::txt::Txt;

/// `podcast:funding`.
pub(in crate::import) fn funding(reader: &mut ItemReader<'_>, node: &FeedNode) -> Vec<Funding> {
    let one = |node: &FeedNode| {
        let url = reader.url_attribute(node, "url")?;
        let text = reader.text(node).or_else(|| url.as_str().parse().ok())?;
        Some(Funding { url, text })
    };
    node.all(Podcast, "funding").filter_map(one).collect()
}

/// `podcast:location`.
pub(in crate::import) fn locations(reader: &mut ItemReader<'_>, node: &FeedNode) -> Vec<Location> {
    let one = |node: &FeedNode| {
        let name = reader.text(node)?;
        let geo = node.attribute("geo").map(|geo| geo.strip_prefix("geo:").unwrap_or(geo));
        let geo = geo.and_then(|geo| reader.parse(geo, &format!("`geo` of `{}`", node.written), node));
        let rel = node.attribute("rel").and_then(|_| reader.attribute(node, "rel")).unwrap_or(PlaceRelation::default());
        let (osm, country) = (reader.attribute(node, "osm"), reader.attribute(node, "country"));
        Some(Location { name, geo, osm, country, rel })
    };
    node.all(Podcast, "location").filter_map(one).collect()
}

/// `podcast:license`. A name without an address can only be one of the list.
pub(in crate::import) fn license(reader: &mut ItemReader<'_>, node: &FeedNode) -> Option<Terms> {
    let node = node.all(Podcast, "license").next()?;
    let name = node.text.trim();
    if let Ok(listed) = name.parse() {
        return Some(Terms::Listed(listed));
    }
    let name: Option<Text> = reader.text(node);
    let url = reader.url_attribute(node, "url");
    if name.is_none() || url.is_none() {
        reader.note_at(LedgerKind::NotCarried, format!("`{}` without an address", node.written), node);
    }
    Some(Terms::Own { name: name?, url: url? })
}

/// `podcast:txt`.
pub(in crate::import) fn txt(reader: &mut ItemReader<'_>, node: &FeedNode) -> Vec<Txt> {
    let one = |node: &FeedNode| {
        let text = reader.text(node)?;
        Some(Txt { purpose: reader.text_attribute(node, "purpose"), text })
    };
    node.all(Podcast, "txt").filter_map(one).collect()
}

/// `podcast:socialInteract`.
pub(in crate::import) fn social(reader: &mut ItemReader<'_>, node: &FeedNode) -> Comments {
    let posts: Vec<&FeedNode> = node.all(Podcast, "socialinteract").collect();
    if posts.iter().any(|post| post.attribute("protocol") == Some("disabled")) {
        return Comments::Disabled;
    }
    let one = |node: &FeedNode| {
        Some(SocialPost {
            protocol: reader.attribute(node, "protocol")?,
            url: reader.url_attribute(node, "uri")?,
            account: reader.text_attribute(node, "accountId"),
            account_url: reader.url_attribute(node, "accountUrl"),
            priority: reader.attribute(node, "priority"),
        })
    };
    Comments::Posts(posts.into_iter().filter_map(one).collect())
}

/// `podcast:chat`.
pub(in crate::import) fn chat(reader: &mut ItemReader<'_>, node: &FeedNode) -> Option<Chat> {
    let node = node.all(Podcast, "chat").next()?;
    Some(Chat {
        server: reader.attribute(node, "server")?,
        protocol: reader.attribute(node, "protocol")?,
        account: reader.text_attribute(node, "accountId"),
        space: reader.text_attribute(node, "space"),
    })
}

/// `podcast:contentLink`.
pub(in crate::import) fn content_links(reader: &mut ItemReader<'_>, node: &FeedNode) -> Vec<ContentLink> {
    let one = |node: &FeedNode| {
        let url = reader.url_attribute(node, "href")?;
        let text = reader.text(node).or_else(|| url.as_str().parse().ok())?;
        Some(ContentLink { url, text })
    };
    node.all(Podcast, "contentlink").filter_map(one).collect()
}

/// `podcast:remoteItem`.
pub(in crate::import) fn other_feed(reader: &mut ItemReader<'_>, node: &FeedNode) -> Option<OtherFeed> {
    let guid = node.attribute("feedGuid").map(str::to_lowercase);
    let guid = guid.and_then(|guid| guid.parse().ok());
    if guid.is_none() {
        reader.note_at(LedgerKind::NotCarried, format!("`{}` without a guid", node.written), node);
    }
    Some(OtherFeed {
        guid: guid?,
        url: reader.url_attribute(node, "feedUrl"),
        item: reader.attribute(node, "itemGuid"),
        medium: reader.attribute(node, "medium"),
        title: reader.text_attribute(node, "title"),
    })
}
