//! HTML for reading: `cite` for the speaker, `time`, `p` for the words; and, for programs, the exact times of each cue on a `span`.

use crate::feed::chapters::seconds;
use crate::feed::wording::{html, line};
use crate::layout::INDEX_FILE;
use crate::layout::output::Output;
use crate::model::identity::slug::Slug;
use crate::model::media::transcript::Cue;
use crate::model::wording::language::Language;
use crate::model::wording::text::Text;

/// A page of its own. Where one speaker goes on, the cues run together into one paragraph.
pub(in crate::feed) fn write(cues: &[Cue], language: &Language, title: &Text, episode: &Slug) -> String {
    let title = html(&line(title));
    // The page stands one folder below the feed.
    let page = Output::Episode(episode.clone()).to_string();
    let page = page.trim_end_matches(INDEX_FILE);
    let style = Output::Style;
    let direction = if language.is_right_to_left() { " dir=\"rtl\"" } else { "" };
    let language = html(language.as_str());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{language}\"{direction}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"../{style}\">\n</head>\n<body>\n<main class=\"page\">\n\
         <h1><a href=\"../{page}\">{title}</a></h1>\n"
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
                let start = cue.start.as_millis();
                out.extend(["<time datetime=\"", &iso(start), "\">", &clock(start), "</time>\n<p>"]);
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
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// As `datetime` wants a time from the start: `PT1M5S` (HTML, "valid duration string").
fn iso(millis: u64) -> String {
    let (hours, minutes, seconds) = (millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60);
    let part = |number: u64, unit: &str| if number > 0 { format!("{number}{unit}") } else { String::new() };
    format!("PT{}{}{seconds}S", part(hours, "H"), part(minutes, "M"))
}

/// `M:SS` or `H:MM:SS`.
fn clock(millis: u64) -> String {
    let (hours, minutes, seconds) = (millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_in_a_language_from_right_to_left_says_so() {
        for (language, head) in [
            ("ar", "<html lang=\"ar\" dir=\"rtl\">"),
            ("ur-Arab-PK", "<html lang=\"ur-Arab-PK\" dir=\"rtl\">"),
            ("en-GB", "<html lang=\"en-GB\">"),
        ] {
            let page = write(&[], &language.parse().unwrap(), &"The door".parse().unwrap(), &"door".parse().unwrap());
            assert!(page.contains(&format!("<!doctype html>\n{head}\n")), "{page}");
        }
    }
}
