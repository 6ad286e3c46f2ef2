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

/// Every time of a text that is one of the recording: at the start of a line, in brackets, or one that no clock shows. Times in code and in links to
/// elsewhere are none.
pub(in crate::markdown) fn times_of(markdown: &str) -> Vec<TimeInText> {
    let mut found = Vec::new();
    let mut closed: usize = 0;
    let mut is_line_start = true;
    let mut last = None;
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
                    // A bracket that begins no link is a text of its own.
                    let bracket = if before.is_empty() && rest.len() == text.len() { last } else { before.chars().next_back() };
                    let in_brackets = matches!(bracket, Some('(' | '['));
                    if !is_of_clock(written.after) && (opens_line || in_brackets || is_on_no_clock(written.written)) {
                        let within = text.len() - rest.len() + before.len();
                        found.push(TimeInText { time: written.time, at: placed.start + if is_as_written { within } else { 0 } });
                    }
                    rest = written.after;
                }
                is_line_start &= !text.contains(char::is_alphanumeric);
                last = text.chars().next_back();
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => closed += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                closed = closed.saturating_sub(1);
                is_line_start = false;
            }
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. } | Tag::TableCell)
            | Event::SoftBreak
            | Event::HardBreak => {
                is_line_start = true;
            }
            Event::Code(_) => is_line_start = false,
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

/// Whether a day has no such time: `45:10`, or one with seconds.
fn is_on_no_clock(written: &str) -> bool {
    let mut parts = written.split(':');
    let first = parts.next().and_then(|first| first.parse::<u32>().ok()).unwrap_or_default();
    first > 24 || parts.count() > 1
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
        case("At 45:10 we speak, and again [9:00].", &[("45:10", 3), ("9:00", 30)]);
        case("[0:10] Dechrau", &[("0:10", 1)]);
        case("Ab 1:02:03 wird es laut", &[("1:02:03", 3)]);
    }

    #[test]
    fn times_of_the_day() {
        case("We meet at 19:30.", &[]);
        case("19:30 Uhr: Beginn", &[]);
        case("7:30 pm Doors", &[]);
        case("(7:30-9:00 p.m.)", &[]);
        case("`0:10` [1:23](https://example.org)", &[]);
    }
}
