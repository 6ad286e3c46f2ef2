//! A transcript as it is read: speakers, times, paragraphs, below the titles of the chapters.

use crate::model::time::timestamp::Timestamp;
use crate::seal::{SealedChapter, SealedEpisode};
use crate::site::locale::{clock, fragment_seconds};
use crate::site::view;

/// A paragraph ends at the next cue once it has so many characters: about eight lines.
const PARAGRAPH_MAX: usize = 480;

/// A silence as long as this starts a new paragraph (milliseconds).
const PAUSE: u64 = 3000;

/// A paragraph: what one speaker says at a stretch.
#[derive(Debug)]
pub(crate) struct Paragraph<'a> {
    /// The chapter that begins with it.
    chapter: Option<&'a SealedChapter>,
    /// Who speaks, where that is new to the reader.
    speaker: Option<&'a str>,
    lines: Vec<SpokenLine<'a>>,
}

/// Words of one cue.
#[derive(Debug)]
struct SpokenLine<'a> {
    start: Timestamp,
    /// Whether the line carries the time's id: only the first of those that start together.
    is_target: bool,
    text: &'a str,
}

/// The paragraphs of an episode's transcript.
pub(crate) fn paragraphs(sealed: &SealedEpisode) -> Vec<Paragraph<'_>> {
    let Some(transcript) = &sealed.transcript else { return Vec::new() };
    let mut chapters = sealed.chapters.iter().peekable();
    let mut paragraphs: Vec<Paragraph<'_>> = Vec::new();
    let mut speaker: Option<&str> = None;
    let mut last_end = Timestamp::default();
    let mut seen = std::collections::BTreeSet::new();
    for cue in &transcript.transcript.cues {
        let middle = u64::midpoint(cue.start.as_millis(), cue.end.as_millis());
        let mut chapter = None;
        while let Some(next) = chapters.next_if(|next| next.chapter.start.as_millis() <= middle) {
            chapter = Some(next);
        }
        for speech in cue.speeches.iter().filter(|speech| !speech.text.trim().is_empty()) {
            let named = speech.speaker.as_deref().map(str::trim).filter(|name| !name.is_empty());
            let is_new_speaker = named != speaker;
            let is_long = paragraphs
                .last()
                .is_some_and(|open| open.lines.iter().map(|line| line.text.len()).sum::<usize>() > PARAGRAPH_MAX);
            let after_pause = cue.start.as_millis().saturating_sub(last_end.as_millis()) >= PAUSE;
            let line = SpokenLine { start: cue.start, is_target: seen.insert(cue.start), text: &speech.text };
            match paragraphs.last_mut() {
                Some(open) if chapter.is_none() && !is_new_speaker && !is_long && !after_pause => open.lines.push(line),
                _ => {
                    let shown = named.filter(|_| is_new_speaker || chapter.is_some());
                    paragraphs.push(Paragraph { chapter: chapter.take(), speaker: shown, lines: vec![line] });
                }
            }
            speaker = named;
            last_end = cue.end;
        }
    }
    paragraphs
}

impl Paragraph<'_> {
    /// The paragraph as its template shows it.
    pub(crate) fn view(&self, level: u8) -> view::Paragraph {
        let start = self.lines.first().map(|line| line.start).unwrap_or_default();
        let line = |line: &SpokenLine<'_>| view::Line {
            start: line.is_target.then(|| fragment_seconds(line.start)),
            text: tidy(line.text),
        };
        view::Paragraph {
            chapter: self.chapter.map(|chapter| chapter.chapter.title.to_string()),
            level,
            start: fragment_seconds(start),
            time: clock(start),
            speaker: self.speaker.map(tidy),
            lines: self.lines.iter().map(line).collect(),
        }
    }
}

/// The text on one line, without characters that HTML cannot carry.
fn tidy(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Paragraphs as markup, in parts of at most so many bytes, at least one paragraph each. `first` and `further` are the room in the
/// first page and in those after it (bytes).
pub(crate) fn parts(paragraphs: &[String], first: usize, further: usize) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        let room = if parts.len() <= 1 { first } else { further };
        match parts.last_mut() {
            Some(open) if open.len() + paragraph.len() <= room => open.push_str(paragraph),
            _ => parts.push(paragraph.clone()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divides_at_paragraphs() {
        let paragraphs: Vec<String> = ["aaaa", "bb", "cc", "d", "eeeeee"].map(str::to_owned).into();
        assert_eq!(parts(&paragraphs, 6, 3), ["aaaabb", "ccd", "eeeeee"]);
        assert_eq!(parts(&paragraphs, 100, 3).len(), 1);
        assert!(parts(&[], 1, 1).is_empty());
    }

    #[test]
    fn control_characters_are_left_out() {
        assert_eq!(tidy("a\u{0}b\nc\u{1b}[31m "), "a b c [31m");
    }
}
