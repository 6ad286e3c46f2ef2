//! The text of a WebVTT cue: tags and character references (W3C WebVTT, sections 4.2.2 and 6.4).

use super::notices::Notices;
use super::repair::Repair;
use crate::model::media::transcript::Speech;

/// Most voices that are followed inside each other; deeper ones count for the speaker above.
const VOICES_MAX: usize = 32;

/// Who says what in a cue whose text begins on a line. Tags other than voices are dropped, their text stays; a `<` that begins no tag is a
/// character.
pub(super) fn speeches(text: &str, first_line: u32, notices: &mut Notices) -> Vec<Speech> {
    let mut speeches_so_far = VttSpeeches::default();
    let mut rest = text;
    let mut line = first_line;
    while let Some(at) = rest.find('<') {
        speeches_so_far.say(&rest[..at]);
        line = line.saturating_add(breaks(&rest[..at]));
        rest = &rest[at + 1..];
        if let Some(tag) = whole_tag(rest) {
            if tag.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("font")) {
                notices.repair(Repair::SubtitleCodes, line);
            }
            speeches_so_far.tag(tag);
            line = line.saturating_add(breaks(tag));
            rest = &rest[tag.len() + 1..];
        } else {
            notices.repair(Repair::BareSign, line);
            speeches_so_far.say("<");
        }
    }
    speeches_so_far.say(rest);
    speeches_so_far.finish()
}

