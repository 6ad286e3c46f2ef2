//! Chapters: `0:45 Who decides?`, or a group of keys.

use crate::model::files::show_path::ShowPath;
use crate::model::media::chapter::{Chapter, ChapterFile, EpisodeChapters, RemoteChapters};
use crate::model::time::timestamp::{Timestamp, TimestampError};
use crate::model::wording::text::Text;
use crate::source::reading::keys::{self, declared_record};
use crate::source::reading::reader::{FromYaml, Reader};
use crate::source::reading::shape::{BLANK, NO_BLANK, Shape, TextShape};
use crate::source::reading::words::NO_CONTROLS;
use crate::source::yaml::node::{Node, Value};

/// A time, as the model reads it, below 1,000 hours.
const TIME: &str = r"([0-9]{1,4}|[1-5][0-9]{4}|[0-9]{1,3}:[0-5][0-9]):[0-5][0-9](\.[0-9]{1,3})?";

/// The latest start that can be written in seconds. // seconds; the model's 1,000 hours
const LATEST_SECONDS: u32 = 3_600_000;

/// Seconds alone, below a million.
const SECONDS: &str = r"[0-9]{1,6}(\.[0-9]{1,9})?";

const HELP: &str = "write a time, a space and a title, such as `0:45 Who decides?`";

/// Ends of names of files that hold chapters, without the dot.
const TEXTS: [&str; 4] = ["json", "psc", "xml", "txt"];
const RECORDINGS: [&str; 7] = ["mp3", "m4a", "mp4", "m4b", "opus", "ogg", "flac"];

