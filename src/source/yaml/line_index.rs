//! Lines and columns of many places in one text.

use crate::source::yaml::position::Position;

/// From one known place to the next (bytes).
const STRIDE: usize = 1024;

/// A text whose lines and characters were counted once: [`Position::of_byte`] counts them again for each place.
pub(in crate::source::yaml) struct LineIndex<'t> {
    text: &'t str,
    /// Where each line begins (bytes).
    lines: Vec<usize>,
    /// How many characters begin before each multiple of [`STRIDE`].
    characters: Vec<usize>,
}

impl Default for LineIndex<'_> {
    fn default() -> Self {
        Self::new("")
    }
}

impl<'t> LineIndex<'t> {
    pub(in crate::source::yaml) fn new(text: &'t str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let mut characters = vec![0];
        for chunk in text.as_bytes().chunks(STRIDE) {
            characters.push(characters.last().copied().unwrap_or_default() + begun(chunk));
        }
        Self { text, lines: std::iter::once(0).chain(newlines).collect(), characters }
    }

    /// The place so many bytes into the text, or at its end where there are fewer. Inside a character it is the character's.
    pub(in crate::source::yaml) fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let column = self.before(byte) - self.before(self.lines[line - 1]);
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Position { line: number(line), column: number(column).saturating_add(1) }
    }

    /// How many characters begin before a place.
    fn before(&self, byte: usize) -> usize {
        let stride = byte / STRIDE;
        self.characters[stride] + begun(&self.text.as_bytes()[stride * STRIDE..byte])
    }
}

/// How many characters begin in these bytes of a text.
fn begun(bytes: &[u8]) -> usize {
    // the other bytes of a character are 10xxxxxx
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_counting_each_time_says() {
        let text = "a\n\u{20ac}\u{20ac}b\r\n".repeat(700) + &"\u{e9}x".repeat(3000);
        let index = LineIndex::new(&text);
        for byte in (0..=text.len()).filter(|byte| text.is_char_boundary(*byte)) {
            assert_eq!(index.position(byte), Position::of_byte(&text, byte), "{byte}");
        }
    }
}
