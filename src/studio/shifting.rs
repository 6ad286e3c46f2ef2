//! Transcripts and chapters whose times fit a recording that was cut at its start. The text stays letter by letter as it was, but for its times.

use serde_json::Value;

use crate::media::transcript::TranscriptKind;
use crate::model::time::timestamp::Timestamp;

/// Keys of JSON that hold a time in seconds: Podcasting 2.0 transcripts and chapters, and what speech recognition writes.
const SECONDS: [&str; 4] = ["startTime", "endTime", "start", "end"];

/// A text with times.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum TimedText {
    /// A transcript.
    Transcript(TranscriptKind),
    /// Chapters in JSON.
    JsonChapters,
    /// Chapters, a line each, with their times in front.
    ChapterLines,
    /// Podlove Simple Chapters.
    Psc,
}

impl TimedText {
    /// What a file is, by the end of its name; `None` where it has no times.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let (_, ending) = name.rsplit_once('.')?;
        match ending {
            "vtt" => Some(Self::Transcript(TranscriptKind::Vtt)),
            "srt" => Some(Self::Transcript(TranscriptKind::Srt)),
            "json" if name.contains("chapters") => Some(Self::JsonChapters),
            "json" => Some(Self::Transcript(TranscriptKind::Json)),
            "txt" if name.contains("chapters") => Some(Self::ChapterLines),
            "psc" => Some(Self::Psc),
            _ => None,
        }
    }

    /// The text with each time so much earlier (milliseconds), and nothing before the start; `None` where it holds no times.
    pub(crate) fn earlier(self, text: &str, millis: u64) -> Option<String> {
        match self {
            Self::Transcript(TranscriptKind::Vtt | TranscriptKind::Srt) => cues(text, millis),
            Self::Transcript(TranscriptKind::Json) | Self::JsonChapters => json(text, millis),
            Self::ChapterLines => lines(text, millis),
            Self::Psc => attributes(text, millis),
            Self::Transcript(TranscriptKind::Html) => None,
        }
    }
}

/// A time as it is written, earlier: `1:02:03.500` or `00:01,250`, with as many digits as before.
fn time(written: &str, millis: u64) -> Option<String> {
    let comma = written.contains(',');
    let plain = written.replace(',', ".");
    let earlier = plain.parse::<Timestamp>().ok()?.as_millis().saturating_sub(millis);
    let (clock, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let parts: Vec<&str> = clock.split(':').collect();
    let width = parts.first().map_or(2, |part| part.len());
    let (hours, minutes, seconds) = (earlier / 3_600_000, earlier / 60_000 % 60, earlier / 1000 % 60);
    let clock = match parts.len() {
        3 => format!("{hours:0width$}:{minutes:02}:{seconds:02}"),
        _ => format!("{:0width$}:{seconds:02}", earlier / 60_000),
    };
    if fraction.is_empty() {
        return Some(clock);
    }
    let thousandths = format!("{:03}", earlier % 1000);
    let kept = thousandths.get(..fraction.len().min(3)).unwrap_or(&thousandths);
    Some(format!("{clock}{}{kept}", if comma { ',' } else { '.' }))
}

/// Cues of WebVTT and SubRip. One that ends before the new start is left out.
fn cues(text: &str, millis: u64) -> Option<String> {
    let mut is_found = false;
    let mut kept = String::new();
    let mut block = String::new();
    let mut is_gone = false;
    for line in text.split_inclusive('\n').chain(["\n"]) {
        if line.trim().is_empty() {
            if !is_gone {
                kept.push_str(&block);
                kept.push_str(line);
            }
            block.clear();
            is_gone = false;
            continue;
        }
        if let Some((start, rest)) = line.split_once("-->") {
            let (end, settings) =
                rest.trim_start().split_at(rest.trim_start().find(char::is_whitespace).unwrap_or(rest.trim_start().len()));
            let (new_start, new_end) = (time(start.trim(), millis)?, time(end, millis)?);
            let end_before = end.replace(',', ".").parse::<Timestamp>().ok()?.as_millis();
            is_gone = end_before <= millis;
            is_found = true;
            block.extend([new_start.as_str(), " --> ", &new_end, settings]);
            if !line.ends_with('\n') {
                continue;
            }
            if !settings.ends_with('\n') {
                block.push('\n');
            }
        } else {
            block.push_str(&inner_times(line, millis));
        }
    }
    // the line that closed the last block
    kept.pop();
    is_found.then_some(kept)
}

/// Times within a cue of WebVTT: `<00:00:01.000>`.
fn inner_times(line: &str, millis: u64) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start + 1);
        out.push_str(before);
        let end = tag.find('>').unwrap_or(tag.len());
        let (inside, after) = tag.split_at(end);
        let is_time = inside.starts_with(|c: char| c.is_ascii_digit());
        out.push_str(&time(inside, millis).filter(|_| is_time).unwrap_or_else(|| inside.to_owned()));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn json(text: &str, millis: u64) -> Option<String> {
    let mut value: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).ok()?;
    let mut found = 0;
    move_times(&mut value, millis, &mut found);
    (found > 0).then(|| format!("{value:#}\n"))
}

