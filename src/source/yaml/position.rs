//! Lines and columns.

/// A place in a text, counted as editors count: from 1, lines ended by a line feed, columns in characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub(crate) struct Position {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl Position {
    /// The start of a text.
    pub(crate) const START: Self = Self { line: 1, column: 1 };

    /// The place so many bytes into the text, or at its end where there are fewer. Inside a character it is the character's.
    pub(crate) fn of_byte(text: &str, byte: usize) -> Self {
        let before = &text[..text.floor_char_boundary(byte)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX - 1) + 1;
        Self {
            line: number(before.bytes().filter(|b| *b == b'\n').count()),
            column: number(before[line_start..].chars().count()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, byte: usize, line: u32, column: u32) {
        assert_eq!(Position::of_byte(text, byte), Position { line, column });
    }

    #[test]
    fn counts_lines_and_characters_from_one() {
        case("", 0, 1, 1);
        case("abc", 2, 1, 3);
        case("a\nb", 2, 2, 1);
        case("a\r\nb", 3, 2, 1);
        case("é😀x", 6, 1, 3);
        case("é😀x", 3, 1, 2);
        case("a\n", 99, 2, 1);
    }
}
