//! Whether an Easy Read summary is one: short sentences, easier words than the notes have, and not their copy.

use std::collections::BTreeSet;

use crate::markdown::outline::Outline;
use crate::markdown::plain_language::reading_age;

/// Fewer words say nothing. // words, headings left out
const WORDS_MIN: usize = 4;
/// The longest sentence. // words; Inclusion Europe, "Information for all", asks for short ones; Easy Read guides name 15 to 20
pub(crate) const SENTENCE_MAX: usize = 20;
/// The fewest words of a sentence that two people hardly write alike. // words
const OWN_WORDS: usize = 6;
/// How many of the sentences may be those of the notes. // percent
const COPIED_MAX: usize = 50;
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

/// Everything that keeps a summary from being easy to read, beside the episode's short summary and its notes. How hard words are is measured in
/// English only.
pub(crate) fn faults(text: &str, summary: &str, notes: Option<&str>, is_english: bool) -> Vec<EasyReadFault> {
    let sentences = sentences(text);
    let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
    if words < WORDS_MIN {
        return vec![EasyReadFault::Empty { words }];
    }
    let mut found = Vec::new();
    let mut long = sentences.iter().filter(|sentence| sentence.words.len() > SENTENCE_MAX);
    if let Some(first) = long.next() {
        found.push(EasyReadFault::LongSentence { line: first.line, words: first.words.len(), more: long.count() });
    }
    let others = self::sentences(summary).into_iter().chain(self::sentences(notes.unwrap_or_default()));
    let known: BTreeSet<Vec<String>> = others.map(|other| other.words).collect();
    let own: Vec<&Sentence> = sentences.iter().filter(|sentence| sentence.words.len() >= OWN_WORDS).collect();
    let copied = own.iter().filter(|sentence| known.contains(&sentence.words)).count();
    if copied * 100 > own.len() * COPIED_MAX {
        found.push(EasyReadFault::Copied { sentences: copied, of: own.len() });
    }
    if is_english
        && let Some(age) = reading_age(&plain(text)).filter(|age| *age > AGE_EASY)
        && let Some(notes) = notes.and_then(|notes| reading_age(&plain(notes)))
        && age > notes + AGE_TOLERANCE
    {
        found.push(EasyReadFault::HarderThanNotes { age, notes });
    }
    found
}

/// The words alone, a sentence a line where the text has a block a line.
fn plain(markdown: &str) -> String {
    Outline::of(markdown).text
}

/// A sentence.
struct Sentence {
    /// The line on which it begins, from 1.
    line: u32,
    /// Its words in small letters.
    words: Vec<String>,
}

/// The sentences of a text. Each item of a list and each paragraph ends one; headings are none, and neither are pictures and addresses.
fn sentences(markdown: &str) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    let mut is_open = false;
    for (index, line) in markdown.lines().enumerate() {
        let trimmed = line.trim_start().trim_start_matches('>').trim_start();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            is_open = false;
            continue;
        }
        let (is_item, body) = item(trimmed);
        is_open &= !is_item;
        for word in without_addresses(body).split_whitespace() {
            let bare: String = word.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')).collect();
            if bare.contains(char::is_alphanumeric) {
                if !is_open {
                    let line = u32::try_from(index + 1).unwrap_or(u32::MAX);
                    found.push(Sentence { line, words: Vec::new() });
                    is_open = true;
                }
                if let Some(sentence) = found.last_mut() {
                    sentence.words.push(bare.to_lowercase());
                }
            }
            let end = word.trim_end_matches(['"', '\'', ')', '”', '’', '»', '*', '_', ']']);
            is_open &= !end.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '।']);
        }
    }
    found
}

/// What follows the mark of a list's item.
fn item(line: &str) -> (bool, &str) {
    if let Some(rest) = line.strip_prefix(['-', '*', '+', '•']).filter(|rest| rest.starts_with([' ', '\t'])) {
        return (true, rest);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line[digits..].strip_prefix(['.', ')']).filter(|rest| (1..=9).contains(&digits) && rest.starts_with([' ', '\t'])) {
        Some(rest) => (true, rest),
        None => (false, line),
    }
}

/// A line without pictures, and without the addresses of its links.
fn without_addresses(line: &str) -> String {
    let mut rest = line;
    let mut kept = String::new();
    while let Some(at) = rest.find("](") {
        let text = &rest[..at];
        let is_picture = text.rfind('[').is_some_and(|open| text[..open].ends_with('!'));
        let start = if is_picture { text.rfind("![").unwrap_or(at) } else { at };
        kept.push_str(&rest[..start]);
        let after = &rest[at + 2..];
        rest = after.find(')').map_or("", |close| &after[close + 1..]);
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(faults("これは ドア です。 開いて います。\n", "", None, false), []);
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
