//! Titles, summaries and notes: whether everybody can read them, or have them read.

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::accessibility::AccessibilityRule;
use crate::check::scope::{At, Scope, episode_key, in_notes};
use crate::markdown::outline::{Link, Outline};
use crate::markdown::plain_language::reading_age;
use crate::model::wording::text::Text;

/// How many emoji in a row are a run.
const EMOJI_RUN: usize = 3;
/// How many words of four letters or more in capitals, one after the other, are shouted. One alone may be a name.
const SHOUTED_WORDS: usize = 2;
/// Links whose text says nothing by itself.
const VAGUE: &[&str] = &[
    "article",
    "click",
    "click here",
    "details",
    "find out more",
    "here",
    "info",
    "learn more",
    "link",
    "more",
    "more info",
    "page",
    "read more",
    "see here",
    "this",
    "website",
    "hier",
    "hier klicken",
    "klick hier",
    "mehr",
    "mehr dazu",
    "mehr erfahren",
    "mehr lesen",
    "weiterlesen",
    "ici",
    "cliquez ici",
    "en savoir plus",
    "lire la suite",
    "plus",
    "aquí",
    "haz clic aquí",
    "más",
    "más información",
    "leer más",
    "saber más",
    "aqui",
    "clique aqui",
    "saiba mais",
    "qui",
    "clicca qui",
    "leggi di più",
    "yma",
    "cliciwch yma",
    "mwy",
    "darllen mwy",
    "tutaj",
    "kliknij tutaj",
    "więcej",
    "klik hier",
    "lees meer",
    "här",
    "läs mer",
    "こちら",
    "点击这里",
    "點這裡",
    "點擊這裡",
    "もっと見る",
    "여기",
    "더 보기",
    "this link",
    "this page",
    "this site",
    "this website",
    "the link",
    "tap here",
    "diesen link",
    "dieser link",
    "diese seite",
    "zur seite",
    "ce lien",
    "cette page",
    "plus d'infos",
    "este enlace",
    "esta página",
    "este link",
    "questo link",
    "questa pagina",
    "y ddolen hon",
    "y dudalen hon",
    "ten link",
    "deze link",
    "deze pagina",
    "klicka här",
    "klikk her",
    "klik her",
    "her",
    "zde",
    "klikněte zde",
    "тут",
    "здесь",
    "нажмите здесь",
    "подробнее",
    "εδώ",
    "buraya tıklayın",
    "هنا",
    "اضغط هنا",
    "انقر هنا",
    "المزيد",
    "כאן",
    "לחצו כאן",
];

/// Looks at the texts of an episode.
pub(crate) fn check(scope: &Scope<'_>, entry: &CatalogEpisode, found: &mut Found) {
    let episode = &entry.episode;
    plain(episode.title.as_str(), || episode_key(entry, "title"), found);
    let summary = episode.summary.as_ref().map(Text::as_str).unwrap_or_default();
    plain(summary, || episode_key(entry, "summary"), found);
    if scope.show.language.primary() == "en" {
        let wanted = scope.show.checks.reading_age;
        if let Some(age) = reading_age(summary).filter(|age| *age > wanted) {
            found.add(
                AccessibilityRule::HardToRead,
                episode_key(entry, "summary"),
                format!("the summary needs a reading age of {age:.0}, and the show aims at {wanted:.0}"),
                "make two sentences of one, and use short, common words",
            );
        }
    }
}

/// Looks at the notes of an episode.
pub(in crate::check::rules) fn of_notes(entry: &CatalogEpisode, markdown: &str, notes: &Outline, found: &mut Found) {
    emoji(&notes.text, |run| in_notes(entry, emoji_run(markdown).or_else(|| markdown.find(run)).unwrap_or_default()), found);
    for link in &notes.links {
        if let Some(message) = vague(link) {
            found.add(
                AccessibilityRule::VagueLinkText,
                in_notes(entry, link.at),
                message,
                "put the name of the page into the link, as in `[The Care Act 2014](https://...)`",
            );
        }
    }
}

