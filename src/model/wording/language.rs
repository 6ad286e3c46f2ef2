//! Languages, as feeds name them.

use std::fmt;
use std::str::FromStr;

use language_tags::LanguageTag;

use crate::model::wording::region::is_region;

/// The languages that the words of the pages are translated into. A test compares them with the tables of `site`.
pub const TRANSLATED: [&str; 10] = ["ar", "cy", "de", "en", "es", "fr", "ga", "he", "pl", "ur"];

/// A language of BCP 47 (RFC 5646) whose parts are registered, such as `en`, `en-GB`, `yue`, `es-419` or `zh-Hant-TW` (RSS 2.0, `language`; HTML,
/// section 3.2.6.2). Kept as it was written. Apple's guide asks for the two letters of ISO 639 where a language has them, and BCP 47 does too (section
/// 4.1).
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
    #[error("`{code}` is not a language code of ISO 639, such as `en`, `cy` or `yue`")]
    Unknown {
        /// The code found.
        code: String,
    },
    /// No ISO 3166 region.
    #[error("`{region}` is not a region code of ISO 3166, such as `GB`")]
    Region {
        /// The language before it.
        language: String,
        /// The region found.
        region: String,
    },
    /// Something else after the language.
    #[error("`{part}` is neither a region nor a script nor a variant that is registered for languages")]
    Part {
        /// The language alone.
        language: String,
        /// The part found.
        part: String,
    },
}

impl Language {
    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone, in lower case: two letters, or three where it has no two.
    pub fn primary(&self) -> String {
        self.0.split('-').next().unwrap_or_default().to_ascii_lowercase()
    }

    /// Whether somebody has translated the words of the pages into it. Urdu in Latin letters, `ur-Latn`, is read the other way than the words.
    pub fn is_translated(&self) -> bool {
        let primary = self.primary();
        TRANSLATED.contains(&primary.as_str()) && self.is_right_to_left() == Self(primary).is_right_to_left()
    }

    /// The three letters that ID3's `TLAN`, `COMM` and MP4 want (ISO 639-2/T, and ISO 639-3 where that has none).
    pub fn three_letters(&self) -> &'static str {
        known(&self.primary()).map_or("und", |language| language.to_639_3())
    }

    /// The script, where it is named: `Hant`.
    pub fn script(&self) -> Option<&str> {
        // it comes before the region (RFC 5646, section 2.1), and nothing else there has four letters
        let parts = self.0.split('-').skip(1).take_while(|part| !is_region_like(part));
        parts.into_iter().find(|part| part.len() == 4 && part.bytes().all(|letter| letter.is_ascii_alphabetic()))
    }
}

/// A language by its two letters, or by its three where it has no two.
fn known(code: &str) -> Option<isolang::Language> {
    match code.len() {
        2 => isolang::Language::from_639_1(code),
        3 => isolang::Language::from_639_3(code).filter(|language| language.to_639_1().is_none()),
        _ => None,
    }
}

