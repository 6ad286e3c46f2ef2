//! A show of podwright that moves to podwright has the same feed, byte for byte: whatever key a show can have, the import knows it.

use std::io::{self, Cursor};
use std::sync::{Arc, LazyLock};

use camino::Utf8PathBuf;
use image::{ImageFormat, Rgb, RgbImage};
use podwright::error::Exit;
use podwright::source::schema::{episode_schema, show_schema};
use podwright::world::World;
use podwright::world::fakes::FakeNetwork;
use serde_json::{Map, Value, json};

use crate::feeds::NOW;
use crate::support::TestShow;
use crate::support::count::count;
use crate::support::in_process::run_in;

/// Where the made-up shows are served.
const BASE: &str = "https://pods.zug.example/show/";

/// Keys of podcast.yaml that are not in the feed, or that a show does not keep when it moves.
const NOT_OF_SHOW: [&str; 13] = [
    "url",
    "media_url",
    "guid",
    "artwork",
    "theme",
    "id3",
    "checks",
    "listen",
    "time_zone",
    "feed_file",
    "new_feed_url",
    "categories",
    "order",
];

/// Keys of episode.yaml that are not in the feed, that another key says, or that need a recording. The folder's name is taken from the link, so that is podwright's own.
const NOT_OF_EPISODE: [&str; 16] = [
    "link",
    "title",
    "guid",
    "date",
    "draft",
    "audio",
    "enclosure",
    "easy_read",
    "alternates",
    "tags",
    "sign_language",
    "allow",
    "transcript",
    "content_html",
    "chapters",
    "artwork",
];

/// What new episodes must have, and these need not.
const ALLOWED: [&str; 22] = [
    "missing-transcript",
    "missing-easy-read",
    "artwork-wrong-size",
    "equal-dates",
    "duplicate-number",
    "missing-number",
    "dead-show-link",
    "broken-link",
    "relative-link",
    "derived-guid",
    "missing-content-note",
    "missing-summary",
    "placeholder-artwork",
    "artwork-not-square",
    "stretch-past-end",
    "soundbite-length",
    "missing-alt",
    "episode-after-complete",
    "decided-without-them",
    "unlisted-speaker",
    "moved-without-move",
    "locked-without-owner",
];

/// Small pictures, since each is read and scaled for each show. // pixels
const SIDE: u32 = 120;

/// A square of one colour.
fn picture(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_pixel(SIDE, SIDE, Rgb([40, 90, 60])).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The cover, and a further picture.
static PICTURES: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| [ImageFormat::Png, ImageFormat::Jpeg].map(picture));

/// Numbers that are the same in each run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn one_of(&mut self, most: u64) -> u64 {
        self.next() % most
    }
}

