//! A chapter as a file of chapters has it.

use crate::media::chapter_file::faults::shown;
use crate::model::files::show_path::ShowPath;
use crate::model::media::chapter::Chapter;
use crate::model::media::chapter::chapter_origin::ChapterPlace;
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
    /// A file, relative to the folder of the file of chapters.
    Beside(ShowPath),
}

impl FilePicture {
    /// The picture at an address or of a name; `None` for no words, and why one cannot be used.
    pub(super) fn named(written: Option<&str>) -> Option<Result<Self, String>> {
        let written = written.map(str::trim).filter(|written| !written.is_empty())?;
        Some(match written.split_once(':') {
            Some(_) => {
                written.parse().map(Self::Elsewhere).map_err(|error| format!("the picture cannot be used: {}", shown(error)))
            }
            None => written
                .parse()
                .map(Self::Beside)
                .map_err(|error| format!("the picture `{}` cannot be used: {error}", shown(written))),
        })
    }
}
