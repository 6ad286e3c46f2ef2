//! Letters of many languages as those of ASCII, for the addresses that are made of files' names. What is made here is in feeds that are out: it stays as it is.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// The text in small ASCII letters where there are any for it; everything else stays.
pub(crate) fn in_ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for letter in DecomposingNormalizerBorrowed::new_nfkd().normalize(text).chars().flat_map(char::to_lowercase) {
        match spelt(letter) {
            Some(letters) => ascii.push_str(letters),
            // an accent, which stands behind its letter
            None if ('\u{300}'..='\u{36F}').contains(&letter) => {}
            None => ascii.push(letter),
        }
    }
    ascii
}

/// Small letters that are no ASCII letter with an accent: of Latin script, then of Greek and Cyrillic as passports spell them (ICAO Doc 9303, part 3, section 6).
fn spelt(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'đ' | 'ð' | 'д' | 'δ' => "d",
        'ħ' => "h",
        'ı' | 'и' | 'і' | 'ι' | 'η' => "i",
        'ŋ' | 'н' | 'ν' => "n",
        'α' | 'а' => "a",
        'β' | 'в' => "v",
        'γ' | 'г' | 'ґ' => "g",
        'ε' | 'е' | 'э' => "e",
        'ζ' | 'з' => "z",
        'þ' | 'θ' => "th",
        'κ' | 'к' => "k",
        'ł' | 'λ' | 'л' => "l",
        'μ' | 'м' => "m",
        'ξ' => "x",
        'ø' | 'ο' | 'ω' | 'о' => "o",
        'π' | 'п' => "p",
        'ρ' | 'р' => "r",
        'σ' | 'ς' | 'с' => "s",
        'τ' | 'т' => "t",
        'υ' | 'ы' => "y",
        'φ' | 'ф' => "f",
        'ψ' => "ps",
        'б' => "b",
        'є' => "ie",
        'ж' => "zh",
        'у' => "u",
        'х' => "kh",
        'ц' => "ts",
        'χ' | 'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_spelt_and_not_dropped() {
        for (text, expected) in [
            ("Über Öl & Straße", "uber ol & strasse"),
            ("Smørrebrød på Ærø", "smorrebrod pa aero"),
            ("Łódź, İstanbul", "lodz, istanbul"),
            ("Привет, Чайковский", "privet, chaikovskii"),
            ("Καλημέρα", "kalimera"),
            ("e\u{301}te\u{301}", "ete"),
            ("日本", "日本"),
        ] {
            assert_eq!(in_ascii(text), expected, "{text}");
        }
    }
}
