//! The pages in each language that somebody has translated their words into.

use std::collections::BTreeSet;

use podwright::model::wording::language::{Language, TRANSLATED};

use crate::{html, pages, shows, support, texts};

/// What a page has of the words of each language: a date, a length, a heading, a role.
const SEEN: [(&str, [&str; 4]); 10] = [
    ("ar", ["5 يوليو 2022", "3 دقائق و27 ثانية", "نص الحلقة</h2>", "رواية"]),
    ("cy", ["5 Gorffennaf 2022", "3 munud 27 eiliad", "Trawsgrifiad</h2>", "Adroddwr"]),
    ("de", ["5. Juli 2022", "3 Minuten 27 Sekunden", "Transkript</h2>", "Erzählstimme"]),
    ("en", ["5 July 2022", "3 minutes 27 seconds", "Transcript</h2>", "Narrator"]),
    ("es", ["5 de julio de 2022", "3 minutos y 27 segundos", "Transcripción</h2>", "Narración"]),
    ("fr", ["5 juillet 2022", "3 minutes 27 secondes", "Transcription</h2>", "Narration"]),
    ("ga", ["5 Iúil 2022", "3 nóiméad agus 27 soicind", "Tras-scríbhinn</h2>", "Scéalaí"]),
    ("he", ["5 ביולי 2022", "3 דקות, 27 שניות", "תמלול</h2>", "קריינות"]),
    ("pl", ["5 lipca 2022", "3 minuty 27 sekund", "Transkrypcja</h2>", "Narracja"]),
    ("ur", ["5 جولائی، 2022", "3 منٹ 27 سیکنڈ", "تحریری متن</h2>", "راوی"]),
];

/// English words that stand on the pages of an episode, and nowhere in its own texts.
const ENGLISH: [&str; 7] = ["Subscribe", ">Transcript<", "Chapters", "July", "Narrator", "Skip to", "All episodes"];

#[test]
fn each_language_is_spoken_on_the_whole_page() {
    assert_eq!(SEEN.map(|(code, _)| code), TRANSLATED);
    for (code, seen) in SEEN {
        let texts = texts(&support::series(Some(code)));
        let is_right_to_left = code.parse::<Language>().unwrap().is_right_to_left();
        for (path, page) in pages(&texts) {
            let first = html::tags(page).swap_remove(0);
            assert_eq!(first.get("lang"), Some(code), "{path}");
            assert_eq!(first.get("dir"), is_right_to_left.then_some("rtl"), "{code}: {path}");
            let head = page.split_once("</head>").unwrap().0;
            assert_eq!(head.contains("<!-- unchecked: "), code != "en", "{code}: {path}");
            assert!(!page.contains("<bdi") && !page.contains(['\u{2066}', '\u{2}']), "{code}: {path}");
            // their own words need no language beside the page's, apart from those of other languages in the show's texts
            let others: BTreeSet<_> = html::tags(page).iter().filter_map(|tag| tag.get("lang").map(str::to_owned)).collect();
            assert!(code == "en" || !others.contains("en"), "{code}: {path}: {others:?}");
        }
        let page = &texts["episodes/driving-the-train/index.html"];
        for words in seen {
            assert!(page.contains(words), "{code}: {words}");
        }
        // what search engines read has the words of its vocabulary
        let (before, data) = page.split_once("<script type=\"application/ld+json\"").unwrap();
        let shown = format!("{before}{}", data.split_once("</script>").unwrap().1);
        assert!(code == "en" || ENGLISH.iter().all(|words| !shown.contains(words)), "{code}: {shown}");
    }
}

/// What the templates put behind a word is the language's own, too.
#[test]
fn signs_are_those_of_the_language() {
    let impact = |code: &str| {
        let mut sealed = shows::impact_show();
        sealed.show.language = code.parse().unwrap();
        texts(&sealed)
    };
    for (code, in_page, in_summary) in [
        ("fr", "Vous nous avez dit\u{a0}: <a", "<title>Facile à lire\u{a0}: Ce que"),
        ("de", "Sie haben uns gesagt: <a", "<title>Leichte Sprache: Was"),
        ("ar", "قلتم لنا: <a", "<title>سهل القراءة: ماذا"),
    ] {
        let texts = impact(code);
        assert!(texts["impact/index.html"].contains(in_page), "{code}: {}", texts["impact/index.html"]);
        assert!(texts["impact/easy-read/index.html"].contains(in_summary), "{code}");
    }
    let arabic = texts(&support::series(Some("ar")));
    assert!(arabic["episodes/driving-the-train/index.html"].contains("MP3، "));
    let urdu = texts(&support::series(Some("ur")));
    assert!(urdu["episodes/driving-the-train/index.html"].contains("</a>۔</p>"));
}
