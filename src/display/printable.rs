//! Text that was printed before, made safe to be printed again.

use std::fmt;

/// Prints text that podwright itself has laid out, and kept in a file that others can change: line ends and colours stay (ECMA-48, 8.3.117,
/// "select graphic rendition"), every other control character and the marks that turn text about become `\u{…}`.
#[derive(Clone, Copy, Debug)]
pub struct Printable<'a>(pub &'a str);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        let mut rest = self.0;
        while let Some(character) = rest.chars().next() {
            let length = colour(rest).unwrap_or(character.len_utf8());
            let (text, behind) = rest.split_at(length);
            rest = behind;
            match character {
                '\u{1b}' if length > 1 => f.write_str(text)?,
                '\n' => f.write_char('\n')?,
                '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                    write!(f, "\\u{{{:x}}}", u32::from(character))?;
                }
                c if c.is_control() => write!(f, "\\u{{{:x}}}", u32::from(c))?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// The length of a change of colour at the start of a text (bytes).
fn colour(text: &str) -> Option<usize> {
    let numbers = text.strip_prefix("\u{1b}[")?;
    let end = numbers.find(|character: char| !character.is_ascii_digit() && character != ';')?;
    numbers[end..].starts_with('m').then_some("\u{1b}[".len() + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &str) {
        assert_eq!(Printable(text).to_string(), expected);
    }

    #[test]
    fn only_line_ends_and_colours_stay() {
        case("a\n\u{1b}[1;31mb\u{1b}[0m é", "a\n\u{1b}[1;31mb\u{1b}[0m é");
        case("\u{1b}[2J\u{1b}]0;title\u{7}", "\\u{1b}[2J\\u{1b}]0;title\\u{7}");
        case("\u{1b}[31", "\\u{1b}[31");
        case("\u{1b}", "\\u{1b}");
        case("a\r\u{202e}b\u{9b}31m", "a\\u{d}\\u{202e}b\\u{9b}31m");
    }
}
