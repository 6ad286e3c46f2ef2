//! What a feed names that can be asked for.

use crate::model::identity::slug::Slug;
use crate::model::time::moment::Moment;

/// A feed, as far as it is asked about.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct LiveFeed {
    /// The address that the feed names as its own.
    pub(crate) self_link: Option<String>,
    /// The cover.
    pub(crate) picture: Option<String>,
    /// Its episodes, in the order of the feed.
    pub(crate) items: Vec<LiveItem>,
}

/// An episode.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct LiveItem {
    /// The episode of the show, where the show is here.
    pub(crate) episode: Option<Slug>,
    /// What apps know it by.
    pub(crate) guid: Option<String>,
    /// When it came out, where the feed has a date that can be read.
    pub(crate) date: Option<Moment>,
    /// The recording.
    pub(crate) recording: Option<LiveFile>,
    /// The chapters.
    pub(crate) chapters: Option<LiveFile>,
    /// The transcripts.
    pub(crate) transcripts: Vec<LiveFile>,
    /// A picture of its own.
    pub(crate) picture: Option<String>,
    /// Its page.
    pub(crate) page: Option<String>,
}

/// A file that an episode names.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct LiveFile {
    pub(crate) url: String,
    /// The media type that the feed names, as it is written.
    pub(crate) media_type: String,
    /// The length that the feed names, as it is written; empty where it names none.
    pub(crate) length: String,
}
