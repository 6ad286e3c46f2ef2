//! Whether an Easy Read summary is one: short sentences, easier words than the notes have, and not their copy.

use std::borrow::Cow;
use std::collections::BTreeSet;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::dialect::{PlacedEvent, Punctuation, placed_events};
use crate::markdown::original;
use crate::markdown::plain_language::reading_age;
use crate::model::episode::Episode;
use crate::model::wording::line_counter::LineCounter;
use crate::model::wording::text::Text;

/// Fewer words say nothing. // words, headings left out
const WORDS_MIN: usize = 4;
/// The longest sentence. // words; Inclusion Europe, "Information for all", asks for short ones; Easy Read guides name 15 to 20
pub(crate) const SENTENCE_MAX: usize = 20;
/// The fewest words of a sentence that two people hardly write alike. // words
const OWN_WORDS: usize = 6;
/// How many of the sentences may be those of the notes. // percent
const COPIED_MAX: usize = 50;
/// So many letters are a word, on average, where there are no spaces between words.
const LETTERS_OF_A_WORD: usize = 2;
/// How much harder than the notes it may seem by a formula that is no finer. // years
const AGE_TOLERANCE: f64 = 1.0;
/// What is read with ease at this age is easy, however plain the notes are. // years
const AGE_EASY: f64 = 9.0;

/// What keeps a summary from being easy to read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum EasyReadFault {
    /// It says nothing, or nearly nothing.
    Empty {
        /// How many words there are.
        words: usize,
    },
    /// A sentence is long.
    LongSentence {
        /// The line on which it begins, from 1.
        line: u32,
        /// How many words it has.
        words: usize,
        /// How many more are long.
        more: usize,
    },
    /// It needs a greater reading age than the notes.
    HarderThanNotes {
        /// Its own. // years
        age: f64,
        /// That of the notes. // years
        notes: f64,
    },
    /// Most sentences stand in the notes or the summary.
    Copied {
        /// How many of them.
        sentences: usize,
        /// Of how many.
        of: usize,
    },
}

/// Everything that keeps an Easy Read summary from being easy to read, beside what else its episode says: the short summary and the notes, or the
/// HTML or description in their place. How hard words are is measured in English only.
pub(crate) fn faults_in(text: &str, episode: &Episode, is_english: bool) -> Vec<EasyReadFault> {
    let summary = episode.summary.as_ref().map(Text::as_str).unwrap_or_default();
    let published = episode.content_html.as_ref().or(episode.description.as_ref());
    let notes = match (&episode.notes, published) {
        (Some(notes), _) => Some(Cow::Borrowed(notes.as_str())),
        (None, Some(published)) => Some(Cow::Owned(original::words(published.as_str()))),
        (None, None) => None,
    };
    faults(text, summary, notes.as_deref(), is_english)
}

fn faults(text: &str, summary: &str, notes: Option<&str>, is_english: bool) -> Vec<EasyReadFault> {
    let sentences = sentences(text);
    let words: usize = sentences.iter().map(|sentence| sentence.length).sum();
    if words < WORDS_MIN {
        return vec![EasyReadFault::Empty { words }];
    }
    let mut found = Vec::new();
    let mut long = sentences.iter().filter(|sentence| sentence.length > SENTENCE_MAX);
    if let Some(first) = long.next() {
        found.push(EasyReadFault::LongSentence { line: first.line, words: first.length, more: long.count() });
    }
    let notes = self::sentences(notes.unwrap_or_default());
    let own: Vec<&Sentence> = sentences.iter().filter(|sentence| sentence.length >= OWN_WORDS).collect();
    let summary = self::sentences(summary);
    let known: BTreeSet<&[String]> = summary.iter().chain(&notes).map(|other| other.words.as_slice()).collect();
    let copied = own.iter().filter(|sentence| known.contains(sentence.words.as_slice())).count();
    if copied * 100 > own.len() * COPIED_MAX {
        found.push(EasyReadFault::Copied { sentences: copied, of: own.len() });
    }
    if is_english
        && let Some(age) = reading_age(&plain(&sentences)).filter(|age| *age > AGE_EASY)
        && let Some(notes) = reading_age(&plain(&notes))
        && age > notes + AGE_TOLERANCE
    {
        found.push(EasyReadFault::HarderThanNotes { age, notes });
    }
    found
}

