//! What a build has to tell the pages that are open.

use std::collections::BTreeMap;

use serde::Serialize;

/// The state after a build, or before the first.
#[derive(Clone, Debug, Default, Serialize)]
pub struct News {
    /// Another one after each build, and in each run of the program.
    pub seen: String,
    /// Names what stands in `feed/`: a page that was made from something else is to be loaded again. Empty while there is no feed.
    pub feed: String,
    /// What was found, as HTML for the panel.
    pub panel: String,
    /// The path that the show's address has; it begins and ends with a slash.
    #[serde(skip)]
    pub base: String,
    /// Media types by path below `feed/`, as the manifest names them.
    #[serde(skip)]
    pub media_types: BTreeMap<String, String>,
}
