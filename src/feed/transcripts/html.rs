//! HTML for reading: `cite` for the speaker, `time`, `p` for the words.

use crate::feed::wording::{html, line};
use crate::model::language::Language;
use crate::model::text::Text;
use crate::model::transcript::Cue;

/// A page of its own. Where one speaker goes on, the cues run together into one paragraph.
pub(in crate::feed) fn write(cues: &[Cue], language: &Language, title: &Text) -> String {
    let title = html(&line(title));
    let language = html(language.as_str());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    let mut before: Option<&Option<String>> = None;
    for cue in cues {
        for speech in &cue.speeches {
            let words = html(&speech.text.replace('\n', " "));
            if before == Some(&speech.speaker) {
                out.push(' ');
            } else {
                if before.is_some() {
                    out.push_str("</p>\n");
                }
                if let Some(name) = &speech.speaker {
                    out.extend(["<cite>", &html(name), ":</cite>\n"]);
                }
                out.extend(["<time>", &clock(cue.start.as_millis()), "</time>\n<p>"]);
            }
            out.push_str(&words);
            before = Some(&speech.speaker);
        }
    }
    if before.is_some() {
        out.push_str("</p>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// `M:SS` or `H:MM:SS`.
fn clock(millis: u64) -> String {
    let (hours, minutes, seconds) = (millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}
