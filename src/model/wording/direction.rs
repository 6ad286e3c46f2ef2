//! Which languages are written from right to left (Unicode CLDR, `characterOrder` and `likelySubtags`; RFC 5646 for the tags).

use crate::model::wording::language::Language;

/// Scripts that are written so, of those in use today.
const SCRIPTS: [&str; 14] =
    ["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "syre", "syrj", "syrn", "thaa", "yezi"];

/// Languages whose script is one of them, where the tag names none. The Arabic of a country can have a code of its own.
const LANGUAGES: [&str; 62] = [
    "acm", "acw", "acx", "acy", "adf", "aeb", "aec", "afb", "aii", "apc", "apd", "ar", "arb", "arc", "arq", "ars", "ary", "arz",
    "ayl", "ayn", "ayp", "azb", "bal", "bgn", "bqi", "brh", "ckb", "dv", "fa", "gbz", "glk", "haz", "he", "hnd", "hno", "jpr",
    "jrb", "khw", "ks", "lki", "lrc", "luz", "mzn", "nqo", "pbt", "pbu", "pes", "pnb", "prs", "ps", "rhg", "rmt", "sd", "sdh",
    "skr", "syr", "trw", "ug", "ur", "uzs", "ydd", "yi",
];

/// Regions in which a language is written otherwise than elsewhere.
const THERE: [(&str, bool); 14] = [
    ("az-iq", true),
    ("az-ir", true),
    ("kk-cn", true),
    ("ku-iq", true),
    ("ku-ir", true),
    ("ku-lb", true),
    ("ky-cn", true),
    ("pa-pk", true),
    ("sd-in", false),
    ("tg-pk", true),
    ("tk-af", true),
    ("tk-ir", true),
    ("ug-kz", false),
    ("uz-af", true),
];

impl Language {
    /// Whether it is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        if let Some(script) = self.script() {
            return SCRIPTS.contains(&script.to_ascii_lowercase().as_str());
        }
        let tag = self.as_str().to_ascii_lowercase();
        let there = THERE.into_iter().find(|(known, _)| *known == tag).map(|(_, is_so)| is_so);
        there.unwrap_or_else(|| LANGUAGES.contains(&self.primary().as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_which_languages_are_written_from_right_to_left() {
        assert!(LANGUAGES.is_sorted() && SCRIPTS.is_sorted() && THERE.is_sorted());
        for code in [
            "ar",
            "ar-EG",
            "arz",
            "dv",
            "fa",
            "he-IL",
            "ks",
            "ps",
            "sd",
            "ug",
            "ur-PK",
            "yi",
            "HE",
            "ku-IQ",
            "pa-PK",
            "ckb",
            "ckb-IQ",
            "nqo",
            "syr",
            "az-Arab",
            "pa-arab-PK",
            "ff-Adlm",
            "uz-AF",
        ] {
            assert!(code.parse::<Language>().unwrap().is_right_to_left(), "{code}");
        }
        for code in ["en", "de", "hi", "ku", "pa-IN", "az", "tr", "cy", "ar-Latn", "sd-IN", "ks-Deva", "zh-Hant", "mt", "fil"] {
            assert!(!code.parse::<Language>().unwrap().is_right_to_left(), "{code}");
        }
    }

    #[test]
    fn each_language_is_one() {
        for code in LANGUAGES {
            assert!(code.parse::<Language>().is_ok(), "{code}");
        }
    }
}
