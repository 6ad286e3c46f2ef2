//! Chapters of an episode.

use crate::model::http_url::HttpUrl;
use crate::model::show_path::ShowPath;
use crate::model::text::Text;
use crate::model::timestamp::Timestamp;

/// A chapter as the producer wrote it. It ends where the next one starts.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Chapter {
    /// When it starts.
    pub start: Timestamp,
    /// What it is called.
    pub title: Text,
    /// A page about it.
    pub url: Option<HttpUrl>,
    /// A picture for it.
    pub image: Option<ShowPath>,
    /// What the picture shows, for those who do not see it.
    pub alt: Option<Text>,
}

/// A chapter found in an audio file, which may be anything.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FoundChapter {
    /// When it starts.
    pub start: Timestamp,
    /// When it ends, where the file says so.
    pub end: Option<Timestamp>,
    /// Its title; hostile text.
    pub title: String,
    /// Its link; hostile text.
    pub url: Option<String>,
}
