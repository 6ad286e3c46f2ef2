//! Words that a template, a program or a hurried editor left.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::model::fault::FaultKind;
use crate::model::wording::slip::{Slip, TextRole};

/// Text of typesetters, in the form that no language has by chance.
const FILLING: [&str; 4] = ["lorem ipsum", "dolor sit amet", "consectetur adipiscing", "as an ai language model"];

/// Notes to oneself, in capitals.
const NOTES: [&str; 6] = [concat!("TO", "DO"), concat!("FIX", "ME"), "TBC", "TBD", "TBA", "XXXX"];

/// How words in brackets begin that say by themselves that something is missing: English, French, Spanish, Welsh, Italian, Polish.
const FILL_IN: [&str; 12] = [
    "insert ",
    "fill in",
    "placeholder",
    "tbc",
    "tbd",
    "insérer ",
    "insérez ",
    "insertar ",
    "inserta ",
    "mewnosod ",
    "inserire ",
    "wstaw ",
];

/// How words in brackets begin that do so before a blank alone: somebody else may have "loved [your mother]".
const BEFORE_BLANKS: [&str; 18] = [
    "your ", "add ", "enter ", "write ", "replace ", "the ", "guest ", "host ", "episode ", "dein ", "ihr ", "votre ", "ton ",
    "tu ", "su ", "eich ", "dy ", "twoje ",
];

/// What is to be filled in.
const BLANKS: [&str; 22] = [
    "name",
    "nome",
    "title",
    "guest",
    "guest name",
    "host name",
    "date",
    "link",
    "url",
    "description",
    "summary",
    "topic",
    "here",
    "titel",
    "datum",
    "nom",
    "titre",
    "nombre",
    "título",
    "enw",
    "teitl",
    "imię",
];

/// What joins a blank to what it is of.
const OF: [&str; 11] = ["of", "des", "der", "de", "du", "del", "di", "y", "yr", "do", "da"];

/// Whole texts that stand for the one to come, and that programs number.
const NUMBERED_STAND_INS: [&str; 5] = ["untitled", "untitled episode", "new episode", "unbenannt", "neue folge"];

/// Whole texts that stand for the one to come.
const STAND_INS: [&str; 19] = [
    "episode title",
    "episode name",
    "podcast title",
    "podcast name",
    "your name",
    "your name here",
    "your title here",
    "your text here",
    "title",
    "description",
    "placeholder",
    "ohne titel",
    "sans titre",
    "nouvel épisode",
    "sin título",
    "senza titolo",
    "bez tytułu",
    "heb deitl",
    "heb enw",
];

/// The endings of files that a show is made of.
const ENDINGS: [&str; 22] = [
    ".mp3", ".m4a", ".wav", ".aif", ".aiff", ".flac", ".ogg", ".opus", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".tif",
    ".vtt", ".srt", ".docx", ".pdf", ".mp4", ".mov", ".aup3",
];

/// What cameras, telephones and programs call their files.
const DEVICES: [&str; 7] = ["img", "dsc", "dscn", "dscf", "pxl", "mvi", "screenshot"];

/// The same where the name is a word too: a blank behind it makes a title of it.
const WORD_DEVICES: [&str; 6] = ["vid", "rec", "zoom", "aud", "voice", "memo"];

/// Words that stand where the real ones should.
pub(super) fn words(text: &str, role: TextRole) -> Option<Slip> {
    let range = filling(text).or_else(|| braces(text)).or_else(|| match role {
        TextRole::Speech => brackets(text, role),
        TextRole::Title | TextRole::Prose => brackets(text, role).or_else(|| note(text)).or_else(|| stand_in(text)),
    })?;
    let piece = &text[range.clone()];
    Some(Slip {
        kind: FaultKind::LeftOver,
        message: format!("`{piece}` looks like placeholder text"),
        help: "write the real text, or delete it".to_owned(),
        range,
    })
}

fn filling(text: &str) -> Option<std::ops::Range<usize>> {
    let lower = text.to_ascii_lowercase();
    FILLING.iter().find_map(|words| lower.find(words).map(|at| at..at + words.len()))
}

/// `{{ name }}`, `{% if %}`, `<%= title %>`: what a program should have filled in. In backticks it is what the text is about.
fn braces(text: &str) -> Option<std::ops::Range<usize>> {
    [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("${", "}")].into_iter().find_map(|(open, close)| {
        let (mut start, mut is_fenced) = (0, false);
        text.split_inclusive('\n').find_map(|line| {
            let at = start;
            start += line.len();
            if is_fence(line) {
                is_fenced = !is_fenced;
                return None;
            }
            if is_fenced { None } else { brace(line, open, close).map(|range| at + range.start..at + range.end) }
        })
    })
}

/// The first in a line that no code has around it: before it stands an even number of backticks.
fn brace(line: &str, open: &str, close: &str) -> Option<std::ops::Range<usize>> {
    let (mut read, mut ticks) = (0, 0_usize);
    line.match_indices(open).find_map(|(start, _)| {
        ticks += line[read..start].matches('`').count();
        read = start;
        let inside = &line[start + open.len()..];
        let inside = &inside[..inside.floor_char_boundary(LONGEST + close.len())];
        let length = inside.find(close).filter(|length| (1..=LONGEST).contains(length))?;
        ticks.is_multiple_of(2).then(|| start..start + open.len() + length + close.len())
    })
}

