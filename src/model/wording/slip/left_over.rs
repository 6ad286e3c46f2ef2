//! Words that a template, a program or a hurried editor left.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::model::fault::FaultKind;
use crate::model::wording::slip::broken::is_fence;
use crate::model::wording::slip::{Slip, TextRole};

/// Text of typesetters, in the form that no language has by chance.
const FILLING: [&str; 4] = ["lorem ipsum", "dolor sit amet", "consectetur adipiscing", "as an ai language model"];

/// Notes to oneself, in capitals.
const NOTES: [&str; 6] = [concat!("TO", "DO"), concat!("FIX", "ME"), "TBC", "TBD", "TBA", "XXXX"];

/// How words in brackets begin that say by themselves that something is missing, in some languages.
const FILL_IN: [&str; 23] = [
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
    "inserir ",
    "insira ",
    "vul ",
    "infoga ",
    "indsæt ",
    "sett inn ",
    "vložte ",
    "вставьте ",
    "вставити ",
    "أدخل ",
    "הכנס ",
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

/// How such words end where the address of the blank is the place itself: `[votre titre ici]`.
const PLACES: [&str; 7] = ["here", "hier", "ici", "aquí", "qui", "yma", "tutaj"];

/// What joins a blank to what it is of.
const OF: [&str; 11] = ["of", "des", "der", "de", "du", "del", "di", "y", "yr", "do", "da"];

/// Whole texts that stand for the one to come, and that programs number.
const NUMBERED_STAND_INS: [&str; 10] = [
    "untitled",
    "untitled episode",
    "new episode",
    "unbenannt",
    "neue folge",
    "new recording",
    "neue aufnahme",
    "nouvel enregistrement",
    "nueva grabación",
    "sprachmemo",
];

/// Whole texts that stand for the one to come.
const STAND_INS: [&str; 53] = [
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
    "tba",
    "tbc",
    "tbd",
    "undefined",
    "object object",
    "ohne titel",
    "titel folgt",
    "text folgt",
    "ihr name",
    "dein name",
    "sans titre",
    "titre à venir",
    "votre nom",
    "nouvel épisode",
    "sin título",
    "tu nombre",
    "su nombre",
    "senza titolo",
    "il tuo nome",
    "sem título",
    "o seu nome",
    "bez tytułu",
    "twoje imię",
    "heb deitl",
    "heb enw",
    "eich enw",
    "zonder titel",
    "uw naam",
    "utan titel",
    "uten tittel",
    "uden titel",
    "bez názvu",
    "без названия",
    "без назви",
    "χωρίς τίτλο",
    "başlıksız",
    "بدون عنوان",
    "ללא כותרת",
    "無題",
    "无标题",
    "無標題",
    "제목 없음",
];

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
    let ends =
        [" einfügen", " einsetzen", " eintragen", " ergänzen", " ausfüllen", " invullen", " uzupełnij", "を入力", "を記入"];
    // an editor may also put words into a quotation: "[to do it again]"
    let is_task = lower.strip_prefix("to do").is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ',', '.', '!']));
    if is_task || FILL_IN.iter().any(|start| lower.starts_with(start)) || ends.iter().any(|end| lower.ends_with(end)) {
        return true;
    }
    // who transcribes may leave a name out, and says so in brackets
    let is_blank = |words: &str| BLANKS.contains(&words);
    let ends_blank = lower.rsplit(' ').next().is_some_and(|word| is_blank(word) || PLACES.contains(&word));
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
            // a sentence of its own, and the last one
            let is_last = after.trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
                && text[..range.start].trim_end_matches(' ').ends_with(['.', '!', '?', ':', ';', '–', '-', '\n', '…']);
            let is_marked = text[..range.start].ends_with(['(', '[']) && after.starts_with([')', ']', ':']);
            if is_alone || is_label || is_marked || is_last {
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
    let unnumbered = lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '_' | '#' | '('));
    let is_one = STAND_INS.contains(&lower.as_str()) || NUMBERED_STAND_INS.contains(&unnumbered);
    is_one.then(|| text.trim()).map(|trimmed| {
        let start = text.len() - text.trim_start().len();
        start..start + trimmed.len()
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
            ("Untitled-2", "Untitled-2"),
            ("Neue Aufnahme 12", "Neue Aufnahme 12"),
            ("Zonder titel", "Zonder titel"),
            ("بدون عنوان", "بدون عنوان"),
            ("[votre titre ici]", "[votre titre ici]"),
            ("مع [أدخل الاسم]", "[أدخل الاسم]"),
            ("[ゲスト名を入力]", "[ゲスト名を入力]"),
            (concat!("Der Text kommt später. TO", "DO"), concat!("TO", "DO")),
            ("tbc", "tbc"),
            ("[object Object]", "[object Object]"),
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
            "Seen [hier] at home",
            concat!("Lo damos TO", "DO. Y más"),
            "We leave it undefined",
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
}
