//! The order in which a show wants to be heard.

use std::fmt;
use std::str::FromStr;

/// `itunes:type` (Apple, "A Podcaster's Guide to RSS").
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum ShowType {
    /// Newest first; any episode can be heard alone.
    #[default]
    Episodic,
    /// Oldest first; numbers are required.
    Serial,
}

/// A word that is none of those allowed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not one of the words allowed here")]
pub struct ShowTypeError {
    /// The word found.
    pub found: String,
}

impl ShowType {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Episodic, Self::Serial];

    /// The word for it in YAML and in the feed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Episodic => "episodic",
            Self::Serial => "serial",
        }
    }
}

impl FromStr for ShowType {
    type Err = ShowTypeError;

    fn from_str(input: &str) -> Result<Self, ShowTypeError> {
        Self::ALL.into_iter().find(|known| known.as_str() == input).ok_or_else(|| ShowTypeError { found: input.to_owned() })
    }
}

impl fmt::Display for ShowType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
