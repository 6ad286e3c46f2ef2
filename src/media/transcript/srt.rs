//! SubRip files to cues. SubRip has no standard; speakers are those of the Podcast Namespace (`transcripts.md`, "SRT"): `Name: ` where
//! the speaker changes.

use super::clock::{ARROW, times};
use super::{TranscriptError, cue, excerpt, fault, lines};
use crate::model::media::transcript::{Cue, Speech};

pub(super) fn parse(text: &str) -> Result<Vec<Cue>, TranscriptError> {
    let lines = lines(text);
    let mut cues = Vec::new();
    let mut speaker = None;
    for block in lines.split(|(_, line)| line.trim().is_empty()).filter(|block| !block.is_empty()) {
        let mut rest = block;
        while let Some((first, after)) = cue_lines(rest)? {
            let (head, words) = first;
            cues.push(cue(head.0, times(head.0, head.1)?, speeches(words, &mut speaker))?);
            rest = after;
        }
    }
    Ok(cues)
}

type NumberedLine<'a> = (u32, &'a str);

/// The first cue of a block: its line of times and its words, then what comes after. Blank lines between cues may be missing.
#[expect(clippy::type_complexity, reason = "a pair of pairs, named where it is used")]
fn cue_lines<'a, 'b>(
    block: &'a [NumberedLine<'b>],
) -> Result<Option<((NumberedLine<'b>, &'a [NumberedLine<'b>]), &'a [NumberedLine<'b>])>, TranscriptError> {
    let Some(&(line, first)) = block.first() else { return Ok(None) };
    let timed = usize::from(is_number(first) && block.len() > 1);
    let head = block[timed];
    if !head.1.contains(ARROW) {
        return Err(fault(line, format!("`{}` belongs to no cue: the line of times before it is missing", excerpt(first))));
    }
    let words = &block[timed + 1..];
    let next = words.iter().position(|(_, line)| line.contains(ARROW) && times(0, line).is_ok());
    let end = next.map_or(words.len(), |at| if at > 0 && is_number(words[at - 1].1) { at - 1 } else { at });
    Ok(Some(((head, &words[..end]), &words[end..])))
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}

/// Who says what. A speaker stays until another is named, over the ends of cues too.
fn speeches(words: &[NumberedLine], speaker: &mut Option<String>) -> Vec<Speech> {
    let mut told: Vec<Speech> = Vec::new();
    for (_, line) in words {
        let line = plain(line);
        let line = line.trim();
        let (name, text) = named(line).unwrap_or(("", line));
        if !name.is_empty() {
            *speaker = Some(name.to_owned());
        }
        if text.is_empty() {
            continue;
        }
        let said_by = if is_sound(text) && name.is_empty() { None } else { speaker.clone() };
        match told.last_mut() {
            Some(last) if last.speaker == said_by => {
                last.text.push('\n');
                last.text.push_str(text);
            }
            _ => told.push(Speech { speaker: said_by, text: text.to_owned() }),
        }
    }
    told
}

/// `[music]`, `(laughter)` and `♪` are nobody's words.
fn is_sound(text: &str) -> bool {
    (text.starts_with('[') && text.ends_with(']')) || (text.starts_with('(') && text.ends_with(')')) || text.starts_with('♪')
}

/// Longest name of a speaker. // characters
const NAME_MAX: usize = 60;

/// Most words in the name of a speaker.
const NAME_WORDS_MAX: usize = 5;

/// `Name: words` to both; `None` where what stands before the colon does not look like a name.
fn named(line: &str) -> Option<(&str, &str)> {
    let (name, text) = line.split_once(':')?;
    let short = name.chars().count() <= NAME_MAX && name.split_whitespace().count() <= NAME_WORDS_MAX;
    let begins = name.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase());
    let plain = !name.contains(['?', '!', ',', ';', '"', '[', '(', '♪']) && name.trim_end() == name;
    let apart = text.is_empty() || text.starts_with(char::is_whitespace);
    (short && begins && plain && apart).then(|| (name, text.trim()))
}

/// A line without the tags that SubRip files carry: `<i>`, `<b>`, `<u>`, `<s>`, `<font …>` and `{\an8}`.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let tag = tag_length(rest);
        if tag == 0 {
            let first = rest.chars().next().map_or(0, char::len_utf8);
            out.push_str(&rest[..first]);
            rest = &rest[first..];
        } else {
            rest = &rest[tag..];
        }
    }
    out.push_str(rest);
    out.retain(|c| !c.is_control());
    out
}

