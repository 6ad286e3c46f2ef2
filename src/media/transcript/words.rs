//! Single words to cues that people can read: some programs write one word a segment.

use super::notices::Notices;
use super::repair::Repair;
use crate::model::media::transcript::{Cue, Speech};
use crate::model::time::timestamp::Timestamp;

/// A word, or a sign that belongs to the word before it.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) line: u32,
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
    pub(super) speaker: Option<String>,
    pub(super) text: String,
}

/// A silence after which another cue begins. // milliseconds
const PAUSE: u64 = 1000;
/// The longest line of a cue of ours. // characters; Netflix, "Timed Text Style Guide", English
const LINE_MAX: usize = 42;
/// The longest cue: two lines. // characters
const CUE_MAX: usize = 2 * LINE_MAX;
/// The longest time of a cue. // milliseconds; Netflix, "Timed Text Style Guide"
const TIME_MAX: u64 = 7000;
/// A sentence of so many characters stands alone.
const SENTENCE_MIN: usize = 24;
/// How long a cue lasts whose words have no length. // milliseconds
const SHORTEST: u64 = 500;

/// The cues of single words. A word without a length is nothing wrong: programs that guess the times of words write many.
pub(super) fn joined(words: &[Word], notices: &mut Notices) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut text = String::new();
    for (index, word) in words.iter().enumerate() {
        if word.end == word.start {
            notices.repair(Repair::WordWithoutLength, word.line);
        }
        let goes_on = cues.last().is_some_and(|cue| goes_on(cue, &text, word));
        if !goes_on {
            text.clear();
            cues.push(Cue { start: word.start, end: word.end, speeches: Vec::new(), line: word.line });
        }
        if !text.is_empty() && needs_space(&text, &word.text) {
            text.push(' ');
        }
        text.push_str(&word.text);
        if let Some(cue) = cues.last_mut() {
            cue.end = cue.end.max(word.end);
            if cue.end == cue.start {
                let next = words.get(index + 1).map_or(u64::MAX, |next| next.start.as_millis());
                let end = cue.start.as_millis().saturating_add(SHORTEST).min(next.max(cue.start.as_millis() + 1));
                cue.end = Timestamp::from_millis(end);
            }
            cue.speeches = vec![Speech { speaker: word.speaker.clone(), text: text.clone() }];
        }
    }
    for speech in cues.iter_mut().flat_map(|cue| &mut cue.speeches) {
        break_line(&mut speech.text);
    }
    cues
}

/// Whether a word belongs to the cue before it.
fn goes_on(cue: &Cue, text: &str, word: &Word) -> bool {
    let same_voice = cue.speeches.first().is_some_and(|speech| speech.speaker == word.speaker);
    let (end, start) = (cue.end.as_millis(), word.start.as_millis());
    let is_sign = word.text.chars().all(|c| c.is_ascii_punctuation());
    let length = text.chars().count();
    let is_full = length + 1 + word.text.chars().count() > CUE_MAX || start.saturating_sub(cue.start.as_millis()) > TIME_MAX;
    let is_sentence = length >= SENTENCE_MIN && text.ends_with(['.', '?', '!', '。', '？', '！', '؟']);
    same_voice && start >= cue.start.as_millis() && (is_sign || (start <= end.saturating_add(PAUSE) && !is_full && !is_sentence))
}

/// Whether a space stands between two words: none before a full stop, and none in Chinese or Japanese.
fn needs_space(before: &str, word: &str) -> bool {
    let is_dense = |c: Option<char>| c.is_some_and(is_written_without_spaces);
    let is_sign = word.starts_with(['.', ',', '?', '!', ';', ':', '%', ')', '’']);
    let are_dense = is_dense(before.chars().last()) && is_dense(word.chars().next());
    !(is_sign || are_dense)
}

/// Han, kana, Thai, Lao, Khmer, Burmese, and the signs that go with them.
fn is_written_without_spaces(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}'
        | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// A long line becomes two, broken at the space nearest to the middle.
