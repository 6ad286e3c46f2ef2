//! Lists of episodes that have pages of their own.

use std::fmt;

use crate::layout::{SEASON, TITLES, YEAR};

/// A list of episodes. Its `Display` is the folder of its pages below `feed/`, with the slash after it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum EpisodeList {
    /// All episodes.
    All,
    /// Those of a year.
    Year(i32),
    /// Those of a season.
    Season(u32),
    /// All episodes, by their titles alone.
    Titles,
}

impl fmt::Display for EpisodeList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::Year(year) => write!(f, "{YEAR}/{year}/"),
            Self::Season(season) => write!(f, "{SEASON}/{season}/"),
            Self::Titles => write!(f, "{TITLES}/"),
        }
    }
}
