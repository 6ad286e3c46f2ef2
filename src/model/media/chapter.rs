//! Chapters of an episode.

use crate::model::files::show_path::ShowPath;
use crate::model::key::keys;
use crate::model::keywords::keywords;
use crate::model::media::chapter_origin::ChapterOrigin;
use crate::model::media::found_picture::FoundPicture;
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
    /// What a file of text says of each of them; empty where they come from elsewhere.
    pub origins: Vec<ChapterOrigin>,
    /// Chapters that are kept elsewhere: the feed names them, and nothing is copied.
    pub elsewhere: Option<RemoteChapters>,
}

keys! {
    /// Chapters that are kept elsewhere.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct RemoteChapters {
        required {
            url: HttpUrl, "where apps fetch them, in place of a list", "https://old.example.org/one.json";
        }
        defaulted {
            media_type as "type": ChaptersType, "their media type", "application/json";
        }
    }
}

keywords! {
    /// The media type of chapters in a file of their own.
    #[derive(Default)]
    pub enum ChaptersType {
        /// As the Podcast Namespace asks for.
        #[default]
        JsonChapters = "application/json+chapters",
        /// As some hosts write it.
        Json = "application/json",
    }
}

impl From<Vec<Chapter>> for EpisodeChapters {
    fn from(list: Vec<Chapter>) -> Self {
        Self { list, file: None, origins: Vec::new(), elsewhere: None }
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
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FoundChapter {
    /// When it starts.
    pub start: Timestamp,
    /// When it ends, where the file says so.
    pub end: Option<Timestamp>,
    /// Its title; hostile text, and empty where it has none.
    pub title: String,
    /// Its link; hostile text.
    pub url: Option<String>,
    /// Its picture.
    pub picture: Option<FoundPicture>,
    /// Whether it is in no table of contents, while others are: apps show its picture, and do not list it.
    pub hidden: bool,
}

impl FoundChapter {
    /// A chapter that has no more than a start and a title.
    pub fn new(start: Timestamp, title: &str) -> Self {
        Self { start, title: title.to_owned(), ..Self::default() }
    }

    /// The chapter as an episode lists it, without its picture; `number` is what it is called where its own title is missing. A link that cannot
    /// be used is left out.
    pub fn listed(&self, number: usize) -> Chapter {
        let plain = |letter: char| if letter.is_control() || letter == '\u{FEFF}' { ' ' } else { letter };
        let title: String = self.title.chars().map(plain).collect();
        let title = title.parse().or_else(|_| format!("Chapter {number}").parse()).expect("a word and a number are a text");
        let url = self.url.as_ref().and_then(|url| url.trim().parse().ok());
        Chapter { start: self.start, title, url, image: None, alt: None }
    }

    /// The chapters that an episode can list, by their start, with what was found of each.
    pub fn all_listed(found: &[Self]) -> Vec<(Chapter, &Self)> {
        found.iter().enumerate().map(|(index, chapter)| (chapter.listed(index + 1), chapter)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chapter_without_a_title_is_called_by_its_number() {
        let hidden = FoundChapter { hidden: true, ..FoundChapter::new(Timestamp::from_millis(500), "") };
        let found =
            [FoundChapter::new(Timestamp::default(), "One\u{1}two"), hidden, FoundChapter::new(Timestamp::from_millis(900), " ")];
        let titles: Vec<String> =
            FoundChapter::all_listed(&found).into_iter().map(|(chapter, _)| chapter.title.to_string()).collect();
        assert_eq!(titles, ["One two", "Chapter 2", "Chapter 3"], "a hidden one is not lost");
    }
}
