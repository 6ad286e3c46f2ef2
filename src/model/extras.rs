//! What a feed can say beside the necessary: elements of the Podcast Namespace and of Apple's that most shows do without.

use std::num::NonZeroU32;

use crate::model::guid::ShowGuid;
use crate::model::http_url::HttpUrl;
use crate::model::location::Location;
use crate::model::medium::Medium;
use crate::model::recurrence::UpdateFrequency;
use crate::model::social::SocialPost;
use crate::model::text::Text;
use crate::model::timestamp::Timestamp;

/// Extras of a show.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ShowExtras {
    /// What kind of thing the show is.
    pub medium: Medium,
    /// Places that the show is about.
    pub locations: Vec<Location>,
    /// Words for machines, such as the proof that the show is one's own.
    pub txt: Vec<Txt>,
    /// Where listeners talk about the show.
    pub social: Vec<SocialPost>,
    /// How often episodes come.
    pub updates: Option<UpdateFrequency>,
    /// Other shows that this one recommends.
    pub podroll: Vec<OtherFeed>,
    /// The feed of who publishes the show.
    pub publisher: Option<OtherFeed>,
    /// Names of seasons.
    pub seasons: Vec<SeasonName>,
    /// Where the feed has moved to; written into the feed at the new address.
    pub new_feed_url: Option<HttpUrl>,
    /// The `WebSub` hub that is told of each change.
    pub hub: Option<HttpUrl>,
    /// No episode will come any more.
    pub complete: bool,
    /// Apple shall not show it.
    pub block: bool,
}

/// Extras of an episode.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct EpisodeExtras {
    /// Places that the episode is about.
    pub locations: Vec<Location>,
    /// Words for machines.
    pub txt: Vec<Txt>,
    /// Where listeners talk about the episode.
    pub social: Vec<SocialPost>,
    /// Stretches that make one want to hear the rest.
    pub soundbites: Vec<Soundbite>,
    /// What stands in place of the number, such as `Ch.3`; at most 32 characters in the feed.
    pub display_number: Option<Text>,
    /// Apple shall not show it.
    pub block: bool,
}

/// `podcast:txt`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Txt {
    /// What it is for, such as `applepodcastsverify`; at most 128 characters in the feed.
    pub purpose: Option<Text>,
    /// The words; at most 4,000 characters in the feed.
    pub text: Text,
}

/// `podcast:remoteItem`, for another feed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OtherFeed {
    /// Its `podcast:guid`.
    pub guid: ShowGuid,
    /// Its address.
    pub url: Option<HttpUrl>,
    /// Its title.
    pub title: Option<Text>,
}

/// The name of a season; at most 128 characters in the feed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SeasonName {
    /// Which season.
    pub number: NonZeroU32,
    /// What it is called.
    pub name: Text,
}

/// `podcast:soundbite`: a stretch of the episode.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Soundbite {
    /// When it starts.
    pub start: Timestamp,
    /// How long it is; 15 to 120 seconds are advised.
    pub length: Timestamp,
    /// What it is called, where not like the episode.
    pub title: Option<Text>,
}
