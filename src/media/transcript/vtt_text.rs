//! The text of a WebVTT cue: tags and character references (W3C WebVTT, sections 4.2.2 and 6.4).

use crate::model::media::transcript::Speech;

/// Most voices that are followed inside each other; deeper ones count for the speaker above.
const VOICES_MAX: usize = 32;

/// Who says what in a cue. Tags other than voices are dropped, their text stays.
pub(super) fn speeches(text: &str) -> Vec<Speech> {
    let mut speeches_so_far = VttSpeeches::default();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        speeches_so_far.say(&rest[..at]);
        let tag = &rest[at + 1..];
        // A tag without its end is one all the same: the specification's tokenizer ends it with the text.
        let end = tag.find('>').unwrap_or(tag.len());
        speeches_so_far.tag(&tag[..end]);
        rest = tag.get(end + 1..).unwrap_or_default();
    }
    speeches_so_far.say(rest);
    speeches_so_far.finish()
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
        let found = speeches(text);
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
        case("1 < 2", &[("", "1")]);
        case("<v", &[]);
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
