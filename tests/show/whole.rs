//! The show that uses every key (`tests/feed/whole/`), and every byte of the feed that is made of it. After a wanted change:
//! `tests/generate`, and read the difference.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use podwright::feed::elements::{ELEMENTS, ElementEntry, Within};
use podwright::feed::shown::Shown;
use serde_json::Value;

use crate::support::TestShow;
use crate::support::golden::golden;
use crate::support::show::{REPOSITORY, files_in};

/// The text files of the show.
fn folder() -> PathBuf {
    Path::new(REPOSITORY).join("tests/feed/whole")
}

/// What is agreed on.
const EXPECTED: [&str; 3] = ["feed.xml", "chapters/one.json", "_headers"];

/// The show, with recordings and pictures of the series in place of its own.
fn whole() -> TestShow {
    let show = TestShow::empty();
    for (path, bytes) in files_in(&folder()) {
        if !path.starts_with("expected/") {
            show.write(&path, bytes);
        }
    }
    for (path, from) in [
        ("cover.jpg", "episodes/cover.jpg"),
        ("banner.jpg", "episodes/driving-the-train/cover.jpg"),
        ("episodes/one/cover.jpg", "episodes/driving-the-train/cover.jpg"),
        ("episodes/one/banner.jpg", "episodes/driving-the-train/cover.jpg"),
        ("episodes/one/start.jpg", "episodes/cover.jpg"),
        ("episodes/one/audio.mp3", "episodes/coming-soon/audio.mp3"),
        ("episodes/one/small.opus", "tests/audio/files/opus.opus"),
    ] {
        show.write(path, fs::read(Path::new(REPOSITORY).join(from)).unwrap());
    }
    show
}

/// The keys that a schema knows, such as `value.recipients.name`.
fn known(schema: &Value, at: &str, keys: &mut BTreeSet<String>) {
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        let key = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
        known(inner, &key, keys);
        keys.insert(key);
    }
    for inner in schema["anyOf"].as_array().into_iter().flatten().chain(schema.get("items")) {
        known(inner, at, keys);
    }
}

/// The keys that a file uses.
fn used(yaml: &Value, at: &str, keys: &mut BTreeSet<String>) {
    match yaml {
        Value::Object(map) => {
            for (name, inner) in map {
                let key = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
                used(inner, &key, keys);
                keys.insert(key);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| used(item, at, keys)),
        _ => {}
    }
}

/// Whether all that there is to a key or an element is a word that becomes the text of an element. Every reader of made-up shows is asked about
/// those (`tests/feed/agreement.rs`), so the show need not have them.
fn is_plain(entry: &ElementEntry) -> bool {
    matches!(entry.shown, Shown::Key) && entry.keys.len() == 1
}

#[test]
fn the_whole_show_uses_every_key_of_the_schemas() {
    let show = whole();
    for (which, files) in [
        ("show", &["podcast.yaml"][..]),
        (
            "episode",
            &["one", "two", "three"].map(|slug| ["episodes/", slug, "/episode.yaml"].concat()).each_ref().map(String::as_str),
        ),
    ] {
        let schema = show.podwright(&["schema", which]).any_stdout().done().stdout;
        let (mut wanted, mut found) = (BTreeSet::new(), BTreeSet::new());
        known(&serde_json::from_str(&schema).unwrap(), "", &mut wanted);
        let within = if which == "show" { Within::Channel } else { Within::Item };
        for file in files {
            used(&show.yaml(file), "", &mut found);
        }
        assert!(wanted.len() > 90, "{wanted:?}");
        let is_tried = |key: &str| ELEMENTS.iter().any(|entry| is_plain(entry) && entry.within == within && entry.keys == [key]);
        assert_eq!(
            wanted.difference(&found).filter(|key| !is_tried(key)).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{which}: no file uses them"
        );
        assert_eq!(
            found.difference(&wanted).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{which}: the schema does not know them"
        );
    }
}

#[test]
fn the_whole_show_becomes_the_feed_that_was_agreed_on() {
    let show = whole();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    for path in EXPECTED {
        golden(&format!("tests/feed/whole/expected/{path}"), show.read(&format!("feed/{path}")));
    }
}

#[test]
fn the_whole_show_has_every_element_of_the_list() {
    let xml = fs::read_to_string(folder().join("expected/feed.xml")).unwrap();
    let (channel, items) = xml.split_once("<item>").unwrap();
    for entry in ELEMENTS.iter().filter(|entry| !is_plain(entry)) {
        let within = if entry.within == Within::Channel { channel } else { items };
        let opening = |end: &str| within.contains(&format!("<{}{end}", entry.name));
        assert!(opening(" ") || opening(">"), "{} of {:?}", entry.name, entry.within);
    }
}
