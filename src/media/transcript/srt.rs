//! SubRip files to cues. SubRip has no standard; speakers are those of the Podcast Namespace (`transcripts.md`, "SRT"): `Name: ` where
//! the speaker changes.

use super::clock::{FractionSign, is_times, times};
use super::cue_texts::CueTexts;
use super::notices::Notices;
use super::repair::Repair;
use super::{excerpt, lines, speaker_names};
use crate::model::media::transcript::Cue;

pub(super) fn parse(text: &str, people: &[String], notices: &mut Notices) -> Vec<Cue> {
    let lines = lines(text);
    let mut texts = Vec::new();
    for block in lines.split(|(_, line)| line.trim().is_empty()).filter(|block| !block.is_empty()) {
        let mut rest = block;
        while let Some((first, after)) = cue_lines(rest, notices) {
            let (head, words) = first;
            if let Some((start, end)) = times(head.0, head.1, FractionSign::Comma, notices) {
                let coded = words.iter().find(|(_, line)| line.contains("{\\") || line.to_ascii_lowercase().contains("<font"));
                if let Some((line, _)) = coded {
                    notices.repair(Repair::SubtitleCodes, *line);
                }
                let words = words.iter().map(|(_, line)| plain(line).trim().to_owned()).filter(|line| !line.is_empty());
                texts.push(CueTexts { line: head.0, start, end, lines: words.collect() });
            }
            rest = after;
        }
    }
    speaker_names::cues(texts, people)
}

type NumberedLine<'a> = (u32, &'a str);

/// The lines of a cue: the one with its times, and its words.
type CueLines<'a, 'b> = (NumberedLine<'b>, &'a [NumberedLine<'b>]);

/// The first cue of a block, then what comes after. Blank lines between cues may be missing.
fn cue_lines<'a, 'b>(block: &'a [NumberedLine<'b>], notices: &mut Notices) -> Option<(CueLines<'a, 'b>, &'a [NumberedLine<'b>])> {
    let &(line, first) = block.first()?;
    let timed = usize::from(is_number(first) && block.len() > 1);
    let head = block[timed];
    if !is_times(head.1) {
        notices.refuse(line, format!("`{}` belongs to no cue: the line of times before it is missing", excerpt(first)));
        return None;
    }
    let words = &block[timed + 1..];
    let next = words
        .iter()
        .position(|(_, line)| is_times(line) && times(0, line, FractionSign::Comma, &mut Notices::default()).is_some());
    let end = next.map_or(words.len(), |at| if at > 0 && is_number(words[at - 1].1) { at - 1 } else { at });
    Some(((head, &words[..end]), &words[end..]))
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
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
        let mut notices = Notices::default();
        let cues = parse(text, &["Ann Lee".to_owned(), "Bob".to_owned()], &mut notices);
        assert!(notices.finish(crate::model::media::transcript::Transcript::default(), false).is_ok());
        cues.iter().map(|cue| (cue.start.as_millis(), cue.end.as_millis(), cue.line, words(cue))).collect()
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
    fn refuses_words_without_times_and_goes_on() {
        let refused = |text: &str| -> Vec<(u32, bool)> {
            let mut notices = Notices::default();
            parse(text, &[], &mut notices);
            let refused = notices.finish(crate::model::media::transcript::Transcript::default(), false).unwrap_err();
            refused.errors.iter().map(|error| (error.line, error.message.contains("belongs to no cue"))).collect()
        };
        let text = "1\n00:00:00,000 --> 00:00:01,000\none\n\nlost words\n\n2\n00:00:01,000 --> x\ntwo\n\nlost\n";
        assert_eq!(refused(text), [(5, true), (8, false), (11, true)]);
        assert_eq!(refused("7"), [(1, true)]);
    }
}
