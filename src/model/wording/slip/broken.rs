//! Letters that a wrong encoding broke, signs that nobody sees, and the marks of an unfinished merge.

use std::ops::Range;

use crate::model::fault::FaultKind;
use crate::model::wording::slip::Slip;

/// What windows-1252 has at 0x80 to 0x9F (WHATWG Encoding, index windows-1252); the five bytes that it leaves free are control characters.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Letters in UTF-8 as they look when they are read as Mac OS Roman, and what they are.
const MAC: [(&str, &str); 10] = [
    ("‚Ä", "’, “ or –"),
    ("√©", "é"),
    ("√®", "è"),
    ("√†", "à"),
    ("√º", "ü"),
    ("√∂", "ö"),
    ("√§", "ä"),
    ("√±", "ñ"),
    ("√≥", "ó"),
    ("√°", "á"),
];

/// Marks of Git and others at the beginning of a line: ours, theirs, and what was there before.
const CONFLICT: [&str; 3] = ["<<<<<<< ", ">>>>>>> ", "||||||| "];

/// The first mark of a merge. Git writes them at the beginning of a line, so one that is indented is quoted.
pub(super) fn conflict(text: &str) -> Option<Slip> {
    lines(text).find_map(|(at, line)| mark(at, line))
}

/// The same in Markdown: a mark between two fences is quoted. Where the fence is never closed, all of it counts.
pub(super) fn conflict_outside_code(text: &str) -> Option<Slip> {
    let (mut is_fenced, mut quoted) = (false, None);
    for (at, line) in lines(text) {
        if is_fence(line) {
            is_fenced = !is_fenced;
            quoted = None;
        } else if let Some(slip) = mark(at, line) {
            if !is_fenced {
                return Some(slip);
            }
            quoted = quoted.or(Some(slip));
        }
    }
    quoted.filter(|_| is_fenced)
}

/// Each line, with its end, and where it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line)
    })
}

fn mark(at: usize, line: &str) -> Option<Slip> {
    CONFLICT.iter().any(|known| line.starts_with(known)).then(|| Slip {
        kind: FaultKind::Conflict,
        range: at..at + 7,
        message: format!("`{}` is a mark of Git: two versions were merged, and nobody chose between them", &line[..7]),
        help: "keep the lines that are right, and delete the others and the marks".to_owned(),
    })
}

/// Whether a block of code begins or ends with a line (`CommonMark`, 4.5).
pub(super) fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("~~~") || (line.starts_with("```") && !line.trim_start_matches('`').contains('`'))
}

/// The first letters that are broken.
pub(super) fn letters(text: &str) -> Option<Slip> {
    let slip = |range: Range<usize>, message: String, help: &str| Slip {
        kind: FaultKind::BrokenLetters,
        range,
        message,
        help: help.to_owned(),
    };
    if text.is_ascii() {
        return None;
    }
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        let rest = &text[at..];
        if character == '\u{FFFD}' {
            let message = "a letter was lost, and `\u{FFFD}` stands in its place".to_owned();
            return Some(slip(at..at + character.len_utf8(), message, "write the letter again"));
        }
        if let Some((piece, meant)) = misread(rest, before) {
            let message = format!("`{piece}` is `{meant}` read in the wrong encoding");
            return Some(slip(
                at..at + piece.len(),
                message,
                "type the letter again, or save the file as UTF-8 in the program that it comes from",
            ));
        }
        if is_invisible(character, before, rest) {
            let message = format!("there is an invisible character (U+{:04X}) in the text", u32::from(character));
            return Some(slip(
                at..at + character.len_utf8(),
                message,
                "remove it; write the words again if you cannot see it in your editor",
            ));
        }
        before = Some(character);
    }
    None
}

/// The letters at the beginning of a text that are one letter in UTF-8, and what that is.
fn misread(text: &str, before: Option<char>) -> Option<(&str, String)> {
    if let Some((mac, meant)) = MAC.iter().find(|(mac, _)| text.starts_with(mac)) {
        return Some((mac, (*meant).to_owned()));
    }
    let (piece, meant) = windows(text)?;
    let lead = piece.chars().next()?;
    let second = piece.chars().nth(1)?;
    let is_certain = match lead {
        // not at the end of a quotation in capitals, such as `QUALITÄ“`, or of a name, such as `Ö™`
        '\u{C2}'..='\u{C5}' => match before {
            Some(letter) if letter.is_lowercase() => true,
            Some(letter) if letter.is_alphabetic() => !ends_words(second),
            _ => !ends_words(second) || matches!(second, '°' | '\u{A0}'),
        },
        // one letter of Greek, Cyrillic, Hebrew or Arabic says little, two do
        '\u{C6}'..='\u{DF}' => windows(&text[piece.len()..]).is_some(),
        // `é` and signs that end words or begin quotations, as in `liberté »` with its narrow blank
        '\u{E0}'..='\u{EF}' => !piece.chars().skip(1).all(|sign| ends_words(sign) || matches!(sign, '«' | '„' | '‚' | '·')),
        _ => true,
    };
    is_certain.then_some((piece, meant))
}

/// Whether a sign may stand behind a capital that is the last letter of its word.
fn ends_words(sign: char) -> bool {
    matches!(sign, '»' | '”' | '“' | '’' | '‘' | '›' | '‹' | '…' | '™' | '°' | '\u{A0}' | '–' | '—')
}

