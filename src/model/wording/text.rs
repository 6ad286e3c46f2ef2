//! Text that a person wrote and that may go into XML, HTML and tags.

use std::fmt;
use std::str::FromStr;

/// Text that is not blank, has no blanks at either end, and holds only characters that XML 1.0 allows
/// (section 2.2, `Char`; <https://www.w3.org/TR/xml/#charsets>), without those that it discourages: U+007F to U+009F, which readers
/// take for letters of Windows. A byte order mark is refused too: it cannot be seen, and some readers drop it.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Text(String);

/// Why a text was refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TextError {
    /// Nothing but blanks.
    #[error("the text is empty")]
    Empty,
    /// A character that XML cannot carry.
    #[error("the text has the control character U+{code:04X}, which a feed cannot carry")]
    ControlCharacter {
        /// The character's code point.
        code: u32,
    },
}

impl Text {
    /// The text, as one string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether XML 1.0 can carry the character.
pub fn xml_allows(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

fn is_plain(character: char) -> bool {
    xml_allows(character) && !matches!(character, '\u{7F}'..='\u{9F}' | '\u{FEFF}')
}

impl FromStr for Text {
    type Err = TextError;

    fn from_str(input: &str) -> Result<Self, TextError> {
        let trimmed = input.trim();
        if trimmed.is_empty() {
            return Err(TextError::Empty);
        }
        match trimmed.chars().find(|character| !is_plain(*character)) {
            Some(character) => Err(TextError::ControlCharacter { code: u32::from(character) }),
            None => Ok(Self(trimmed.to_owned())),
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_words_and_drops_the_blanks_around_them() {
        assert_eq!("  two words\n".parse::<Text>().unwrap().as_str(), "two words");
    }

    #[test]
    fn refuses_what_a_feed_cannot_carry() {
        assert_eq!(" \n".parse::<Text>(), Err(TextError::Empty));
        assert_eq!("a\u{0}b".parse::<Text>(), Err(TextError::ControlCharacter { code: 0 }));
        assert_eq!("a\u{FFFE}b".parse::<Text>(), Err(TextError::ControlCharacter { code: 0xFFFE }));
        assert_eq!("a\u{92}b".parse::<Text>(), Err(TextError::ControlCharacter { code: 0x92 }));
        assert_eq!("\u{FEFF}b".parse::<Text>(), Err(TextError::ControlCharacter { code: 0xFEFF }));
    }
}
