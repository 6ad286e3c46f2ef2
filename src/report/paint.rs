//! How text for people is laid out: colours or none, and how wide.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use crate::display::columns::columns;
use crate::model::settings::level::Level;

/// How to lay text out. The terminal's width and whether it shows colours are found by `world`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Paint {
    /// Whether colours are wanted.
    pub colour: bool,
    /// How wide a line may be (columns); at least 40 are taken.
    pub width: usize,
}

/// The narrowest width that is respected. // columns
const WIDTH_MIN: usize = 40;

impl Paint {
    /// Without colours, and as wide as it comes: for pipes and tests.
    #[cfg(any(test, feature = "test-support"))]
    pub const PLAIN: Self = Self { colour: false, width: usize::MAX };

    /// Text in a style, where colours are wanted.
    pub(crate) fn styled(self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// Bold text.
    pub(crate) fn bold(self, text: &str) -> String {
        self.styled(Style::new().bold(), text)
    }

    /// Text that stands back: arrows and bars.
    pub(crate) fn faint(self, text: &str) -> String {
        self.styled(Style::new().fg_color(Some(AnsiColor::BrightBlue.into())).bold(), text)
    }

    /// Text in the colour of a level.
    pub(crate) fn level(self, level: Level, text: &str) -> String {
        let colour = match level {
            Level::Error => AnsiColor::BrightRed,
            Level::Warning => AnsiColor::BrightYellow,
            Level::Note => AnsiColor::BrightCyan,
        };
        self.styled(Style::new().fg_color(Some(colour.into())).bold(), text)
    }

    /// Breaks text into lines that fit behind `used` columns. Words that are longer than a line stay whole: an address that is
    /// broken cannot be copied.
    pub(crate) fn wrap(self, text: &str, used: usize) -> Vec<String> {
        let room = self.width.max(WIDTH_MIN).saturating_sub(used).max(1);
        let mut lines: Vec<String> = Vec::new();
        let mut length = 0;
        for word in text.split_whitespace() {
            let width = columns(word);
            match lines.last_mut() {
                Some(line) if length + 1 + width <= room => {
                    let _ = write!(line, " {word}");
                    length += 1 + width;
                }
                _ => {
                    lines.push(word.to_owned());
                    length = width;
                }
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_lines_between_words_and_never_inside() {
        let paint = Paint { colour: false, width: 40 };
        let lines = paint.wrap("one two three https://example.org/a/very/long/address/that/fits/nowhere four", 30);
        assert_eq!(lines, ["one two", "three", "https://example.org/a/very/long/address/that/fits/nowhere", "four"]);
        assert_eq!(Paint::PLAIN.wrap("one  two\nthree", 10), ["one two three"]);
        assert_eq!(paint.wrap(" ", 0), Vec::<String>::new());
    }

    #[test]
    fn wide_characters_take_two_columns_and_combining_accents_none() {
        let paint = Paint { colour: false, width: 40 };
        assert_eq!(paint.wrap("聴く人 聴く人 one", 26), ["聴く人 聴く人", "one"].map(str::to_owned));
        assert_eq!(paint.wrap("聴く人 聴く人 one", 28), ["聴く人", "聴く人 one"].map(str::to_owned));
        assert_eq!(paint.wrap("cafe\u{301} cafe\u{301} one", 31), ["cafe\u{301} cafe\u{301}", "one"]);
    }

    #[test]
    fn a_narrow_terminal_is_taken_as_forty_columns() {
        let paint = Paint { colour: false, width: 0 };
        assert_eq!(paint.wrap(&"word ".repeat(9), 0), ["word word word word word word word word", "word"]);
    }
}
