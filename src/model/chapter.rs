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

/// A file that chapters are taken from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ChapterFile {
    /// One that another program wrote as text.
    Text(ShowPath),
    /// A recording that has chapters in its tags.
    Recording(ShowPath),
}

impl ChapterFile {
    /// The file.
    pub fn path(&self) -> &ShowPath {
        match self {
            Self::Text(path) | Self::Recording(path) => path,
        }
    }
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

impl FoundChapter {
    /// The chapter, where its title can be used; a link that cannot be used is left out.
    pub fn usable(&self) -> Option<Chapter> {
        let url = self.url.as_ref().and_then(|url| url.parse().ok());
        Some(Chapter { start: self.start, title: self.title.parse().ok()?, url, image: None, alt: None })
    }
}
