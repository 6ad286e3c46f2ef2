//! Who was told of a feed, so that nobody is told twice.

use std::collections::BTreeSet;

use crate::model::identity::digest::Sha256;
use crate::model::keywords::keywords;
use crate::model::time::moment::Moment;
use crate::model::web::http_url::HttpUrl;

keywords! {
    /// Who carries the news that a feed has changed.
    pub enum NotifyTarget {
        /// The Podcast Index.
        PodcastIndex = "podcast-index",
        /// The hub that the feed names (WebSub).
        Hub = "websub",
        /// The network of podcast apps that listens to podpings.
        Podping = "podping",
    }
}

/// What was told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Notified {
    /// The address of the feed.
    pub feed: HttpUrl,
    /// The hash of the feed that its address served then.
    pub sha256: Sha256,
    /// When.
    pub at: Moment,
    /// Who was told.
    pub to: BTreeSet<NotifyTarget>,
}
