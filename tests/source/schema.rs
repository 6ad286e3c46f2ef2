//! The JSON Schemas take what the reader takes, and refuse what it refuses.

use std::sync::LazyLock;

use jsonschema::Validator;
use podwright::model::fault::{Fault, FaultKind};
use podwright::source::plain::from_yaml;
use podwright::source::schema::{episode_schema, show_schema};
use proptest::prelude::*;
use serde_json::Value;

use crate::documents::{EPISODE, SHOW, described, episode, show};
use crate::hostile::damaged;

fn validator(schema: &Value) -> Validator {
    assert!(jsonschema::draft202012::meta::is_valid(schema), "the schema itself is wrong");
    jsonschema::draft202012::new(schema).unwrap()
}

static SHOW_VALIDATOR: LazyLock<Validator> = LazyLock::new(|| validator(&show_schema()));
static EPISODE_VALIDATOR: LazyLock<Validator> = LazyLock::new(|| validator(&episode_schema()));

/// A good file with the value of a key at the top replaced; `None` removes the key.
fn with(good: &str, key: &str, value: Option<&str>) -> String {
    let mut text = String::new();
    let mut inside = false;
    for line in good.split_inclusive('\n') {
        let at_top = !line.starts_with([' ', '-', '#', '\n']);
        inside = if at_top { line.split(':').next() == Some(key) } else { inside };
        if !inside {
            text.push_str(line);
        }
    }
    match value {
        Some(value) => text + key + ": " + value + "\n",
        None => text,
    }
}

/// Faults that no schema can see: repeated keys, and days and times that no calendar or clock has.
fn is_beyond_a_schema(kind: FaultKind) -> bool {
    matches!(kind, FaultKind::DuplicateKey | FaultKind::ImpossibleTime)
}

#[track_caller]
fn agree(text: &str, faults: &[Fault], validator: &Validator) -> bool {
    let value: Value = from_yaml(text).unwrap();
    let faults: Vec<String> = faults.iter().filter(|fault| !is_beyond_a_schema(fault.kind)).map(described).collect();
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(faults.is_empty(), errors.is_empty(), "reader: {faults:?}\nschema: {errors:?}\n{text}");
    faults.is_empty()
}

