//! WebVTT files to cues (W3C, "WebVTT: The Web Video Text Tracks Format", sections 4 and 6.1;
//! <https://www.w3.org/TR/webvtt1/#file-parsing>). Where the specification's parser drops a block, this one refuses it, because
//! dropped words are words that a deaf listener never gets.

use super::clock::{FractionSign, is_times, times};
use super::cue_texts::CueTexts;
use super::notices::Notices;
use super::vtt_text::speeches;
use super::{excerpt, lines, speaker_names};
use crate::model::media::transcript::Cue;

pub(super) fn parse(text: &str, people: &[String], notices: &mut Notices) -> Vec<Cue> {
    let lines = lines(text);
    let mut rest = after_header(&lines, notices);
    let mut cues = Vec::new();
    while let Some((block, after)) = next_block(rest) {
        rest = after;
        cues.extend(read_block(block, notices));
    }
    let has_voices = cues.iter().flat_map(|cue: &Cue| &cue.speeches).any(|speech| speech.speaker.is_some());
    if has_voices { cues } else { speaker_names::cues(cues.into_iter().map(without_voices).collect(), people) }
}

/// A cue of a file that has no `<v Name>`: some programs write `Name: ` there, as in SubRip.
fn without_voices(cue: Cue) -> CueTexts {
    let Cue { start, end, speeches, line } = cue;
    let lines = speeches.iter().flat_map(|speech| speech.text.lines()).map(str::to_owned).collect();
    CueTexts { line, start, end, lines }
}

/// The lines after `WEBVTT` and what stands with it, up to the first blank line or the first cue.
fn after_header<'a, 'b>(lines: &'a [(u32, &'b str)], notices: &mut Notices) -> &'a [(u32, &'b str)] {
    let signed = lines.iter().position(|(_, line)| !line.is_empty()).filter(|at| is_signature(lines[*at].1));
    if signed != Some(0) {
        notices.refuse(1, "the first line is not `WEBVTT`");
        // A file of another kind has this one fault, and not one in each paragraph.
        if !lines.iter().any(|(_, line)| is_times(line)) {
            return &[];
        }
    }
    let start = signed.map_or(0, |at| at + 1);
    let body = lines.iter().skip(start).position(|(_, line)| line.is_empty() || is_times(line));
    &lines[body.map_or(lines.len(), |at| at + start)..]
}

fn is_signature(line: &str) -> bool {
    line.strip_prefix("WEBVTT").is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']))
}

type Lines<'a, 'b> = &'a [(u32, &'b str)];

/// The next lines up to a blank one, or up to a second line of times, with which another cue begins.
fn next_block<'a, 'b>(lines: Lines<'a, 'b>) -> Option<(Lines<'a, 'b>, Lines<'a, 'b>)> {
    let start = lines.iter().position(|(_, line)| !line.is_empty())?;
    let mut seen_times = false;
    let mut end = start;
    while let Some((_, line)) = lines.get(end).filter(|(_, line)| !line.is_empty()) {
        if is_times(line) && (seen_times || end > start + 1) {
            break;
        }
        seen_times |= is_times(line);
        end += 1;
    }
    Some((&lines[start..end], &lines[end..]))
}

/// The cue in a block; `None` for a comment, a style or a region, and where there is a fault.
fn read_block(block: Lines, notices: &mut Notices) -> Option<Cue> {
    let timed = block.iter().take(2).position(|(_, line)| is_times(line));
    let Some(timed) = timed else {
        let (line, first) = block.first().copied().unwrap_or((0, ""));
        if !is_aside(first) {
            notices.refuse(line, format!("`{}` belongs to no cue: the line of times before it is missing", excerpt(first)));
        }
        return None;
    };
    let (line, clock) = block[timed];
    let words: Vec<&str> = block[timed + 1..].iter().map(|(_, line)| *line).collect();
    let (start, end) = times(line, clock, FractionSign::Point, notices)?;
    Some(Cue { start, end, speeches: speeches(&words.join("\n"), line.saturating_add(1), notices), line })
}

/// `NOTE`, `STYLE` and `REGION` blocks (sections 4.1 and 6.1).
fn is_aside(first: &str) -> bool {
    let word = |name| first.strip_prefix(name).is_some_and(|after: &str| after.trim_start_matches([' ', '\t']).is_empty());
    word("STYLE") || word("REGION") || first == "NOTE" || first.starts_with("NOTE ") || first.starts_with("NOTE\t")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::media::transcript::Transcript;

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
        let cues = parse(text, &[], &mut notices);
        assert!(notices.finish(Transcript::default(), false).is_ok());
        cues.iter().map(|cue| (cue.start.as_millis(), cue.end.as_millis(), cue.line, words(cue))).collect()
    }

    #[track_caller]
    fn refused(text: &str, line: u32, part: &str) {
        let mut notices = Notices::default();
        parse(text, &[], &mut notices);
        let refused = notices.finish(Transcript::default(), false).unwrap_err();
        let [error] = refused.errors.as_slice() else { panic!("{:?}", refused.errors) };
        assert_eq!(error.line, line, "{error}");
        assert!(error.message.contains(part), "{error}");
    }

    #[test]
    fn reads_cues_with_names_settings_and_speakers() {
        let text = "WEBVTT - a title\nKind: captions\n\n1\n00:00.600 --> 00:03.724 align:start\n<v First voice>Hello\n<b>there</b>.\n\n\
                    01:00:00.000 --> 01:00:01.000\n<v A>One</v> <v B>two\n";
        assert_eq!(
            told(text),
            [(600, 3724, 5, "First voice=Hello\nthere.".into()), (3_600_000, 3_601_000, 9, "A=One|B=two".into())]
        );
    }

    #[test]
    fn passes_over_comments_styles_and_regions() {
        let text =
            "WEBVTT\n\nNOTE one\nmore\n\nSTYLE\n::cue { }\n\nREGION \nid:a\n\nNOTE\n\n00:00.000 --> 00:01.000\nwords\n\nNOTE end";
        assert_eq!(told(text), [(0, 1000, 14, "-=words".into())]);
    }

    #[test]
    fn a_second_line_of_times_begins_another_cue() {
        let text = "WEBVTT\n00:00.000 --> 00:01.000\none\n00:01.000 --> 00:02.000\ntwo";
        assert_eq!(told(text), [(0, 1000, 2, "-=one".into()), (1000, 2000, 4, "-=two".into())]);
    }

    #[test]
    fn a_cue_may_be_empty() {
        assert_eq!(told("WEBVTT\n\n00:00.000 --> 00:01.000\n\n"), [(0, 1000, 3, String::new())]);
        assert_eq!(told("WEBVTT"), []);
        assert_eq!(told("WEBVTT\r\n\r\n"), []);
    }

    #[test]
    fn refuses_what_it_would_have_to_drop() {
        refused("", 1, "WEBVTT");
        refused("WEBVTTX\n", 1, "WEBVTT");
        refused("WEBVTT\n\nwords without times\n", 3, "belongs to no cue");
        refused("WEBVTT\n\n00:00 --> 00:01\nwords", 3, "not a line of times");
        refused("WEBVTT\n\nNOTES of mine\n", 3, "belongs to no cue");
    }
}
