//! WebVTT (<https://www.w3.org/TR/webvtt1/>).

use crate::model::media::transcript::{Cue, Speech};

pub(in crate::feed) fn write(cues: &[Cue]) -> String {
    let mut out = String::from("WEBVTT\n");
    for cue in cues {
        out.extend(["\n", &cue.start.full(), " --> ", &cue.end.full(), "\n"]);
        for (index, speech) in cue.speeches.iter().enumerate() {
            let is_last = index + 1 == cue.speeches.len();
            out.push_str(&voiced(speech, is_last));
            out.push('\n');
        }
    }
    out
}

/// The end tag may be missing where the voice goes on to the end of the cue (section 4.2.2).
fn voiced(speech: &Speech, is_last: bool) -> String {
    let text = escaped(&speech.text);
    match &speech.speaker {
        Some(name) if is_last => format!("<v {}>{text}", escaped(name)),
        Some(name) => format!("<v {}>{text}</v>", escaped(name)),
        None => text,
    }
}

/// `-->` would begin another cue; with `>` replaced there is none.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
