//! Languages, as feeds name them.

use std::fmt;
use std::str::FromStr;

use crate::model::wording::region::is_region;

/// Languages that are written from right to left (CLDR, `characterOrder`), of those with two letters.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];

/// Regions in which a language is written with Arabic letters, though it has others elsewhere (CLDR, `likelySubtags`).
const RIGHT_TO_LEFT_THERE: [&str; 12] =
    ["az-iq", "az-ir", "kk-cn", "ku-iq", "ku-ir", "ku-lb", "ky-cn", "pa-pk", "tg-pk", "tk-af", "tk-ir", "uz-af"];

/// The languages that the words of the pages are translated into. A test compares them with the tables of `site`.
pub const TRANSLATED: [&str; 2] = ["cy", "en"];

/// A two-letter ISO 639 language with an optional ISO 3166 region, such as `en` or `en-GB`
/// (Apple, "A Podcaster's Guide to RSS", `language`; a feed with any other is refused). Kept as it was written.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Language(String);

/// Why a language was refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum LanguageError {
    /// `en_GB` where `en-GB` is needed.
    #[error("the language and the region are joined by `_`, where `-` is needed: `{wanted}`")]
    Underscore {
        /// With the hyphen.
        wanted: String,
    },
    /// No ISO 639 language.
    #[error("`{code}` is not a two-letter language code of ISO 639, such as `en`, `cy` or `de`")]
    Unknown {
        /// The code found.
        code: String,
    },
    /// No ISO 3166 region.
    #[error("`{region}` is not a two-letter region code of ISO 3166, such as `GB`")]
    Region {
        /// The language before it.
        language: String,
        /// The region found.
        region: String,
    },
}

impl Language {
    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The two letters of the language alone, in lower case.
    pub fn primary(&self) -> String {
        self.0[..2].to_ascii_lowercase()
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        RIGHT_TO_LEFT.contains(&self.primary().as_str()) || RIGHT_TO_LEFT_THERE.contains(&self.0.to_ascii_lowercase().as_str())
    }

    /// Whether somebody has translated the words of the pages into it.
    pub fn is_translated(&self) -> bool {
        TRANSLATED.contains(&self.primary().as_str())
    }

    /// The three letters that ID3's `TLAN`, `COMM` and MP4 want (ISO 639-2/T).
    pub fn three_letters(&self) -> &'static str {
        isolang::Language::from_639_1(&self.primary()).map_or("und", |language| language.to_639_3())
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(input: &str) -> Result<Self, LanguageError> {
        if input.contains('_') {
            return Err(LanguageError::Underscore { wanted: input.replace('_', "-") });
        }
        let (code, region) = input.split_once('-').map_or((input, None), |(code, region)| (code, Some(region)));
        if code.len() != 2 || isolang::Language::from_639_1(&code.to_ascii_lowercase()).is_none() {
            return Err(LanguageError::Unknown { code: code.to_owned() });
        }
        match region {
            Some(region) if !is_region(region) => {
                Err(LanguageError::Region { language: code.to_owned(), region: region.to_owned() })
            }
            _ => Ok(Self(input.to_owned())),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_apple_reads() {
        for good in ["en", "en-GB", "en-us", "cy", "ar-EG"] {
            assert_eq!(good.parse::<Language>().unwrap().as_str(), good);
        }
        assert_eq!("en-GB".parse::<Language>().unwrap().three_letters(), "eng");
    }

    #[test]
    fn knows_which_languages_are_written_from_right_to_left() {
        for code in ["ar", "ar-EG", "dv", "fa", "he-IL", "ks", "ps", "sd", "ug", "ur-PK", "yi", "HE", "ku-IQ", "pa-PK"] {
            assert!(code.parse::<Language>().unwrap().is_right_to_left(), "{code}");
        }
        for code in ["en", "de", "hi", "ku", "pa-IN", "az", "tr", "cy"] {
            assert!(!code.parse::<Language>().unwrap().is_right_to_left(), "{code}");
        }
    }

    #[test]
    fn refuses_what_apple_refuses() {
        assert_eq!("en_GB".parse::<Language>(), Err(LanguageError::Underscore { wanted: "en-GB".to_owned() }));
        assert_eq!("english".parse::<Language>(), Err(LanguageError::Unknown { code: "english".to_owned() }));
        assert_eq!("xx".parse::<Language>(), Err(LanguageError::Unknown { code: "xx".to_owned() }));
        for region in ["Britain", "UK", "EN", "XX"] {
            let refused = LanguageError::Region { language: "en".to_owned(), region: region.to_owned() };
            assert_eq!(format!("en-{region}").parse::<Language>(), Err(refused));
        }
    }
}
