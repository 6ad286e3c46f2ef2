//! The name of an episode's folder, which is also its name in addresses.

use std::fmt;
use std::str::FromStr;

use crate::model::time::moment::Moment;
use crate::model::wording::language::Language;
use crate::model::wording::latin::in_ascii;
use crate::model::wording::transliteration::transliterated;

/// Lower-case ASCII letters, digits and single hyphens: what Apple allows in the address of a file
/// ("A Podcaster's Guide to RSS": ASCII file names that include a-z, A-Z or 0-9).
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Slug(String);

/// Longest slug. // bytes; keeps `media/<slug>.mp3` below every file system's limit of 255
const SLUG_MAX: usize = 120;

/// Names of devices, which Windows lets no file or folder have, with an ending neither
/// (<https://learn.microsoft.com/windows/win32/fileio/naming-a-file>).
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// The same, each with a number.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Why a folder's name cannot be a slug.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SlugError {
    /// Nothing there.
    #[error("the name is empty")]
    Empty,
    /// Too long.
    #[error("the name has {length} letters, more than {SLUG_MAX}")]
    Long {
        /// Letters found.
        length: usize,
    },
    /// Another character than a to z, 0 to 9 and `-`.
    #[error("the name holds `{character}`; allowed are a to z, 0 to 9 and hyphens")]
    Character {
        /// The first one that is not allowed.
        character: char,
    },
    /// A hyphen at an end, or two in a row.
    #[error("the name has a hyphen at an end, or two in a row")]
    Hyphen,
}

impl Slug {
    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The slug nearest to the title of an episode in this language; `None` where nothing of the title can be kept.
    pub fn of_title(title: &str, language: &Language) -> Option<Self> {
        Self::of_letters(&transliterated(title, language))
    }

    /// The slug nearest to a file's or folder's name; `None` where nothing of it can be kept.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::of_letters(&in_ascii(name))
    }

    fn of_letters(letters: &str) -> Option<Self> {
        let mut slug = String::new();
        for character in letters.chars() {
            match character {
                kept @ ('a'..='z' | '0'..='9') => slug.push(kept),
                '\'' | '\u{2019}' => {}
                _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                _ => {}
            }
            if slug.len() >= SLUG_MAX {
                break;
            }
        }
        let slug: Self = slug.trim_end_matches('-').parse().ok()?;
        if slug.is_device() { format!("{slug}-episode").parse().ok() } else { Some(slug) }
    }

    /// The name of an episode that has a number and nothing else: `episode-12`.
    pub fn of_number(number: u32) -> Self {
        Self(format!("episode-{number}"))
    }

    /// The name of an episode that has a date and nothing else: `2026-03-02`.
    pub fn of_day(date: Moment) -> Self {
        date.as_date_time().format("%Y-%m-%d").to_string().parse().unwrap_or_else(|_| Self("episode".to_owned()))
    }

    /// The name with a number behind it; a long one is cut, so that the number always fits.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        let ending = format!("-{number}");
        let stem = &self.0[..self.0.len().min(SLUG_MAX - ending.len())];
        Self(format!("{}{ending}", stem.trim_end_matches('-')))
    }

    /// Whether Windows takes the name for that of a device, and lets no folder have it.
    pub fn is_device(&self) -> bool {
        let is_numbered = |device: &str| self.0.strip_prefix(device).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']));
        DEVICES.contains(&self.as_str()) || NUMBERED_DEVICES.into_iter().any(is_numbered)
    }
}

impl FromStr for Slug {
    type Err = SlugError;

    fn from_str(input: &str) -> Result<Self, SlugError> {
        if input.is_empty() {
            return Err(SlugError::Empty);
        }
        if let Some(character) = input.chars().find(|c| !matches!(c, 'a'..='z' | '0'..='9' | '-')) {
            return Err(SlugError::Character { character });
        }
        if input.len() > SLUG_MAX {
            return Err(SlugError::Long { length: input.len() });
        }
        if input.starts_with('-') || input.ends_with('-') || input.contains("--") {
            return Err(SlugError::Hyphen);
        }
        Ok(Self(input.to_owned()))
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(input: &str, expected: SlugError) {
        assert_eq!(input.parse::<Slug>(), Err(expected));
    }

    #[test]
    fn refuses_what_would_need_encoding() {
        refused("", SlugError::Empty);
        refused("Big", SlugError::Character { character: 'B' });
        refused("a b", SlugError::Character { character: ' ' });
        refused("..", SlugError::Character { character: '.' });
        refused("a--b", SlugError::Hyphen);
        refused(&"a".repeat(121), SlugError::Long { length: 121 });
    }

    #[test]
    fn makes_a_slug_of_a_title() {
        for (language, title, slug) in [
            ("en", "What is co-production?", "what-is-co-production"),
            ("en", "  It's 5 o’clock!", "its-5-oclock"),
            ("de", "Gespräch über Tee – Größe", "gespraech-ueber-tee-groesse"),
            ("cy", "Dŵr a thŷ", "dwr-a-thy"),
            ("zh", "日本", "ri-ben"),
        ] {
            assert_eq!(Slug::of_title(title, &language.parse().unwrap()).unwrap().as_str(), slug, "{title}");
        }
        assert_eq!(Slug::of_title("日本", &"ja".parse().unwrap()), None);
        assert_eq!(Slug::of_title("…!", &"en".parse().unwrap()), None);
    }

    #[test]
    fn makes_a_slug_of_a_name() {
        assert_eq!(Slug::of_name("Über Öl & Straße").unwrap().as_str(), "uber-ol-strasse");
        assert_eq!(Slug::of_name("日本"), None);
    }

    #[test]
    fn a_number_fits_behind_every_name() {
        let case = |name: &str, expected: &str| {
            let numbered = name.parse::<Slug>().unwrap().numbered(12);
            assert_eq!(numbered.as_str(), expected);
            assert_eq!(numbered.as_str().parse::<Slug>().as_ref(), Ok(&numbered));
        };
        case("door", "door-12");
        case(&"a".repeat(SLUG_MAX), &format!("{}-12", "a".repeat(SLUG_MAX - 3)));
        case(&format!("{}-bbb", "a".repeat(SLUG_MAX - 4)), &format!("{}-12", "a".repeat(SLUG_MAX - 4)));
        assert_eq!(Slug::of_number(u32::MAX).as_str().parse::<Slug>(), Ok(Slug::of_number(u32::MAX)));
        assert_eq!(Slug::of_day("2026-03-02T07:00:00Z".parse().unwrap()).as_str(), "2026-03-02");
        assert_eq!(Slug::of_day(Moment::last()).as_str(), "episode", "a year of six digits has a sign");
    }

    #[test]
    fn no_folder_has_the_name_of_a_device() {
        for (name, slug) in [("Con", "con-episode"), ("COM1!", "com1-episode"), ("Lpt 1", "lpt-1"), ("Console", "console")] {
            assert_eq!(Slug::of_name(name).unwrap().as_str(), slug, "{name}");
        }
        assert!("nul".parse::<Slug>().unwrap().is_device() && !"com12".parse::<Slug>().unwrap().is_device());
    }
}
