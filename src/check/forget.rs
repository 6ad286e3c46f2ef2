//! Builds that were never uploaded, and that the producer wants to be forgotten.

use std::fmt;
use std::str::FromStr;

use crate::model::files::show_files::EPISODES_FOLDER;
use crate::model::identity::slug::{Slug, SlugError};

/// The word for the show as a whole. An episode in a folder of this name is `episodes/show`.
const SHOW: &str = "show";

/// What counts as never built.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Forget {
    /// The show, with all its episodes.
    Show,
    /// One episode.
    Episode(Slug),
}

/// A name that no episode can have.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{name}` is neither `show` nor the name of an episode: {error}")]
pub struct ForgetError {
    /// What was found.
    name: String,
    /// What is wrong with it.
    error: SlugError,
}

impl FromStr for Forget {
    type Err = ForgetError;

    fn from_str(input: &str) -> Result<Self, ForgetError> {
        if input == SHOW {
            return Ok(Self::Show);
        }
        let below = input.strip_prefix(EPISODES_FOLDER).and_then(|rest| rest.strip_prefix('/'));
        let name = below.unwrap_or(input).trim_end_matches('/');
        name.parse().map(Self::Episode).map_err(|error| ForgetError { name: input.to_owned(), error })
    }
}

impl fmt::Display for Forget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Show => f.write_str(SHOW),
            Self::Episode(slug) if slug.as_str() == SHOW => write!(f, "{EPISODES_FOLDER}/{slug}"),
            Self::Episode(slug) => slug.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_show_and_an_episode_of_that_name_are_told_apart() {
        for written in ["show", "episodes/show", "one"] {
            assert_eq!(written.parse::<Forget>().unwrap().to_string(), written);
        }
        assert_eq!("episodes/one/".parse(), "one".parse::<Forget>());
        assert!("A b".parse::<Forget>().unwrap_err().to_string().starts_with("`A b` is neither `show` nor"));
    }
}
