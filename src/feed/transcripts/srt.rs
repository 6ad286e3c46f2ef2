//! SubRip, with the speaker's name where the speaker changes, in cues of at most two lines of 32 characters (Podcast Namespace,
//! `docs/examples/transcripts/transcripts.md`, "SRT").

use crate::model::media::transcript::{Cue, Speech};
use crate::model::time::timestamp::Timestamp;

/// Most lines of a cue.
const LINES_MAX: usize = 2;
/// Longest line. // characters
const LINE_MAX: usize = 32;
/// Fewest characters for words in a line, behind a long name.
const WORDS_MIN: usize = 8;

/// A line of a cue.
struct SrtLine {
    text: String,
    /// How many letters are spoken in it.
    letters: u64,
}

pub(in crate::feed) fn write(cues: &[Cue]) -> String {
    let mut out = String::new();
    let mut speaker: Option<&str> = None;
    let mut number = 0;
    for cue in cues {
        let mut lines = Vec::new();
        for speech in &cue.speeches {
            add_lines(&mut lines, speech, speech.speaker.as_deref() != speaker);
            if speech.speaker.is_some() {
                speaker = speech.speaker.as_deref();
            }
        }
        for (times, lines) in parts(cue, &lines) {
            number += 1;
            if number > 1 {
                out.push('\n');
            }
            out.extend([&number.to_string(), "\n", &time(times.0), " --> ", &time(times.1), "\n"]);
            for line in lines {
                out.extend([line.text.as_str(), "\n"]);
            }
        }
    }
    out
}

/// The lines of a speech: its own, and those that are too long broken at words.
fn add_lines(lines: &mut Vec<SrtLine>, speech: &Speech, is_new_speaker: bool) {
    let name = speech.speaker.as_deref().map(|name| format!("{name}: "));
    let mut needs_name = is_new_speaker;
    for written in speech.text.lines() {
        let written = written.replace("-->", "->");
        let mut rest = written.trim();
        while !rest.is_empty() {
            let bare = broken(rest, LINE_MAX);
            // A name stands before such a line again.
            let prefix = name.as_deref().filter(|_| needs_name || is_ambiguous(&rest[..bare])).unwrap_or_default();
            let length = if prefix.is_empty() {
                bare
            } else {
                broken(rest, LINE_MAX.saturating_sub(prefix.chars().count()).max(WORDS_MIN))
            };
            let words = rest[..length].trim_end();
            let letters = words.chars().filter(|letter| !letter.is_whitespace()).count() as u64;
            lines.push(SrtLine { text: format!("{prefix}{words}"), letters });
            rest = rest[length..].trim_start();
            needs_name = false;
        }
    }
}

/// How much of a text fits into so many characters: whole words, or a part of one that is longer (bytes).
fn broken(text: &str, room: usize) -> usize {
    let Some((end, next)) = text.char_indices().nth(room) else { return text.len() };
    let fitting = &text[..end];
    if next.is_whitespace() {
        return end;
    }
    fitting.rfind(char::is_whitespace).filter(|at| !fitting[..*at].trim().is_empty()).unwrap_or(end)
}

/// A cue in as many as its lines need, the time shared by the letters of each. One that is too short to be shared keeps all of its lines.
fn parts<'l>(cue: &Cue, lines: &'l [SrtLine]) -> Vec<((Timestamp, Timestamp), &'l [SrtLine])> {
    let (start, end) = (cue.start.as_millis(), cue.end.as_millis());
    let length = end.saturating_sub(start);
    let count = lines.len().div_ceil(LINES_MAX);
    let letters: u64 = lines.iter().map(|line| line.letters).sum();
    if count <= 1 || length < count as u64 || letters == 0 {
        return vec![((cue.start, cue.end), lines)];
    }
    let mut parts = Vec::with_capacity(count);
    let (mut begin, mut spoken) = (start, 0);
    for (index, chunk) in lines.chunks(LINES_MAX).enumerate() {
        spoken += chunk.iter().map(|line| line.letters).sum::<u64>();
        // Each of the parts to come needs a millisecond.
        let left = (count - index - 1) as u64;
        let share = u128::from(length) * u128::from(spoken) / u128::from(letters);
        let until = start + u64::try_from(share).unwrap_or(length);
        let until = until.max(begin + 1).min(end - left);
        parts.push(((Timestamp::from_millis(begin), Timestamp::from_millis(until)), chunk));
        begin = until;
    }
    parts
}

/// A line that readers might take for another speaker's, or for a sound that nobody speaks.
fn is_ambiguous(line: &str) -> bool {
    line.contains(':') || line.starts_with(['[', '(', '♪'])
}

/// `HH:MM:SS,mmm`.
fn time(time: Timestamp) -> String {
    time.full().replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(start: u64, end: u64, speeches: &[(Option<&str>, &str)]) -> Cue {
        let speeches =
            speeches.iter().map(|(speaker, text)| Speech { speaker: speaker.map(str::to_owned), text: (*text).to_owned() });
        Cue { start: Timestamp::from_millis(start), end: Timestamp::from_millis(end), speeches: speeches.collect(), line: 1 }
    }

    #[test]
    fn a_long_cue_becomes_several_whose_time_goes_by_their_letters() {
        let words = "Nobody had the key, and nobody knew who had built the wall around it, or why.";
        let text = write(&[cue(0, 6400, &[(Some("Ada"), words)]), cue(7000, 8000, &[(Some("Ada"), "Yes.")])]);
        let expected = "1\n00:00:00,000 --> 00:00:04,438\nAda: Nobody had the key, and\nnobody knew who had built the\n\n\
                        2\n00:00:04,438 --> 00:00:06,400\nwall around it, or why.\n\n3\n00:00:07,000 --> 00:00:08,000\nYes.\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn no_line_is_longer_than_players_show() {
        for words in [
            "Donaudampfschifffahrtsgesellschaftskapitänspatent und noch ein Wort",
            "合作生产意味着与使用服务的人一起设计服务而不是为他们设计服务这需要时间也需要信任",
            "He said: come in [laughs] and then (quietly) the very same: thing again",
            "a b\nc",
            "https://example.org/a/very/long/address/that/has/no/blank/in/it and more",
        ] {
            let text = write(&[cue(0, 9000, &[(None, words), (Some("Ben"), words), (Some("Ada Example"), words)])]);
            for block in text.split("\n\n") {
                let lines: Vec<&str> = block.trim_end().lines().skip(2).collect();
                assert!((1..=2).contains(&lines.len()), "{block}");
                assert!(lines.iter().all(|line| line.chars().count() <= 32), "{block}");
            }
            let spoken: String = text.split("\n\n").flat_map(|block| block.lines().skip(2)).collect();
            let plain = |text: &str| text.replace("Ben:", "").replace("Ada Example:", "").split_whitespace().collect::<String>();
            assert_eq!(plain(&spoken), plain(words).repeat(3));
        }
    }

    #[test]
    fn a_cue_that_takes_no_time_stays_one() {
        let words = "word ".repeat(40);
        assert_eq!(write(&[cue(5, 6, &[(None, &words)])]).matches("-->").count(), 1);
        assert_eq!(write(&[cue(5, 5, &[])]), "1\n00:00:00,005 --> 00:00:00,005\n");
        let text = write(&[cue(0, 20, &[(None, &words)])]);
        assert!(text.contains("00:00:00,000 --> 00:00:00,00"), "{text}");
    }
}