/// Whether a block of code begins or ends with a line (`CommonMark`, 4.5).
fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("~~~") || (line.starts_with("```") && !line.trim_start_matches('`').contains('`'))
}

/// The longest name of something to be filled in (bytes).
const LONGEST: usize = 60;

/// `[insert name]`, `<your name>`. A link's text is none, and neither is a sound, such as `[music]`.
fn brackets(text: &str, role: TextRole) -> Option<std::ops::Range<usize>> {
    let (mut open, defined) = (None, OnceCell::new());
    for (at, character) in text.char_indices() {
        match (character, open) {
            ('[' | '<', _) => open = Some((at, if character == '[' { ']' } else { '>' })),
            ('\n', _) => open = None,
            (_, Some((start, close))) if character == close => {
                open = None;
                let inside = &text[start + 1..at];
                // a link, one of a definition elsewhere, or an element of HTML
                let is_link =
                    text[at + 1..].starts_with(['(', '[', ':']) || defined.get_or_init(|| labels(text)).contains(inside);
                let is_element = close == '>' && !inside.contains(' ');
                if inside.len() <= LONGEST && !is_element && is_fill_in(inside, role) && !is_link {
                    return Some(start..at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// What stands in brackets at the beginning of a line, before a colon: the names of links whose addresses follow.
fn labels(text: &str) -> BTreeSet<&str> {
    text.lines().filter_map(|line| line.trim_start().strip_prefix('[')?.split_once("]:").map(|(label, _)| label)).collect()
}

fn is_fill_in(inside: &str, role: TextRole) -> bool {
    let lower = inside.trim().to_lowercase();
    let ends = [" einfügen", " eintragen", " uzupełnij"];
    // an editor may also put words into a quotation: "[to do it again]"
    let is_task = lower.strip_prefix("to do").is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ',', '.', '!']));
    if is_task || FILL_IN.iter().any(|start| lower.starts_with(start)) || ends.iter().any(|end| lower.ends_with(end)) {
        return true;
    }
    // who transcribes may leave a name out, and says so in brackets
    let is_blank = |words: &str| BLANKS.contains(&words);
    let ends_blank = lower.rsplit(' ').next().is_some_and(is_blank);
    let begins = BEFORE_BLANKS.iter().any(|start| lower.starts_with(start));
    // `[name of the guest]`, `[nom de l'invité]`
    let mut words = lower.split(' ');
    let names_blank =
        words.next().is_some_and(is_blank) && words.next().is_some_and(|word| OF.contains(&word)) && words.count() <= 3;
    role != TextRole::Speech && (is_blank(&lower) || (begins && ends_blank) || names_blank)
}

/// Such a note with a colon, in brackets or alone. Beside other words in capitals it may be a word: in Spanish it is "all".
fn note(text: &str) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let range = start..start + bare.len();
        start += word.len();
        if NOTES.contains(&bare) {
            let after = &text[range.end..];
            let is_alone = text[..range.start].trim().is_empty() && after.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
            let is_label = after.starts_with(':');
            let is_marked = text[..range.start].ends_with(['(', '[']) && after.starts_with([')', ']', ':']);
            if is_alone || is_label || is_marked {
                return Some(range);
            }
        }
    }
    None
}

fn stand_in(text: &str) -> Option<std::ops::Range<usize>> {
    let bare = text.trim().trim_matches(|c: char| !c.is_alphanumeric());
    // `Untitled 3` is what programs make of a second one
    let lower = bare.to_lowercase();
    let unnumbered = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let is_one = STAND_INS.contains(&lower.as_str()) || NUMBERED_STAND_INS.contains(&unnumbered);
    is_one.then(|| text.trim()).map(|trimmed| {
        let start = text.len() - text.trim_start().len();
        start..start + trimmed.len()
    })
}

/// The name of a file in place of a title.
pub(super) fn file_name(text: &str, role: TextRole) -> Option<Slip> {
    let name = text.trim();
    if role != TextRole::Title || name.is_empty() || name.contains('\n') {
        return None;
    }
    let lower = name.to_lowercase();
    let is_named = |stem: &str| stem.ends_with(|c: char| !c.is_whitespace());
    let has_ending = ENDINGS.iter().any(|ending| lower.strip_suffix(ending).is_some_and(is_named));
    let is_numbered = |device: &str, between: &[char]| {
        let rest = lower.strip_prefix(device).map(|rest| rest.trim_start_matches(between));
        rest.is_some_and(|rest| {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            digits >= 3
                && rest[digits..].chars().all(|c| c.is_ascii_digit() || matches!(c, '_' | '-' | ' ' | '.' | ':' | '(' | ')'))
        })
    };
    let is_device = DEVICES.iter().any(|device| is_numbered(device, &['_', '-', ' ']))
        || WORD_DEVICES.iter().any(|device| is_numbered(device, &['_', '-']))
        || lower.starts_with("whatsapp image ");
    let is_joined = !name.contains(char::is_whitespace) && name.matches('_').count() >= 2;
    (has_ending || is_device || is_joined).then(|| Slip {
        kind: FaultKind::FileName,
        range: 0..text.len(),
        message: format!("`{name}` is the name of a file"),
        help: "write what people should see or hear there".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn left(text: &str, role: TextRole) -> Option<&str> {
        words(text, role).map(|slip| &text[slip.range])
    }

    #[test]
    fn finds_what_stands_for_the_real_words_in_several_languages() {
        for (text, expected) in [
            ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
            ("We talk to {{ guest_name }} today", "{{ guest_name }}"),
            ("Heute: {% block titel %}", "{% block titel %}"),
            ("Hello <%= name %>!", "<%= name %>"),
            ("Like `{{ name }}`, {{ guest }}", "{{ guest }}"),
            ("{{ }, then {{ guest }}", "{{ }, then {{ guest }}"),
            ("```\n{{ a }}\n```\n{{ guest }}", "{{ guest }}"),
            ("```{{ a }}``` {{ guest }}", "{{ guest }}"),
            ("With [insert guest here], live", "[insert guest here]"),
            ("And then [to do: a better end]", "[to do: a better end]"),
            ("The guest is [To do]", "[To do]"),
            ("Mit [Name einfügen] im Gespräch", "[Name einfügen]"),
            ("Avec [insérer le nom]", "[insérer le nom]"),
            ("Hosted by <your name>", "<your name>"),
            ("Yn sgwrsio â [eich enw]", "[eich enw]"),
            ("Avec [nom de l’invité]", "[nom de l’invité]"),
            ("Mit [Name des Gastes] live", "[Name des Gastes]"),
            ("A talk with [Guest Name]", "[Guest Name]"),
            (concat!("TO", "DO: say what it is about"), concat!("TO", "DO")),
            ("The plan (TBC)", "TBC"),
            ("TBC", "TBC"),
            ("xxx TBD: later", "TBD"),
            ("Untitled 3", "Untitled 3"),
            ("Ohne Titel", "Ohne Titel"),
            ("\"Your name here\"", "\"Your name here\""),
            ("Sin título", "Sin título"),
        ] {
            assert_eq!(left(text, TextRole::Prose), Some(expected), "{text}");
        }
    }

    #[test]
    fn lets_words_pass_that_only_look_so() {
        for text in [
            concat!("TO", "DO LO QUE SÉ DEL AGUA"),
            "Todo sobre mi madre",
            "Superbowl XXX, remembered",
            "The Psalms (XXX) of old",
            "XXX",
            "I love [your mother], she said",
            "She would have [to do it again]",
            "Seen [hier soir] at [ton père]",
            "<details><summary>More</summary></details> <title>",
            "See [Link]\n\n[Link]: https://example.org",
            "Write `{{ name }}` in the template",
            "Put it into `${HOME}/bin`, and `echo {{ name }} twice`",
            "```yaml\nref: ${{ github.ref }}\n```\n",
            "~~~\n{{ a }}\n~~~\n\nand\n\n  ```\n<%= b %>\n  ```\n",
            "Read [your rights](https://example.org/rights)",
            "See [1] and [the report]",
            "[music] [laughs] [door opens]",
            "Your name is your own",
            "What's in a title?",
            "A set {1, 2} and {3}",
            "It cost $5 {about}",
            "a < b and c > d",
            "The word untitled on a grave",
            "Mail <me@example.org>",
            "",
        ] {
            assert_eq!(left(text, TextRole::Prose), None, "{text}");
        }
        assert_eq!(left("He said todo, TBC: to be confirmed", TextRole::Speech), None);
        assert_eq!(left("[name] was my doctor", TextRole::Speech), None);
        assert_eq!(left("[Enter Hamlet] [your voice]", TextRole::Speech), None);
        assert_eq!(left("So {{ name }} said", TextRole::Speech), Some("{{ name }}"));
    }

    #[test]
    fn knows_the_names_of_files() {
        for text in [
            "IMG_20231104_101112",
            "DSC00412",
            "final_mix_v3",
            "episode-4.MP3",
            "Folge 3 Schnitt.wav",
            "Screenshot 2024-03-01",
            "WhatsApp Image 2024-03-01",
            "ZOOM0007",
            "recorte_final_2.m4a",
        ] {
            assert!(file_name(text, TextRole::Title).is_some(), "{text}");
        }
        for text in [
            "The door",
            "Zoom fatigue",
            "Rec room",
            "Memo 7",
            "What .mp3 means",
            "snake_case",
            "2024-03-01",
            "Img",
            "REC 12",
            "Why we love .mp3",
            "Memo 1968",
            "Zoom 2020",
            "Voice 1984",
        ] {
            assert!(file_name(text, TextRole::Title).is_none(), "{text}");
        }
        assert!(file_name("IMG_20231104_101112", TextRole::Prose).is_none());
    }
}