/// Looks at a text that is read out as it stands.
pub(crate) fn plain<'a>(text: &str, at: impl Fn() -> At<'a>, found: &mut Found) {
    emoji(text, |_| at(), found);
    if let Some(words) = shouted(text) {
        found.add(
            AccessibilityRule::Shouting,
            at(),
            format!("`{words}` is written in capitals, which are hard to read"),
            "use lower case",
        );
    }
}

fn emoji<'a>(text: &str, at: impl Fn(char) -> At<'a>, found: &mut Found) {
    let first = emoji_run(text).and_then(|start| text.get(start..)?.chars().next());
    if let Some(first) = first {
        found.add(
            AccessibilityRule::EmojiRun,
            at(first),
            "three or more emoji stand in a row, and a screen reader reads out each",
            "leave one, or none",
        );
    }
}

/// Where the first run of emoji begins (bytes).
fn emoji_run(text: &str) -> Option<usize> {
    let mut run = 0;
    let mut start = 0;
    let mut is_joined = false;
    let mut is_half_flag = false;
    for (at, character) in text.char_indices() {
        let is_letter_of_flag = matches!(character, '\u{1F1E6}'..='\u{1F1FF}');
        let is_of_last = std::mem::replace(&mut is_joined, character == '\u{200D}') || (is_letter_of_flag && is_half_flag);
        is_half_flag = is_letter_of_flag && !is_half_flag;
        match character {
            // Joiners, skin tones, styles and tags belong to the emoji before them, and so does what is joined (UTS 51, 1.4.4); blanks do not end a run.
            '\u{200D}' | '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' | ' ' => {}
            _ if is_of_last => {}
            '\u{2600}'..='\u{27BF}' | '\u{2B50}' | '\u{2B55}' | '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F300}'..='\u{1FAFF}' => {
                if run == 0 {
                    start = at;
                }
                run += 1;
            }
            _ => run = 0,
        }
        if run == EMOJI_RUN {
            return Some(start);
        }
    }
    None
}

/// The first words in a row that are shouted.
fn shouted(text: &str) -> Option<String> {
    let mut run: Vec<&str> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
        let letters = word.chars().filter(|c| c.is_alphabetic());
        if word.is_empty() {
            continue;
        }
        if letters.clone().count() > 0 && letters.clone().all(char::is_uppercase) {
            run.push(word);
        } else if is_shouted(&run) {
            break;
        } else {
            run.clear();
        }
    }
    is_shouted(&run).then(|| run.join(" "))
}

fn is_shouted(run: &[&str]) -> bool {
    run.iter().filter(|word| word.chars().count() >= 4).count() >= SHOUTED_WORDS
}

pub(super) fn vague(link: &Link) -> Option<String> {
    let text = link.text.trim().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    if link.text.trim().is_empty() {
        return Some(format!("the link to `{}` has no text", link.target));
    }
    VAGUE.contains(&text.as_str()).then(|| format!("the link text \"{}\" does not say where it leads", link.text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_shouting_from_names() {
        for (text, expected) in [
            ("WHAT MAKES a difference", Some("WHAT MAKES")),
            ("THIS IS OUR LAST SHOW", Some("THIS IS OUR LAST SHOW")),
            ("The NHS and the BBC", None),
            ("What SCIE says", None),
            ("A B C D E", None),
            ("", None),
        ] {
            assert_eq!(shouted(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn tells_links_that_say_nothing() {
        let link = |text: &str| Link { target: "https://example.org".to_owned(), text: text.to_owned(), line: 1, at: 0 };
        for text in [
            "here",
            "Click here!",
            "Read more...",
            "",
            " ",
            "Hier",
            "mehr erfahren …",
            "Cliciwch yma",
            "En savoir plus",
            "こちら",
            "this link",
            "diesen Link",
            "اضغط هنا",
            "Klikněte zde",
        ] {
            assert!(vague(&link(text)).is_some(), "{text}");
        }
        for text in ["The Care Act 2014", "https://example.org/a", "Here we are"] {
            assert_eq!(vague(&link(text)), None, "{text}");
        }
    }
}
