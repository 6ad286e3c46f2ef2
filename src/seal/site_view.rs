//! What a site shows.

use std::collections::BTreeMap;

use crate::model::identity::slug::Slug;
use crate::model::impact::Impact;
use crate::model::impact::download_table::DownloadTable;
use crate::model::kind::show_type::FeedOrder;
use crate::model::show::Show;
use crate::model::time::moment::Moment;
use crate::model::web::http_url::HttpUrl;
use crate::seal::{SealedEpisode, SealedImage, SealedPicture};

/// A show as its pages show it. Anyone may make one: what may be published is [`Sealed`](crate::seal::Sealed).
#[derive(Clone, Debug, PartialEq)]
pub struct SiteView {
    /// The show.
    pub show: Show,
    /// The address of the feed.
    pub feed_url: HttpUrl,
    /// The cover.
    pub cover: SealedImage,
    /// Further pictures.
    pub images: Vec<SealedPicture>,
    /// What came of the show.
    pub impact: Option<Impact>,
    /// How often it was heard.
    pub downloads: Option<DownloadTable>,
    /// Episodes, newest first; equal dates as they were published, else by season, number, guid, downwards.
    pub episodes: Vec<SealedEpisode>,
    /// What a preview writes before the label of an episode that is not out: `Draft`. Nothing that is published has such a mark.
    pub marks: BTreeMap<Slug, String>,
}

impl SiteView {
    /// Episodes in the order of the feed.
    pub fn in_feed_order(&self) -> Vec<&SealedEpisode> {
        match self.show.order {
            FeedOrder::NewestFirst => self.episodes.iter().collect(),
            FeedOrder::OldestFirst => self.episodes.iter().rev().collect(),
        }
    }

    /// The newest change of content: the newest episode's date. `None` for a show without episodes.
    pub fn last_change(&self) -> Option<Moment> {
        self.episodes.iter().map(|sealed| sealed.episode.date).max()
    }
}