/// Whether a part has the form of a region: two letters or three digits.
fn is_region_like(part: &str) -> bool {
    let all = |is: fn(&u8) -> bool| part.as_bytes().iter().all(is);
    (part.len() == 2 && all(u8::is_ascii_alphabetic)) || (part.len() == 3 && all(u8::is_ascii_digit))
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(input: &str) -> Result<Self, LanguageError> {
        if input.contains('_') {
            return Err(LanguageError::Underscore { wanted: input.replace('_', "-") });
        }
        let (code, rest) = input.split_once('-').map_or((input, None), |(code, rest)| (code, Some(rest)));
        let unknown = || LanguageError::Unknown { code: code.to_owned() };
        known(&code.to_ascii_lowercase()).ok_or_else(unknown)?;
        let Some(rest) = rest else { return Ok(Self(input.to_owned())) };
        let (language, part) = (code.to_owned(), rest.to_owned());
        let is_right = |tag: &LanguageTag| {
            let is_place = tag.region().is_none_or(|region| region.len() != 2 || is_region(region));
            is_place && tag.is_valid() && tag.extension().is_none() && tag.private_use().is_none()
        };
        match LanguageTag::parse(input) {
            Ok(tag) if is_right(&tag) => Ok(Self(input.to_owned())),
            // a single wrong word is probably meant as a region, unless it has the form of a script or a variant
            _ if !rest.contains('-') && rest.len() < 4 => Err(LanguageError::Region { language, region: part }),
            Ok(tag) if tag.region().is_some_and(|region| region.len() == 2 && !is_region(region)) => {
                let region = tag.region().unwrap_or_default().to_owned();
                let language = input.strip_suffix(&format!("-{region}")).unwrap_or(code).to_owned();
                Err(LanguageError::Region { language, region })
            }
            _ => Err(LanguageError::Part { language, part }),
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
    fn reads_what_is_registered() {
        for good in [
            "en",
            "en-GB",
            "en-us",
            "cy",
            "ar-EG",
            "yue",
            "gsw",
            "fil",
            "ckb",
            "es-419",
            "zh-Hant-TW",
            "zh-hant",
            "bfi",
            "ase",
            "sr-Latn-RS",
            "de-CH-1996",
            "sl-rozaj",
            "ca-valencia",
            "GSW-ch",
            "zh-yue",
            "nan-Latn",
        ] {
            assert_eq!(good.parse::<Language>().map(|language| language.to_string()).as_deref(), Ok(good));
        }
        let of = |text: &str| text.parse::<Language>().unwrap();
        assert_eq!(["en-GB", "YUE", "ckb-IQ", "zh-Hant-TW"].map(|text| of(text).three_letters()), ["eng", "yue", "ckb", "zho"]);
        assert_eq!(["en-GB", "YUE", "ckb-IQ", "zh-Hant-TW"].map(|text| of(text).primary()), ["en", "yue", "ckb", "zh"]);
        assert_eq!(
            ["en-GB", "uz-arab-AF", "sl-rozaj-1994", "de-1996"].map(|text| of(text).script().map(str::to_owned)),
            [None, Some("arab".to_owned()), None, None]
        );
    }

    #[test]
    fn a_language_in_letters_of_the_other_direction_is_not_translated() {
        for (code, is_translated) in [
            ("cy", true),
            ("de-CH", true),
            ("ar-EG", true),
            ("ur-Arab-PK", true),
            ("ur-Latn", false),
            ("fa", false),
            ("gsw", false),
        ] {
            assert_eq!(code.parse::<Language>().unwrap().is_translated(), is_translated, "{code}");
        }
    }

    #[test]
    fn refuses_what_is_not() {
        assert_eq!("en_GB".parse::<Language>(), Err(LanguageError::Underscore { wanted: "en-GB".to_owned() }));
        // languages with two letters have no three, and some codes were withdrawn
        for code in ["english", "xx", "eng", "deu", "iw", "qaa", "xxx", "x", "", "i"] {
            for rest in ["", "-GB"] {
                let refused = LanguageError::Unknown { code: code.to_owned() };
                assert_eq!(format!("{code}{rest}").parse::<Language>(), Err(refused));
            }
        }
        for region in ["UK", "EN", "XX", "999", "E", ""] {
            let refused = LanguageError::Region { language: "en".to_owned(), region: region.to_owned() };
            assert_eq!(format!("en-{region}").parse::<Language>(), Err(refused));
        }
        let refused = LanguageError::Region { language: "zh-Hant".to_owned(), region: "UK".to_owned() };
        assert_eq!("zh-Hant-UK".parse::<Language>(), Err(refused));
        for part in ["Britain", "Xxxx", "GB-", "u-ca-gregory", "x-mine", "Latn-Latn", "GB-Latn", "1996-1996", "419 ", "\u{e9}"] {
            assert!(
                matches!(
                    format!("en-{part}").parse::<Language>(),
                    Err(LanguageError::Part { .. } | LanguageError::Region { .. })
                ),
                "{part}"
            );
        }
    }
}
