//! Five hundred made-up shows (fifty in a short run) through seven readers, in Rust, Python and JavaScript: every path that a reader hands on has
//! the value that the show has. What a reader does not hand on stands at the element (`src/feed/elements.rs`), and what it hands on in another
//! form is written down here; of feed-rs, which reads each feed before it is published, in `src/feed/reread/compare.rs`.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

use chrono::DateTime;
use podwright::feed::elements::{ELEMENTS, ElementEntry, Within};
use podwright::feed::shown::Shown;
use podwright::seal::SiteView;
use podwright::source::schema::show_schema;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use regex::Regex;
use serde_json::Value;

use crate::count::count;
use crate::made;
use crate::meaning::{self, Meaning};
use crate::reader_names::{FEEDPARSER, FEEDSMITH, PARTYTIME, PODCASTPARSER};
use crate::shows;
use crate::trees::{Names, triples};

/// Shows that are made up. The same ones each time.
fn number_of_shows() -> usize {
    count(500)
}

/// A show that was made up, with its feed and what that means.
pub(crate) struct Made {
    pub(crate) name: String,
    pub(crate) sealed: SiteView,
    pub(crate) xml: Vec<u8>,
    meaning: Meaning,
}

/// All of them.
pub(crate) static MADE: LazyLock<Vec<Made>> = LazyLock::new(|| {
    let mut runner = TestRunner::deterministic();
    let strategy = shows::sealed();
    let made = |number: usize| {
        let sealed = strategy.new_tree(&mut runner).unwrap().current();
        let xml = meaning::feed(&sealed);
        Made { name: format!("{number:03}"), meaning: made::of(&sealed, &xml), sealed, xml }
    };
    (0..number_of_shows()).map(made).collect()
});

/// What a reader knows of the feed at all. The elements that it does not hand on are named where they are declared, in `src/feed/elements.rs`.
struct Reader {
    name: &'static str,
    namespaces: &'static [&'static str],
    /// Of other namespaces.
    also: &'static [&'static str],
}

/// The readers that are asked here.
const READERS: [Reader; 6] = [
    Reader { name: "badpod", namespaces: &["", "content", "itunes", "podcast"], also: &[] },
    // Of what it does not know it keeps one of each, attributes without text.
    Reader {
        name: "feedparser",
        namespaces: &["", "atom", "content", "itunes", "psc"],
        also: &["podcast:guid", "podcast:medium"],
    },
    Reader { name: "feedsmith", namespaces: &["", "atom", "content", "itunes", "podcast", "psc", "spotify"], also: &[] },
    Reader { name: "partytime", namespaces: &["", "atom", "content", "itunes", "podcast"], also: &[] },
    Reader { name: "podcastparser", namespaces: &["", "content", "itunes"], also: &[] },
    Reader { name: "rss", namespaces: &["", "atom", "content", "itunes", "podcast", "psc", "spotify"], also: &[] },
];

/// The element that a path is about.
fn entry(path: &str) -> Option<&'static ElementEntry> {
    let (within, rest) = match path.split_once('/') {
        Some((item, rest)) if item.starts_with("items.") => (Within::Item, rest),
        _ => (Within::Channel, path),
    };
    let name = rest.split(['[', '@', '/']).next().unwrap();
    ELEMENTS.iter().find(|entry| entry.within == within && entry.name == name)
}

impl Reader {
    /// Whether it hands on what stands at a path of an element.
    fn reads(&self, entry: &ElementEntry, path: &str) -> bool {
        let namespace = entry.name.split_once(':').map_or("", |(namespace, _)| namespace);
        if !self.namespaces.contains(&namespace) && !self.also.contains(&entry.name) {
            return false;
        }
        let attribute = path.rsplit_once('@').map(|(_, attribute)| attribute);
        let is_first = path.contains(&format!("{}[0]", entry.name));
        !entry.unread.iter().any(|unread| match unread.strip_prefix(self.name) {
            Some("") => true,
            Some("+") => !is_first,
            Some(rest) => rest.strip_prefix('@').is_some_and(|name| attribute == Some(name)),
            None => false,
        })
    }
}

#[test]
fn who_does_not_read_an_element_is_one_of_the_readers() {
    for entry in ELEMENTS {
        for unread in entry.unread {
            let name = unread.split(['@', '+']).next().unwrap();
            assert!(READERS.iter().any(|reader| reader.name == name), "{}: {unread}", entry.name);
        }
    }
}

