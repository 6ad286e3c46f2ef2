//! Podcasting 2.0 JSON: a segment for each speech.

use serde::Serialize;
use serde_json::Number;

use crate::feed::chapters::seconds;
use crate::model::media::transcript::Cue;

#[derive(Serialize)]
struct TranscriptFile<'a> {
    version: &'static str,
    segments: Vec<TranscriptSegment<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TranscriptSegment<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    start_time: Number,
    end_time: Number,
    body: &'a str,
}

pub(in crate::feed) fn write(cues: &[Cue]) -> String {
    let segments = cues.iter().flat_map(|cue| {
        let segment =
            |speaker, body| TranscriptSegment { speaker, start_time: seconds(cue.start), end_time: seconds(cue.end), body };
        let spoken = cue.speeches.iter().map(move |speech| segment(speech.speaker.as_deref(), speech.text.as_str()));
        spoken.chain(cue.speeches.is_empty().then(|| segment(None, "")))
    });
    let file = TranscriptFile { version: "1.0.0", segments: segments.collect() };
    let mut text = serde_json::to_string_pretty(&file).expect("strings and numbers make JSON");
    text.push('\n');
    text
}
