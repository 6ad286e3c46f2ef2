//! `podcast:remoteItem`: a link to another feed or to one of its episodes (Podcast Namespace, `docs/tags/remote-item.md`).

use crate::feed::element::Element;
use crate::feed::wording::line;
use crate::model::identity::guid::Guid;
use crate::model::kind::feed_medium::FeedMedium;
use crate::model::web::http_url::HttpUrl;
use crate::model::web::other_feed::OtherFeed;

/// The element.
pub(super) fn remote_item(feed: &OtherFeed) -> Element {
    Element::empty()
        .with("feedGuid", feed.guid.to_string())
        .with_some("feedUrl", feed.url.as_ref().map(HttpUrl::as_str))
        .with_some("itemGuid", feed.item.as_ref().map(Guid::as_str))
        .with_some("medium", feed.medium.map(FeedMedium::as_str))
        .with_some("title", feed.title.as_ref().map(line))
}
