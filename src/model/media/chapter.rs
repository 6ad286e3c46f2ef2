//! Chapters of an episode.

use crate::model::files::show_path::ShowPath;
use crate::model::key::keys;
use crate::model::time::timestamp::Timestamp;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

keys! {
    /// A chapter as the producer wrote it. It ends where the next one starts.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct Chapter {
        required {
            start: Timestamp, "when the chapter starts, as a time or in seconds", "2:10";
            title: Text, "what the chapter is called", "Where to start";
        }
        optional {
            url: Option<HttpUrl>, "a page about the chapter", "https://example.org/start";
            image: Option<ShowPath>, "a picture for the chapter", "start.jpg";
            alt: Option<Text>, "what the picture shows, for those who do not see it", "A door stands open";
        }
    }
}

/// What an episode says of its chapters.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct EpisodeChapters {
    /// Chapters, as written; once the show is loaded, also those of `file`.
    pub list: Vec<Chapter>,
    /// The file that chapters are taken from, where `chapters:` names one; else one is found.
    pub file: Option<ChapterFile>,
}

impl From<Vec<Chapter>> for EpisodeChapters {
    fn from(list: Vec<Chapter>) -> Self {
        Self { list, file: None }
    }
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
