//! HTML for reading: `cite` for the speaker, `time`, `p` for the words; and, for programs, the exact times of each cue on a `span`.

use crate::feed::chapters::seconds;
use crate::feed::wording::{html, line};
use crate::model::media::transcript::Cue;
use crate::model::wording::language::Language;
use crate::model::wording::text::Text;

/// A page of its own. Where one speaker goes on, the cues run together into one paragraph.
pub(in crate::feed) fn write(cues: &[Cue], language: &Language, title: &Text) -> String {
    let title = html(&line(title));
    let language = html(language.as_str());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    let mut before: Option<Option<&str>> = None;
    for cue in cues {
        // A cue in which nobody says anything keeps its place.
        let silent = cue.speeches.is_empty().then_some((None, ""));
        let spoken = cue.speeches.iter().map(|speech| (speech.speaker.as_deref(), speech.text.as_str()));
        for (speaker, words) in spoken.chain(silent) {
            if before == Some(speaker) {
                out.push(' ');
            } else {
                if before.is_some() {
                    out.push_str("</p>\n");
                }
                if let Some(name) = speaker {
                    out.extend(["<cite>", &html(name), ":</cite>\n"]);
                }
                out.extend(["<time>", &clock(cue.start.as_millis()), "</time>\n<p>"]);
            }
            let (start, end) = (seconds(cue.start).to_string(), seconds(cue.end).to_string());
            let words = html(&words.replace('\n', " "));
            out.extend(["<span data-start=\"", &start, "\" data-end=\"", &end, "\">", &words, "</span>"]);
            before = Some(speaker);
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
