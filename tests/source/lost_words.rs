//! Words that YAML loses without a word, in every file and in every text: those of impact.yaml, and those that another program published.

use podwright::model::fault::{Fault, FaultKind};
use podwright::source::impact::read_impact;

use crate::documents::episode;

/// How a text is written plainly, what is found, and the part of the help that can be pasted.
const TEXTS: &[(&str, FaultKind, &str)] = &[
    ("We asked #3 of them", FaultKind::Misread, "`\"We asked #3 of them\"`"),
    ("Part # 4", FaultKind::Misread, "`\"Part # 4\"`"),
    ("<p>One #two</p>", FaultKind::Misread, "`\"<p>One #two</p>\"`"),
    ("&Co production", FaultKind::Misread, "`\"&Co production\"`"),
    ("&nbsp;Hello you", FaultKind::InvalidYaml, "put the whole text in quotes"),
    ("&Co", FaultKind::WrongType, "`\"&Co\"`"),
    ("#3", FaultKind::WrongType, "`\"#3\"`"),
    ("*Co production", FaultKind::InvalidYaml, "put the whole text in quotes"),
    (
        "|\n      One.\n<<<<<<< HEAD\n      Two.\n=======\n      Three.\n>>>>>>> main",
        FaultKind::Conflict,
        "keep the lines that are right",
    ),
    ("One\n||||||| base\n", FaultKind::Conflict, "keep the lines that are right"),
    ("0x10", FaultKind::WrongType, "`\"0x10\"`"),
    ("1e2", FaultKind::WrongType, "`\"1e2\"`"),
    ("3.10", FaultKind::WrongType, "`\"3.10\"`"),
    ("0o17", FaultKind::WrongType, "`\"0o17\"`"),
    ("2022", FaultKind::WrongType, "`\"2022\"`"),
    ("No", FaultKind::Misread, "`\"No\"`"),
    ("on", FaultKind::Misread, "`\"on\"`"),
    ("true", FaultKind::WrongType, "`\"true\"`"),
    ("~", FaultKind::WrongType, ""),
    ("'A \\ud83c\\uddfa gate'", FaultKind::Misread, "write `🇺` itself"),
    ("A \u{202E}gate", FaultKind::BidiOverride, "remove it"),
    ("\"A \\u202Dgate\"", FaultKind::BidiOverride, "remove it"),
    ("|\n      One.\n      A \\ud83c\\uddfa gate.", FaultKind::Misread, "write `🇺` itself"),
    ("|\n      One.\n      A \u{202E}gate.", FaultKind::BidiOverride, "remove it"),
    ("We asked\n      about #3 and more", FaultKind::Misread, "`\"We asked about #3 and more\"`"),
];

/// Texts that say what they seem to say.
const GOOD: &[&str] = &[
    "We asked them # in May",
    "'We asked #3 of them'",
    "C#",
    "'&Co'",
    "\"0x10\"",
    "'No'",
    "\"A \\ud83c\\uddfa gate\"",
    "\u{2067}דלת\u{2069}",
    "|\n      One #two\n      &three *four",
    "|\n      ```\n      <<<<<<< HEAD\n      =======\n      >>>>>>> main\n      ```",
    "R&D *now*",
    "<a href=\"#top\">Up</a>",
];

#[track_caller]
fn found(faults: &[Fault], (written, kind, help): (&str, FaultKind, &str), key: &str) {
    let [fault] = faults else { panic!("{key}: {written}: {faults:?}") };
    assert_eq!(fault.kind, kind, "{key}: {written}: {fault:?}");
    assert!(fault.help.contains(help), "{key}: {written}: {fault:?}");
}

#[track_caller]
fn case(key: &str, faults_of: impl Fn(&str) -> Vec<Fault>) {
    for wrong in TEXTS {
        found(&faults_of(wrong.0), *wrong, key);
    }
    for good in GOOD {
        assert_eq!(faults_of(good), [], "{key}: {good}");
    }
}

#[test]
fn no_text_of_impact_loses_a_word_without_a_word() {
    let impact = |text: &str| read_impact(text).faults;
    let heard = "heard:\n  - id: a\n    date: 2022-08-01\n    from: staff\n";
    case("about", |value| impact(&format!("about: {value}\n")));
    case("said", |value| impact(&format!("about: x\n{heard}    said: {value}\n")));
    case("place", |value| impact(&format!("about: x\n{heard}    said: x\n    place: {value}\n")));
    case("quote.credit", |value| {
        impact(&format!(
            "about: x\n{heard}    said: x\n    quote:\n     text: x\n     consent: 2022-08-02\n     credit: {value}\n"
        ))
    });
    case("question", |value| {
        impact(&format!("about: x\nasked:\n  - id: a\n    date: 2022-08-01\n    ways: [post]\n    question: {value}\n"))
    });
    case("did.what", |value| {
        impact(&format!(
            "about: x\n{heard}    said: x\ndid:\n  - of: a\n    date: 2022-09-01\n    kind: changed\n    who_decided: [makers]\n    what: {value}\n"
        ))
    });
    case("contact.text", |value| impact(&format!("about: x\ncontact:\n  - way: phone\n    text: {value}\n")));
    let count = |value: &str| impact(&format!("about: x\n{heard}    said: x\n    count: {value}\n"));
    for (written, read) in [("0x10", "16"), ("1e2", "100"), ("0o17", "15")] {
        let faults = count(written);
        assert!(
            faults[0].message.contains(&format!("as the number {read}")) || faults[0].kind == FaultKind::WrongType,
            "{faults:?}"
        );
    }
    assert_eq!(count("12"), []);
}

#[test]
fn no_text_that_was_published_before_loses_a_word_without_a_word() {
    let base = "title: One\nguid: a-1\ndate: 2022-07-04T07:00:00Z\n";
    for key in ["description", "content_html", "summary", "content_note"] {
        let rest = if key == "summary" { "" } else { "summary: First.\n" };
        case(key, |value| episode(&format!("{base}{rest}{key}: {value}\n")).faults);
    }
}
