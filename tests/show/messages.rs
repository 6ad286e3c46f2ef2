//! Messages of the program as a whole, each read aloud: what happened, where, what to do. `tests/show/messages.txt` keeps them.
//! `tests/generate` writes it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::support::TestShow;
use crate::support::golden::golden;
use crate::support::show::REPOSITORY;

/// A run that goes wrong: what is done to the series beforehand, and the words of the command line.
type Case = (&'static str, fn(&TestShow), &'static [&'static str]);

const NEW: [&str; 8] =
    ["--url", "https://example.org/a/", "--language", "en-GB", "--category", "Society & Culture", "--title", "A"];

fn nothing(_: &TestShow) {}

fn no_show(show: &TestShow) {
    show.remove("podcast.yaml");
}

const CASES: &[Case] = &[
    ("no show around", no_show, &["check"]),
    ("no show where --show says", nothing, &["--show", "episodes", "check"]),
    ("an impossible time", nothing, &["--now", "tomorrow", "check"]),
    ("a command that is not there", nothing, &["publish-all"]),
    ("a misspelt command", nothing, &["stauts"]),
    ("a misspelt flag", nothing, &["check", "--alow", "missing-alt"]),
    ("no command", nothing, &["build", "now"]),
    ("an episode that is not there", nothing, &["check", "driving-the-trains"]),
    ("a rule that is not there", nothing, &["check", "--allow", "missing-transcripts"]),
    ("a rule to be explained that is not there", nothing, &["explain", "loud"]),
    ("something accepted that is no rule", nothing, &["build", "--accept", "everything"]),
    ("a show in the way of init", nothing, &["init"]),
    ("init without answers", no_show, &["init"]),
    ("an address without a host", no_show, &["init", "--title", "A", "--url", "my-show"]),
    ("a misspelt language", no_show, &["init", "--title", "A", "--url", "https://example.org/a/", "--language", "Wellsh"]),
    ("a title of nothing", no_show, &["init", "--title", " "]),
    ("new without a title", nothing, &["new"]),
    ("a category of several", no_show, &["init", "--category", "interviews"]),
    ("a category that is none", no_show, &["categories", "cooking"]),
    ("a language that is none", no_show, &["languages", "qqq"]),
    ("a folder that Windows cannot have", nothing, &["new", "A", "--slug", "aux"]),
    ("a folder in the way of new", nothing, &["new", "Driving the train"]),
    ("a date that no clock shows", nothing, &["new", "A", "--date", "2022-03-27 01:30"]),
    ("a recording that is not there", nothing, &["new", "A", "--audio", "nowhere.mp3"]),
    ("a recording that is a text", nothing, &["new", "A", "--audio", "podcast.yaml"]),
    ("a recording to move and none named", nothing, &["new", "A", "--move"]),
    ("notes that are not text", nothing, &["new", "A", "--notes", "episodes/cover.jpg"]),
    ("a transcript of another kind", nothing, &["new", "A", "--transcript", "podcast.yaml"]),
    ("a cover that is no picture", nothing, &["new", "A", "--cover", "podcast.yaml"]),
    ("a role that is not there", nothing, &["new", "A", "--person", "Ada: Boss"]),
    ("an editor that is not named", nothing, &["new", "A", "--edit"]),
    ("a file that is no audio", nothing, &["probe", "podcast.yaml"]),
    ("a folder in place of audio", nothing, &["probe", "episodes"]),
    ("a lock cut short", |show| _ = show.write("podcast.lock", "version: 1\nepisodes: ["), &["check"]),
    ("a lock with a conflict", |show| _ = show.write("podcast.lock", "<<<<<<< ours\n=======\n>>>>>>> theirs\n"), &["build"]),
    ("a lock of the future", |show| _ = show.write("podcast.lock", "version: 99\n"), &["build"]),
    ("somebody else's file in feed/", |show| _ = show.remove("feed").write("feed/feed.xml", "mine"), &["build"]),
    ("a file where feed/ belongs", |show| _ = show.remove("feed").write("feed", "mine"), &["build"]),
    ("no lock for --locked", |show| _ = show.remove("podcast.lock"), &["build", "--locked"]),
];

fn messages() -> String {
    let mut text = String::new();
    for (name, prepare, words) in CASES {
        let show = TestShow::series();
        prepare(&show);
        let words = if words == &["init"] || words[0] != "init" { words.to_vec() } else { fill(words) };
        let (stdout, stderr) = show.podwright(&words).fails();
        // Findings on standard output have a table of their own.
        let stdout = if words[0] == "probe" { stdout } else { String::new() };
        let around = show.path("").parent().unwrap().to_str().unwrap().trim_end_matches('/').to_owned();
        let said = format!("{stdout}{stderr}").replace(&around, "…");
        assert!(!said.trim().is_empty(), "{name} says nothing");
        writeln!(text, "## {name}\n$ podwright {}\n{said}", words.join(" ")).unwrap();
    }
    text
}

/// `init` with all that the case does not name.
fn fill(words: &[&'static str]) -> Vec<&'static str> {
    let mut all = words.to_vec();
    for pair in NEW.chunks(2).filter(|pair| !words.contains(&pair[0])) {
        all.extend(pair);
    }
    all
}

/// What belongs to a programmer and not to a producer: names of Rust types, debug forms, numbers of the system.
pub(crate) fn foreign_words(text: &str) -> Vec<&str> {
    let forms = [
        "::",
        "os error",
        "Os {",
        "Err(",
        "Ok(",
        "Some(",
        "None",
        "unwrap",
        "panicked",
        "src/",
        "Utf8",
        "ErrorKind",
        "{ ",
        "\\\"",
    ];
    let is_type = |word: &&str| {
        let letters: Vec<char> = word.chars().collect();
        let inner = letters.windows(2).filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()).count();
        let known = [
            "WebP",
            "WebVTT",
            "SubRip",
            "OpenStreetMap",
            "PowerShell",
            "iTunes",
            "LUFS",
            "dBTP",
            "LibriVox",
            "dB",
            "kB",
            "kHz",
            "YouTube",
            "AntennaPod",
        ];
        letters.iter().all(char::is_ascii_alphanumeric) && inner > 0 && !known.contains(word)
    };
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(is_type);
    // whoever writes a template knows its braces
    let without_templates = text.replace("{{ ", "");
    forms.into_iter().filter(|form| without_templates.contains(form)).chain(words).collect()
}

#[test]
fn each_message_is_the_one_that_was_read_aloud() {
    golden("tests/show/messages.txt", messages());
}

#[test]
fn no_message_speaks_to_programmers() {
    for path in ["tests/show/messages.txt", "tests/rules/messages.txt"] {
        let text = fs::read_to_string(Path::new(REPOSITORY).join(path)).unwrap();
        assert!(text.lines().count() > 100, "{path}");
        for line in text.lines().filter(|line| !line.starts_with("$ ") && !line.starts_with("## ")) {
            assert_eq!(foreign_words(line), Vec::<&str>::new(), "{path}: {line}");
        }
    }
    assert_eq!(foreign_words("Os { code: 2, kind: NotFound }"), ["Os {", "{ ", "NotFound"]);
    assert_eq!(foreign_words("crate::model: (os error 2)"), ["::", "os error"]);
}

#[test]
fn each_error_names_the_remedy() {
    let text = fs::read_to_string(Path::new(REPOSITORY).join("tests/show/messages.txt")).unwrap();
    for part in text.split("## ").skip(1) {
        let told = ["\nhint: ", "did you mean", "tip: ", "\nUsage: ", "For more information", "required"]
            .iter()
            .any(|word| part.contains(word));
        assert!(told || part.contains("$ podwright probe"), "{part}");
    }
}
