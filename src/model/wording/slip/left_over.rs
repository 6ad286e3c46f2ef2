//! Words that a template, a program or a hurried editor left.

use crate::model::wording::slip::{Slip, SlipKind, TextRole};

/// Text of typesetters, in the form that no language has by chance.
const FILLING: [&str; 4] = ["lorem ipsum", "dolor sit amet", "consectetur adipiscing", "as an ai language model"];

/// Notes to oneself, in capitals.
const NOTES: [&str; 7] = ["TODO", "FIXME", "TBC", "TBD", "TBA", "XXX", "XXXX"];

/// How the words in brackets begin where somebody else was to fill them in: English, German, French, Spanish, Welsh, Italian, Polish.
const FILL_IN: [&str; 26] = [
    "insert",
    "your ",
    "add ",
    "enter ",
    "fill in",
    "write ",
    "replace ",
    "placeholder",
    "todo",
    "tbc",
    "tbd",
    "hier ",
    "dein",
    "ihr ",
    "bitte ",
    "insérer",
    "insérez",
    "votre ",
    "insertar",
    "inserta",
    "tu ",
    "mewnosod",
    "eich ",
    "inserire",
    "wstaw",
    "uzupełnij",
];

/// What is to be filled in, where it is all that the brackets hold, or ends what they hold.
const BLANKS: [&str; 18] = [
    "name",
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
    "titel",
    "datum",
    "nom",
    "titre",
    "nombre",
    "título",
    "enw",
];

/// Whole texts that stand for the one to come.
const STAND_INS: [&str; 24] = [
    "untitled",
    "untitled episode",
    "new episode",
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
    "unbenannt",
    "neue folge",
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

/// What cameras, telephones and recorders call their files.
const DEVICES: [&str; 14] =
    ["img", "dsc", "dscn", "dscf", "pxl", "vid", "mvi", "rec", "zoom", "aud", "screenshot", "whatsapp image", "voice", "memo"];

/// Words that stand where the real ones should.
pub(super) fn words(text: &str, role: TextRole) -> Option<Slip> {
    let range = filling(text).or_else(|| braces(text)).or_else(|| match role {
        TextRole::Speech => brackets(text, role),
        TextRole::Title | TextRole::Prose => brackets(text, role).or_else(|| note(text)).or_else(|| stand_in(text)),
    })?;
    let piece = &text[range.clone()];
    Some(Slip {
        kind: SlipKind::LeftOver,
        message: format!("`{piece}` stands where the real words should"),
        help: "write them, or take it out".to_owned(),
        range,
    })
}

fn filling(text: &str) -> Option<std::ops::Range<usize>> {
    let lower = text.to_ascii_lowercase();
    FILLING.iter().find_map(|words| lower.find(words).map(|at| at..at + words.len()))
}

/// `{{ name }}`, `{% if %}`, `<%= title %>`: what a program should have filled in.
fn braces(text: &str) -> Option<std::ops::Range<usize>> {
    [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("${", "}")].into_iter().find_map(|(open, close)| {
        let start = text.find(open)?;
        let inside = text[start + open.len()..].split('\n').next()?;
        let length = inside.find(close).filter(|length| (1..=LONGEST).contains(length))?;
        Some(start..start + open.len() + length + close.len())
    })
}

/// The longest name of something to be filled in (bytes).
const LONGEST: usize = 60;

/// `[insert name]`, `<your name>`. A link's text is none, and neither is a sound, such as `[music]`.
fn brackets(text: &str, role: TextRole) -> Option<std::ops::Range<usize>> {
    let mut open = None;
    for (at, character) in text.char_indices() {
        match (character, open) {
            ('[' | '<', _) => open = Some((at, if character == '[' { ']' } else { '>' })),
            ('\n', _) => open = None,
            (_, Some((start, close))) if character == close => {
                open = None;
                let inside = &text[start + 1..at];
                let is_link = text[at + 1..].starts_with(['(', '[', ':']);
                if inside.len() <= LONGEST && !is_link && is_fill_in(inside, role) {
                    return Some(start..at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn is_fill_in(inside: &str, role: TextRole) -> bool {
    let lower = inside.trim().to_lowercase();
    // who transcribes may leave a name out, and says so in brackets
    let is_blank = role != TextRole::Speech && BLANKS.contains(&lower.as_str());
    let begins =
        FILL_IN.iter().any(|start| lower.starts_with(start)) || lower.ends_with(" einfügen") || lower.ends_with(" eintragen");
    let words = lower.split_whitespace().count();
    is_blank || (begins && (words > 1 || lower == "placeholder" || NOTES.iter().any(|note| note.eq_ignore_ascii_case(&lower))))
}

/// `TODO: write this`. Beside other words in capitals it may be a word: "TODO LO QUE SÉ".
fn note(text: &str) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let range = start..start + bare.len();
        start += word.len();
        if NOTES.contains(&bare) {
            let after = &text[range.end..];
            let is_alone = text[..range.start].trim().is_empty() && after.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
            let is_label = after.starts_with(':') && !bare.starts_with('X');
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
    let is_one = STAND_INS.contains(&lower.as_str()) || (unnumbered != lower && STAND_INS[..3].contains(&unnumbered));
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
    let has_ending = ENDINGS.iter().any(|ending| lower.len() > ending.len() && lower.ends_with(ending));
    let is_device = DEVICES.iter().any(|device| {
        let rest = lower.strip_prefix(device).map(|rest| rest.trim_start_matches(['_', '-', ' ']));
        rest.is_some_and(|rest| {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            digits >= 3
                && rest[digits..].chars().all(|c| c.is_ascii_digit() || matches!(c, '_' | '-' | ' ' | '.' | ':' | '(' | ')'))
        })
    });
    let is_joined = !name.contains(char::is_whitespace) && name.matches('_').count() >= 2;
    (has_ending || is_device || is_joined).then(|| Slip {
        kind: SlipKind::FileName,
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
            ("With [insert guest here], live", "[insert guest here]"),
            ("Mit [Name einfügen] im Gespräch", "[Name einfügen]"),
            ("Avec [insérer le nom]", "[insérer le nom]"),
            ("Hosted by <your name>", "<your name>"),
            ("Yn sgwrsio â [eich enw]", "[eich enw]"),
            ("A talk with [Guest Name]", "[Guest Name]"),
            ("TODO: say what it is about", "TODO"),
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
            "TODO LO QUE SÉ DEL AGUA",
            "Todo sobre mi madre",
            "Superbowl XXX, remembered",
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
        for text in
            ["The door", "Zoom fatigue", "Rec room", "Memo 7", "What .mp3 means", "snake_case", "2024-03-01", "Img", "REC 12"]
        {
            assert!(file_name(text, TextRole::Title).is_none(), "{text}");
        }
        assert!(file_name("IMG_20231104_101112", TextRole::Prose).is_none());
    }
}
