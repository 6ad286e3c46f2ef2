//! The order in which a show wants to be heard.

use crate::model::keywords::keywords;

keywords! {
    /// `itunes:type` (Apple, "A Podcaster's Guide to RSS").
    #[derive(Default)]
    pub enum ShowType {
        /// Newest first; any episode can be heard alone.
        #[default]
        Episodic = "episodic",
        /// Oldest first; numbers are required.
        Serial = "serial",
    }
}

keywords! {
    /// The order of the episodes in the feed.
    #[derive(Default)]
    pub enum FeedOrder {
        /// As readers expect it.
        #[default]
        NewestFirst = "newest_first",
        /// As it was published before.
        OldestFirst = "oldest_first",
    }
}
