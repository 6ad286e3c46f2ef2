//! What open pages learn about a build.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::model::files::show_path::ShowPath;
use crate::model::web::feed_file::FeedFile;

/// The state after a build, or before the first.
#[derive(Clone, Debug, Default, Serialize)]
pub struct News {
    /// Identifies the news: different after each build, and in each run of the program.
    pub seen: String,
    /// Identifies the content of the pages: a page with another value reloads itself. Empty while there are no pages.
    pub feed: String,
    /// The findings, as HTML for the panel.
    pub panel: String,
    /// The path of the show's address; it begins and ends with a slash.
    #[serde(skip)]
    pub base: String,
    /// The name of the feed.
    #[serde(skip)]
    pub feed_file: FeedFile,
    /// What is missing, as HTML, by the episode on whose pages it stands; that of the show as a whole has an empty name.
    #[serde(skip)]
    pub notices: BTreeMap<String, String>,
    /// Files of the show that are served as they are, by path below `feed/`.
    #[serde(skip)]
    pub sources: Arc<BTreeMap<String, ShowPath>>,
    /// Media types by path below `feed/`.
    #[serde(skip)]
    pub media_types: Arc<BTreeMap<String, &'static str>>,
}