/// What no other reader hands on would not be tried: the rss crate keeps what it does not know.
#[test]
fn each_element_is_read_by_some_reader() {
    for entry in ELEMENTS {
        let path = format!("{}[0]", entry.name);
        assert!(READERS.iter().any(|reader| reader.reads(entry, &path)), "{}", entry.name);
    }
}

#[test]
fn each_element_is_in_some_of_the_shows_and_what_can_be_missing_is() {
    for entry in ELEMENTS {
        let is_it = |path: &String| self::entry(path).is_some_and(|found| std::ptr::eq(found, entry));
        let with = MADE.iter().filter(|made| made.meaning.keys().any(is_it)).count();
        let is_always = match entry.shown {
            Shown::Made => ALWAYS_MADE.contains(&entry.name),
            Shown::Key | Shown::Group(_) => is_always_there(entry.keys[0]),
        };
        assert!(with >= count(20) && (is_always || with < MADE.len()), "{}: in {with} of {}", entry.name, MADE.len());
    }
}

/// Whether every show has the key, or an element where the key is left out.
fn is_always_there(key: &str) -> bool {
    let schema = show_schema();
    schema["required"].as_array().unwrap().iter().any(|required| required == key)
        || schema["properties"][key]["default"].is_string()
}

/// What is made for every show.
const ALWAYS_MADE: [&str; 10] = [
    "atom:link",
    "description",
    "docs",
    "generator",
    "image",
    "itunes:category",
    "itunes:image",
    "link",
    "podcast:image",
    "podcast:locked",
];

#[test]
#[ignore = "needs readers in Python; run by tests/run"]
fn python_readers_agree_with_every_show() {
    let folder = tempfile::tempdir().unwrap();
    write_shows(folder.path());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/feed/readers.py");
    let found = run(Command::new(tool("PODWRIGHT_TEST_PYTHON")).args(["-B", script]), folder.path());
    let told = disagreements("feedparser", &triples_of(&found["feedparser"], &FEEDPARSER))
        + &disagreements("podcastparser", &triples_of(&found["podcastparser"], &PODCASTPARSER));
    assert!(told.is_empty(), "{told}");
}

#[test]
#[ignore = "needs readers in JavaScript; run by tests/run"]
fn javascript_readers_agree_with_every_show() {
    let folder = tempfile::tempdir().unwrap();
    write_shows(folder.path());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/feed/readers.mjs");
    tool("PODWRIGHT_TEST_NODE_MODULES");
    let found = run(Command::new("node").arg(script), folder.path());
    let told = disagreements("partytime", &triples_of(&found["partytime"], &PARTYTIME))
        + &disagreements("feedsmith", &triples_of(&found["feedsmith"], &FEEDSMITH));
    assert!(told.is_empty(), "{told}");
}

/// Writes the feeds of all shows into a folder.
fn write_shows(folder: &Path) {
    for Made { name, xml, .. } in MADE.iter() {
        std::fs::write(folder.join(format!("{name}.xml")), xml).unwrap();
    }
}

/// What readers made of each show.
type Found = BTreeMap<String, BTreeMap<String, Value>>;

fn triples_of(found: &BTreeMap<String, Value>, names: &Names) -> BTreeMap<String, Meaning> {
    found.iter().map(|(show, tree)| (show.clone(), triples(tree, names))).collect()
}

/// A path without numbers, such as `items/podcast:person@role`.
fn kind(path: &str) -> String {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[\d+\]|\.\d+").unwrap());
    NUMBER.replace_all(path, "").into_owned()
}

/// Where what a reader made of the shows is not what they say.
pub(crate) fn disagreements(reader: &str, found: &BTreeMap<String, Meaning>) -> String {
    let knows = READERS.iter().find(|known| known.name == reader).unwrap();
    let mut faults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Made { name: show, meaning: meant, .. } in MADE.iter() {
        let read = &found[show];
        let has_owner = meant.contains_key("itunes:owner[0]@email");
        for path in meant.keys().chain(read.keys()).collect::<BTreeSet<&String>>() {
            let is_read = match entry(path) {
                Some(entry) => knows.reads(entry, path),
                // What is no element of ours, the reader made itself.
                None => path == "items",
            };
            if !is_read {
                continue;
            }
            let kind = kind(path);
            let handed_on =
                |value: Option<&String>| value.map(|value| as_read_by(reader, &kind, has_owner, value)).unwrap_or_default();
            let (meant, read) = (handed_on(meant.get(path)), handed_on(read.get(path)));
            if meant != read {
                let fault = difference(show, path, &meant, &read);
                faults.entry(kind).or_default().push(fault);
            }
        }
    }
    let first = |(kind, faults): (&String, &Vec<String>)| format!("{kind}, {} times, such as {}", faults.len(), faults[0]);
    let told: Vec<String> = faults.iter().map(first).map(|fault| format!("{reader} reads {fault}\n")).collect();
    told.concat()
}

