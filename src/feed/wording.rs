//! Texts as feeds carry them.

use crate::model::wording::text::Text;

/// What Apple reads as yes; it is the only word that does anything.
pub(super) const YES: &str = "Yes";

/// Text on one line: line breaks and tabs, with the blanks around them, become one blank. XML readers would turn them into blanks
/// inside attributes anyway, and apps show titles on one line.
pub(super) fn line(text: &Text) -> String {
    let parts = text.as_str().split(['\n', '\r', '\t']).map(|part| part.trim_matches(' '));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Text with its lines: each ends in `\n`, as XML readers hand them on (XML 1.0, section 2.11).
pub(super) fn block(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// `true` or `false`; Apple reads `yes`, `no` and `clean` no longer.
pub(super) fn truth(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

/// Text with the characters replaced that mean something in HTML.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_no_breaks() {
        assert_eq!(line(&"a \r\n\t b  c\u{2028}d".parse().unwrap()), "a b  c\u{2028}d");
    }

    #[test]
    fn a_block_keeps_its_lines() {
        assert_eq!(block("a\r\nb\rc\n\nd"), "a\nb\nc\n\nd");
    }
}
