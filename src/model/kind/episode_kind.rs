//! What an episode is to its show.

use crate::model::keywords::keywords;

keywords! {
    /// `itunes:episodeType` (Apple, "A Podcaster's Guide to RSS").
    #[derive(Default)]
    pub enum EpisodeKind {
        /// A whole episode.
        #[default]
        Full = "full",
        /// A short promise of the show, a season or an episode.
        Trailer = "trailer",
        /// Something extra.
        Bonus = "bonus",
    }
}