/// Where two values part, with a little of both.
fn difference(show: &str, name: &str, meant: &str, read: &str) -> String {
    let same = meant.chars().zip(read.chars()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| text.chars().skip(same.saturating_sub(10)).take(50).collect::<String>();
    format!("{show} {name}, after {same} characters\n  meant {:?}\n  read  {:?}", part(meant), part(read))
}

/// The value as this reader hands it on; empty where it hands on what is left out.
fn as_read_by(reader: &str, kind: &str, has_owner: bool, value: &str) -> String {
    let value = canonical(kind, value);
    match (reader, kind.strip_prefix("items/").unwrap_or(kind)) {
        // badpod writes languages and licences in lower case.
        ("badpod", "language" | "podcast:license" | "podcast:transcript@language") => value.to_lowercase(),
        // podcastparser makes one blank of any blanks, except in HTML.
        ("podcastparser", "content:encoded") => value,
        ("podcastparser", _) => squashed(&value),
        // partytime knows `Misc.` only with its full stop, which feed-rs refuses a whole feed for.
        ("partytime", "podcast:person@group") if value == "misc" => "cast".to_owned(),
        ("partytime", "podcast:transcript@type") => value.replace("application/x-subrip", "application/srt"),
        // partytime reads `locked` only where an owner is named, as it does the owner.
        ("partytime", "podcast:locked" | "podcast:locked@owner") if !has_owner => String::new(),
        // partytime decodes character references a second time, squashes blanks, and takes numbers for numbers.
        ("partytime", _) => canonical(kind, &squashed(&unescaped(&value))),
        _ => value,
    }
}

/// One form for all in which readers hand on a date, a number or a truth.
fn canonical(kind: &str, value: &str) -> String {
    let date = || DateTime::parse_from_rfc2822(value).or_else(|_| DateTime::parse_from_rfc3339(value)).ok();
    match value {
        "Yes" | "yes" => "true".to_owned(),
        "No" | "no" => "false".to_owned(),
        // What counts as `false` where it is left out.
        "false"
            if ["fee", "default", "itunes:block", "itunes:complete", "isPermaLink"].iter().any(|name| kind.ends_with(name)) =>
        {
            String::new()
        }
        // What a link to another feed counts as where it says nothing.
        "0" if kind.ends_with("@remoteStartTime") => String::new(),
        "100" if kind.ends_with("@remotePercentage") => String::new(),
        _ if kind.ends_with("@role") || kind.ends_with("@group") => value.to_lowercase(),
        _ => match (value.parse::<f64>(), date()) {
            (Ok(number), _) => number.to_string(),
            (_, Some(date)) => date.timestamp().to_string(),
            _ => value.to_owned(),
        },
    }
}

fn squashed(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without the five references of XML and the commonest of HTML, however often they are escaped.
fn unescaped(value: &str) -> String {
    let mut plain = value.to_owned();
    loop {
        let next = ["amp=&", "lt=<", "gt=>", "quot=\"", "apos='", "nbsp=\u{A0}"].iter().fold(plain.clone(), |text, pair| {
            let (name, letter) = pair.split_once('=').unwrap();
            text.replace(&format!("&{name};"), letter)
        });
        if next == plain {
            return plain;
        }
        plain = next;
    }
}

pub(crate) fn tool(name: &str) -> std::ffi::OsString {
    std::env::var_os(name).unwrap_or_else(|| panic!("{name} is not set: `tests/run tools` says what to export"))
}

/// Runs a program with the folder of the feeds and a file for its answer.
#[track_caller]
fn run(command: &mut Command, folder: &Path) -> Found {
    let answer = folder.join("answer.json");
    let Output { status, stderr, .. } =
        command.arg(folder).arg(&answer).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?}: {}", String::from_utf8_lossy(&stderr));
    serde_json::from_slice(&std::fs::read(answer).unwrap()).unwrap()
}
