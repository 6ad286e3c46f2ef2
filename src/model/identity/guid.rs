//! Identities that apps keep for ever.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// An episode's guid: any text without blanks, kept as it was written, compared case by case
/// (RSS 2.0, `guid`; <https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt>).
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Guid(String);

/// The show's `podcast:guid`: a UUID in lower case.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct ShowGuid(Uuid);

/// The namespace of `podcast:guid` (Podcast Namespace, `docs/tags/guid.md`).
const PODCAST_NAMESPACE: Uuid = Uuid::from_u128(0xead4_c236_bf58_58c6_a2c6_a6b2_8d12_8cb6);

/// Why a guid was refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum GuidError {
    /// Nothing there.
    #[error("the guid is empty")]
    Empty,
    /// A blank or control character inside.
    #[error("the guid holds a blank or a control character")]
    Blank,
    /// Not a UUID, where one is needed.
    #[error("the guid is not a UUID in lower case")]
    NotUuid,
}

impl Guid {
    /// The guid as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ShowGuid {
    /// The guid that a new show gets: UUIDv5 of the feed's address without its scheme and without slashes at its end
    /// (Podcast Namespace, `docs/tags/guid.md`).
    pub fn of_feed(feed: &str) -> Self {
        let name = feed.strip_prefix("https://").or_else(|| feed.strip_prefix("http://")).unwrap_or(feed);
        Self(Uuid::new_v5(&PODCAST_NAMESPACE, name.trim_end_matches('/').as_bytes()))
    }
}

impl FromStr for Guid {
    type Err = GuidError;

    fn from_str(input: &str) -> Result<Self, GuidError> {
        if input.is_empty() {
            return Err(GuidError::Empty);
        }
        if input.chars().any(|c| c.is_whitespace() || !crate::model::wording::text::xml_allows(c)) {
            return Err(GuidError::Blank);
        }
        Ok(Self(input.to_owned()))
    }
}

impl FromStr for ShowGuid {
    type Err = GuidError;

    fn from_str(input: &str) -> Result<Self, GuidError> {
        let uuid = Uuid::try_parse(input).map_err(|_| GuidError::NotUuid)?;
        if uuid.hyphenated().to_string() != input {
            return Err(GuidError::NotUuid);
        }
        Ok(Self(uuid))
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ShowGuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn of_feed(feed: &str, expected: &str) {
        assert_eq!(ShowGuid::of_feed(feed).to_string(), expected);
    }

    #[test]
    fn makes_the_guids_that_the_namespace_gives_as_examples() {
        of_feed("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810");
        of_feed("podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c");
        of_feed("http://podnews.net/rss//", "9b024349-ccf0-5f69-a609-6b82873eab3c");
    }

    #[test]
    fn keeps_a_guid_as_it_was_written() {
        assert_eq!("Ab-1".parse::<Guid>().unwrap().as_str(), "Ab-1");
        assert_eq!("".parse::<Guid>(), Err(GuidError::Empty));
        assert_eq!("a b".parse::<Guid>(), Err(GuidError::Blank));
    }

    #[test]
    fn a_show_has_a_uuid_in_lower_case() {
        assert!("917393e3-1b1e-5cef-ace4-edaa54e1f810".parse::<ShowGuid>().is_ok());
        assert_eq!("917393E3-1B1E-5CEF-ACE4-EDAA54E1F810".parse::<ShowGuid>(), Err(GuidError::NotUuid));
        assert_eq!("my-show".parse::<ShowGuid>(), Err(GuidError::NotUuid));
    }
}
