//! What open pages learn about a build.

use std::collections::BTreeMap;

use serde::Serialize;

/// The state after a build, or before the first.
#[derive(Clone, Debug, Default, Serialize)]
pub struct News {
    /// Identifies the news: different after each build, and in each run of the program.
    pub seen: String,
    /// Identifies the content of `feed/`: a page with another value reloads itself. Empty while there is no feed.
    pub feed: String,
    /// The findings, as HTML for the panel.
    pub panel: String,
    /// The path of the show's address; it begins and ends with a slash.
    #[serde(skip)]
    pub base: String,
    /// Media types by path below `feed/`, as the manifest names them.
    #[serde(skip)]
    pub media_types: BTreeMap<String, String>,
}
