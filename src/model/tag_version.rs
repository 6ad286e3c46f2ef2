//! Which version of ID3v2 is written.

use std::fmt;
use std::str::FromStr;

/// ID3v2.3 is read by every player; v2.4 only on request.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum TagVersion {
    /// ID3v2.3: text outside Latin-1 in UTF-16.
    #[default]
    V23,
    /// ID3v2.4: text in UTF-8.
    V24,
}

/// A word that is none of those allowed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not one of the words allowed here")]
pub struct TagVersionError {
    /// The word found.
    pub found: String,
}

impl TagVersion {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::V23, Self::V24];

    /// The word for it in YAML and in the feed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V23 => "v2.3",
            Self::V24 => "v2.4",
        }
    }
}

impl FromStr for TagVersion {
    type Err = TagVersionError;

    fn from_str(input: &str) -> Result<Self, TagVersionError> {
        Self::ALL.into_iter().find(|known| known.as_str() == input).ok_or_else(|| TagVersionError { found: input.to_owned() })
    }
}

impl fmt::Display for TagVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
