//! What an episode is to its show.

use std::fmt;
use std::str::FromStr;

/// `itunes:episodeType` (Apple, "A Podcaster's Guide to RSS").
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum EpisodeKind {
    /// A whole episode.
    #[default]
    Full,
    /// A short promise of the show, a season or an episode.
    Trailer,
    /// Something extra.
    Bonus,
}

/// A word that is none of those allowed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not one of the words allowed here")]
pub struct EpisodeKindError {
    /// The word found.
    pub found: String,
}

impl EpisodeKind {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Full, Self::Trailer, Self::Bonus];

    /// The word for it in YAML and in the feed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Trailer => "trailer",
            Self::Bonus => "bonus",
        }
    }
}

impl FromStr for EpisodeKind {
    type Err = EpisodeKindError;

    fn from_str(input: &str) -> Result<Self, EpisodeKindError> {
        Self::ALL.into_iter().find(|known| known.as_str() == input).ok_or_else(|| EpisodeKindError { found: input.to_owned() })
    }
}

impl fmt::Display for EpisodeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