/// Length (bytes) of the tag that the text begins with; 0 for none.
fn tag_length(text: &str) -> usize {
    /// Longest tag that is looked for. // bytes; `<font color="#ffffff" face="…">`
    const TAG_MAX: usize = 200;
    let close = if text.starts_with("{\\") { b'}' } else { b'>' };
    let Some(end) = text.bytes().take(TAG_MAX).position(|b| b == close) else { return 0 };
    let name = text[1..end].trim_start_matches('/').split(' ').next().unwrap_or_default();
    let known = close == b'}' || ["i", "b", "u", "s", "font"].iter().any(|tag| tag.eq_ignore_ascii_case(name));
    if known && (close == b'}' || text.starts_with('<')) { end + 1 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(u64, u64, u32, String)> {
        let words = |cue: &Cue| {
            let parts: Vec<String> = cue
                .speeches
                .iter()
                .map(|speech| format!("{}={}", speech.speaker.as_deref().unwrap_or("-"), speech.text))
                .collect();
            parts.join("|")
        };
        parse(text).unwrap().iter().map(|cue| (cue.start.as_millis(), cue.end.as_millis(), cue.line, words(cue))).collect()
    }

    #[test]
    fn a_speaker_stays_until_another_is_named() {
        let text = "1\r\n00:00:00,600 --> 00:00:03,000\r\nAnn Lee: Hello\r\nall.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nStill me.\r\n\r\n\
                    3\r\n00:00:04,000 --> 00:00:05,000\r\n[music]\r\n\r\n4\r\n00:00:05,000 --> 00:00:06,000\r\nBob: Yes.\r\nAnn Lee: No.\r\n";
        assert_eq!(
            told(text),
            [
                (600, 3000, 2, "Ann Lee=Hello\nall.".into()),
                (3000, 4000, 7, "Ann Lee=Still me.".into()),
                (4000, 5000, 11, "-=[music]".into()),
                (5000, 6000, 15, "Bob=Yes.|Ann Lee=No.".into()),
            ]
        );
    }

    #[test]
    fn a_colon_does_not_make_a_name() {
        for line in [
            "at 10: we go",
            "https://example.org",
            "Well, then: go",
            "what he said was: this",
            "Time 10:30 now",
            "A B C D E F: six",
        ] {
            assert_eq!(named(line), None, "{line}");
        }
        assert_eq!(named("Dr. O’Neil: yes"), Some(("Dr. O’Neil", "yes")));
        assert_eq!(named("李: 你好"), Some(("李", "你好")));
        assert_eq!(named("Ann:"), Some(("Ann", "")));
    }

    #[test]
    fn drops_the_tags_of_subrip_and_no_others() {
        assert_eq!(plain("{\\an8}<i>a</i> <font color=\"red\">b</FONT> 1 < 2 {x} <é>"), "a b 1 < 2 {x} <é>");
    }

    #[test]
    fn numbers_and_blank_lines_may_be_missing() {
        let text = "00:00:00.000 --> 00:00:01.000\none\n2\n00:00:01,000 --> 00:00:02,000\n1984\n\n\n";
        assert_eq!(told(text), [(0, 1000, 1, "-=one".into()), (1000, 2000, 4, "-=1984".into())]);
        assert_eq!(told(""), []);
    }

    #[test]
    fn refuses_words_without_times() {
        let error = parse("1\n00:00:00,000 --> 00:00:01,000\none\n\nlost words\n").unwrap_err();
        assert_eq!((error.line, error.message.contains("belongs to no cue")), (5, true));
        assert_eq!(parse("1\n00:00:00,000 --> x\none\n").unwrap_err().line, 2);
        assert_eq!(parse("7").unwrap_err().line, 1);
    }
}
