//! Names of files, without their ending.

use std::fmt;
use std::str::FromStr;

use crate::model::identity::slug::Slug;

/// The name of a file without its ending. It has the letters of a slug and may be longer: a number or a word can follow a slug.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct FileStem(String);

/// A name with other characters than a to z, 0 to 9 and hyphens, or with none at all.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` cannot be the name of a served file")]
pub struct FileStemError {
    /// What was found.
    pub found: String,
}

impl FileStem {
    /// This name with a number after it: for the second of two files with one name.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        Self(format!("{self}-{number}"))
    }
}

impl From<&Slug> for FileStem {
    fn from(slug: &Slug) -> Self {
        Self(slug.to_string())
    }
}

impl FromStr for FileStem {
    type Err = FileStemError;

    fn from_str(input: &str) -> Result<Self, FileStemError> {
        let is_good = !input.is_empty() && input.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'));
        if is_good { Ok(Self(input.to_owned())) } else { Err(FileStemError { found: input.to_owned() }) }
    }
}

impl fmt::Display for FileStem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
