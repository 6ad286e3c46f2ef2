//! SubRip, with the speaker's name where the speaker changes, in cues of at most two lines of 32 characters (Podcast Namespace,
//! `docs/examples/transcripts/transcripts.md`, "SRT"). A line with a name of more than 22 letters is longer: names are never cut, since programs know
//! speakers by them.

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

/// The lines of a speech: its own; where one of them is too long, all of its words, broken anew.
fn add_lines(lines: &mut Vec<SrtLine>, speech: &Speech, is_new_speaker: bool) {
    let name = speech.speaker.as_deref().map(|name| format!("{name}: "));
    // A name stands before such a line again.
    let prefix = |line: &str, needs_name: bool| name.as_deref().filter(|_| needs_name || is_ambiguous(line)).unwrap_or_default();
    let mut written: Vec<String> =
        speech.text.lines().map(|line| line.trim().replace("-->", "->")).filter(|line| !line.is_empty()).collect();
    let fits = |(index, line): (usize, &String)| {
        prefix(line, is_new_speaker && index == 0).chars().count() + line.chars().count() <= LINE_MAX
    };
    if !written.iter().enumerate().all(fits) {
        written = vec![written.join(" ")];
    }
    let mut needs_name = is_new_speaker;
    for line in &written {
        let mut rest = line.as_str();
        while !rest.is_empty() {
            let bare = broken(rest, LINE_MAX);
            let prefix = prefix(&rest[..bare], needs_name);
            let length = if prefix.is_empty() { bare } else { broken(rest, room_behind(prefix, rest)) };
            let words = rest[..length].trim_end();
            let letters = words.chars().filter(|letter| !letter.is_whitespace()).count() as u64;
            lines.push(SrtLine { text: format!("{prefix}{words}"), letters });
            rest = rest[length..].trim_start();
            needs_name = false;
        }
    }
}

/// How many characters of a text stand in a line behind a name: behind a long one as many as its first word has, which is not broken for a name's sake.
fn room_behind(name: &str, text: &str) -> usize {
    let room = LINE_MAX.saturating_sub(name.chars().count());
    let first_word = text.chars().take_while(|letter| !letter.is_whitespace()).count();
    if room >= WORDS_MIN {
        room
    } else if first_word <= LINE_MAX {
        first_word.max(WORDS_MIN)
    } else {
        WORDS_MIN
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
            let long = "Baroness Alexandra Hamilton-Smith";
            let speeches = [(None, words), (Some("Ben"), words), (Some("Ada Example"), words), (Some(long), words)];
            let text = write(&[cue(0, 9000, &speeches)]);
            for block in text.split("\n\n") {
                let lines: Vec<&str> = block.trim_end().lines().skip(2).collect();
                assert!((1..=2).contains(&lines.len()), "{block}");
                let is_short = |line: &str| match line.strip_prefix(long).and_then(|rest| rest.strip_prefix(": ")) {
                    None => line.chars().count() <= 32,
                    // such a name leaves no room
                    Some(words) => {
                        words.chars().count() <= words.split(' ').next().unwrap_or_default().chars().count().clamp(8, 32)
                    }
                };
                assert!(lines.iter().all(|line| is_short(line)), "{block}");
            }
            let spoken: String = text.split("\n\n").flat_map(|block| block.lines().skip(2)).collect();
            let plain = |text: &str| {
                let names = ["Ben:", "Ada Example:", "Baroness Alexandra Hamilton-Smith:"];
                names.iter().fold(text.to_owned(), |text, name| text.replace(name, "")).split_whitespace().collect::<String>()
            };
            assert_eq!(plain(&spoken), plain(words).repeat(4));
        }
    }

    #[test]
    fn a_long_name_stands_whole_before_a_whole_word() {
        let name = "Baroness Alexandra Hamilton-Smith";
        let text = write(&[cue(0, 3000, &[(Some(name), "Knowledge is what we have to share in every town.")])]);
        let expected =
            "1\n00:00:00,000 --> 00:00:02,250\nBaroness Alexandra Hamilton-Smith: Knowledge\nis what we have to share in\n";
        assert!(text.starts_with(expected), "{text}");
    }

    #[test]
    fn lines_of_the_producer_stay_where_all_of_them_fit_and_leave_no_stubs_where_not() {
        let short = write(&[cue(0, 2000, &[(Some("Ada"), "We had no key\nand no door.")])]);
        assert_eq!(short, "1\n00:00:00,000 --> 00:00:02,000\nAda: We had no key\nand no door.\n");
        let long = write(&[cue(0, 4000, &[(None, "Welcome to this short bonus from\nthe people who built the town hall.")])]);
        let lines: Vec<&str> = long.split("\n\n").flat_map(|block| block.trim_end().lines().skip(2)).collect();
        assert_eq!(lines, ["Welcome to this short bonus from", "the people who built the town", "hall."]);
        let broken = write(&[cue(0, 4000, &[(Some("Ada"), "Welcome to this short bonus from\nthe town hall of Bristol.")])]);
        let lines: Vec<&str> = broken.split("\n\n").flat_map(|block| block.trim_end().lines().skip(2)).collect();
        assert_eq!(lines, ["Ada: Welcome to this short bonus", "from the town hall of Bristol."]);
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
