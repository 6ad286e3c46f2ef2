//! What kind of thing another feed is.

use crate::model::keywords::keywords;

keywords! {
    /// The `medium` of a feed that a show names (Podcast Namespace, `docs/tags/remote-item.md`): what a show may be, or the feed of a publisher.
    pub enum FeedMedium {
        /// Talk.
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
        /// The feed of a publisher.
        Publisher = "publisher",
    }
}
