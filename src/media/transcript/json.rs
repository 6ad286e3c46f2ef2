//! JSON to cues: Podcasting 2.0 (Podcast Namespace, `docs/examples/transcripts/transcripts.md`, "JSON"), and what programs that recognise
//! speech write: Whisper, whisper.cpp, Podlove and Amazon Transcribe. Other forms are named.

pub(in crate::media) mod element_lines;
mod forms;
mod segment;

use serde_json::Value;

use super::notices::Notices;
use super::repair::Repair;
use super::words::{self, Word};
use crate::media::transcript::json::forms::JsonForm;
use crate::media::transcript::json::segment::Segment;
use crate::model::media::transcript::{Cue, Speech};

/// The cues, and whether apps can read the file as it stands.
pub(super) fn parse(text: &str, notices: &mut Notices) -> (Vec<Cue>, bool) {
    let file: Value = match serde_json::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
            notices.refuse(line, format!("not JSON: {error}"));
            return (Vec::new(), false);
        }
    };
    let form = match JsonForm::of(&file) {
        Ok(form) => form,
        Err(message) => {
            notices.refuse(1, message);
            return (Vec::new(), false);
        }
    };
    let segments = form.segments(&file, text, notices);
    if form != JsonForm::Podcasting {
        notices.repair(Repair::OtherJson, 1);
    }
    if form == JsonForm::Amazon || words::are_single(segments.iter().map(|segment| segment.body.as_str())) {
        if form != JsonForm::Amazon {
            notices.repair(Repair::JoinedWords, segments.first().map_or(1, |segment| segment.line));
        }
        return (words::joined(&single_words(segments), notices), false);
    }
    (cues(segments), form == JsonForm::Podcasting)
}

fn single_words(segments: Vec<Segment>) -> Vec<Word> {
    let word = |segment: Segment| {
        let Segment { line, start, end, speaker, body } = segment;
        let text = body.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(Word { line, start, end, speaker, text })
    };
    segments.into_iter().filter_map(word).collect()
}

fn cues(segments: Vec<Segment>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for segment in segments {
        let Segment { line, start, end, speaker, body } = segment;
        let speech = (!body.is_empty()).then_some(Speech { speaker, text: body });
        match cues.last_mut() {
            // A cue in which several people speak is written as segments with the same times.
            Some(last) if (last.start, last.end) == (start, end) => last.speeches.extend(speech),
            _ => cues.push(Cue { start, end, speeches: speech.into_iter().collect(), line }),
        }
    }
    cues
}

#[cfg(test)]
mod tests;
