//! How grave a finding is.

use std::fmt;
use std::str::FromStr;

/// Only an error stops a build.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Level {
    /// A directory, an app or a listener is hurt: `build` stops.
    #[default]
    Error,
    /// Worth mending; `build` goes on.
    Warning,
    /// Worth knowing.
    Note,
}

/// A word that is none of those allowed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not one of the words allowed here")]
pub struct LevelError {
    /// The word found.
    pub found: String,
}

impl Level {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word for it in YAML and in the feed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl FromStr for Level {
    type Err = LevelError;

    fn from_str(input: &str) -> Result<Self, LevelError> {
        Self::ALL.into_iter().find(|known| known.as_str() == input).ok_or_else(|| LevelError { found: input.to_owned() })
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