/// Values for keys of the show, good and bad.
const SHOW_VALUES: &[(&str, &[&str], &[&str])] = &[
    (
        "title",
        &["A", "'2022'", "\"a\\tb\"", "|\n  a\n  b", "é😀"],
        &["2022", "true", "", "''", "' '", "[a]", "{a: b}", "\"a\\u0007\"", "~", "\"\\uFFFE\""],
    ),
    (
        "url",
        &["https://example.org/", "http://example.org/a/b/", "HTTPS://example.org/%20/", "https://example.org:8080/a/"],
        &[
            "https://example.org",
            "https://example.org/a",
            "https://example.org/?a/",
            "https://example.org/#/",
            "ftp://example.org/",
            "example.org/",
            "https://a:b@example.org/",
            "https://example.org/a b/",
            "https://exämple.org/",
            "https:///",
            "\"https://example.org/\\n\"",
        ],
    ),
    (
        "link",
        &[
            "https://example.org",
            "https://example.org?x=1",
            "https://example.org/a?b#c",
            "https://example.org/a@b",
            "https://example.org/a'b",
        ],
        &["https://", "//example.org", "mailto:a@b.c", "https://example.org/<a>", "https://example.org/a|b", "https:example.org"],
    ),
    (
        "guid",
        &["5d3f0f0e-1b1e-5cef-ace4-edaa54e1f810"],
        &[
            "5D3F0F0E-1B1E-5CEF-ACE4-EDAA54E1F810",
            "5d3f0f0e1b1e5ceface4edaa54e1f810",
            "'{5d3f0f0e-1b1e-5cef-ace4-edaa54e1f810}'",
            "x",
            "12",
        ],
    ),
    (
        "language",
        &["en", "EN", "en-gb", "cy-GB", "no", "de-AT"],
        &["english", "en_GB", "en-GBR", "eng", "xx", "en-", "' en'", "zh-Hant", "false"],
    ),
    (
        "owner",
        &["{name: A, email: a@b.c}", "{name: A, email: a.b+c@d.e.f}"],
        &[
            "A",
            "{name: A}",
            "{name: A, email: a@b}",
            "{name: A, email: a@.b}",
            "{name: A, email: a@b.}",
            "{name: A, email: a b@c.d}",
            "{name: A, email: a@b@c.d}",
            "{name: A, email: a@b.c, x: y}",
            "{name: A, email: '@b.c'}",
            "{name: A, email: 'a@b.c;'}",
        ],
    ),
    (
        "categories",
        &[
            "[Technology]",
            "[Education > How To]",
            "[Education>How To]",
            "[' Arts  >  Books ']",
            "[TV & Film > After Shows, History]",
        ],
        &[
            "[]",
            "History",
            "[education]",
            "[Education > Cooking]",
            "[Technology > Podcasting]",
            "[Games & Hobbies]",
            "[History, 2]",
            "[Education >]",
            "[~]",
            "[Arts > Books > x]",
        ],
    ),
    ("explicit", &["true", "false", "True", "FALSE"], &["yes", "'true'", "1", "0", "~", "clean"]),
    ("type", &["serial", "episodic"], &["Serial", "series", "' serial'"]),
    (
        "artwork",
        &["{file: a.jpg}", "{file: ./a//b.jpg, alt: x}", "{file: a/.b}", "{file: ..a/b..}", "{file: é.jpg}"],
        &[
            "a.jpg",
            "{alt: x}",
            "{file: ../a.jpg}",
            "{file: a/../b}",
            "{file: a/..}",
            "{file: ..}",
            "{file: .}",
            "{file: ./}",
            "{file: /a}",
            "{file: 'C:/a'}",
            "{file: 'c:a'}",
            "{file: 'a\\b'}",
            "{file: ''}",
            "{file: \"a\\nb\"}",
            "{file: a, alt: 1}",
            "{file: a.jpg, title: x}",
        ],
    ),
    ("license", &["cc-by-4.0", "CC0-1.0", "arr", "pod-v4v-1.0"], &["CC-BY-3.0", "MIT", "'CC BY 4.0'", "' ARR'"]),
    ("locked", &["true", "false"], &["yes", "2"]),
    ("time_zone", &["UTC", "Europe/London", "America/Argentina/Buenos_Aires"], &["europe/london", "London", "+01:00", "3"]),
    (
        "people",
        &[
            "[]",
            "[{name: A}]",
            "[{name: A, role: co host}]",
            "[{name: A, role: ' EDITOR '}]",
            "[{name: A, approved: 2022-06-30}]",
        ],
        &[
            "{name: A}",
            "[A]",
            "[{role: host}]",
            "[{name: A, role: king}]",
            "[{name: A, role: ''}]",
            "[{name: A, approved: yesterday}]",
            "[{name: A, href: a}]",
            "[{name: A, approved: 2022-13-01}]",
            "[{name: A, approved: 22-06-30}]",
            "[~]",
        ],
    ),
    (
        "funding",
        &["[]", "[{url: https://example.org, text: T}]"],
        &["[{url: https://example.org}]", "[https://example.org]", "{}"],
    ),
    ("id3", &["v2.3", "v2.4"], &["2.3", "v2.2"]),
    (
        "checks",
        &["{}", "{loudness: -14}", "{loudness: -5.0}", "{allow: [a, {rule: b}]}", "{deny: [], warn: [x]}", "{reading_age: 25}"],
        &[
            "[]",
            "{loudness: 16}",
            "{loudness: quiet}",
            "{loudness: .nan}",
            "{loudness: -40.1}",
            "{allow: a}",
            "{allow: [{reason: x}]}",
            "{allow: [1]}",
            "{allow: ['']}",
            "{approval: yes}",
            "{reading_age: 4}",
            "{x: 1}",
        ],
    ),
    (
        "locations",
        &[
            "[]",
            "[{name: A}]",
            "[{name: A, geo: '51.5,-0.1', osm: R65606, country: GB, rel: creator}]",
            "[{name: A, osm: N1#2}, {name: B}]",
        ],
        &[
            "{name: A}",
            "[A]",
            "[{geo: '1,1'}]",
            "[{name: A, geo: '91,0'}]",
            "[{name: A, geo: north}]",
            "[{name: A, osm: X1}]",
            "[{name: A, country: gb}]",
            "[{name: A, country: GBR}]",
            "[{name: A, rel: near}]",
            "[{name: A, x: 1}]",
        ],
    ),
    ("txt", &["[{text: a}]", "[{purpose: a, text: b}]"], &["[{purpose: a}]", "a", "[{text: 1}]", "[{text: ''}]"]),
    (
        "social",
        &[
            "disabled",
            "[]",
            "[{protocol: activitypub, url: https://example.org/1, account: '@a', account_url: https://example.org/a, priority: 1}]",
        ],
        &[
            "enabled",
            "[{protocol: activitypub}]",
            "[{url: https://example.org/1}]",
            "[{protocol: myspace, url: https://example.org/1}]",
            "[{protocol: nostr, url: a}]",
            "[{protocol: nostr, url: https://example.org, priority: 0}]",
            "[disabled]",
        ],
    ),
    (
        "chat",
        &["{server: irc.example.org, protocol: irc}", "{server: example.org, protocol: matrix, account: '@a', space: '#a'}"],
        &[
            "irc",
            "{server: irc.example.org}",
            "{protocol: irc}",
            "{server: irc.example.org, protocol: icq}",
            "{server: 'https://example.org/', protocol: irc}",
            "[]",
        ],
    ),
    (
        "value",
        &[
            "[]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}]}]",
            "[{method: lnaddress, suggested: '0.00000005000', recipients: [{name: A, address: a@example.org, split: 95, custom_key: '1', custom_value: x, fee: true}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 1:10, length: 30, to: [{address: b@example.org, split: 1}]}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, length: 2.5, to: {guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, percentage: 100}}]}]",
        ],
        &[
            "{recipients: []}",
            "[{method: lnaddress}]",
            "[{method: lnaddress, recipients: []}]",
            "[{method: cash, recipients: [{address: a@example.org, split: 1}]}]",
            "[{method: lnaddress, suggested: 5, recipients: [{address: a@example.org, split: 1}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 0}]}]",
            "[{method: lnaddress, recipients: [{address: nobody, split: 1}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1, fee: 5}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, length: 1, to: {guid: x}}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, length: 1, to: {guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, percentage: 101}}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, to: []}]}]",
        ],
    ),
    (
        "images",
        &["[]", "[{file: a.jpg}]", "[{file: a.jpg, alt: A, purposes: [banner, social]}]"],
        &["[a.jpg]", "[{alt: A}]", "[{file: a.jpg, purposes: banner}]", "[{file: a.jpg, purposes: ['']}]", "[{file: /a.jpg}]"],
    ),
    ("block", &["true", "false"], &["Yes", "1"]),
    ("media_url", &["https://media.example.org/"], &["https://media.example.org", "media/", "3"]),
    (
        "license",
        &["{name: Ask us, url: https://example.org/terms}"],
        &["{name: Ask us}", "{url: https://example.org}", "{name: A, url: a}", "[]"],
    ),
    ("medium", &["podcast", "course", "audiobook"], &["Podcast", "publisher", "mixed", "podcastL", "live"]),
    (
        "updates",
        &[
            "{text: weekly}",
            "{text: weekly, rule: FREQ=WEEKLY;BYDAY=MO}",
            "{text: ten times, rule: {every: FREQ=WEEKLY;COUNT=10, from: '2026-01-05T07:00:00+00:00'}}",
        ],
        &[
            "weekly",
            "{rule: FREQ=WEEKLY}",
            "{text: weekly, rule: every week}",
            "{text: weekly, rule: {every: FREQ=WEEKLY}}",
            "{text: weekly, rule: FREQ=FORTNIGHTLY}",
            "{text: weekly, rule: [FREQ=WEEKLY]}",
        ],
    ),
    (
        "podroll",
        &[
            "[]",
            "[{guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, url: https://example.org/a.xml, item: a, medium: music, title: A}]",
        ],
        &[
            "[{url: https://example.org/a.xml}]",
            "[https://example.org/a.xml]",
            "[{guid: a}]",
            "[{guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, medium: radio}]",
        ],
    ),
    (
        "publisher",
        &["{guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810}"],
        &["917393e3-1b1e-5cef-ace4-edaa54e1f810", "{title: A}", "[]"],
    ),
    ("seasons", &["[]", "[{number: 1, name: A}]"], &["[A]", "[{number: 0, name: A}]", "[{number: 1}]", "{1: A}"]),
    ("new_feed_url", &["https://example.org/feed.xml"], &["feed.xml", "ftp://example.org/feed.xml"]),
    ("hub", &["https://hub.example.org/"], &["true", "hub.example.org"]),
    ("podping", &["true"], &["yes", "https://podping.cloud"]),
    ("complete", &["true"], &["Yes", "~"]),
    ("listen", &["[{name: A, url: https://example.org}]"], &["[{name: A}]", "[https://example.org]", "{}"]),
    (
        "theme",
        &["{}", "{light: {link: '#00449e'}, dark: {}, font: wide, headings: serif}"],
        &["dark", "{light: {link: blue}}", "{light: {link: '#00449'}}", "{font: Comic Sans}", "{light: {x: '#00449e'}}"],
    ),
    ("block_services", &["all", "[]", "[amazon]"], &["none", "[Amazon Music]", "[1]", "true"]),
    ("allow_services", &["[]", "[podcastindex]"], &["all", "podcastindex", "['']"]),
    (
        "spotify",
        &["{}", "{countries: [GB, IE], recent: 20}"],
        &["{countries: [gb]}", "{countries: GB}", "{recent: 0}", "{limit: 3}"],
    ),
    ("author", &["A & B"], &["''", "3", "[A]"]),
    ("copyright", &["Ada Example"], &["2022", "' '"]),
    ("description", &["Two words", "'1'"], &["''", "~", "{}"]),
    ("colour", &[], &["red"]),
];

