//! Who speaks, in forms that have no mark for it: `Name: words`, as the Podcast Namespace describes for SubRip (`transcripts.md`, "SRT").
//! Sentences hold colons too ("his new book, Learning\nGardening.js: powerful machines"), so a name must stand where a sentence starts, and
//! be known: from the show's people, from another place in the file, or because the file begins with a name and this one looks like it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::cue_texts::CueTexts;
use crate::model::media::transcript::{Cue, Speech};

/// The cues with their speakers. A speaker stays until another is named, over the ends of cues too.
pub(super) fn cues(texts: Vec<CueTexts>, people: &[String]) -> Vec<Cue> {
    let known = KnownSpeakers::of(&texts, people);
    let mut speaker = None;
    let mut before = String::new();
    let mut cues = Vec::with_capacity(texts.len());
    for cue in texts {
        let mut told: Vec<Speech> = Vec::new();
        for (index, line) in cue.lines.iter().enumerate() {
            let place = NamePlace { starts_cue: index == 0, starts_sentence: known.ends_sentence(&before, index == 0) };
            let found = named(line).filter(|found| known.accepts(found, place));
            let text = found.as_ref().map_or(line.as_str(), |found| found.text);
            if let Some(found) = &found {
                speaker = Some(found.name.to_owned());
            }
            before.clone_from(line);
            if text.is_empty() {
                continue;
            }
            let said_by = if is_sound(text) && found.is_none() { None } else { speaker.clone() };
            match told.last_mut() {
                Some(last) if last.speaker == said_by => {
                    last.text.push('\n');
                    last.text.push_str(text);
                }
                _ => told.push(Speech { speaker: said_by, text: text.to_owned() }),
            }
        }
        cues.push(Cue { start: cue.start, end: cue.end, speeches: told, line: cue.line });
    }
    cues
}

/// `[music]`, `(laughter)` and `♪` are nobody's words.
fn is_sound(text: &str) -> bool {
    (text.starts_with('[') && text.ends_with(']')) || (text.starts_with('(') && text.ends_with(')')) || text.starts_with('♪')
}

/// Where a possible name stands.
#[derive(Clone, Copy, Debug)]
struct NamePlace {
    starts_cue: bool,
    starts_sentence: bool,
}

/// Who may speak in a file.
struct KnownSpeakers {
    people: BTreeSet<String>,
    /// Names that start a sentence more than once.
    repeated: BTreeSet<String>,
    /// Whether the first words of the file name a speaker.
    begins_with_name: bool,
    /// Whether sentences end in a sign; a machine's transcript may have none.
    is_punctuated: bool,
}

/// One cue in so many ends a sentence in a text with full stops.
const PUNCTUATED: usize = 10;

impl KnownSpeakers {
    fn of(texts: &[CueTexts], people: &[String]) -> Self {
        let ends = texts.iter().filter(|cue| cue.lines.last().is_some_and(|line| ends_sentence(line))).count();
        let whole = people.iter().map(|name| folded(name));
        // A transcript often has the first name only.
        let first = people.iter().filter_map(|name| name.split_whitespace().next()).map(folded);
        let mut known = Self {
            people: whole.chain(first).collect(),
            repeated: BTreeSet::new(),
            begins_with_name: false,
            is_punctuated: ends * PUNCTUATED >= texts.len(),
        };
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut before = "";
        let lines = texts.iter().flat_map(|cue| cue.lines.iter().enumerate());
        for (place, (index, line)) in lines.enumerate() {
            if let Some(found) = named(line).filter(|_| known.ends_sentence(before, index == 0)) {
                *counts.entry(folded(found.name)).or_default() += 1;
                known.begins_with_name |= place == 0;
            }
            before = line;
        }
        known.repeated = counts.into_iter().filter(|(_, count)| *count > 1).map(|(name, _)| name).collect();
        known
    }

    /// Whether a sentence may start after this line.
    fn ends_sentence(&self, before: &str, starts_cue: bool) -> bool {
        before.is_empty() || ends_sentence(before) || (starts_cue && !self.is_punctuated)
    }

    fn accepts(&self, found: &Named, place: NamePlace) -> bool {
        let name = folded(found.name);
        found.is_marked
            || self.people.contains(&name)
            || (self.repeated.contains(&name) && (place.starts_sentence || place.starts_cue))
            || (self.begins_with_name && place.starts_cue && place.starts_sentence && is_like_a_name(found.name))
    }
}

fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '\'', '”', '’', '»', ' ']);
    line.ends_with(['.', '?', '!', '…', ')', ']', '♪', '。', '？', '！', '؟', '।', '۔', '–', '—', '-'])
}

/// Longest name of a speaker. // characters
const NAME_MAX: usize = 60;

/// Most words in the name of a speaker.
const NAME_WORDS_MAX: usize = 5;

/// Most words in a name that stands once in a file, and that nothing else vouches for.
const SINGLE_NAME_WORDS_MAX: usize = 3;

/// Words with which English sentences go on after a colon.
const LABELS: [&str; 24] = [
    "also",
    "answer",
    "because",
    "careful",
    "example",
    "finally",
    "first",
    "hint",
    "important",
    "listen",
    "look",
    "note",
    "problem",
    "question",
    "remember",
    "result",
    "second",
    "so",
    "spoiler",
    "step",
    "then",
    "tip",
    "update",
    "warning",
];

/// `Name: words`.
#[derive(Debug, Eq, PartialEq)]
struct Named<'a> {
    name: &'a str,
    text: &'a str,
    /// In a form that a program wrote, such as `[SPEAKER_00]:`.
    is_marked: bool,
}

/// What stands before a colon, where that looks like a name.
fn named(line: &str) -> Option<Named<'_>> {
    let line = line.trim_start_matches(['>', ' ']);
    if let Some((name, text)) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let (colon, name) = (text.strip_prefix(':'), name.trim());
        let is_marked = colon.is_some() || is_numbered_speaker(name);
        return (is_marked && looks_like_a_name(name)).then(|| Named { name, text: colon.unwrap_or(text).trim(), is_marked });
    }
    let (name, text) = line.split_once([':', '：'])?;
    let is_wide = line[name.len()..].starts_with('：');
    let is_apart = is_wide || text.is_empty() || text.starts_with(char::is_whitespace);
    let is_name = looks_like_a_name(name) && name.trim_end() == name;
    (is_name && is_apart).then(|| Named { name, text: text.trim(), is_marked: is_numbered_speaker(name) })
}

fn looks_like_a_name(name: &str) -> bool {
    let is_short = name.chars().count() <= NAME_MAX && name.split_whitespace().count() <= NAME_WORDS_MAX;
    let begins = name.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase());
    is_short && begins && !name.contains(['?', '!', ',', ';', '"', '[', '(', '♪', '<'])
}

/// `Speaker 1`, `SPEAKER_00`: what programs write that tell voices apart.
fn is_numbered_speaker(name: &str) -> bool {
    let digits =
        name.get(..7).filter(|word| word.eq_ignore_ascii_case("speaker")).map(|_| name[7..].trim_start_matches([' ', '_']));
    digits.is_some_and(|digits| (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// A few words with capital letters, and none that sentences begin with.
fn is_like_a_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let has_capital = |word: &&str| word.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase());
    words.len() <= SINGLE_NAME_WORDS_MAX
        && words.iter().all(has_capital)
        && !words.first().is_some_and(|word| LABELS.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests;
