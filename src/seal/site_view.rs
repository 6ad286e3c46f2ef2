//! What a site shows.

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
    /// Episodes, newest first; equal dates by season, number, guid, downwards.
    pub episodes: Vec<SealedEpisode>,
}

impl SiteView {
    /// The newest change of content: the newest episode's date. `None` for a show without episodes.
    pub fn last_change(&self) -> Option<Moment> {
        self.episodes.iter().map(|sealed| sealed.episode.date).max()
    }
}
