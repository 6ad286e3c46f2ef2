//! Every table of words, against the English one and against what the CLDR says of its language.

use super::*;

#[test]
fn no_word_is_missing_and_every_gap_is_kept() {
    let english = Words::english().texts();
    for words in TABLES {
        for ((name, text), (_, original)) in words.texts().into_iter().zip(&english) {
            assert!(!text.trim().is_empty(), "{}: {name}", words.code);
            assert_eq!(text.matches("{}").count(), original.matches("{}").count(), "{}: {name}", words.code);
        }
        for plural in plurals(words) {
            let gaps = |form| plural.form(form).matches("{}").count();
            for number in (0..1_000).chain([1_000_000, 2_000_000]) {
                // a word for exactly one number may say that number
                let form = (words.plural)(number);
                let is_alone = (0..1_000).filter(|other| (words.plural)(*other) == form).count() == 1;
                assert!(gaps(form) == 1 || (gaps(form) == 0 && is_alone), "{}: {number}: {plural:?}", words.code);
                assert_eq!(gaps((words.tenths)(number)), 1, "{}: {plural:?}", words.code);
            }
        }
        for (pattern, count) in [(words.date, 3), (words.month_and_year, 2)] {
            assert_eq!(pattern.matches("{}").count(), count, "{}", words.code);
        }
    }
}

fn plurals(words: &Words) -> [&Plural; 7] {
    let Words { hours, minutes, seconds, episodes, kilobytes, megabytes, people_count, .. } = words;
    [hours, minutes, seconds, episodes, kilobytes, megabytes, people_count]
}

fn table(code: &str) -> &'static Words {
    Words::of_language(code).unwrap()
}

#[test]
fn each_language_is_known_to_the_rules() {
    let mut codes = TABLES.map(|words| words.code);
    codes.sort_unstable();
    assert_eq!(codes, crate::model::wording::language::TRANSLATED);
}

#[test]
fn another_language_is_really_another() {
    for words in TABLES.into_iter().filter(|words| words.code != "en") {
        let pairs = Words::english().texts().into_iter().zip(words.texts());
        let same: Vec<_> = pairs.filter(|(a, b)| a.1 == b.1 && a.0 != "two_units").map(|(a, _)| a.0).collect();
        let expected: &[&str] = match words.code {
            "cy" => &["bonus"],
            "de" => &["count_downloads", "trailer", "bonus", "download_film", "pause", "speed_normal"],
            "es" => &["speed_normal"],
            "fr" => &["bonus", "pause"],
            "pl" => &["download_film"],
            _ => &[],
        };
        assert_eq!(same, expected, "{}: texts that nobody has translated", words.code);
        assert_eq!(words.roles.len(), 22, "{}", words.code);
    }
}

/// What the CLDR 48 says of the numbers 1, 2, 3, 6, 8, 11, 22, 100, 103 and a million; `Intl.PluralRules` tells the same.
#[test]
fn a_number_takes_the_form_that_the_cldr_says() {
    use Form::{Few as F, Many as M, One as I, Other as O, Two as T};
    for (code, expected) in [
        ("en", [I, O, O, O, O, O, O, O, O, O]),
        ("cy", [I, T, F, M, O, O, O, O, O, O]),
        ("ga", [I, T, F, F, M, O, O, O, O, O]),
        ("fr", [I, O, O, O, O, O, O, O, O, M]),
        ("de", [I, O, O, O, O, O, O, O, O, O]),
        ("es", [I, O, O, O, O, O, O, O, O, M]),
        ("pl", [I, F, F, M, M, M, F, M, F, M]),
        ("ur", [I, O, O, O, O, O, O, O, O, O]),
        ("ar", [I, T, F, F, F, M, M, O, F, O]),
        ("he", [I, T, O, O, O, O, O, O, O, O]),
    ] {
        let found = [1, 2, 3, 6, 8, 11, 22, 100, 103, 1_000_000].map(table(code).plural);
        assert_eq!(found, expected, "{code}");
    }
    let polish: Vec<Form> = [5, 12, 13, 14, 21, 24, 25, 102, 112, 122].map(table("pl").plural).into();
    assert_eq!(polish, [M, M, M, M, M, F, M, F, M, F]);
    assert_eq!([0, 99, 101, 102, 110, 111, 200].map(table("ar").plural), [O, M, O, O, F, M, O]);
    assert_eq!([0, 1, 2].map(table("fr").tenths), [I, I, O]);
}

