//! Transcripts: WebVTT, SubRip, HTML and JSON to cues. Strict where words would be lost: a block that cannot be read is refused with its
//! line, never passed over. What people and programs often write beside the standards is read as it was meant, and listed as a repair.

mod clock;
mod cue_texts;
mod html;
pub(in crate::media) mod json;
mod notices;
mod repair;
mod speaker_names;
mod srt;
mod unreadable;
mod vtt;
mod vtt_text;
mod words;

pub use crate::media::transcript::repair::Repairs;
pub use crate::media::transcript::unreadable::{TranscriptError, Unreadable};

use camino::Utf8Path;

use crate::media::transcript::notices::Notices;
use crate::model::keywords::keywords;
use crate::model::media::transcript::{DRAFT_MARK, Transcript};

keywords! {
    /// What a transcript is written in, the best first: WebVTT is the one that the Podcast Namespace and Apple recommend.
    pub enum TranscriptKind {
        /// WebVTT (W3C; <https://www.w3.org/TR/webvtt1/>).
        Vtt = "vtt",
        /// SubRip, which has no standard; speakers as the Podcast Namespace describes (`transcripts.md`, "SRT").
        Srt = "srt",
        /// Podcasting 2.0 JSON (Podcast Namespace, `transcripts.md`, "JSON").
        Json = "json",
        /// HTML with speakers and times (Podcast Namespace, `transcripts.md`, "HTML").
        Html = "html",
    }
}

impl TranscriptKind {
    /// The kind that the end of a file's name tells; `None` for another.
    pub fn of_path(path: &Utf8Path) -> Option<Self> {
        let extension = path.extension()?;
        Self::ALL.into_iter().find(|kind| kind.extension().eq_ignore_ascii_case(extension))
    }

    /// The end of a file's name, without the dot.
    pub fn extension(self) -> &'static str {
        self.as_str()
    }
}

/// Whether a transcript is a draft that nobody has read, and the line that says so, from 1.
pub(crate) fn draft_line(text: &str) -> Option<u32> {
    lines(text).into_iter().find(|(_, line)| line.starts_with(DRAFT_MARK)).map(|(number, _)| number)
}

/// A transcript that could be read.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ParsedTranscript {
    /// The cues.
    pub transcript: Transcript,
    /// What was read as it was meant, though the standard has another form.
    pub repairs: Repairs,
    /// Whether the file is Podcasting 2.0 JSON that apps can read as it stands.
    pub servable: bool,
}

/// The cues of a transcript. `people` are names of whom may be heard: forms without a mark for speakers are read with their help.
///
/// # Errors
/// Every line that cannot be read, and why; at most [`Unreadable::LISTED`].
pub fn parse(text: &str, kind: TranscriptKind, people: &[String]) -> Result<ParsedTranscript, Unreadable> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut notices = Notices::default();
    let (cues, servable) = match kind {
        // The standard puts the sign of a lost character in the place of NUL (section 6.1, step 2).
        TranscriptKind::Vtt => (vtt::parse(&text.replace('\0', "\u{FFFD}"), people, &mut notices), false),
        TranscriptKind::Srt => (srt::parse(text, people, &mut notices), false),
        TranscriptKind::Json => json::parse(text, &mut notices),
        TranscriptKind::Html => (html::parse(text, &mut notices), false),
    };
    notices.finish(Transcript { cues }, servable)
}

/// Lines, ended by `\n`, `\r\n` or `\r`, with their numbers from 1.
fn lines(text: &str) -> Vec<(u32, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut number = 1_u32;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        found.push((number, &rest[..end]));
        number = number.saturating_add(1);
        let ending = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        rest = rest.get(end + ending..).unwrap_or_default();
    }
    found
}

/// A line as a message shows it: at most 40 characters, without control characters.
fn excerpt(line: &str) -> String {
    const EXCERPT: usize = 40;
    let mut shown: String = line.trim().chars().filter(|c| !c.is_control()).take(EXCERPT).collect();
    if line.trim().chars().count() > EXCERPT {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_kind_by_the_name() {
        assert_eq!(TranscriptKind::of_path(Utf8Path::new("a/transcript.vtt")), Some(TranscriptKind::Vtt));
        assert_eq!(TranscriptKind::of_path(Utf8Path::new("a.b.SRT")), Some(TranscriptKind::Srt));
        assert_eq!(TranscriptKind::of_path(Utf8Path::new("a.json")), Some(TranscriptKind::Json));
        assert_eq!(TranscriptKind::of_path(Utf8Path::new("transcript.txt")), None);
        assert_eq!(TranscriptKind::of_path(Utf8Path::new("vtt")), None);
    }

    #[test]
    fn numbers_lines_whatever_ends_them() {
        assert_eq!(lines("a\r\n\rb\n\nc"), [(1, "a"), (2, ""), (3, "b"), (4, ""), (5, "c")]);
        assert_eq!(lines(""), []);
        assert_eq!(lines("a\n"), [(1, "a")]);
    }

    #[test]
    fn no_text_makes_it_panic() {
        let parts = [
            "WEBVTT\n\n",
            "00:00.000 --> 00:01.000",
            "\n",
            "<v ",
            ">",
            "</v>",
            "&#x",
            ";",
            "1",
            ",",
            "{\"segments\":[",
            "}",
            "\u{0}",
            "é: ",
        ];
        let mut seed = 1_u32;
        for _ in 0..5_000 {
            let mut text = String::new();
            for _ in 0..12 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(parts[(seed >> 16) as usize % parts.len()]);
            }
            for kind in TranscriptKind::ALL {
                assert!(
                    parse(&text, kind, &[]).map_or_else(
                        |refused| refused.errors.iter().all(|error| error.line as usize <= text.len() + 1),
                        |_| true
                    )
                );
            }
        }
    }
}
