//! Which program wrote a JSON transcript, and its segments.

use serde_json::Value;

use crate::media::transcript::json::element_lines::element_lines;
use crate::media::transcript::json::segment::{Segment, body, moment, speaker};
use crate::media::transcript::notices::Notices;
use crate::model::time::timestamp::Timestamp;

/// The forms that are read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum JsonForm {
    /// `segments` with `startTime`.
    Podcasting,
    /// `segments` with `start`, in seconds: Whisper, faster-whisper, whisperX.
    Whisper,
    /// `transcription` with `offsets`, in milliseconds.
    WhisperCpp,
    /// A list with `start_ms`, flat or grouped by speaker.
    Podlove,
    /// `results.items`, one for each word and sign.
    Amazon,
}

/// Forms that are named: the keys that tell them, and who writes them.
const OTHER_FORMS: [(&str, &str); 6] = [
    ("/results/channels", "Deepgram"),
    ("/results/0/alternatives", "Google Speech-to-Text"),
    ("/monologues", "Rev"),
    ("/utterances", "AssemblyAI"),
    ("/combinedPhrases", "Azure Speech"),
    ("/results/transcripts", "Amazon Transcribe, without times"),
];

impl JsonForm {
    /// The form of a file, or what else it is.
    pub(super) fn of(file: &Value) -> Result<Self, String> {
        if let Some(segments) = file.get("segments").and_then(Value::as_array) {
            let has = |key| segments.iter().any(|segment| segment.get(key).is_some());
            return Ok(if has("start") && !has("startTime") { Self::Whisper } else { Self::Podcasting });
        }
        if file.get("transcription").is_some_and(Value::is_array) {
            return Ok(Self::WhisperCpp);
        }
        let has_items = file.pointer("/results/items").is_some_and(Value::is_array);
        if has_items {
            return Ok(Self::Amazon);
        }
        if file.as_array().is_some_and(|list| flat(list).any(|item| item.get("start_ms").is_some())) {
            return Ok(Self::Podlove);
        }
        let other = OTHER_FORMS.iter().find(|(keys, _)| file.pointer(keys).is_some());
        Err(match other {
            Some((_, program)) => {
                format!("this is the JSON of {program}, which podwright does not read: let the program write WebVTT or SubRip")
            }
            None => "not a Podcasting 2.0 transcript: there is no list `segments`".to_owned(),
        })
    }

    /// The segments, in the order of the file.
    pub(super) fn segments(self, file: &Value, text: &str, notices: &mut Notices) -> Vec<Segment> {
        let list = |key| file.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        match self {
            Self::Podcasting => {
                let lines = element_lines(text, Some("segments"));
                let keys = SegmentKeys { start: "startTime", end: "endTime", body: "body", unit: 1.0 };
                keys.read(list("segments").iter(), &lines, notices)
            }
            Self::Whisper => {
                let lines = element_lines(text, Some("segments"));
                let keys = SegmentKeys { start: "start", end: "end", body: "text", unit: 1.0 };
                keys.read(list("segments").iter(), &lines, notices)
            }
            Self::WhisperCpp => {
                let lines = element_lines(text, Some("transcription"));
                let keys = SegmentKeys { start: "/offsets/from", end: "/offsets/to", body: "text", unit: 0.001 };
                keys.read(list("transcription").iter(), &lines, notices)
            }
            Self::Podlove => {
                let items = file.as_array().map(Vec::as_slice).unwrap_or_default();
                let lines = element_lines(text, None);
                let keys = SegmentKeys { start: "start_ms", end: "end_ms", body: "text", unit: 0.001 };
                keys.read(flat(items), &lines, notices)
            }
            Self::Amazon => {
                let items = file.pointer("/results/items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                amazon(items, notices)
            }
        }
    }
}

/// Podlove's items; in its grouped form each speaker has a list of them.
fn flat(list: &[Value]) -> impl Iterator<Item = &Value> {
    list.iter().flat_map(|group| match group.get("items").and_then(Value::as_array) {
        Some(items) => items.iter().collect::<Vec<_>>(),
        None => vec![group],
    })
}

/// How a form names what a segment has.
struct SegmentKeys {
    start: &'static str,
    end: &'static str,
    body: &'static str,
    /// Seconds in one of its units of time.
    unit: f64,
}

impl SegmentKeys {
    fn read<'a>(&self, segments: impl Iterator<Item = &'a Value>, lines: &[u32], notices: &mut Notices) -> Vec<Segment> {
        let mut found: Vec<Segment> = Vec::new();
        // A segment without an end lasts until the next one starts.
        let mut is_open = false;
        for (index, segment) in segments.enumerate() {
            let line = lines.get(index).or(lines.last()).copied().unwrap_or(1);
            let Some(start) = self.time(segment, self.start, line, notices) else { continue };
            if let Some(last) = found.last_mut().filter(|_| is_open) {
                last.end = start.max(last.start);
            }
            is_open = value(segment, self.end).is_none_or(Value::is_null);
            let end = if is_open { Some(start) } else { self.time(segment, self.end, line, notices) };
            let Some(end) = end else { continue };
            let text = segment.get(self.body).and_then(Value::as_str).unwrap_or_default();
            // Podlove has a number in `speaker`, and the name in `voice`.
            let name = ["voice", "speaker"].iter().find_map(|key| segment.get(*key).and_then(Value::as_str));
            found.push(Segment { line, start, end, speaker: name.and_then(speaker), body: body(text) });
        }
        found
    }

    fn time(&self, segment: &Value, key: &str, line: u32, notices: &mut Notices) -> Option<Timestamp> {
        let name = key.rsplit('/').next().unwrap_or(key);
        let Some(written) = value(segment, key) else {
            notices.refuse(line, format!("the segment has no `{name}`"));
            return None;
        };
        let seconds = written.as_f64().map(|number| number * self.unit);
        let found = seconds.and_then(moment);
        if found.is_none() {
            notices.refuse(line, format!("`{name}` is {}, and not a time between 0 seconds and 1000 hours", short(written)));
        }
        found
    }
}

fn value<'a>(segment: &'a Value, key: &str) -> Option<&'a Value> {
    if key.starts_with('/') { segment.pointer(key) } else { segment.get(key) }
}

/// A value as a message shows it.
fn short(value: &Value) -> String {
    const SHORT: usize = 20;
    let text = value.to_string();
    if text.chars().count() > SHORT { text.chars().take(SHORT).chain(['…']).collect() } else { text }
}

/// The words of Amazon Transcribe: times are texts, and signs have none.
fn amazon(items: &[Value], notices: &mut Notices) -> Vec<Segment> {
    let mut words: Vec<Segment> = Vec::new();
    for item in items {
        let content = item.pointer("/alternatives/0/content").and_then(Value::as_str).unwrap_or_default();
        if item.get("type").and_then(Value::as_str) == Some("punctuation") {
            if let Some(last) = words.last_mut() {
                last.body.push_str(&body(content));
            }
            continue;
        }
        let time = |key| item.get(key).and_then(Value::as_str).and_then(|text| text.parse().ok()).and_then(moment);
        match (time("start_time"), time("end_time")) {
            (Some(start), Some(end)) => {
                let name = item.get("speaker_label").and_then(Value::as_str).and_then(speaker);
                words.push(Segment { line: 1, start, end, speaker: name, body: body(content) });
            }
            _ => notices.refuse(1, format!("the word `{}` has no time", crate::media::transcript::excerpt(content))),
        }
    }
    words
}