/// As the language quotes (CLDR, `quotationStart` and `quotationEnd`).
#[test]
fn quotations_are_marked_as_the_language_marks_them() {
    for (code, start, end) in [
        ("en", "“", "”"),
        ("ga", "“", "”"),
        ("fr", "«\u{a0}", "\u{a0}»"),
        ("de", "„", "“"),
        ("es", "«", "»"),
        ("pl", "„", "”"),
        ("ur", "”", "“"),
        ("ar", "«", "»"),
        ("he", "”", "“"),
    ] {
        let help = table(code).address_help;
        assert_eq!((help.matches(start).count(), help.matches(end).count()), (2, 2), "{code}: {help}");
        for (name, text) in table(code).texts() {
            assert!(!text.contains(['"', '\'']) || code == "en", "{code}: {name}: {text}");
        }
    }
}

#[test]
fn french_signs_keep_their_distance() {
    for (name, text) in table("fr").texts() {
        for sign in [':', '»', '?', '!', ';'] {
            for (at, _) in text.match_indices(sign) {
                assert!(text[..at].ends_with('\u{a0}'), "{name}: {text}");
            }
        }
    }
    assert_eq!(table("fr").colon, "\u{a0}:");
}

/// Names, keys and abbreviations that every language writes in Latin letters.
const LATIN: [&str; 12] =
    ["podwright", "Podcast", "Measurement", "Technical", "Guidelines", "IAB", "URL", "QR", "K", "J", "L", ""];

#[test]
fn a_language_of_another_script_is_written_in_it() {
    for (code, letters) in [("ar", '\u{600}'..='\u{6ff}'), ("ur", '\u{600}'..='\u{6ff}'), ("he", '\u{590}'..='\u{5ff}')] {
        let words = table(code);
        let of_plurals = plurals(words).into_iter().map(|plural| ("a number", plural.other));
        let of_roles = words.roles.iter().map(|(role, translated)| (*role, *translated));
        for (name, text) in words.texts().into_iter().chain(of_plurals).chain(of_roles) {
            let latin = text.split(|c: char| !c.is_ascii_alphabetic()).find(|word| !LATIN.contains(word));
            assert_eq!(latin, None, "{code}: {name}: {text}");
            assert!(text.contains(|c| letters.contains(&c)) || matches!(name, "two_units"), "{code}: {name}: {text}");
        }
        assert!(words.months.iter().all(|month| month.chars().all(|c| letters.contains(&c))), "{code}");
    }
    // Urdu has letters of its own, and a full stop
    let urdu = table("ur").texts();
    assert!(urdu.iter().all(|(_, text)| !text.contains(['ي', 'ك', '؛']) && !text.ends_with('.')));
}

/// docs/translating.md names every language, and says which of them nobody has checked whose language it is.
#[test]
fn the_document_says_which_languages_are_unchecked() {
    let document = include_str!("../../../docs/translating.md");
    for words in TABLES {
        let state = if words.review == Review::Native { "checked" } else { "unchecked" };
        let row = document.lines().find(|line| line.starts_with('|') && line.contains(&format!("| `{}` |", words.code)));
        assert!(row.is_some_and(|row| row.ends_with(&format!("| {state} |"))), "{}: {row:?}", words.code);
    }
}

#[test]
fn a_sentence_for_everybody_is_short() {
    for words in TABLES {
        for (name, text) in [
            ("easy_read_help", words.easy_read_help),
            ("chapters_help", words.chapters_help),
            ("transcript_help", words.transcript_help),
            ("app_first", words.app_first),
            ("app_second", words.app_second),
            ("app_third", words.app_third),
            ("copied", words.copied),
        ] {
            let longest = text.split(['.', '۔', ':']).map(|sentence| sentence.split_whitespace().count()).max();
            assert!(longest <= Some(21), "{}: {name}: {longest:?}", words.code);
        }
    }
}

#[test]
fn each_role_translated_is_a_role() {
    for (role, _) in TABLES.iter().flat_map(|words| words.roles) {
        let known: crate::model::people::person::Role = role.parse().unwrap();
        assert_eq!(known.name(), *role);
    }
}

#[test]
fn marks_are_around_every_text_and_around_a_filled_one_once() {
    let (plain, marked) = (Words::english(), Words::english_marked());
    for ((name, text), (_, original)) in marked.texts().into_iter().zip(plain.texts()) {
        assert!(is_marked(text) && unmarked(text) == original, "{name}");
    }
    assert!(is_marked(marked.hours.form(Form::One)) && is_marked(marked.people_count.form(Form::Other)));
    assert_eq!((marked.code, marked.months, marked.group), (plain.code, plain.months, plain.group));
    assert_eq!(fill(marked.page_of, &[marked.play, "2"]), super::marked("Page Play of 2"));
}

#[test]
fn what_is_filled_in_is_not_filled_again() {
    assert_eq!(fill("{} of {}", &["{}", "3"]), "{} of 3");
    assert_eq!(fill("no gap", &["x"]), "no gap");
    assert_eq!(fill("{} {}", &["x"]), "x ");
}
