//! WebVTT files to cues (W3C, "WebVTT: The Web Video Text Tracks Format", sections 4 and 6.1;
//! <https://www.w3.org/TR/webvtt1/#file-parsing>). Where the specification's parser drops a block, this one refuses it, because
//! dropped words are words that a deaf listener never gets.

use super::clock::{ARROW, times};
use super::vtt_text::speeches;
use super::{TranscriptError, cue, excerpt, fault, lines};
use crate::model::media::transcript::Cue;

pub(super) fn parse(text: &str) -> Result<Vec<Cue>, TranscriptError> {
    let lines = lines(text);
    let mut rest = after_header(&lines)?;
    let mut cues = Vec::new();
    while let Some((block, after)) = next_block(rest) {
        rest = after;
        if let Some(found) = read_block(block)? {
            cues.push(found);
        }
    }
    Ok(cues)
}

/// The lines after `WEBVTT` and what stands with it, up to the first blank line or the first cue.
fn after_header<'a, 'b>(lines: &'a [(u32, &'b str)]) -> Result<&'a [(u32, &'b str)], TranscriptError> {
    let first = lines.first().map_or("", |(_, line)| line);
    match first.strip_prefix("WEBVTT") {
        Some(after) if after.is_empty() || after.starts_with([' ', '\t']) => {}
        _ => return Err(fault(1, "the first line is not `WEBVTT`")),
    }
    let header =
        lines.iter().skip(1).position(|(_, line)| line.is_empty() || line.contains(ARROW)).map_or(lines.len(), |at| at + 1);
    Ok(&lines[header..])
}

type Lines<'a, 'b> = &'a [(u32, &'b str)];

/// The next lines up to a blank one, or up to a second line of times, with which another cue begins.
fn next_block<'a, 'b>(lines: Lines<'a, 'b>) -> Option<(Lines<'a, 'b>, Lines<'a, 'b>)> {
    let start = lines.iter().position(|(_, line)| !line.is_empty())?;
    let mut seen_times = false;
    let mut end = start;
    while let Some((_, line)) = lines.get(end).filter(|(_, line)| !line.is_empty()) {
        if line.contains(ARROW) && (seen_times || end > start + 1) {
            break;
        }
        seen_times |= line.contains(ARROW);
        end += 1;
    }
    Some((&lines[start..end], &lines[end..]))
}

/// The cue in a block; `None` for a comment, a style or a region.
fn read_block(block: Lines) -> Result<Option<Cue>, TranscriptError> {
    let timed = block.iter().take(2).position(|(_, line)| line.contains(ARROW));
    let Some(timed) = timed else {
        let (line, first) = block.first().copied().unwrap_or((0, ""));
        if is_aside(first) {
            return Ok(None);
        }
        return Err(fault(line, format!("`{}` belongs to no cue: the line of times before it is missing", excerpt(first))));
    };
    let (line, clock) = block[timed];
    let words: Vec<&str> = block[timed + 1..].iter().map(|(_, line)| *line).collect();
    cue(line, times(line, clock)?, speeches(&words.join("\n"))).map(Some)
}

/// `NOTE`, `STYLE` and `REGION` blocks (sections 4.1 and 6.1).
fn is_aside(first: &str) -> bool {
    let word = |name| first.strip_prefix(name).is_some_and(|after: &str| after.trim_start_matches([' ', '\t']).is_empty());
    word("STYLE") || word("REGION") || first == "NOTE" || first.starts_with("NOTE ") || first.starts_with("NOTE\t")
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

    #[track_caller]
    fn refused(text: &str, line: u32, part: &str) {
        let error = parse(text).unwrap_err();
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
        refused("WEBVTT\n\n00:02.000 --> 00:01.000\nwords", 3, "before it starts");
        refused("WEBVTT\n\nNOTES of mine\n", 3, "belongs to no cue");
    }
}