/// Values for keys of an episode, good and bad.
const EPISODE_VALUES: &[(&str, &[&str], &[&str])] = &[
    (
        "guid",
        &["a", "Ab-1", "https://example.org/?p=1", "'12'", "\"a\\uFEFF\""],
        &["a b", "12", "''", "\"a\\u0001\"", "\"a\\u0085b\"", "\"a\\u3000b\"", "' a'"],
    ),
    (
        "date",
        &[
            "2022-07-04 07:00",
            "2022-07-04T07:00:00Z",
            "2022-07-04t07:00:00.5+01:00",
            "2022-07-04  07:00:00 -05:30",
            "1970-01-01 00:00",
            "2200-12-31 12:00",
        ],
        &[
            "2022-07-04",
            "2022",
            "04/07/2022 07:00",
            "2022-7-4 07:00",
            "2022-07-04 7:00",
            "2022-07-04 25:00",
            "2022-07-04 07:00+1",
            "2022-07-04 07:60",
            "1969-12-31 23:00",
            "2201-01-01 00:00",
            "2022-13-04 07:00",
            "2022-07-32 07:00",
            "2022-07-04 07:00 BST",
            "2022-07-04T",
            "2022-07-04T07:00:00.",
        ],
    ),
    ("title", &["A", "'2022'"], &["2022", "''", "\"a\\u0001\""]),
    ("summary", &["A sentence."], &["''", "1.5", "[A]"]),
    ("draft", &["true"], &["maybe"]),
    ("season", &["1", "4294967295", "0x10", "1.0", "2e0"], &["0", "-1", "1.5", "one", "'1'", "4294967296", "007"]),
    ("number", &["12"], &["true", "[1]", ".inf"]),
    ("kind", &["full", "trailer", "bonus"], &["Full", "teaser", "~"]),
    ("notes", &["a", "'*a*'"], &["''", "5"]),
    (
        "chapters",
        &[
            "[]",
            "[0:00 A]",
            "[' 0:00  A ']",
            "[1:02:03.004 A, 999:59 B]",
            "[{start: 0, title: A}]",
            "[{start: 1:00, title: A, image: a/b.jpg}]",
            "[{start: 3600000, title: A}]",
            "[{start: 59999:59.9, title: A}]",
        ],
        &[
            "0:00 A",
            "[A]",
            "['0:00']",
            "[0:0 A]",
            "[0:60 A]",
            "[1:60:00 A]",
            "[1:00. A]",
            "[1:00.1234 A]",
            "[{start: 0:00}]",
            "[{title: A}]",
            "[{start: -1, title: A}]",
            "[{start: 3600000.5, title: A}]",
            "[{start: 12, title: 12}]",
            "[{start: '12', title: A}]",
            "[{start: 0, title: A, image: /a}]",
            "[12]",
            "[{0:00: A}]",
            "[-1:00 A]",
        ],
    ),
    ("audio", &["a.mp3", "a/b.mp3"], &["../a.mp3", "/a.mp3", "3"]),
    ("transcript", &["a.vtt"], &["[a.vtt]"]),
    ("people", &["[{name: A, role: guest, img: https://example.org/a.jpg}]"], &["[{name: A, image: a.jpg}]"]),
    ("easy_read", &["a.md"], &["''"]),
    ("artwork", &["{file: a.jpg}"], &["a.jpg"]),
    ("explicit", &["true"], &["clean"]),
    (
        "locations",
        &[
            "[]",
            "[{name: A}]",
            "[{name: A, geo: '51.5,-0.1', osm: R65606, country: GB, rel: creator}]",
            "[{name: A, osm: N1#2}, {name: B}]",
        ],
        &[
            "{name: A}",
            "[A]",
            "[{geo: '1,1'}]",
            "[{name: A, geo: '91,0'}]",
            "[{name: A, geo: north}]",
            "[{name: A, osm: X1}]",
            "[{name: A, country: gb}]",
            "[{name: A, country: GBR}]",
            "[{name: A, rel: near}]",
            "[{name: A, x: 1}]",
        ],
    ),
    ("txt", &["[{text: a}]", "[{purpose: a, text: b}]"], &["[{purpose: a}]", "a", "[{text: 1}]", "[{text: ''}]"]),
    (
        "social",
        &[
            "disabled",
            "[]",
            "[{protocol: activitypub, url: https://example.org/1, account: '@a', account_url: https://example.org/a, priority: 1}]",
        ],
        &[
            "enabled",
            "[{protocol: activitypub}]",
            "[{url: https://example.org/1}]",
            "[{protocol: myspace, url: https://example.org/1}]",
            "[{protocol: nostr, url: a}]",
            "[{protocol: nostr, url: https://example.org, priority: 0}]",
            "[disabled]",
        ],
    ),
    (
        "chat",
        &["{server: irc.example.org, protocol: irc}", "{server: example.org, protocol: matrix, account: '@a', space: '#a'}"],
        &[
            "irc",
            "{server: irc.example.org}",
            "{protocol: irc}",
            "{server: irc.example.org, protocol: icq}",
            "{server: 'https://example.org/', protocol: irc}",
            "[]",
        ],
    ),
    (
        "value",
        &[
            "[]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}]}]",
            "[{method: lnaddress, suggested: '0.00000005000', recipients: [{name: A, address: a@example.org, split: 95, custom_key: '1', custom_value: x, fee: true}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 1:10, length: 30, to: [{address: b@example.org, split: 1}]}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, length: 2.5, to: {guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, percentage: 100}}]}]",
        ],
        &[
            "{recipients: []}",
            "[{method: lnaddress}]",
            "[{method: lnaddress, recipients: []}]",
            "[{method: cash, recipients: [{address: a@example.org, split: 1}]}]",
            "[{method: lnaddress, suggested: 5, recipients: [{address: a@example.org, split: 1}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 0}]}]",
            "[{method: lnaddress, recipients: [{address: nobody, split: 1}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1, fee: 5}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, length: 1, to: {guid: x}}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, length: 1, to: {guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, percentage: 101}}]}]",
            "[{method: lnaddress, recipients: [{address: a@example.org, split: 1}], splits: [{start: 0, to: []}]}]",
        ],
    ),
    (
        "images",
        &["[]", "[{file: a.jpg}]", "[{file: a.jpg, alt: A, purposes: [banner, social]}]"],
        &["[a.jpg]", "[{alt: A}]", "[{file: a.jpg, purposes: banner}]", "[{file: a.jpg, purposes: ['']}]", "[{file: /a.jpg}]"],
    ),
    ("block", &["true", "false"], &["Yes", "1"]),
    ("license", &["cc-by-4.0", "{name: Ask us, url: https://example.org/terms}"], &["MIT", "{name: Ask us}"]),
    ("funding", &["[{url: https://example.org, text: T}]"], &["[{text: T}]", "https://example.org"]),
    (
        "enclosure",
        &[
            "{url: https://example.org/a.mp3, bytes: 1, type: audio/mpeg}",
            "{url: https://example.org/a.mp3, bytes: 4194304, type: audio/x-m4a, duration: 4:22}",
        ],
        &[
            "https://example.org/a.mp3",
            "{url: https://example.org/a.mp3, bytes: 0, type: audio/mpeg}",
            "{url: https://example.org/a.mp3, bytes: 1}",
            "{url: a.mp3, bytes: 1, type: audio/mpeg}",
            "{url: https://example.org/a.mp3, bytes: 1, type: text/plain}",
            "{url: https://example.org/a.mp3, bytes: 1, type: audio/mpeg, duration: long}",
        ],
    ),
    (
        "alternates",
        &[
            "[]",
            "[{file: a.opus}]",
            "[{file: a.opus, mirrors: ['ipfs://bafy', 'magnet:?xt=urn:btih:00'], title: A, rel: b, language: cy, height: 480}]",
        ],
        &[
            "[a.opus]",
            "[{title: A}]",
            "[{file: a.opus, height: 0}]",
            "[{file: a.opus, language: welsh}]",
            "[{file: a.opus, mirrors: [a]}]",
            "[{file: ../a.opus}]",
        ],
    ),
    (
        "remote_alternates",
        &[
            "[{url: https://example.org/a.mp4, type: video/mp4}]",
            "[{url: https://example.org/a.mp4, type: video/mp4, bytes: 1, bitrate: 1, codecs: avc1.42E01E, integrity: sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=, height: 1080}]",
        ],
        &[
            "[{url: https://example.org/a.mp4}]",
            "[{type: video/mp4}]",
            "[{url: https://example.org/a.mp4, type: mp4}]",
            "[{url: https://example.org/a.mp4, type: video/mp4, integrity: sha256-x}]",
            "[{url: https://example.org/a.mp4, type: video/mp4, bytes: -1}]",
        ],
    ),
    ("mirrors", &["[]", "['https://example.org/a.mp3', 'ipfs://bafy/a.mp3']"], &["[a]", "https://example.org/a.mp3", "[1]"]),
    ("content_links", &["[{url: https://example.org, text: A}]"], &["[{url: https://example.org}]", "[{text: A}]", "{}"]),
    (
        "soundbites",
        &["[]", "[{start: 1:10, length: 30}]", "[{start: 0, length: 15.5, title: A}]"],
        &["[{start: 1:10}]", "[{length: 30}]", "[1:10]", "[{start: -1, length: 30}]", "[{start: soon, length: 30}]"],
    ),
    ("display_number", &["Ch.3"], &["3", "''", "[a]"]),
    ("content_note", &["a"], &["''", "[a]"]),
    ("sign_language", &["{name: BSL, url: https://example.org}"], &["BSL", "{name: BSL}", "{url: https://example.org}"]),
    ("allow", &["[a]", "[{rule: a, reason: b}]"], &["a", "[{rule: a, why: b}]", "[{rule: ''}]"]),
];

