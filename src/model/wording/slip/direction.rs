//! Characters that nobody sees and that turn text round or set it apart (Unicode Standard Annex 9, 2.1 to 2.5).

use crate::model::fault::FaultKind;
use crate::model::wording::slip::Slip;

/// The first character that turns what follows it round, or that sets it apart and never ends. A paragraph ends both, so each is looked at by itself.
/// Embeddings (U+202A, U+202B) are let pass: subtitles in Arabic and Hebrew begin their lines with them, and most of those end only with the line.
pub(super) fn turned(text: &str) -> Option<Slip> {
    if text.is_ascii() {
        return None;
    }
    let mut start = 0;
    text.split_inclusive("\n\n").find_map(|paragraph| {
        let slip = in_paragraph(paragraph, start);
        start += paragraph.len();
        slip
    })
}

fn in_paragraph(paragraph: &str, start: usize) -> Option<Slip> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, sign) in paragraph.char_indices() {
        match sign {
            '\u{202D}' | '\u{202E}' => {
                return Some(slip(
                    start + at,
                    sign,
                    format!("the invisible character U+{:04X} turns the words after it round in every app", u32::from(sign)),
                    "remove it; write the line again if you cannot see it in your editor",
                ));
            }
            '\u{2066}'..='\u{2068}' => open.push((at, sign)),
            '\u{2069}' => _ = open.pop(),
            _ => {}
        }
    }
    let (at, sign) = *open.first()?;
    let code = u32::from(sign);
    Some(slip(
        start + at,
        sign,
        format!("the invisible character U+{code:04X} sets the words after it apart, and no U+2069 ends that"),
        "remove it, or put U+2069 after the last of the words; write the line again if you cannot see it in your editor",
    ))
}

fn slip(at: usize, sign: char, message: String, help: &str) -> Slip {
    Slip { kind: FaultKind::BidiOverride, range: at..at + sign.len_utf8(), message, help: help.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_turned_or_never_ends_is_found_where_it_stands() {
        for (text, expected) in [
            ("x \u{202E}y", Some(2)),
            ("\u{202D}5 \u{202C}", Some(0)),
            ("The \u{2066}gate", Some(4)),
            ("abc \u{2067}שלום", Some(4)),
            ("\u{2068}مرحبا\u{2069} و\u{2067}أهلا", Some(19)),
            ("\u{2066}a \u{2067}ב\u{2069} c", Some(0)),
            ("one \u{2067}two\n\nthree\u{2069}", Some(4)),
            ("\u{2067}שלום\u{2069} and \u{2068}مرحبا\u{2069}", None),
            ("\u{2066}a \u{2067}ב\u{2069} c\u{2069}", None),
            ("one \u{2067}two\nthree\u{2069}", None),
            ("closed twice\u{2069}", None),
            ("\u{202B}שלום", None),
            ("\u{200F}שלום \u{200E}a", None),
            ("Dŵr", None),
        ] {
            assert_eq!(turned(text).map(|slip| slip.range.start), expected, "{text:?}");
        }
        assert!(turned(&"\u{2067}".repeat(100_000)).is_some());
    }
}
