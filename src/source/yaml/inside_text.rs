//! Where the letters of a text stand in the YAML that it was read from: with marks of quoting, indents and escapes, which the text has not.

/// The letters of a text that are no blanks, each with its place in the text and in the YAML (bytes). Blanks are what YAML changes: it folds lines, and
/// takes indents away. All else stands there in the same order.
pub(in crate::source::yaml) struct InsideText {
    in_text: Vec<usize>,
    in_source: Vec<usize>,
}

impl InsideText {
    /// Compares a text, as the model has it, with its scalar in the source, which begins at `content` and ends before `end`.
    pub(in crate::source::yaml) fn new(text: &str, source: &str, content: usize, end: usize) -> Self {
        let in_text = text.char_indices().filter(|(_, letter)| is_solid(*letter)).map(|(at, _)| at).collect();
        let in_source = letters(source.get(content..end).unwrap_or_default()).into_iter().map(|at| content + at).collect();
        Self { in_text, in_source }
    }

    /// The place in the source of a byte of the text; of a blank, that of the letter after it. `None` where nothing follows.
    pub(in crate::source::yaml) fn in_source(&self, byte: usize) -> Option<usize> {
        let before = self.in_text.partition_point(|at| *at < byte);
        self.in_source.get(before).copied()
    }
}

fn is_solid(letter: char) -> bool {
    !letter.is_whitespace() && letter != '\u{FEFF}'
}

/// Where each letter of a scalar begins, blanks left out.
fn letters(scalar: &str) -> Vec<usize> {
    let solid = |from: usize, text: &str| -> Vec<usize> {
        text.char_indices().filter(|(_, letter)| is_solid(*letter)).map(|(at, _)| from + at).collect()
    };
    match scalar.chars().next() {
        Some('|' | '>') => {
            let body = scalar.find('\n').map_or(scalar.len(), |newline| newline + 1);
            solid(body, &scalar[body..])
        }
        Some('"') => double_quoted(scalar),
        Some('\'') => single_quoted(scalar),
        _ => solid(0, scalar),
    }
}

/// In single quotes only the quote itself is written in another way: twice.
fn single_quoted(scalar: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut letters = scalar.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == '\'' && letters.next_if(|(_, next)| *next == '\'').is_none() {
            break;
        }
        if is_solid(letter) {
            found.push(at);
        }
    }
    found
}

/// In double quotes a backslash begins another way to write a letter (YAML 1.2, section 5.7).
fn double_quoted(scalar: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut letters = scalar.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        let is_letter = match letter {
            '"' => break,
            '\\' => match letters.next().map(|(_, escaped)| escaped) {
                Some(length @ ('x' | 'u' | 'U')) => {
                    let digits = match length {
                        'x' => 2,
                        'u' => 4,
                        _ => 8,
                    };
                    let hex: String = letters.by_ref().take(digits).map(|(_, digit)| digit).collect();
                    u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32).is_none_or(is_solid)
                }
                Some('n' | 'r' | 't' | 'v' | 'f' | ' ' | 'N' | '_' | 'L' | 'P' | '\n' | '\r' | '\t') | None => false,
                Some(_) => true,
            },
            other => is_solid(other),
        };
        if is_letter {
            found.push(at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in the source where the text has its last `x`.
    #[track_caller]
    fn case(text: &str, scalar: &str) {
        let source = format!("k: {scalar}\nz: x\n");
        let map = InsideText::new(text, &source, 3, 3 + scalar.len());
        let at = map.in_source(text.rfind('x').unwrap()).unwrap();
        assert_eq!(at, 3 + scalar.rfind('x').unwrap(), "{scalar}");
    }

    #[test]
    fn finds_letters_in_every_way_to_write_a_text() {
        case("One x", "One x");
        case("One\nx", "|\n  One\n  x");
        case("One\n\n  x", "|2-\n  One\n\n    x");
        case("One x", ">-\n    One\n    x");
        case("It's é x", "'It''s é\n  x'");
        case("a \"b\" é\u{e9}\n\tx", "\"a \\\"b\\\" é\\u00e9\\n\\tx\"");
        case("a\\ b\u{a0}x", "\"a\\\\ b\\_x\"");
        case("One two x", "One\n  two\n  x");
        case("ab x", "\"a\\\n  b x\"");
        case("One x", "| # a comment with x\n  One\n  x");
    }

    #[test]
    fn a_blank_is_where_the_next_letter_is() {
        let map = InsideText::new("é b", "k: é   b", 3, 9);
        assert_eq!([0, 1, 2, 3].map(|byte| map.in_source(byte)), [Some(3), Some(8), Some(8), Some(8)]);
        assert_eq!(map.in_source(4), None);
    }
}
