//! A file that belongs to a show and lies at the old host.

use crate::model::media::artwork::ImagePurpose;
use crate::model::media::transcript::TranscriptType;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

/// A file to be fetched.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WantedFile {
    /// Where it lies.
    pub url: HttpUrl,
    /// What it is.
    pub kind: WantedKind,
    /// What a picture shows.
    pub alt: Option<Text>,
}

/// What a file is to the show.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum WantedKind {
    /// The picture of the show or of an episode.
    Picture,
    /// A further picture, and what it is good for.
    Further(Vec<ImagePurpose>),
    /// A transcript.
    Transcript(TranscriptType),
    /// Chapters in JSON.
    Chapters,
}

impl WantedFile {
    /// A file that shows nothing.
    pub fn new(url: HttpUrl, kind: WantedKind) -> Self {
        Self { url, kind, alt: None }
    }
}
