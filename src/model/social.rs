//! Where listeners talk about a show.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use crate::model::http_url::HttpUrl;
use crate::model::text::Text;

/// `podcast:socialInteract` (Podcast Namespace, `docs/tags/social-interact.md`): the post under which people comment.
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

/// Networks that the namespace knows (`socialprotocols.txt`).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum SocialProtocol {
    /// Mastodon and its like.
    ActivityPub,
    /// Bluesky.
    AtProto,
    /// X.
    Twitter,
    /// Lightning comments.
    Lightning,
    /// Hive.
    Hive,
    /// Matrix.
    Matrix,
    /// Nostr.
    Nostr,
}

/// A word that is none of those allowed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not one of the words allowed here")]
pub struct SocialProtocolError {
    /// The word found.
    pub found: String,
}

impl SocialProtocol {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::ActivityPub, Self::AtProto, Self::Twitter, Self::Lightning, Self::Hive, Self::Matrix, Self::Nostr];

    /// The word for it in YAML and in the feed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ActivityPub => "activitypub",
            Self::AtProto => "atproto",
            Self::Twitter => "twitter",
            Self::Lightning => "lightning",
            Self::Hive => "hive",
            Self::Matrix => "matrix",
            Self::Nostr => "nostr",
        }
    }
}

impl FromStr for SocialProtocol {
    type Err = SocialProtocolError;

    fn from_str(input: &str) -> Result<Self, SocialProtocolError> {
        Self::ALL.into_iter().find(|known| known.as_str() == input).ok_or_else(|| SocialProtocolError { found: input.to_owned() })
    }
}

impl fmt::Display for SocialProtocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
