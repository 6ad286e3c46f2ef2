//! Five hundred made-up shows (fifty in a short run) through seven readers, in Rust, Python and JavaScript: every name that a reader knows has the value that the show
//! has. What a reader does not know, or reads in a way of its own, is written down here; of feed-rs, which reads each feed before it is published, in
//! `src/feed/reread/compare.rs`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

use podwright::seal::SiteView;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::count::count;
use crate::meaning::{self, Meaning};
use crate::shows;

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
        Made { name: format!("{number:03}"), meaning: meaning::of(&sealed, &xml), sealed, xml }
    };
    (0..number_of_shows()).map(made).collect()
});

/// Extras, which readers in Python do not know.
const EXTRAS: [&str; 23] = [
    "itunes_title",
    "alternates",
    "chat",
    "content_links",
    "countries",
    "images",
    "podping",
    "recent",
    "services",
    "value",
    "locations",
    "txt",
    "social",
    "updates",
    "podroll",
    "publisher",
    "new_feed_url",
    "hub",
    "complete",
    "block",
    "soundbites",
    "season_name",
    "display",
];

/// What each reader has no name for.
const UNKNOWN: [(&str, &[&str]); 6] = [
    // `author` is left out because it takes names apart that look like mail addresses; categories come without their nesting, and of
    // repeated elements of the Podcast Index it keeps the last.
    (
        "feedparser",
        &["author", "explicit", "categories", "locked", "license", "funding", "people", "trailers", "transcripts", "chapters"],
    ),
    // Its description is the text of the notes without their HTML, which it makes itself.
    (
        "podcastparser",
        &[
            "self",
            "copyright",
            "updated",
            "guid",
            "medium",
            "locked",
            "license",
            "funding",
            "people",
            "trailers",
            "items.description",
            "transcripts",
            "chapters",
            "psc",
        ],
    ),
    // It gives the show's way to pay to items that have none. Of places and posts it keeps the first, and of soundbites those with a title; who may show a show it makes a table of.
    (
        "partytime",
        &[
            "itunes_title",
            "psc",
            "locations",
            "social",
            "updates",
            "publisher",
            "soundbites",
            "items.block",
            "images",
            "podping",
            "services",
            "countries",
            "recent",
            "items.funding",
            "items.value",
            "content_links",
        ],
    ),
    // It knows posts under which people comment in items only, where they stood first, and links to content in live items only; `=` names
    // the show's alone.
    ("feedsmith", &["=social", "items.funding", "content_links"]),
    // It keeps the elements of the Podcast Index, Podlove and Spotify as they stand, without knowing what they mean; `rss_keeps_every_element_of_each_show` holds
    // it to that.
    (
        "rss",
        &[
            "itunes_title",
            "self",
            "guid",
            "medium",
            "locked",
            "license",
            "funding",
            "people",
            "trailers",
            "transcripts",
            "chapters",
            "psc",
            "alternates",
            "chat",
            "content_links",
            "countries",
            "images",
            "podping",
            "recent",
            "services",
            "value",
            "locations",
            "txt",
            "social",
            "updates",
            "podroll",
            "publisher",
            "hub",
            "soundbites",
            "season_name",
            "display",
        ],
    ),
    // Of other forms of an episode it knows no codecs, and of stretches of payment no part of a second. The rest came into the namespace after it.
    (
        "badpod",
        &[
            "self",
            "psc",
            "alternates",
            "value",
            "chat",
            "content_links",
            "countries",
            "images",
            "podping",
            "recent",
            "updates",
            "podroll",
            "publisher",
            "hub",
            "items.funding",
            "=social",
        ],
    ),
];

#[test]
fn each_field_is_in_some_of_the_shows_and_missing_in_others() {
    let has = |made: &Made, field: &str| {
        let kinds = made.meaning.keys().map(|name| kind(name));
        kinds.map(|kind| kind.rsplit('.').next().unwrap().to_owned()).any(|last| last == field)
    };
    let others =
        ["copyright", "license", "funding", "people", "trailers", "transcripts", "chapters", "psc", "image", "season", "number"];
    for field in EXTRAS.into_iter().chain(others) {
        let with = MADE.iter().filter(|made| has(made, field)).count();
        let is_always = field == "images" || field == "image";
        assert!(with >= count(20) && (is_always || with < MADE.len()), "{field}: in {with} of {}", MADE.len());
    }
}

#[test]
#[ignore = "needs readers in Python; run by tests/run"]
fn python_readers_agree_with_every_show() {
    let folder = tempfile::tempdir().unwrap();
    write_shows(folder.path());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/feed/readers.py");
    let found = run(Command::new(tool("PODWRIGHT_TEST_PYTHON")).args(["-B", script]), folder.path());
    agree("feedparser", &found["feedparser"]);
    agree("podcastparser", &found["podcastparser"]);
}

