//! How far a value of YAML reaches on its line (YAML 1.2.2, 7.3 and 7.4), for the caret below it.

/// Where the key or value at the start of `text` ends (bytes): a quoted text with its quotes, a list or group in brackets with these, a key
/// without its colon. `before` is what stands before it on the line.
pub(super) fn extent(before: &str, text: &str) -> usize {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => past_quote(text, quote),
        Some('[' | '{') => past_bracket(text),
        _ => {
            let is_inside = depth(before) > 0;
            let comment = text.find(" #").unwrap_or(text.len());
            let ends = |(at, c): (usize, char)| {
                let rest = &text[at + c.len_utf8()..];
                let is_key = c == ':' && (rest.is_empty() || rest.starts_with(' '));
                is_key || is_inside && matches!(c, ',' | '[' | ']' | '{' | '}')
            };
            text.char_indices().find(|one| ends(*one)).map_or(text.len(), |(at, _)| at).min(comment)
        }
    }
}

/// The end of a quoted text; the end of the line where it goes on in the next.
fn past_quote(text: &str, quote: char) -> usize {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' if quote == '"' => _ = letters.next(),
            '\'' if quote == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'') => _ = letters.next(),
            _ if letter == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The end of a list or group in brackets; the end of the line where it goes on in the next.
fn past_bracket(text: &str) -> usize {
    let mut at = 0;
    let mut open = 0usize;
    while let Some(letter) = text[at..].chars().next() {
        match letter {
            '"' | '\'' if starts_a_text(&text[..at]) => {
                at += past_quote(&text[at..], letter);
                continue;
            }
            '[' | '{' => open += 1,
            ']' | '}' => open = open.saturating_sub(1),
            _ => {}
        }
        at += letter.len_utf8();
        if open == 0 {
            break;
        }
    }
    at
}

/// How many brackets are open at the end of this.
fn depth(before: &str) -> usize {
    let mut at = 0;
    let mut open = 0usize;
    while let Some(letter) = before[at..].chars().next() {
        match letter {
            '"' | '\'' if starts_a_text(&before[..at]) => {
                at += past_quote(&before[at..], letter);
                continue;
            }
            // In a plain text outside of brackets, they are letters like others.
            '[' | '{' if open > 0 || starts_a_text(&before[..at]) => open += 1,
            ']' | '}' => open = open.saturating_sub(1),
            _ => {}
        }
        at += letter.len_utf8();
    }
    open
}

/// Whether a value may begin behind this: at the start of a line, behind a colon, a hyphen, a comma or a bracket.
fn starts_a_text(before: &str) -> bool {
    let trimmed = before.trim_end_matches(' ');
    let is_apart = trimmed.len() < before.len();
    match trimmed.chars().next_back() {
        None | Some(',' | '[' | '{') => true,
        Some(':' | '-') => is_apart,
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value is what stands between the marks.
    #[track_caller]
    fn case(line: &str) {
        let (before, rest) = line.split_once('«').unwrap();
        let (value, after) = rest.split_once('»').unwrap();
        let text = format!("{value}{after}");
        assert_eq!(&text[..extent(before, &text)].trim_end(), &value, "{line}");
    }

    #[test]
    fn a_value_ends_where_yaml_ends_it() {
        case("title: «The door, [the] wall» # a comment");
        case("categories: [«Eduction», History]");
        case("categories: [\"a, ]\", «Eduction»]");
        case("categories: [Eduction, «'Sports & Recreation > it''s'», x]");
        case("people: «[{name: \"a]\", role: host}]» # who");
        case("people: [{name: \"\", role: «hosst»}]");
        case("  - «{start: 0:10, title: a}»");
        case("  - «0:00 Start of it»");
        case("«titel»: The door");
        case("  - «name»: A");
        case("notes: «|»");
        case("it's: [«a», b]");
        case("title: «\"open»");
    }

    #[test]
    fn any_text_has_an_extent_inside_it() {
        for text in ["", "\"", "'", "\"\\", "[", "]", "{[\"é", "é😀: x", ":", "- ", "#", " #"] {
            for before in ["", "[", "\"", "'é", "{é: "] {
                assert!(text.is_char_boundary(extent(before, text)), "{before} {text}");
            }
        }
    }
}
