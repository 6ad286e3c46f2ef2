//! What kind of thing a show is.

use std::fmt;
use std::str::FromStr;

/// `podcast:medium` (Podcast Namespace, `docs/tags/medium.md`), without the kinds that are lists of other feeds.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Medium {
    /// Talk.
    #[default]
    Podcast,
    /// Music.
    Music,
    /// Video.
    Video,
    /// Films.
    Film,
    /// A book read aloud.
    Audiobook,
    /// A newsletter read aloud.
    Newsletter,
    /// A blog read aloud.
    Blog,
    /// A course.
    Course,
}

/// A word that is none of those allowed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not one of the words allowed here")]
pub struct MediumError {
    /// The word found.
    pub found: String,
}

impl Medium {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 8] =
        [Self::Podcast, Self::Music, Self::Video, Self::Film, Self::Audiobook, Self::Newsletter, Self::Blog, Self::Course];

    /// The word for it in YAML and in the feed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Podcast => "podcast",
            Self::Music => "music",
            Self::Video => "video",
            Self::Film => "film",
            Self::Audiobook => "audiobook",
            Self::Newsletter => "newsletter",
            Self::Blog => "blog",
            Self::Course => "course",
        }
    }
}

impl FromStr for Medium {
    type Err = MediumError;

    fn from_str(input: &str) -> Result<Self, MediumError> {
        Self::ALL.into_iter().find(|known| known.as_str() == input).ok_or_else(|| MediumError { found: input.to_owned() })
    }
}

impl fmt::Display for Medium {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
