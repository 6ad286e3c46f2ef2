//! How long one listener's requests for an episode count as one download.

use std::fmt;
use std::str::FromStr;

/// Section 5.5.1 of the guidelines allows three.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum CountingWindow {
    /// A calendar day (UTC).
    #[default]
    Calendar,
    /// 24 hours from the first request.
    First,
    /// As long as no 24 hours pass between two requests.
    Last,
}

impl fmt::Display for CountingWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Calendar => "calendar",
            Self::First => "first",
            Self::Last => "last",
        })
    }
}

impl FromStr for CountingWindow {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Calendar, Self::First, Self::Last].into_iter().find(|window| window.to_string() == text).ok_or(())
    }
}
