//! What a feed can say beside the necessary: elements of the Podcast Namespace and of Apple's that most shows do without.

use std::num::NonZeroU32;

use crate::model::alternate::{Alternate, MediaUri, RemoteAlternate};
use crate::model::artwork::FurtherImage;
use crate::model::chat::Chat;
use crate::model::funding::Funding;
use crate::model::http_url::HttpUrl;
use crate::model::license::Terms;
use crate::model::location::{Country, Location};
use crate::model::medium::Medium;
use crate::model::other_feed::OtherFeed;
use crate::model::recurrence::UpdateFrequency;
use crate::model::services::ServiceBlocks;
use crate::model::social::Comments;
use crate::model::text::Text;
use crate::model::theme::Theme;
use crate::model::timestamp::Timestamp;
use crate::model::value::Value;

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
    pub social: Comments,
    /// Where listeners talk with each other.
    pub chat: Option<Chat>,
    /// How listeners can pay while they listen.
    pub value: Vec<Value>,
    /// Further pictures.
    pub images: Vec<FurtherImage>,
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
    /// Whether a podping tells of each change.
    pub podping: bool,
    /// No episode will come any more.
    pub complete: bool,
    /// Apple shall not show it.
    pub block: bool,
    /// Where else the show can be heard.
    pub listen: Vec<Elsewhere>,
    /// The colours and fonts of the pages.
    pub theme: Theme,
    /// Which other directories and apps may show it.
    pub services: ServiceBlocks,
    /// What Spotify is told.
    pub spotify: Spotify,
}

/// Spotify's own elements (Podcast Delivery Specification, 5.13 and 5.14).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Spotify {
    /// Where the show is made for, the most important country first.
    pub countries: Vec<Country>,
    /// How many of the newest episodes Spotify shows.
    pub recent: Option<NonZeroU32>,
}

/// Extras of an episode.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct EpisodeExtras {
    /// Places that the episode is about.
    pub locations: Vec<Location>,
    /// Words for machines.
    pub txt: Vec<Txt>,
    /// Where listeners talk about the episode.
    pub social: Comments,
    /// Where listeners talk with each other, in place of the show's.
    pub chat: Option<Chat>,
    /// How listeners can pay while they listen, in place of the show's.
    pub value: Vec<Value>,
    /// Ways to support this episode.
    pub funding: Vec<Funding>,
    /// What others may do with it, where that is not what the show says.
    pub license: Option<Terms>,
    /// Further pictures.
    pub images: Vec<FurtherImage>,
    /// The same in other files of the show.
    pub alternates: Vec<Alternate>,
    /// The same in files that are served elsewhere.
    pub remote_alternates: Vec<RemoteAlternate>,
    /// Where else the very bytes of the recording can be had.
    pub mirrors: Vec<MediaUri>,
    /// Where else one can hear or see the episode, outside of apps.
    pub content_links: Vec<ContentLink>,
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

/// `podcast:contentLink`: a page where one can hear or see the episode.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ContentLink {
    /// The page.
    pub url: HttpUrl,
    /// What it is; at most 128 characters in the feed.
    pub text: Text,
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