/// The words alone.
fn plain(sentences: &[Sentence]) -> String {
    sentences.iter().flat_map(|sentence| [sentence.words.join(" "), ". ".to_owned()]).collect()
}

/// A sentence.
#[derive(Default)]
struct Sentence {
    /// The line on which it begins, from 1.
    line: u32,
    /// Its words in small letters. Where a language puts no spaces between words, a clause is one.
    words: Vec<String>,
    /// How many words it has, two letters for one where there are no spaces.
    length: usize,
}

/// The sentences of a text. Each item of a list, each paragraph and each cell ends one; headings, code and pictures are none.
fn sentences(markdown: &str) -> Vec<Sentence> {
    let mut lines = LineCounter::of(markdown);
    let mut reading = SentenceReader::default();
    let mut passed_over: usize = 0;
    for PlacedEvent { event, start } in placed_events(markdown, Punctuation::AsWritten) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => passed_over += 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Image | TagEnd::CodeBlock) => {
                passed_over = passed_over.saturating_sub(1);
                reading.is_joined = false;
            }
            Event::Text(text) | Event::Code(text) if passed_over == 0 => reading.take(&text, lines.at(start)),
            Event::SoftBreak | Event::HardBreak => reading.is_joined = false,
            Event::Start(Tag::Item) | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => {
                (reading.is_open, reading.is_joined) = (false, false);
            }
            _ => {}
        }
    }
    reading.found
}

/// Sentences as they are read.
#[derive(Default)]
struct SentenceReader {
    found: Vec<Sentence>,
    /// Whether the last one goes on.
    is_open: bool,
    /// Whether the last word may go on: a part of a word can be bold.
    is_joined: bool,
}

impl SentenceReader {
    fn take(&mut self, text: &str, line: u32) {
        // full stops that no space follows
        for piece in text.split_inclusive(['。', '！', '？']) {
            for (index, token) in piece.split_whitespace().enumerate() {
                let is_same = index == 0 && self.is_joined && self.is_open && !piece.starts_with(char::is_whitespace);
                self.word(token, is_same, line);
                let end = token.trim_end_matches(['"', '\'', ')', '”', '’', '»', ']']);
                self.is_open &= !end.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '।']);
            }
            self.is_joined = !piece.ends_with(char::is_whitespace);
        }
    }

    fn word(&mut self, token: &str, is_same: bool, line: u32) {
        let bare: String = token.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')).collect();
        if !bare.contains(char::is_alphanumeric) {
            return;
        }
        if !self.is_open {
            self.found.push(Sentence { line, ..Sentence::default() });
            self.is_open = true;
        }
        let Some(sentence) = self.found.last_mut() else { return };
        let length = bare.chars().filter(|c| is_unspaced(*c)).count().div_ceil(LETTERS_OF_A_WORD);
        if let Some(word) = sentence.words.last_mut().filter(|_| is_same) {
            word.push_str(&bare.to_lowercase());
            sentence.length += length;
        } else {
            sentence.words.push(bare.to_lowercase());
            sentence.length += length.max(1);
        }
    }
}

