//! Podcasting 2.0 JSON to cues (Podcast Namespace, `docs/examples/transcripts/transcripts.md`, "JSON"): segments with speaker, start,
//! end and body.

use serde::Deserialize;

use super::clock::LATEST;
use super::{TranscriptError, cue, fault};
use crate::model::media::transcript::{Cue, Speech};
use crate::model::time::timestamp::Timestamp;

#[derive(Deserialize)]
struct JsonTranscript {
    segments: Vec<Segment>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Segment {
    #[serde(default)]
    speaker: Option<String>,
    start_time: f64,
    #[serde(default)]
    end_time: Option<f64>,
    #[serde(default)]
    body: String,
}

pub(super) fn parse(text: &str) -> Result<Vec<Cue>, TranscriptError> {
    let file: JsonTranscript = serde_json::from_str(text).map_err(|error| {
        let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
        fault(line, format!("not a Podcasting 2.0 transcript: {error}"))
    })?;
    let lines = start_lines(text);
    let mut cues: Vec<Cue> = Vec::new();
    for (index, segment) in file.segments.iter().enumerate() {
        let line = lines.get(index).copied().unwrap_or(1);
        let start = moment(segment.start_time).ok_or_else(|| time_fault(line, segment.start_time))?;
        let next = || file.segments.get(index + 1).map_or(segment.start_time, |next| next.start_time.max(segment.start_time));
        let end = segment.end_time.unwrap_or_else(next);
        let end = moment(end).ok_or_else(|| time_fault(line, end))?;
        let found = cue(line, (start, end), speech(segment))?;
        match cues.last_mut() {
            // A cue in which several people speak is written as segments with the same times.
            Some(last) if (last.start, last.end) == (found.start, found.end) => last.speeches.extend(found.speeches),
            _ => cues.push(found),
        }
    }
    Ok(cues)
}

fn speech(segment: &Segment) -> Vec<Speech> {
    let shown = |text: &str| -> String { text.chars().filter(|c| *c == '\n' || !c.is_control()).collect() };
    let body = shown(&segment.body);
    let lines: Vec<&str> = body.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let speaker = segment.speaker.as_deref().map(|name| shown(name).split_whitespace().collect::<Vec<_>>().join(" "));
    vec![Speech { speaker: speaker.filter(|name| !name.is_empty()), text: lines.join("\n") }]
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "checked against the range"
)]
fn moment(seconds: f64) -> Option<Timestamp> {
    let millis = (seconds * 1000.0).round();
    (0.0..=LATEST as f64).contains(&millis).then(|| Timestamp::from_millis(millis as u64))
}

fn time_fault(line: u32, seconds: f64) -> TranscriptError {
    fault(line, format!("the time {seconds} is not between 0 seconds and 1000 hours"))
}

/// The lines on which segments say when they start. Inside a string the quotes are written `\"`, so the key is found only as a key.
fn start_lines(text: &str) -> Vec<u32> {
    let mut line = 1_u32;
    let mut from = 0;
    let mut found = Vec::new();
    for (at, _) in text.match_indices("\"startTime\"") {
        line = line.saturating_add(u32::try_from(text[from..at].matches('\n').count()).unwrap_or(u32::MAX));
        from = at;
        found.push(line);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_segments_with_their_lines() {
        let text = "{\"version\":\"1.0.0\",\"segments\":[\n{\"speaker\":\"Ann\",\"startTime\":0.5,\"endTime\":1.25,\"body\":\"Hello\"},\n\
                    {\"startTime\":1.25,\"endTime\":2,\"body\":\" A \\\"startTime\\\"\\n\\n b\"},\n\
                    {\"speaker\":\"Bob\",\"startTime\":1.25,\"endTime\":2,\"body\":\"No\"},{\"startTime\":3,\"body\":\"\"}]}";
        let cues = parse(text).unwrap();
        let times: Vec<_> = cues.iter().map(|cue| (cue.start.as_millis(), cue.end.as_millis(), cue.line)).collect();
        assert_eq!(times, [(500, 1250, 2), (1250, 2000, 3), (3000, 3000, 4)]);
        assert_eq!(cues[0].speeches, [Speech { speaker: Some("Ann".into()), text: "Hello".into() }]);
        assert_eq!(cues[1].speeches[0], Speech { speaker: None, text: "A \"startTime\"\nb".into() });
        assert_eq!(cues[1].speeches[1], Speech { speaker: Some("Bob".into()), text: "No".into() });
        assert_eq!(cues[2].speeches, []);
    }

    #[test]
    fn refuses_times_that_cannot_be() {
        for (text, line) in [
            ("{\"segments\":[{\"startTime\":-1,\"body\":\"\"}]}", 1),
            ("{\"segments\":[\n{\"startTime\":1e300,\"body\":\"\"}]}", 2),
            ("{\"segments\":[\n{\"startTime\":2,\"endTime\":1,\"body\":\"\"}]}", 2),
            ("{\"segments\":[\n{\"body\":\"\"}]}", 2),
            ("[]", 1),
            ("{}\n", 1),
        ] {
            assert_eq!(parse(text).unwrap_err().line, line, "{text}");
        }
    }
}
