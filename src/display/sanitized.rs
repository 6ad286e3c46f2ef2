//! Text from elsewhere, made safe for a terminal.

use std::fmt;

/// Prints text without control characters and without the marks that turn text about: each becomes `\u{…}`. Line ends become blanks.
#[derive(Clone, Copy, Debug)]
pub struct Sanitized<'a>(pub &'a str);

impl fmt::Display for Sanitized<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        for character in self.0.chars() {
            match character {
                '\n' | '\r' | '\t' => f.write_char(' ')?,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_escape_sequence_reaches_the_terminal() {
        assert_eq!(Sanitized("a\u{1b}[31mb\nc\u{202E}d").to_string(), "a\\u{1b}[31mb c\\u{202e}d");
    }
}
