//! Licences of a show.

use std::fmt;
use std::str::FromStr;

use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

/// A licence of the Podcast Namespace's list, in its spelling (`docs/tags/license.md`).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct License(&'static str);

/// The list, with the address of each licence's text.
pub const LICENSES: [(&str, &str); 9] = [
    ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ("CC-BY-ND-4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
    ("CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    ("CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    ("CC-BY-NC-ND-4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
    ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("ARR", "https://en.wikipedia.org/wiki/All_rights_reserved"),
    ("POD-V4V-1.0", "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/licenses/POD-V4V-1.0.md"),
];

/// What others may do with a show or an episode.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Terms {
    /// A licence of the list.
    Listed(License),
    /// Terms of one's own.
    Own {
        /// What they are called; at most 128 characters in the feed.
        name: Text,
        /// Where their text stands.
        url: HttpUrl,
    },
}

impl Terms {
    /// Their short name.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Listed(license) => license.as_str(),
            Self::Own { name, .. } => name.as_str(),
        }
    }

    /// Where their text stands.
    pub fn url(&self) -> &str {
        match self {
            Self::Listed(license) => license.url(),
            Self::Own { url, .. } => url.as_str(),
        }
    }
}

/// A licence that is not on the list.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not a licence of the list")]
pub struct LicenseError {
    /// What was found.
    pub found: String,
}

impl License {
    /// Its short name, such as `CC-BY-4.0`.
    pub fn as_str(&self) -> &'static str {
        self.0
    }

    /// Where its text stands.
    pub fn url(&self) -> &'static str {
        LICENSES.iter().find(|(name, _)| *name == self.0).map_or("", |(_, url)| url)
    }
}

impl FromStr for License {
    type Err = LicenseError;

    fn from_str(input: &str) -> Result<Self, LicenseError> {
        LICENSES
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(input))
            .map(|(name, _)| Self(name))
            .ok_or_else(|| LicenseError { found: input.to_owned() })
    }
}

impl fmt::Display for License {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_any_case_and_writes_the_case_of_the_list() {
        assert_eq!("cc-by-4.0".parse::<License>().unwrap().as_str(), "CC-BY-4.0");
        assert_eq!("MIT".parse::<License>(), Err(LicenseError { found: "MIT".to_owned() }));
    }
}