/// `serde_json` reads no more than 128 levels, so this does not go deeper.
#[expect(clippy::cast_precision_loss, reason = "exact below 2^53 ms")]
fn move_times(value: &mut Value, millis: u64, found: &mut usize) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| move_times(item, millis, found)),
        Value::Object(entries) => {
            for (key, value) in entries {
                match value.as_f64().filter(|_| SECONDS.contains(&key.as_str())) {
                    Some(seconds) => {
                        *found += 1;
                        let earlier = ((seconds * 1000.0).round() - millis as f64).max(0.0) / 1000.0;
                        *value = serde_json::json!(earlier);
                    }
                    None => move_times(value, millis, found),
                }
            }
        }
        _ => {}
    }
}

fn lines(text: &str, millis: u64) -> Option<String> {
    let mut is_found = false;
    let line = |line: &str| {
        let begins = line.len() - line.trim_start().len();
        let (before, rest) = line.split_at(begins);
        let (first, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
        match time(first, millis) {
            Some(time) => {
                is_found = true;
                format!("{before}{time}{after}")
            }
            None => line.to_owned(),
        }
    };
    let shifted: String = text.split_inclusive('\n').map(line).collect();
    is_found.then_some(shifted)
}

/// `start="00:01:02.000"` of Podlove Simple Chapters.
fn attributes(text: &str, millis: u64) -> Option<String> {
    const START: &str = "start=";
    let mut out = String::new();
    let mut rest = text;
    let mut is_found = false;
    while let Some(at) = rest.find(START) {
        let (before, after) = rest.split_at(at + START.len());
        out.push_str(before);
        rest = after;
        let Some(quote) = rest.chars().next().filter(|quote| ['"', '\''].contains(quote)) else { continue };
        let Some(end) = rest.get(1..)?.find(quote) else { continue };
        if let Some(time) = time(&rest[1..=end], millis) {
            is_found = true;
            out.extend([String::from(quote), time]);
            rest = &rest[end + 1..];
        }
    }
    out.push_str(rest);
    is_found.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::transcript::parse;

    #[track_caller]
    fn case(name: &str, text: &str, expected: Option<&str>) {
        assert_eq!(TimedText::of_name(name).unwrap().earlier(text, 1500).as_deref(), expected, "{name}");
    }

    #[test]
    fn only_the_times_change() {
        case(
            "a.vtt",
            "WEBVTT - one\n\nNOTE 1\n\n00:00.000 --> 00:01.500\ngone\n\n00:01.000 --> 00:04.000 align:start\n<v A>b <00:03.000>c\n",
            Some("WEBVTT - one\n\nNOTE 1\n\n00:00.000 --> 00:02.500 align:start\n<v A>b <00:01.500>c\n"),
        );
        case("a.srt", "1\r\n01:00:02,000 --> 01:00:03,000\r\nx\r\n", Some("1\r\n01:00:00,500 --> 01:00:01,500\r\nx\r\n"));
        case("chapters.txt", "00:00:00.000 One\n00:01:00 Two\n", Some("00:00:00.000 One\n00:00:58 Two\n"));
        case(
            "a.psc",
            "<psc:chapter start=\"00:00:10.000\" title='a'/><psc:chapter start='0:01' title='b'/>",
            Some("<psc:chapter start=\"00:00:08.500\" title='a'/><psc:chapter start='0:00' title='b'/>"),
        );
    }

    #[test]
    fn json_keeps_its_values() {
        let text = r#"{"version":"1.2.0","chapters":[{"startTime":0,"title":"a"},{"startTime":10.25,"endTime":12}]}"#;
        let shifted = TimedText::of_name("chapters.json").unwrap().earlier(text, 1500).unwrap();
        let value: Value = serde_json::from_str(&shifted).unwrap();
        assert_eq!(value["chapters"][1], serde_json::json!({"startTime": 8.75, "endTime": 10.5}));
        assert_eq!(value["version"], "1.2.0");
        case("a.json", "[1, 2]", None);
        case("a.json", "{", None);
    }

    #[test]
    fn what_has_no_times_is_left_alone() {
        case("a.vtt", "WEBVTT\n", None);
        case("chapters.txt", "words\n", None);
        assert_eq!(TimedText::of_name("notes.txt"), None);
        assert_eq!(TimedText::of_name("a.wav"), None);
    }

    #[test]
    fn a_shifted_transcript_is_read_as_the_old_one_with_other_times() {
        let text = include_str!("../../episodes/words-we-use/transcript.vtt");
        let kind = TranscriptKind::Vtt;
        let shifted = TimedText::Transcript(kind).earlier(text, 400).unwrap();
        let (before, after) = (parse(text, kind, &[]).unwrap().transcript, parse(&shifted, kind, &[]).unwrap().transcript);
        assert_eq!(before.cues.len(), after.cues.len());
        for (before, after) in before.cues.iter().zip(&after.cues) {
            assert_eq!(after.start.as_millis(), before.start.as_millis().saturating_sub(400));
            assert_eq!((&before.speeches, before.line), (&after.speeches, after.line));
        }
    }
}