#[test]
fn reader_and_schema_agree_on_the_show() {
    let validator = &*SHOW_VALIDATOR;
    assert!(agree(SHOW, &show(SHOW).faults, validator));
    for (key, good, bad) in SHOW_VALUES {
        for (values, expected) in [(good, true), (bad, false)] {
            for value in *values {
                let text = with(SHOW, key, Some(value));
                assert_eq!(agree(&text, &show(&text).faults, validator), expected, "{key}: {value}");
            }
        }
        let text = with(SHOW, key, None);
        agree(&text, &show(&text).faults, validator);
    }
    for text in ["", "- a", "text", "3"] {
        assert!(!agree(text, &show(text).faults, validator));
    }
}

#[test]
fn reader_and_schema_agree_on_the_episode() {
    let validator = &*EPISODE_VALIDATOR;
    assert!(agree(EPISODE, &episode(EPISODE).faults, validator));
    for (key, good, bad) in EPISODE_VALUES {
        for (values, expected) in [(good, true), (bad, false)] {
            for value in *values {
                let text = with(EPISODE, key, Some(value));
                assert_eq!(agree(&text, &episode(&text).faults, validator), expected, "{key}: {value}");
            }
        }
        let text = with(EPISODE, key, None);
        agree(&text, &episode(&text).faults, validator);
    }
}

