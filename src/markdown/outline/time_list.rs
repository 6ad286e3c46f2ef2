//! Times of the recording that a text names, as in a list of what is spoken of: `12:30 Who decides?`.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::dialect::{Punctuation, placed_events};
use crate::markdown::times::next_time;
use crate::model::time::timestamp::Timestamp;

/// A time in a text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct TimeInText {
    pub(crate) time: Timestamp,
    /// Where it stands (bytes).
    pub(crate) at: usize,
}

/// Words after a time of the day.
const OF_CLOCKS: [&str; 22] = [
    "a.m",
    "am",
    "bst",
    "cest",
    "cet",
    "edt",
    "est",
    "eastern",
    "gmt",
    "h",
    "heures",
    "hours",
    "hrs",
    "uhr",
    "o'clock",
    "o’clock",
    "p.m",
    "pacific",
    "pdt",
    "pm",
    "pst",
    "utc",
];

/// Words that may stand between a bracket and a time of the recording, as in `(ab 45:10)`.
const BEFORE_TIMES: [&str; 21] = [
    "a", "ab", "al", "at", "bei", "bis", "da", "de", "desde", "do", "fino", "from", "hasta", "i", "min", "minute", "od", "o",
    "to", "until", "à",
];

/// How far before a time its bracket stands. // characters
const BRACKET_REACH: usize = 24;

/// Every time of a text that is one of the recording: at the start of a line, in brackets, or one with hours, minutes and seconds. In a sentence `40:31`
/// may be a verse, and `60:40` a ratio. Times in code and in links to elsewhere are none.
pub(crate) fn times_of(markdown: &str) -> Vec<TimeInText> {
    let mut found = Vec::new();
    let mut closed: usize = 0;
    let mut is_line_start = true;
    // what stands before a time in its line, without marks
    let mut line = String::new();
    for placed in placed_events(markdown, Punctuation::AsWritten) {
        match placed.event {
            Event::Text(text) if closed == 0 => {
                let is_as_written = markdown.get(placed.start..).is_some_and(|rest| rest.starts_with(&*text));
                let mut rest = &*text;
                while let Some(written) = next_time(rest) {
                    let before = written.before;
                    let opens_line = is_line_start
                        && rest.len() == text.len()
                        && before.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
                    line.push_str(before);
                    let is_believed = opens_line || has_seconds(written.written) || is_in_brackets(&line, written.written);
                    if is_believed && !is_of_clock(written.after) {
                        let within = text.len() - rest.len() + before.len();
                        found.push(TimeInText { time: written.time, at: placed.start + if is_as_written { within } else { 0 } });
                    }
                    line.push_str(written.written);
                    rest = written.after;
                }
                line.push_str(rest);
                is_line_start &= !text.contains(char::is_alphanumeric);
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => closed += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                closed = closed.saturating_sub(1);
                is_line_start = false;
                line.push(OTHER);
            }
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. } | Tag::TableCell)
            | Event::SoftBreak
            | Event::HardBreak => {
                is_line_start = true;
                line.clear();
            }
            Event::Code(_) => {
                is_line_start = false;
                line.push(OTHER);
            }
            _ => {}
        }
    }
    found
}

fn is_of_clock(after: &str) -> bool {
    let word = after
        .trim_start()
        .trim_start_matches(['-', '–'])
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == ':')
        .trim_start();
    let word = word.split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';' | ')' | ']')).next().unwrap_or_default();
    OF_CLOCKS.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// Stands in a line for what is code or a link.
const OTHER: char = '`';

/// `1:02:03`
fn has_seconds(written: &str) -> bool {
    written.matches(':').count() > 1
}

/// Whether a time is the first in its brackets; where it is none of a day, as `45:10` is none, another time or a word such as "from" may stand before it.
fn is_in_brackets(line: &str, written: &str) -> bool {
    let mut near = line.char_indices().rev().take(BRACKET_REACH);
    let Some((at, '(' | '[')) = near.find(|(_, letter)| matches!(letter, '(' | '[' | ')' | ']' | '`')) else { return false };
    let between = line[at + 1..].to_lowercase();
    let first = written.split(':').next().and_then(|hours| hours.parse::<u32>().ok()).unwrap_or_default();
    let mut words = between.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    between.is_empty() || (first > 24 && words.all(|word| BEFORE_TIMES.contains(&word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(markdown: &str, expected: &[(&str, usize)]) {
        let found: Vec<_> = times_of(markdown).iter().map(|one| (one.time.to_string(), one.at)).collect();
        let expected: Vec<_> = expected.iter().map(|(time, at)| ((*time).to_owned(), *at)).collect();
        assert_eq!(found, expected, "{markdown:?}");
    }

    #[test]
    fn times_of_the_recording() {
        case("0:00 Start\n12:30 Ende", &[("0:00", 0), ("12:30", 11)]);
        case("- (1:15) Dechrau\n- **2:10** Diwedd", &[("1:15", 3), ("2:10", 21)]);
        case("At 1:45:10 we speak, and again [9:00].", &[("1:45:10", 3), ("9:00", 32)]);
        case("Wir sprechen (ab 45:10) darüber (45:10–50:00).", &[("45:10", 17), ("45:10", 34), ("50:00", 42)]);
        case("[0:10] Dechrau", &[("0:10", 1)]);
        case("Ab 1:02:03 wird es laut", &[("1:02:03", 3)]);
    }

    #[test]
    fn verses_and_ratios() {
        for text in [
            "As Isaiah 40:31 has it.",
            "Psalm 51:10–12, and Jesaja 40:31",
            "They that wait (Isaiah 40:31) shall run (vgl. Ps 51:10).",
            "A ratio 60:40, or (ratio 60:40), or about 40:40.",
            "(see `x` 60:40) and ([the law](https://example.org) 60:40)",
        ] {
            case(text, &[]);
        }
    }

    #[test]
    fn times_of_the_day() {
        case("We meet at 19:30.", &[]);
        case("19:30 Uhr: Beginn", &[]);
        case("7:30 pm Doors", &[]);
        case("(7:30-9:00 p.m.) (at 19:30)", &[]);
        case("`0:10` [1:23](https://example.org)", &[]);
    }
}