#[test]
#[ignore = "needs readers in JavaScript; run by tests/run"]
fn javascript_readers_agree_with_every_show() {
    let folder = tempfile::tempdir().unwrap();
    write_shows(folder.path());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/feed/readers.mjs");
    tool("PODWRIGHT_TEST_NODE_MODULES");
    let found = run(Command::new("node").arg(script), folder.path());
    agree("partytime", &found["partytime"]);
    agree("feedsmith", &found["feedsmith"]);
}

/// Writes the feeds of all shows into a folder.
fn write_shows(folder: &Path) {
    for Made { name, xml, .. } in MADE.iter() {
        std::fs::write(folder.join(format!("{name}.xml")), xml).unwrap();
    }
}

/// The name of a field without the numbers of items, such as `items.title`.
fn kind(name: &str) -> String {
    name.split('.').filter(|part| part.parse::<usize>().is_err()).collect::<Vec<_>>().join(".")
}

/// What readers made of each show.
type Found = BTreeMap<String, BTreeMap<String, Meaning>>;

/// What a reader made of each show is what the show says.
#[track_caller]
pub(crate) fn agree(reader: &str, found: &BTreeMap<String, Meaning>) {
    let unknown = UNKNOWN.iter().find(|(name, _)| *name == reader).unwrap().1;
    let mut faults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Made { name: show, meaning: meant, .. } in MADE.iter() {
        let read = &found[show];
        let names: std::collections::BTreeSet<&String> = meant.keys().chain(read.keys()).collect();
        let has_owner = meant.contains_key("owner.email");
        for name in names {
            let kind = kind(name);
            let last = kind.rsplit('.').next().unwrap();
            if (EXTRAS.contains(&last) && reader.ends_with("parser"))
                || unknown.iter().any(|unknown| {
                    *unknown == kind
                        || unknown.strip_prefix('=') == Some(&kind)
                        || (*unknown == last && *unknown != "description")
                })
            {
                continue;
            }
            let handed_on =
                |value: Option<&String>| value.map(|value| as_read_by(reader, &kind, has_owner, value)).unwrap_or_default();
            let (meant, read) = (handed_on(meant.get(name)), handed_on(read.get(name)));
            if meant != read {
                let fault = difference(show, name, &meant, &read);
                faults.entry(kind).or_default().push(fault);
            }
        }
    }
    let first = |(kind, faults): (&String, &Vec<String>)| format!("{kind}, {} times, such as {}", faults.len(), faults[0]);
    let told = faults.iter().map(first).collect::<Vec<_>>().join("\n");
    assert!(faults.is_empty(), "{reader} reads otherwise:\n{told}");
}

/// Where two values part, with a little of both.
fn difference(show: &str, name: &str, meant: &str, read: &str) -> String {
    let same = meant.chars().zip(read.chars()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| text.chars().skip(same.saturating_sub(10)).take(50).collect::<String>();
    format!("{show} {name}, after {same} characters\n  meant {:?}\n  read  {:?}", part(meant), part(read))
}

/// The value as this reader hands it on.
fn as_read_by(reader: &str, kind: &str, has_owner: bool, value: &str) -> String {
    match (reader, kind) {
        // badpod writes languages and licences in lower case, knows neither the country of a place nor what it is to the show, and takes the networks and
        // purposes that came after it for unknown ones, which it keeps.
        ("badpod", "language" | "license" | "items.license") => value.to_lowercase(),
        ("badpod", "locations" | "items.locations") => {
            let short = |line: &str| line.rsplitn(3, ' ').nth(2).unwrap().to_owned();
            value.lines().map(short).collect::<Vec<_>>().join("\n")
        }
        // podcastparser makes one blank of any blanks, except in HTML.
        ("podcastparser", "items.content") => value.to_owned(),
        ("podcastparser", _) => squashed(value),
        // partytime knows `Misc.` only with its full stop, which feed-rs refuses a whole feed for.
        ("partytime", "people" | "items.people") => squashed(&unescaped(value)).replace(", misc)", ", cast)"),
        ("partytime", "items.transcripts") => value.replace("application/x-subrip", "application/srt"),
        // partytime reads `locked` only where an owner is named.
        ("partytime", "locked") if !has_owner => String::new(),
        // partytime decodes character references a second time, squashes blanks, and takes numbers for numbers.
        // Of ways to pay it keeps the first.
        ("partytime", "value") => squashed(&unescaped(value.lines().next().unwrap_or_default())),
        ("partytime", _) => {
            let plain = squashed(&unescaped(value));
            plain.parse::<f64>().map_or(plain, |number| number.to_string())
        }
        _ => value.to_owned(),
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
