//! Where listeners talk about a show.

use std::num::NonZeroU32;

use crate::model::key::keys;
use crate::model::keywords::keywords;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

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

keys! {
    /// A post under which people comment.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct SocialPost {
        required {
            protocol: SocialProtocol, "the network", "activitypub";
            url: HttpUrl, "the post", "https://example.social/@show/1";
        }
        optional {
            account: Option<Text>, "who posted it", "\"@show\"";
            account_url: Option<HttpUrl>, "the page of who posted it", "https://example.social/@show";
            priority: Option<NonZeroU32>, "which post comes first, from 1", "1";
        }
    }
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
