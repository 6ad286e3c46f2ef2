//! A chapter as a file of chapters has it.

use crate::model::media::chapter::Chapter;
use crate::model::media::chapter_origin::ChapterPlace;
use crate::model::web::http_url::HttpUrl;

/// A chapter of a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FileChapter {
    /// What an episode can list of it.
    pub chapter: Chapter,
    /// Its line, from 1.
    pub line: u32,
    /// Its picture.
    pub picture: Option<FilePicture>,
    /// Where it plays.
    pub place: Option<ChapterPlace>,
}

/// The picture that a file of chapters names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FilePicture {
    /// One that is kept elsewhere.
    Elsewhere(HttpUrl),
    /// The name of a file beside it; hostile text.
    Beside(String),
}

impl FilePicture {
    /// The picture at an address or of a name; `None` for no words, and where an address cannot be used.
    pub(super) fn named(written: Option<&str>) -> Option<Result<Self, String>> {
        let written = written.map(str::trim).filter(|written| !written.is_empty())?;
        Some(match written.split_once(':') {
            Some(_) => written.parse().map(Self::Elsewhere).map_err(|error| format!("the picture cannot be used: {error}")),
            None => Ok(Self::Beside(written.to_owned())),
        })
    }
}