fn breaks(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

/// Tags of WebVTT (section 4.2.2), and of the files that were SubRip once.
const TAGS: [&str; 10] = ["b", "c", "font", "i", "lang", "rt", "ruby", "s", "u", "v"];

/// Longest tag. // bytes; a name and its classes
const TAG_MAX: usize = 400;

/// How far the end of an element that WebVTT does not know may be. // bytes
const ELEMENT_MAX: usize = 1000;

/// The tag that a text after `<` is, without its `>`; `None` where it is none, or has no end.
fn whole_tag(text: &str) -> Option<&str> {
    let end = text.bytes().take(TAG_MAX).position(|b| b == b'>' || b == b'<')?;
    let tag = text.get(..end).filter(|_| text[end..].starts_with('>'))?;
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let name = name.split(|c: char| c == '.' || c.is_ascii_whitespace()).next().unwrap_or_default();
    let is_time = tag.contains(':') && tag.bytes().all(|b| b.is_ascii_digit() || b == b':' || b == b'.');
    // Players drop the tags of an element that they do not know; `<laughs>` alone is a word.
    let is_element = || {
        let mut near = ELEMENT_MAX.min(text.len());
        while !text.is_char_boundary(near) {
            near -= 1;
        }
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && (tag.starts_with('/') || text[..near].contains(&format!("</{name}>")))
    };
    (is_time || TAGS.iter().any(|known| known.eq_ignore_ascii_case(name)) || tag == "/" || is_element()).then_some(tag)
}

#[derive(Default)]
struct VttSpeeches {
    speeches: Vec<Speech>,
    voices: Vec<Option<String>>,
}

impl VttSpeeches {
    fn tag(&mut self, tag: &str) {
        if let Some(name) = tag.strip_prefix('/') {
            if name.trim() == "v" {
                self.voices.pop();
            }
            return;
        }
        let Some((name, annotation)) = tag.split_once(|c: char| c.is_ascii_whitespace()) else { return };
        let is_voice = name.split('.').next() == Some("v");
        if is_voice && self.voices.len() < VOICES_MAX {
            let speaker = decoded(annotation).split_whitespace().collect::<Vec<_>>().join(" ");
            self.voices.push(Some(speaker).filter(|speaker| !speaker.is_empty()));
        }
    }

    fn say(&mut self, raw: &str) {
        if raw.is_empty() {
            return;
        }
        let speaker = self.voices.last().cloned().flatten();
        let text = decoded(raw);
        match self.speeches.last_mut() {
            Some(last) if last.speaker == speaker => last.text.push_str(&text),
            _ => self.speeches.push(Speech { speaker, text }),
        }
    }

    /// Lines lose the blanks at their ends, blank lines go, and speeches without words go.
    fn finish(self) -> Vec<Speech> {
        let tidy = |speech: Speech| {
            let lines: Vec<&str> = speech.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            Speech { text: lines.join("\n"), ..speech }
        };
        self.speeches.into_iter().map(tidy).filter(|speech| !speech.text.is_empty()).collect()
    }
}

/// Names of the characters that WebVTT files write by name: those of section 4.2.2, and the commonest of HTML.
const NAMES: [(&str, &str); 18] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("lrm", "\u{200E}"),
    ("rlm", "\u{200F}"),
    ("nbsp", "\u{A0}"),
    ("quot", "\""),
    ("apos", "'"),
    ("hellip", "…"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("copy", "©"),
    ("reg", "®"),
    ("pound", "£"),
];

/// Longest reference that is looked for, without `&` and `;`.
const REFERENCE_MAX: usize = 10;

/// The text with its character references replaced; what is no reference stays as it is.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.bytes().take(REFERENCE_MAX + 1).position(|b| b == b';');
        match end.and_then(|end| Some((character(&rest[..end])?, end))) {
            Some((found, end)) => {
                out.push_str(&found);
                rest = &rest[end + 1..];
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out.retain(|c| c == '\n' || c == '\t' || !c.is_control());
    out
}

fn character(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) if hex.bytes().all(|b| b.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16).ok()?,
            None if number.bytes().all(|b| b.is_ascii_digit()) => number.parse().ok()?,
            _ => return None,
        };
        return Some(char::from_u32(code).unwrap_or('\u{FFFD}').to_string());
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[(&str, &str)]) {
        let found = speeches(text, 1, &mut Notices::default());
        let found: Vec<(&str, &str)> = found.iter().map(|s| (s.speaker.as_deref().unwrap_or(""), s.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn gives_each_voice_its_words() {
        case("<v Ann>Hello", &[("Ann", "Hello")]);
        case("<v.loud.x  Ann\n Lee >Hello</v> all", &[("Ann Lee", "Hello"), ("", "all")]);
        case("<v A>One\n<v B>two</v>\n<v A>three", &[("A", "One"), ("B", "two"), ("A", "three")]);
        case("<v A&amp;B>Both", &[("A&B", "Both")]);
        case("<v>Nobody", &[("", "Nobody")]);
    }

    #[test]
    fn drops_other_tags_and_keeps_their_text() {
        case("<c.red>a</c> <i>b</i><00:00:01.000> <lang en-GB>c</lang> <ruby>d<rt>e</rt></ruby>", &[("", "a b c de")]);
        case("<font color=red>a</font></>", &[("", "a")]);
    }

    #[test]
    fn a_sign_that_begins_no_tag_is_a_character() {
        case("<v Ann>1 < 2, I <3 it", &[("Ann", "1 < 2, I <3 it")]);
        case("I <3 <b>you</b> <laughs> <é> <v", &[("", "I <3 you <laughs> <é> <v")]);
        let mut notices = Notices::default();
        speeches("<b>a\nb</b>\n1 < 2\n2 < 3\n<FONT color=red>x</FONT>", 5, &mut notices);
        let parsed = notices.finish(crate::model::media::transcript::Transcript::default(), false).unwrap();
        assert_eq!(parsed.repairs.iter().collect::<Vec<_>>(), [(Repair::BareSign, 7, 2), (Repair::SubtitleCodes, 9, 1)]);
    }

    #[test]
    fn decodes_references_once() {
        case(
            "a &lt;b&gt; &amp;lt; &#233; &#xE9; &pound;5 &unknown; & &#xD800; &",
            &[("", "a <b> &lt; é é £5 &unknown; & \u{FFFD} &")],
        );
        case("&#0;&#8;x", &[("", "x")]);
    }
}
