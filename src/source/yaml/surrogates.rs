//! Characters as JSON writes them: beyond U+FFFF as two halves, `\ud83c\uddfa` (RFC 8259, section 7). YAML has no such form.

/// Most bytes that are read again and again while halves are joined. // bytes; a second's work
const COST_MAX: usize = 1 << 26;

/// Where the escape begins at whose digits the parser stopped.
pub(crate) fn escape_at(text: &str, byte: usize) -> usize {
    let start = byte.saturating_sub(2);
    if text.get(start..byte) == Some("\\u") { start } else { byte }
}

/// The text with the halves joined that begin at this byte, and those after it in the same text in double quotes. `None` where none begins there, or where
/// so many texts were joined before that it takes too long.
pub(crate) fn joined(text: &str, byte: usize, rounds: usize) -> Option<String> {
    let rest = text.get(byte..)?;
    pair(rest)?;
    if rounds.saturating_mul(text.len()) > COST_MAX {
        return None;
    }
    let mut out = text[..byte].to_owned();
    let mut at = 0;
    while let Some(next) = rest[at..].chars().next().filter(|next| *next != '"') {
        let (piece, length) = match (pair(&rest[at..]), next) {
            (Some(character), _) => (format!("\\U{:08X}", u32::from(character)), PAIR),
            (None, '\\') => {
                let length = 1 + rest[at + 1..].chars().next().map_or(0, char::len_utf8);
                (rest[at..at + length].to_owned(), length)
            }
            (None, next) => (next.to_string(), next.len_utf8()),
        };
        out.push_str(&piece);
        at += length;
    }
    out.push_str(&rest[at..]);
    Some(out)
}

/// The first character that is written as two halves, and how it is written.
pub(crate) fn first_pair(text: &str) -> Option<(&str, char)> {
    let mut at = text.match_indices("\\u").map(|(at, _)| at);
    at.find_map(|at| pair(&text[at..]).map(|character| (&text[at..at + PAIR], character)))
}

/// Whether half a character begins here.
pub(crate) fn is_half(text: &str) -> bool {
    unit(text).is_some_and(|unit| (0xD800..0xE000).contains(&unit))
}

/// The length of two halves (bytes).
const PAIR: usize = 12;

fn pair(text: &str) -> Option<char> {
    let units = [unit(text)?, unit(text.get(PAIR / 2..)?)?];
    if !(0xD800..0xDC00).contains(&units[0]) {
        return None;
    }
    char::decode_utf16(units).next()?.ok()
}

/// The number after `\u`.
fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(
        text.strip_prefix("\\u")?.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?,
        16,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_halves_up_to_the_closing_quote() {
        let text = r#"a: "x \ud83c\uddfa\\ud83c\uddfa \" \uD83D\ude00" '\ud83c\uddfa'"#;
        let byte = text.find("\\ud").unwrap();
        assert_eq!(joined(text, byte, 0).unwrap(), r#"a: "x \U0001F1FA\\ud83c\uddfa \" \U0001F600" '\ud83c\uddfa'"#);
        assert_eq!(joined(text, 0, 0), None);
        assert_eq!(joined(r#"a: "\ud83c""#, 4, 0), None);
        assert_eq!(joined(text, byte, COST_MAX), None);
    }

    #[test]
    fn finds_halves() {
        assert_eq!(first_pair(r"x \u00e9 \ud83c\uddfa"), Some((r"\ud83c\uddfa", '🇺')));
        assert_eq!(first_pair(r"\uddfa\ud83c é\ué"), None);
        assert!(is_half(r"\uddfa") && !is_half(r"\u00e9") && !is_half(r"\u12"));
    }
}
