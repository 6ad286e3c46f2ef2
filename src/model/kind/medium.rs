//! What kind of thing a show is.

use crate::model::keywords::keywords;

keywords! {
    /// `podcast:medium` (Podcast Namespace, `docs/tags/medium.md`), without the kinds that are lists of other feeds, and without feeds of publishers.
    #[derive(Default)]
    pub enum Medium {
        /// Talk.
        #[default]
        Podcast = "podcast",
        /// Music.
        Music = "music",
        /// Video.
        Video = "video",
        /// Films.
        Film = "film",
        /// A book read aloud.
        Audiobook = "audiobook",
        /// A newsletter read aloud.
        Newsletter = "newsletter",
        /// A blog read aloud.
        Blog = "blog",
        /// A course.
        Course = "course",
    }
}
