//! Chapters: `0:45 Who decides?`, or a group of keys.

use crate::model::chapter::Chapter;
use crate::model::text::Text;
use crate::model::timestamp::{Timestamp, TimestampError};
use crate::source::keys::{self, Keys, Record};
use crate::source::leaf::{self};
use crate::source::node::{Node, Value};
use crate::source::reader::{FromYaml, Reader};
use crate::source::shape::{Key, Shape, TextShape};
use crate::source::words::NO_CONTROLS;

/// A time, as the model reads it, below 1,000 hours.
const TIME: &str = r"([0-9]{1,4}|[1-5][0-9]{4}|[0-9]{1,3}:[0-5][0-9]):[0-5][0-9](\.[0-9]{1,3})?";

/// The latest start that can be written in seconds. // seconds; the model's 1,000 hours
const LATEST_SECONDS: u32 = 3_600_000;

const HELP: &str = "write a time, a blank and a title, such as `0:45 Who decides?`";

/// The keys of a chapter that has more than a time and a title.
impl Record for Chapter {
    fn keys(keys: &mut Keys<'_, '_>) -> Option<Self> {
        let start: Option<Start> =
            keys.required(Key { name: "start", doc: "when the chapter starts, as a time or in seconds", example: "2:10" });
        let title = keys.required(Key { name: "title", doc: "what the chapter is called", example: "Where to start" });
        let url = keys.optional(Key { name: "url", doc: "a page about the chapter", example: "https://example.org/start" });
        let image = keys.optional(Key { name: "image", doc: "a picture for the chapter", example: "start.jpg" });
        let alt = keys.optional(Key {
            name: "alt",
            doc: "what the picture shows, for those who do not see it",
            example: "A door stands open",
        });
        Some(Self { start: start?.0, title: title?, url, image, alt })
    }
}

impl FromYaml for Chapter {
    fn shape() -> Shape {
        let line = vec![format!(r"^\s*{TIME}\s+\S"), NO_CONTROLS.to_owned()];
        Shape::Either(vec![Shape::Text(TextShape { words: Vec::new(), patterns: line }), keys::shape::<Self>()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if let Value::Map(entries) = &node.value {
            if let [(Node { value: Value::Text(key), .. }, _)] = entries.as_slice()
                && time_of(key).is_some()
            {
                // `- 0:45 Part two: who decides` is a key with a value for YAML
                let help = "put the whole line in quotes, or remove the second colon";
                reader.bad_value(node, "the colon in the title makes it a key", help);
                return None;
            }
            return keys::read(node, reader);
        }
        let line = leaf::text(node, "a time and a title, or a group of keys,", reader)?.trim();
        let (time, title) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let start = match time.parse::<Timestamp>() {
            Ok(start) => start,
            Err(error) => {
                reader.bad_value(node, error, HELP);
                return None;
            }
        };
        match title.parse::<Text>() {
            Ok(title) => Some(Self { start, title, url: None, image: None, alt: None }),
            Err(error) => {
                reader.bad_value(node, error, HELP);
                None
            }
        }
    }
}

/// The time that a line begins with.
fn time_of(line: &str) -> Option<Timestamp> {
    line.split_whitespace().next()?.parse().ok()
}

/// When a chapter starts.
struct Start(Timestamp);

impl FromYaml for Start {
    fn shape() -> Shape {
        Shape::Either(vec![Shape::pattern(format!("^{TIME}$")), Shape::Number { least: 0.0, most: f64::from(LATEST_SECONDS) }])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let help = "write minutes and seconds, such as `2:10`, or `1:02:10.500` with hours and milliseconds";
        match &node.value {
            Value::Text(text) => text.parse().map(Self).map_err(|error: TimestampError| reader.bad_value(node, error, help)).ok(),
            Value::Whole(_) | Value::Number(_) => {
                let seconds = crate::source::number::bounded(node, 0.0, f64::from(LATEST_SECONDS), help, reader)?;
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between the bounds above")]
                let millis = (seconds * 1000.0).round() as u64;
                Some(Self(Timestamp::from_millis(millis)))
            }
            _ => {
                reader.wrong_type(node, "a time", help);
                None
            }
        }
    }
}