/// The characters at the beginning of a text that are one character in UTF-8 where each is a byte of windows-1252.
fn windows(text: &str) -> Option<(&str, String)> {
    let lead = u8::try_from(u32::from(text.chars().next()?)).ok()?;
    let length = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = Vec::with_capacity(length);
    let mut end = 0;
    for character in text.chars().take(length) {
        bytes.push(byte(character)?);
        end += character.len_utf8();
    }
    let meant = String::from_utf8(bytes).ok()?;
    (meant.chars().count() == 1 && meant.chars().all(|c| !c.is_control())).then(|| (&text[..end], meant))
}

/// The byte that a character is in windows-1252.
fn byte(character: char) -> Option<u8> {
    match u8::try_from(u32::from(character)) {
        Ok(byte) => Some(byte),
        Err(_) => WINDOWS.iter().position(|known| *known == character).and_then(|at| u8::try_from(at + 0x80).ok()),
    }
}

/// Whether a character shows nothing and does nothing where it stands. In Thai or Persian words some of them part or join letters.
fn is_invisible(character: char, before: Option<char>, rest: &str) -> bool {
    let is_latin = |c: char| c < '\u{0370}';
    let after = rest.chars().nth(1);
    let is_between_latin = before.is_none_or(is_latin) && after.is_none_or(is_latin);
    match character {
        '\u{200B}' | '\u{2060}' | '\u{180E}' | '\u{FEFF}' | '\u{200C}' | '\u{200D}' => is_between_latin,
        '\u{2061}'..='\u{2064}' | '\u{E0001}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn broken(text: &str) -> Option<String> {
        letters(text).map(|slip| text[slip.range].to_owned())
    }

    /// What a program shows of UTF-8 that it takes for windows-1252.
    fn as_windows(text: &str) -> String {
        let show = |byte: u8| match byte {
            0x80..=0x9F => WINDOWS[usize::from(byte - 0x80)],
            other => char::from(other),
        };
        text.bytes().map(show).collect()
    }

    #[test]
    fn every_text_of_another_language_that_was_read_wrongly_is_found() {
        for text in [
            "Le café du coin",
            "École",
            "sûr",
            "Gespräch über Größe",
            "Ärger",
            "mañana",
            "¿Qué tal?",
            "Dŵr a thŷ",
            "Łódź",
            "przyszłość",
            "Ελλάδα",
            "Привет",
            "שלום",
            "مرحبا",
            "你好",
            "It’s here",
            "“Yes”",
            "a – b",
            "wait…",
            "🎧 on",
            "£5",
            "20 °C here",
            "ça",
            "naïve",
        ] {
            assert!(broken(&as_windows(text)).is_some(), "{text}: {}", as_windows(text));
            assert_eq!(broken(text), None, "{text}");
        }
    }

    #[test]
    fn lets_right_text_pass() {
        for text in [
            "«\u{a0}LE CAFÉ\u{a0}»",
            "« CAFÉ» et «ÉTÉ»",
            "„DIE QUALITÄ“",
            "SÃO PAULO",
            "NÃO",
            "À «bas»",
            "ROMÂNIA",
            "Ã",
            "naïveté",
            "« liberté\u{A0}» et «\u{A0}voilà\u{A0}»",
            "così…”",
            "né\u{A0}– 1950",
            "passé…” «été’»",
            "ÅÄÖ",
            "ÄÖ™",
            "100 °C",
            "x² + y³",
            "क्\u{200D}ष",
            "می\u{200C}خواهم",
            "ไทย\u{200B}ไทย",
            "👩\u{200D}👩\u{200D}👧",
            "\u{200F}שלום",
            "Ð",
            "Ñandú",
        ] {
            assert_eq!(broken(text), None, "{text}");
        }
    }

    #[test]
    fn finds_lost_letters_and_signs_that_nobody_sees() {
        assert_eq!(broken("caf\u{FFFD}").as_deref(), Some("\u{FFFD}"));
        assert_eq!(broken("a\u{200B}b é").as_deref(), Some("\u{200B}"));
        assert_eq!(broken("The\u{FEFF} end").as_deref(), Some("\u{FEFF}"));
        assert_eq!(broken("caf√©").as_deref(), Some("√©"));
        assert_eq!(broken("it‚Äôs").as_deref(), Some("‚Ä"));
    }

    #[test]
    fn a_mark_in_a_block_of_code_is_quoted() {
        let outside = |text: &str| conflict_outside_code(text).map(|slip| slip.range.start);
        assert_eq!(outside("So:\n\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n```\n"), None);
        assert_eq!(outside("~~~ git\n<<<<<<< HEAD\n~~~\n>>>>>>> x\n"), Some(25));
        assert_eq!(outside("<<<<<<< HEAD\n```\na\n```\n"), Some(0));
        assert_eq!(outside("```\nnever closed\n<<<<<<< HEAD\n"), Some(17));
        assert_eq!(outside("a\n"), None);
    }

    #[test]
    fn finds_the_marks_of_a_merge() {
        assert_eq!(conflict("a\n<<<<<<< HEAD\nb\n").map(|slip| slip.range), Some(2..9));
        assert_eq!(conflict("a\n>>>>>>> main").map(|slip| slip.range), Some(2..9));
        for text in ["a\n  >>>>>>> main", "a <<<<<<< b", "<<<<<<<", "=======", "Heading\n=======\n", ">> quoted"] {
            assert_eq!(conflict(text), None, "{text}");
        }
    }
}