fn break_line(text: &mut String) {
    if text.chars().count() <= LINE_MAX {
        return;
    }
    let middle = text.len() / 2;
    let spaces = text.match_indices(' ').map(|(at, _)| at);
    if let Some(at) = spaces.min_by_key(|at| at.abs_diff(middle)) {
        text.replace_range(at..=at, "\n");
    }
}

/// The share of segments that hold a single word in a transcript of words. // percent
const SINGLE_MIN: usize = 90;
/// The fewest segments of which that can be said.
const SEGMENTS_MIN: usize = 4;
/// The longest single word; a sentence in a script without spaces has more characters of it.
const WORD_MAX: usize = 30;
const DENSE_WORD_MAX: usize = 4;

/// Whether a transcript has one word in each segment.
pub(super) fn are_single<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut single, mut apart) = (0_usize, 0_usize, 0_usize);
    for text in texts.map(str::trim).filter(|text| !text.is_empty()) {
        let length = text.chars().count();
        let is_dense = text.chars().any(is_written_without_spaces);
        let longest = if is_dense { DENSE_WORD_MAX } else { WORD_MAX };
        all += 1;
        single += usize::from(length <= longest && !text.contains(char::is_whitespace));
        // Short answers end in a full stop each; words of a sentence do not.
        apart += usize::from(text.ends_with(['.', '?', '!', '。', '？', '！', ']', ')']));
    }
    all >= SEGMENTS_MIN && single * 100 >= all * SINGLE_MIN && apart * 2 < all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &[(u64, u64, &str, &str)]) -> Vec<String> {
        let words: Vec<Word> = words
            .iter()
            .map(|(start, end, speaker, text)| Word {
                line: 1,
                start: Timestamp::from_millis(*start),
                end: Timestamp::from_millis(*end),
                speaker: Some((*speaker).to_owned()),
                text: (*text).to_owned(),
            })
            .collect();
        let cues = joined(&words, &mut Notices::default());
        let speech = |cue: &Cue| cue.speeches[0].clone();
        cues.iter()
            .map(|cue| {
                format!("{}-{} {}={}", cue.start.as_millis(), cue.end.as_millis(), speech(cue).speaker.unwrap(), speech(cue).text)
            })
            .collect()
    }

    #[test]
    fn joins_the_words_of_a_speaker() {
        let words = [
            (300, 600, "Ada", "Hey"),
            (600, 600, "Ada", ","),
            (601, 930, "Ada", "here."),
            (2160, 2160, "Ada", "Uh,"),
            (2190, 2730, "Ada", "so"),
            (2790, 15_500, "Ben", "bye."),
        ];
        assert_eq!(told(&words), ["300-930 Ada=Hey, here.", "2160-2730 Ada=Uh, so", "2790-15500 Ben=bye."]);
        assert_eq!(told(&[(0, 100, "李", "你好"), (100, 100, "李", "朋友")]), ["0-100 李=你好朋友"]);
        assert_eq!(told(&[(5, 5, "A", "Oh")]), ["5-505 A=Oh"]);
    }

    #[test]
    fn cues_are_short_enough_to_read() {
        let words: Vec<(u64, u64, &str, &str)> = (0..200).map(|index| (index * 200, index * 200 + 200, "A", "gardens")).collect();
        let cues = told(&words);
        assert!(
            cues.iter().all(|cue| cue.split('=').nth(1).unwrap().lines().all(|line| line.chars().count() <= LINE_MAX)),
            "{cues:?}"
        );
        assert_eq!(cues.len(), 20);
    }

    #[test]
    fn tells_words_from_sentences() {
        assert!(are_single(["Hey,", "here.", "Uh,", "so", "goodbye."].into_iter()));
        assert!(!are_single(["Yes.", "No.", "Yes!", "Well."].into_iter()));
        assert!(!are_single(["我们今天谈谈花园", "和邻居的门", "我们今天谈谈花园", "和邻居的门"].into_iter()));
        assert!(!are_single(["One word", "and two", "more", "here"].into_iter()));
    }
}