/// Whether a letter is of a script that puts no spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::episode::RequiredEpisode;

    fn long(count: usize) -> String {
        format!("{}.", vec!["word"; count].join(" "))
    }

    #[test]
    fn a_summary_says_something() {
        for (text, words) in [
            ("", 0),
            ("- A door.\n", 2),
            ("# What this is about, in a long heading\n", 0),
            ("- Hello.\n- You.\n", 2),
            ("![A cup of tea on a table](t.jpg)\n", 0),
        ] {
            assert_eq!(faults(text, "", None, true), [EasyReadFault::Empty { words }], "{text:?}");
        }
        assert_eq!(faults("- There is a door.\n", "", None, true), []);
        // no spaces between words
        assert_eq!(faults("これはドアです。\n\nドアは開いています。\n", "", None, false), []);
        assert_eq!(faults("这是一扇门。它开着。\n", "", None, false), []);
        assert_eq!(faults("นี่คือประตู\n", "", None, false), []);
        let long =
            "私たちは十年後の介護がどのようなものになるかについて話し合い、皆さんにも意見を書いていただきたいと思っています。";
        assert!(matches!(faults(long, "", None, false)[..], [EasyReadFault::LongSentence { line: 1, .. }]));
    }

    #[test]
    fn sentences_are_short_wherever_they_stand() {
        let found = |text: &str| faults(text, "", None, false);
        assert_eq!(found(&long(20)), []);
        assert_eq!(
            found(&format!("One here.\n\n- Two.\n- {}\n", long(21))),
            [EasyReadFault::LongSentence { line: 4, words: 21, more: 0 }]
        );
        // a sentence may go on in the next line, and ends with its paragraph or its item
        let half = ["word"; 11].join(" ");
        assert_eq!(found(&format!("{half}\n{half}.\n")), [EasyReadFault::LongSentence { line: 1, words: 22, more: 0 }]);
        assert_eq!(found(&format!("{half}\n\n{half}.\n- {half}\n- {half}\n1. {half}\n2) {half}\n# {half}\n{half}")), []);
        assert_eq!(found(&format!("| {half} | {half} |\n|---|---|\n| {half} | {half} |\n")), []);
        assert_eq!(
            found(
                "<!-- a comment that nobody sees, and that is much longer than any sentence of an easy text should be, is none -->\n\nOne **im**portant word is one."
            ),
            []
        );
        assert_eq!(found(&format!("{half}! {half}? “{half}.” {half}: {half}")), []);
        assert_eq!(found(&format!("{} {}", long(25), long(30))), [EasyReadFault::LongSentence { line: 1, words: 25, more: 1 }]);
        assert_eq!(found(&format!("{} [a link](https://example.org/a-b-c-d?e=f g).", ["word"; 18].join(" "))), []);
    }

    #[test]
    fn a_copy_of_the_notes_is_no_summary() {
        let notes = "We talk about what care could be in ten years.\n\nMaria tells how she changed her own plan. Then we ask you to write to us soon.";
        assert_eq!(faults(notes, "", Some(notes), false), [EasyReadFault::Copied { sentences: 3, of: 3 }]);
        let half = "- We talk about what care could be in ten years.\n- Maria has a plan.\n- She made it with others who know her well.\n";
        assert_eq!(faults(half, notes, None, false), []);
        assert_eq!(
            faults("- Hello.\n- This is new.\n- It is good.\n", "Hello. This is new. It is good.", None, false),
            [],
            "short sentences are alike by chance"
        );
    }

    #[test]
    fn a_copy_of_html_or_of_a_description_is_no_summary_either() {
        let text = "- Maria tells how she changed her plan.\n- We ask you to write to us.\n";
        let html = "<h2>Plans</h2><p>Maria tells how she <em>changed</em> her plan.</p><p>We ask you to write to us.</p>";
        let copied = [EasyReadFault::Copied { sentences: 2, of: 2 }];
        let mut episode = Episode::from(RequiredEpisode {
            slug: "plans".parse().unwrap(),
            folder: "episodes/plans".parse().unwrap(),
            title: "Plans".parse().unwrap(),
            guid: "7d1a9c52-0000-4000-8000-000000000001".parse().unwrap(),
            date: "2022-07-01T07:00:00Z".parse().unwrap(),
        });
        assert_eq!(faults_in(text, &episode, false), []);
        episode.content_html = Some(html.parse().unwrap());
        assert_eq!(faults_in(text, &episode, false), copied);
        episode.content_html = None;
        episode.description = Some("Maria tells how she changed her plan. We ask you to write to us.".parse().unwrap());
        assert_eq!(faults_in(text, &episode, false), copied);
        episode.notes = Some("Other words.".parse().unwrap());
        assert_eq!(faults_in(text, &episode, false), [], "apps show the notes");
    }

    #[test]
    fn it_is_not_harder_than_the_notes() {
        let plain = "We make a plan. You tell us what you need. We ask you first. Then we do it with you.";
        let office = "Participatory commissioning necessitates organisational reconfiguration across multidisciplinary partnerships. \
                      Notwithstanding considerable budgetary constraints, implementation continues everywhere.";
        assert!(matches!(faults(office, "", Some(plain), true)[..], [EasyReadFault::HarderThanNotes { .. }]));
        assert_eq!(faults(office, "", Some(plain), false), []);
        assert_eq!(faults(plain, "", Some(office), true), []);
        assert_eq!(faults(office, plain, Some("Short."), true), []);
    }
}
