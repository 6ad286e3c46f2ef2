//! Titles of any language in the letters a to z, for the names of folders.

use deunicode::deunicode_char;
use icu_normalizer::ComposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

use crate::model::wording::language::Language;

/// How languages spell letters of their own in ASCII where that is not what everybody else makes of them.
const SPELLINGS: [(&[&str], &[(char, &str)]); 8] = [
    // the Council for German Orthography, 1.1.2; DIN 5007-2
    (&["de", "gsw", "nds", "lb", "bar"], &[('ä', "ae"), ('ö', "oe"), ('ü', "ue")]),
    // as passports and addresses have them (ICAO Doc 9303, part 3, section 6)
    (&["da", "nb", "nn", "no", "fo"], &[('ø', "oe"), ('å', "aa")]),
    // Resolution 55 of the Cabinet of Ministers of Ukraine, 2010
    (&["uk"], &[('г', "h"), ('и', "y"), ('й', "i"), ('ї', "i"), ('є', "ie"), ('ю', "iu"), ('я', "ia")]),
    // the Transliteration Act of Bulgaria, 2009
    (&["bg"], &[('х', "h"), ('щ', "sht"), ('ъ', "a"), ('ь', "y"), ('ю', "yu"), ('я', "ya"), ('й', "y")]),
    // Serbian and Macedonian have a Latin alphabet beside the Cyrillic one
    (
        &["sr", "mk", "bs"],
        &[
            ('ж', "z"),
            ('х', "h"),
            ('ц', "c"),
            ('ч', "c"),
            ('ш', "s"),
            ('ђ', "dj"),
            ('ј', "j"),
            ('љ', "lj"),
            ('њ', "nj"),
            ('џ', "dz"),
        ],
    ),
    (&["be"], &[('г', "h"), ('х', "kh"), ('ў', "u")]),
    // ELOT 743, as passports have it
    (&["el"], &[('β', "v"), ('η', "i"), ('υ', "y"), ('χ', "ch"), ('ξ', "x"), ('ή', "i"), ('ύ', "y"), ('ϋ', "y"), ('ΰ', "y")]),
    (&["is"], &[('þ', "th"), ('ð', "d"), ('ö', "o")]),
];

/// The text in small ASCII letters, digits and blanks, as somebody who speaks the language would write it. What is neither a letter nor a digit becomes a
/// blank, apart from apostrophes, which join what they stand between.
///
/// Of Japanese with Chinese characters only what is ASCII already stays: the same character is read in several ways there, and a library that does not
/// know the words takes the Chinese one.
pub(crate) fn transliterated(text: &str, language: &Language) -> String {
    let primary = language.primary();
    let own =
        SPELLINGS.iter().find(|(languages, _)| languages.contains(&primary.as_str())).map_or(&[][..], |(_, letters)| letters);
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let is_unreadable = primary == "ja" && composed.chars().any(is_han);
    let mut ascii = String::with_capacity(text.len());
    for letter in composed.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii() {
            match letter {
                '\'' => {}
                letter if letter.is_ascii_alphanumeric() => ascii.push(letter),
                _ => ascii.push(' '),
            }
        } else if let Some((_, letters)) = own.iter().find(|(own, _)| *own == letter) {
            ascii.push_str(letters);
        } else if is_unreadable {
            ascii.push(' ');
        } else if letter.is_alphanumeric() {
            let found = deunicode_char(letter).unwrap_or(" ");
            // a blank in the table parts the syllables of Chinese; soft signs are apostrophes and quotation marks there
            let kept = found.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == ' ');
            ascii.extend(kept.map(|letter| letter.to_ascii_lowercase()));
        } else if !is_apostrophe(letter) && !is_mark(letter) {
            ascii.push(' ');
        }
    }
    ascii
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\u{2019}' | '\u{2BC}' | '\u{2018}')
}

/// An accent or another sign that joins the letter before it, such as the one that takes the vowel from a Hindi letter.
fn is_mark(letter: char) -> bool {
    CanonicalCombiningClassMapBorrowed::new().get_u8(letter) != 0
}

/// Chinese characters, the rare ones of other planes included (The Unicode Standard, table 18-1).
fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_spelt_as_their_language_spells_them() {
        for (language, text, expected) in [
            ("de", "Gespräch über Tee – Größe", "gespraech ueber tee   groesse"),
            ("de-AT", "A\u{308}rger", "aerger"),
            ("en", "Über Öl & Straße", "uber ol   strasse"),
            ("cy", "Dŵr a thŷ", "dwr a thy"),
            ("da", "Smørrebrød på Ærø", "smoerrebroed paa aeroe"),
            ("sv", "Räksmörgås", "raksmorgas"),
            ("is", "Þórður", "thordur"),
            ("pl", "Łódź", "lodz"),
            ("tr", "İstanbul’da ışık", "istanbulda isik"),
            ("vi", "Tiếng Việt", "tieng viet"),
            ("ru", "Привет, объезд", "privet  obezd"),
            ("uk", "Гарний Київ", "harnyi kyiv"),
            ("bg", "Щъркел", "shtarkel"),
            ("sr", "Љубав и живот", "ljubav i zivot"),
            ("el", "Καλημέρα", "kalimera"),
            ("zh", "北京 2", "bei jing  2"),
            ("ko", "한국", "hangug"),
            ("ja", "ひらがな", "hiragana"),
            ("ja", "AI入門の2", "ai   2"),
            ("en", "It's 5 o’clock 🦄!", "its 5 oclock   "),
        ] {
            let told = transliterated(text, &language.parse().unwrap());
            assert_eq!(told, expected, "{language}: {text}");
        }
    }

    #[test]
    fn every_letter_becomes_ascii_letters_and_digits() {
        let language: Language = "en".parse().unwrap();
        for letter in ('\0'..=char::MAX).step_by(7) {
            let told = transliterated(&letter.to_string(), &language);
            assert!(told.bytes().all(|b| b == b' ' || b.is_ascii_lowercase() || b.is_ascii_digit()), "{letter:?}: {told}");
        }
    }
}
