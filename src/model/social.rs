//! Where listeners talk about a show.

use std::num::NonZeroU32;

use crate::model::http_url::HttpUrl;
use crate::model::keywords::keywords;
use crate::model::text::Text;

/// `podcast:socialInteract` (Podcast Namespace, `docs/tags/social-interact.md`).
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Comments {
    /// Posts under which people comment; none says nothing.
    Posts(Vec<SocialPost>),
    /// Apps shall not show comments, nor a way to write some.
    Disabled,
}

impl Default for Comments {
    fn default() -> Self {
        Self::Posts(Vec::new())
    }
}

/// A post under which people comment.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SocialPost {
    /// The network.
    pub protocol: SocialProtocol,
    /// The post.
    pub url: HttpUrl,
    /// Who posted it, as the network names accounts.
    pub account: Option<Text>,
    /// The page of who posted it.
    pub account_url: Option<HttpUrl>,
    /// Which post apps should show first; 1 comes before 2.
    pub priority: Option<NonZeroU32>,
}

keywords! {
    /// Networks that the namespace knows (`socialprotocols.txt`).
    pub enum SocialProtocol {
        /// Mastodon and its like.
        ActivityPub = "activitypub",
        /// Bluesky.
        AtProto = "atproto",
        /// X.
        Twitter = "twitter",
        /// Lightning comments.
        Lightning = "lightning",
        /// Hive.
        Hive = "hive",
        /// Matrix.
        Matrix = "matrix",
        /// Nostr.
        Nostr = "nostr",
    }
}