/// Some of the keys of a schema, each with its example.
fn some(schema: &Value, without: &[&str], dice: &mut Dice) -> Map<String, Value> {
    let properties = schema["properties"].as_object().unwrap();
    let required: Vec<&str> = schema["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let chosen = properties.iter().filter(|(key, _)| !without.contains(&key.as_str()));
    chosen
        .filter(|(key, _)| required.contains(&key.as_str()) || dice.one_of(3) > 0)
        .map(|(key, property)| (key.clone(), property["examples"][0].clone()))
        .collect()
}

fn write_yaml(show: &TestShow, path: &str, keys: &Map<String, Value>) {
    // JSON is YAML.
    show.write(path, Value::Object(keys.clone()).to_string());
}

fn made_up(seed: u64) -> TestShow {
    let mut dice = Dice(seed);
    let show = TestShow::empty_in_memory();
    let [picture, banner] = &*PICTURES;
    let mut keys = some(&show_schema(), &NOT_OF_SHOW, &mut dice);
    keys.insert("url".to_owned(), json!(BASE));
    keys.insert("guid".to_owned(), json!("917393e3-1b1e-5cef-ace4-edaa54e1f810"));
    keys.insert("categories".to_owned(), json!(["Education > How To", "Society & Culture"]));
    keys.insert("artwork".to_owned(), json!({"file": "cover.png", "alt": "A grey square"}));
    keys.insert("checks".to_owned(), json!({"allow": ALLOWED}));
    if dice.one_of(4) == 0 {
        keys.insert("order".to_owned(), json!("oldest_first"));
    }
    write_yaml(&show, "podcast.yaml", &keys);
    show.write("cover.png", picture);
    show.write("banner.jpg", banner);
    for number in 0..=dice.one_of(4) {
        let folder = format!("episodes/stop-{number}");
        let mut keys = some(&episode_schema(), &NOT_OF_EPISODE, &mut dice);
        keys.insert("title".to_owned(), json!(format!("Stop & go \"{number}\" <é>")));
        keys.insert("guid".to_owned(), json!(format!("stop {number}")));
        keys.insert("date".to_owned(), json!(format!("2022-07-0{}T07:00:00+01:00", dice.one_of(3) + 1)));
        let url = format!("https://cdn.zug.example/{number}.mp3");
        let bytes = if dice.one_of(3) == 0 { Value::Null } else { json!(4_194_304 + number) };
        let mut enclosure = json!({"url": url, "type": "audio/mpeg", "duration": "4:22"});
        if !bytes.is_null() {
            enclosure["bytes"] = bytes;
        }
        keys.insert("enclosure".to_owned(), enclosure);
        if dice.one_of(2) == 0 {
            keys.insert("chapters".to_owned(), json!(["0:00 Start", "1:10 The middle & more", "2:20.500 End"]));
        }
        if dice.one_of(2) == 0 {
            keys.insert("artwork".to_owned(), json!({"file": "own.png", "alt": "Grey"}));
            show.write(&format!("{folder}/own.png"), picture);
        }
        if dice.one_of(2) == 0 {
            show.write(&format!("{folder}/transcript.vtt"), "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ada Example>Hello.\n");
        }
        if keys.contains_key("images") {
            show.write(&format!("{folder}/banner.jpg"), show.read("banner.jpg"));
        }
        write_yaml(&show, &format!("{folder}/episode.yaml"), &keys);
    }
    show
}

fn run(show: &TestShow, served: Option<&TestShow>, words: &[&str]) -> (Exit, String) {
    let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    let feed = served.map(|served| served.path("feed"));
    let network = FakeNetwork::answering(move |url| {
        let file = url.strip_prefix(BASE).zip(feed.as_ref()).map(|(path, feed)| feed.join(path));
        std::fs::read(file.ok_or(io::ErrorKind::NotFound)?)
    });
    run_in(&root, &[words, &["--now", NOW]].concat(), |world| World { network: Arc::new(network.clone()), ..world })
}

#[test]
fn a_show_that_moves_from_podwright_to_podwright_keeps_every_byte_of_its_feed() {
    // Each is built twice, with all its pages: a short run has time for some of them.
    for seed in (0_u64..).take(count(500)) {
        let old = made_up(seed * 7919 + 1);
        let (exit, told) = run(&old, None, &["build"]);
        assert_eq!(exit, Exit::Fine, "seed {seed}: {told}\n{}", old.text("podcast.yaml"));
        let new = TestShow::empty_in_memory();
        let feed = format!("{BASE}feed.xml");
        let words = ["import", &feed, "--url", BASE, "--slug", "link", "--owner", "--pictures", "--i-own-this-show"];
        let (exit, told) = run(&new, Some(&old), &words);
        assert_eq!(exit, Exit::Fine, "seed {seed}: {told}");
        let (exit, built) = run(&new, None, &["build"]);
        assert_eq!(exit, Exit::Fine, "seed {seed}: {built}");
        let (before, after) = (old.text("feed/feed.xml"), new.text("feed/feed.xml"));
        let differing = before.lines().zip(after.lines()).filter(|(one, other)| one != other).take(8).collect::<Vec<_>>();
        assert!(before == after, "seed {seed}: {differing:#?}\n{told}");
    }
}
