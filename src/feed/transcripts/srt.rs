//! SubRip, with the speaker's name where the speaker changes.

use crate::model::media::transcript::Cue;
use crate::model::time::timestamp::Timestamp;

pub(in crate::feed) fn write(cues: &[Cue]) -> String {
    let mut out = String::new();
    let mut speaker: Option<&str> = None;
    for (index, cue) in cues.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        out.extend([&(index + 1).to_string(), "\n", &time(cue.start), " --> ", &time(cue.end), "\n"]);
        for speech in &cue.speeches {
            let changed = speech.speaker.as_deref() != speaker;
            for (number, line) in speech.text.lines().enumerate() {
                let line = line.replace("-->", "->");
                match &speech.speaker {
                    // A name stands before such a line again.
                    Some(name) if (changed && number == 0) || is_ambiguous(&line) => out.extend([name, ": ", &line, "\n"]),
                    _ => out.extend([&line, "\n"]),
                }
            }
            if speech.speaker.is_some() {
                speaker = speech.speaker.as_deref();
            }
        }
    }
    out
}

/// A line that readers might take for another speaker's, or for a sound that nobody speaks.
fn is_ambiguous(line: &str) -> bool {
    line.contains(':') || line.starts_with(['[', '(', '♪'])
}

/// `HH:MM:SS,mmm`.
fn time(time: Timestamp) -> String {
    time.full().replace('.', ",")
}