/// A key without good and bad values would be one that nobody tried.
#[test]
fn every_key_of_the_schemas_has_good_and_bad_values() {
    for (which, schema, table) in [("show", show_schema(), SHOW_VALUES), ("episode", episode_schema(), EPISODE_VALUES)] {
        for key in schema["properties"].as_object().unwrap().keys() {
            let rows: Vec<_> = table.iter().filter(|(name, _, _)| name == key).collect();
            assert!(rows.iter().any(|(_, good, _)| !good.is_empty()), "{which}: no good value of {key}");
            assert!(rows.iter().any(|(_, _, bad)| !bad.is_empty()), "{which}: no bad value of {key}");
        }
    }
}

/// Whether a fault is one that no schema sees: a host that the URL standard refuses, a day that the calendar does not have, a tag.
fn is_beyond_a_pattern(fault: &Fault) -> bool {
    is_beyond_a_schema(fault.kind)
        || ["web address", "not a day", "does not exist", "has the tag"].iter().any(|words| fault.message.contains(words))
}

/// The verdicts on a file that may be anything.
fn agree_on_anything(text: &str, faults: &[Fault], validator: &Validator) -> Result<(), TestCaseError> {
    // what is no YAML, or has tags, no schema is asked about
    let Ok(value) = from_yaml::<Value>(text) else { return Ok(()) };
    if faults.iter().any(is_beyond_a_pattern) || faults.iter().any(|fault| fault.kind == FaultKind::InvalidYaml) {
        return Ok(());
    }
    let faults: Vec<String> = faults.iter().map(described).collect();
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    prop_assert_eq!(faults.is_empty(), errors.is_empty(), "reader: {:?}\nschema: {:?}\n{}", faults, errors, text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn reader_and_schema_agree_on_a_damaged_show(text in damaged(SHOW)) {
        agree_on_anything(&text, &show(&text).faults, &SHOW_VALIDATOR)?;
    }

    #[test]
    fn reader_and_schema_agree_on_a_damaged_episode(text in damaged(EPISODE)) {
        agree_on_anything(&text, &episode(&text).faults, &EPISODE_VALIDATOR)?;
    }
}

/// All values of a table, each for any key of it.
fn any_value(
    table: &'static [(&'static str, &'static [&'static str], &'static [&'static str])],
) -> impl Strategy<Value = &'static str> {
    let values: Vec<&str> = table.iter().flat_map(|(_, good, bad)| good.iter().chain(*bad).copied()).collect();
    proptest::sample::select(values)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn reader_and_schema_agree_on_any_value_of_a_show(key in 0..SHOW_VALUES.len(), value in any_value(SHOW_VALUES)) {
        let text = with(SHOW, SHOW_VALUES[key].0, Some(value));
        agree(&text, &show(&text).faults, &SHOW_VALIDATOR);
    }

    #[test]
    fn reader_and_schema_agree_on_any_value_of_an_episode(key in 0..EPISODE_VALUES.len(), value in any_value(EPISODE_VALUES)) {
        let text = with(EPISODE, EPISODE_VALUES[key].0, Some(value));
        agree(&text, &episode(&text).faults, &EPISODE_VALIDATOR);
    }
}
