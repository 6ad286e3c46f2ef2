//! A chapter that a recording names, as it stands in the lock.

use serde::{Deserialize, Serialize};

use crate::lock::lock_error::LockError;
use crate::lock::value::value;
use crate::model::media::chapter::Chapter;

/// A chapter; the entry that it stands in has the sum.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChapterLines {
    start: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

impl From<&Chapter> for ChapterLines {
    fn from(chapter: &Chapter) -> Self {
        // Pictures are files of the show, which no recording names.
        let Chapter { start, title, url, image: _, alt: _ } = chapter;
        Self { start: start.to_string(), title: title.to_string(), url: url.as_ref().map(ToString::to_string) }
    }
}

impl ChapterLines {
    pub(super) fn read(&self, guid: &str) -> Result<Chapter, LockError> {
        let Self { start, title, url } = self;
        let url = url.as_ref().map(|url| value(url, guid, "url")).transpose()?;
        Ok(Chapter { start: value(start, guid, "start")?, title: value(title, guid, "title")?, url, image: None, alt: None })
    }
}
