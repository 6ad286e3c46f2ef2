//! What a feed can say beside the necessary: elements of the Podcast Namespace and of Apple's that most shows do without.

use std::num::NonZeroU32;

use crate::model::guid::ShowGuid;
use crate::model::http_url::HttpUrl;
use crate::model::location::Location;
use crate::model::medium::Medium;
use crate::model::recurrence::UpdateFrequency;
use crate::model::social::SocialPost;
use crate::model::text::Text;
use crate::model::theme::Theme;
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
    /// Where else the show can be heard.
    pub listen: Vec<Elsewhere>,
    /// The colours and fonts of the pages.
    pub theme: Theme,
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
    /// The episode as a video in sign language.
    pub sign_language: Option<SignLanguage>,
}

/// A place where the show can be heard, such as Apple Podcasts or Spotify.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Elsewhere {
    /// What it is called.
    pub name: Text,
    /// The show's address there.
    pub url: HttpUrl,
}

/// An episode as a video in sign language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SignLanguage {
    /// The sign language, as its speakers call it.
    pub name: Text,
    /// Where the video is.
    pub url: HttpUrl,
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