impl FromYaml for EpisodeChapters {
    fn shape() -> Shape {
        let Shape::Text(mut path) = ShowPath::shape() else { return <Vec<Chapter>>::shape() };
        path.patterns.push(format!(r"\.({})$", TEXTS.into_iter().chain(RECORDINGS).collect::<Vec<_>>().join("|")));
        Shape::Either(vec![<Vec<Chapter>>::shape(), Shape::Text(path), RemoteChapters::shape()])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if let Value::Map(_) = &node.value {
            let elsewhere = RemoteChapters::read(node, reader)?;
            return Some(Self { elsewhere: Some(elsewhere), ..Self::default() });
        }
        let Value::Text(text) = &node.value else { return Vec::<Chapter>::read(node, reader).map(Self::from) };
        let ends =
            |endings: &[&str]| endings.iter().any(|ending| text.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.')));
        let is_text = ends(&TEXTS);
        if !is_text && !ends(&RECORDINGS) {
            let help = "begin each chapter with `- ` on a line of its own, or write the name of a .json, .psc, .xml or .txt file";
            reader.wrong_type(node, "a list or the name of a file", help);
            return None;
        }
        let path = ShowPath::read(node, reader)?;
        let file = if is_text { ChapterFile::Text(path) } else { ChapterFile::Recording(path) };
        Some(Self { file: Some(file), ..Self::default() })
    }
}

declared_record!(Chapter);

impl FromYaml for Chapter {
    fn shape() -> Shape {
        let line = vec![format!("^{BLANK}*{TIME}{BLANK}+{NO_BLANK}"), NO_CONTROLS.to_owned()];
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
        let Value::Text(line) = &node.value else {
            reader.wrong_type(node, "a time and a title, or a group of keys,", HELP);
            return None;
        };
        let line = line.trim();
        let (time, title) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let start = match time.parse::<Timestamp>() {
            Ok(start) => start,
            Err(error) => {
                reader.bad_value(node, error, HELP);
                return None;
            }
        };
        match without_dash(title).parse::<Text>() {
            Ok(title) => Some(Self { start, title, url: None, image: None, alt: None }),
            Err(error) => {
                reader.bad_value(node, error, HELP);
                None
            }
        }
    }
}

/// A text of digits alone: seconds, as feeds give the length of an episode.
fn seconds_of(text: &str) -> Option<Timestamp> {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(seconds, 6) || !is_digits(fraction, 9) {
        return None;
    }
    let millis: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    Some(Timestamp::from_millis(seconds.parse::<u64>().ok()? * 1000 + millis))
}

/// The title without the dash that divides it from its time.
fn without_dash(title: &str) -> &str {
    let title = title.trim_start();
    title.strip_prefix(['-', '–', '—']).filter(|rest| rest.starts_with(char::is_whitespace)).map_or(title, str::trim_start)
}

/// The time that a line begins with.
fn time_of(line: &str) -> Option<Timestamp> {
    line.split_whitespace().next()?.parse().ok()
}

impl FromYaml for Timestamp {
    fn shape() -> Shape {
        Shape::Either(vec![
            Shape::pattern(format!("^({TIME}|{SECONDS})$")),
            Shape::Number { least: 0.0, most: f64::from(LATEST_SECONDS) },
        ])
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let help = "write minutes and seconds, such as `2:10`, or `1:02:10.500` with hours and milliseconds";
        match &node.value {
            Value::Text(text) if seconds_of(text).is_some() => seconds_of(text),
            Value::Text(text) => text.parse().map_err(|error: TimestampError| reader.bad_value(node, error, help)).ok(),
            Value::Whole(_) | Value::Number(_) => {
                let seconds = crate::source::reading::number::bounded(node, 0.0, f64::from(LATEST_SECONDS), help, reader)?;
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between the bounds above")]
                let millis = (seconds * 1000.0).round() as u64;
                Some(Self::from_millis(millis))
            }
            _ => {
                reader.wrong_type(node, "a time", help);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::source::cases::{bad, good};

    use super::HELP;

    #[track_caller]
    fn reads(line: &str, millis: u64, title: &str) {
        let chapters = good(&format!("chapters:\n  - {line}")).chapters.list;
        assert_eq!((chapters[0].start.as_millis(), chapters[0].title.as_str()), (millis, title), "{line}");
    }

    #[test]
    fn reads_lines_and_groups() {
        reads("0:00 Welcome", 0, "Welcome");
        reads("0:45.500   Who decides?", 45_500, "Who decides?");
        reads("1:02:03 Late", 3_723_000, "Late");
        reads("\"0:10 Part one: why\"", 10_000, "Part one: why");
        reads("00:10 - Intro", 10_000, "Intro");
        reads("0:10 — Intro – and more", 10_000, "Intro – and more");
        reads("0:10 -5 degrees", 10_000, "-5 degrees");
        reads("{start: '130', title: Start}", 130_000, "Start");
        reads("{start: '130.5', title: Start}", 130_500, "Start");
        reads("{start: 2:10, title: Start}", 130_000, "Start");
        reads("{start: 130, title: Start}", 130_000, "Start");
        reads("{start: 0.0455, title: Start}", 46, "Start");
        let chapter =
            good("chapters: [{start: 0:01, title: T, url: https://example.org/a, image: i.jpg, alt: A}]").chapters.list.remove(0);
        assert_eq!(chapter.url.unwrap().as_str(), "https://example.org/a");
        assert_eq!(chapter.image.unwrap().to_string(), "episodes/one/i.jpg");
        assert_eq!(chapter.alt.unwrap().as_str(), "A");
    }

    #[test]
    fn says_what_is_wrong_with_a_chapter() {
        let form = "not a time: write minutes and seconds as `1:23`, or hours too as `1:02:03.500`";
        bad("chapters:\n  - Welcome", &format!("6:5 `chapters` (item 1): {form} | {HELP}"));
        bad("chapters:\n  - 0:00 A\n  - 0:61 B", &format!("7:5 `chapters` (item 2): the seconds are over 59 | {HELP}"));
        bad("chapters: ['0:00']", &format!("5:12 `chapters` (item 1): the text is empty | {HELP}"));
        let quotes = "put the whole line in quotes, or remove the second colon";
        let colon = "`chapters` (item 1): the colon in the title makes it a key";
        bad("chapters:\n  - 0:00 Part one: why", &format!("6:5 {colon} | {quotes}"));
        bad("chapters:\n  - 0:00: why", &format!("6:5 {colon} | {quotes}"));
        let number = "`chapters` (item 1) is the number `12`, where a time and a title, or a group of keys, is needed";
        bad("chapters: [12]", &format!("5:12 {number} | {HELP}"));
        let late = "`chapters.start` (item 1): `3600001` is not between 0 and 3600000";
        let time = "write minutes and seconds, such as `2:10`, or `1:02:10.500` with hours and milliseconds";
        bad("chapters: [{start: 3600001, title: T}]", &format!("5:20 {late} | {time}"));
        bad(
            "chapters: [{start: .nan, title: T}]",
            &format!("5:20 `chapters.start` (item 1): `.nan` is not between 0 and 3600000 | {time}"),
        );
        bad(
            "chapters: [{start: true, title: T}]",
            &format!("5:20 `chapters.start` (item 1) is `true`, where a time is needed | {time}"),
        );
    }
}
