//! A chapter that a recording names, as it stands in the lock.

use serde::{Deserialize, Serialize};

use crate::model::media::chapter::Chapter;
use crate::model::time::timestamp::Timestamp;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

/// A chapter without its picture: pictures are files of the show, which no recording names.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChapterLines {
    start: Timestamp,
    title: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<HttpUrl>,
}

impl From<&Chapter> for ChapterLines {
    fn from(Chapter { start, title, url, image: _, alt: _ }: &Chapter) -> Self {
        Self { start: *start, title: title.clone(), url: url.clone() }
    }
}

impl From<ChapterLines> for Chapter {
    fn from(ChapterLines { start, title, url }: ChapterLines) -> Self {
        Self { start, title, url, image: None, alt: None }
    }
}
