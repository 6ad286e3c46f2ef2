//! What subscribers have stays as it is, and what cannot be taken along is listed.

use podwright::error::Exit;

use crate::feeds::{CHANNEL, OLD, Web, feed, imported, item, podwright};
use crate::support::TestShow;

const DATES: [&str; 4] = [
    "Mon, 02 Mar 2026 07:00:00 +0100",
    "Sun, 01 Mar 2026 07:00:00 EST",
    "Sun, 01 Mar 2026 07:00:00 EST",
    "Sat, 28 Feb 2026 07:00:00 GMT",
];

/// Everything that a feed can have, in the style of several hosts.
fn rich() -> String {
    let channel = CHANNEL
        .replace("Society &amp; Culture\"/>", "Games &amp; Hobbies\"><itunes:category text=\"Other Games\"/></itunes:category>")
        + "<itunes:owner><itunes:email>z@zug.example</itunes:email></itunes:owner><ttl>60</ttl><x:mood>good</x:mood>\
           <podcast:person role=\"host\">Ada</podcast:person><podcast:funding url=\"https://zug.example/give\">Give</podcast:funding>\
           <podcast:license>CC-BY-4.0</podcast:license><podcast:location geo=\"geo:51.5,-0.1\">London</podcast:location>\
           <podcast:txt purpose=\"verify\">abc</podcast:txt><podcast:podroll><podcast:remoteItem feedGuid=\"917393E3-1b1e-5cef-ace4-edaa54e1f810\"/></podcast:podroll>\
           <podcast:value type=\"lightning\" method=\"lnaddress\"><podcast:valueRecipient name=\"A\" type=\"lnaddress\" address=\"ada@pay.example.org\" split=\"100\"/></podcast:value>";
    let html = "<content:encoded><![CDATA[<p>We <a href=\"https://a.example/?a=1&amp;b=2\">meet</a>.</p><script>x()</script>]]></content:encoded>";
    let three = html.to_owned()
        + "<itunes:season>0</itunes:season><itunes:episode>0</itunes:episode><itunes:title>The end</itunes:title>\
           <link>https://zug.example/3</link><itunes:author>Ben</itunes:author><itunes:image href=\"https://zug.example/3.jpg\"/>\
           <podcast:person role=\"guest\">Ben</podcast:person><podcast:soundbite startTime=\"73.0\" duration=\"60\">Bite</podcast:soundbite>\
           <podcast:transcript url=\"https://zug.example/3.vtt\" type=\"text/vtt\"/>\
           <podcast:chapters url=\"https://zug.example/3.json\" type=\"application/json+chapters\"/>\
           <podcast:alternateEnclosure type=\"video/mp4\" length=\"7\"><podcast:source uri=\"https://zug.example/3.mp4\"/></podcast:alternateEnclosure>\
           <x:mood>good</x:mood><itunes:keywords>a, b</itunes:keywords>";
    let two = "<psc:chapters><psc:chapter start=\"0:26\" title=\"B\"/><psc:chapter start=\"0:00\" title=\"A\"/></psc:chapters><x:mood>bad</x:mood>";
    let items = [
        item("Three: the end", "Buzz 3 x", DATES[0], &three).replace("audio/mpeg", "audio/mp3"),
        item("Two", "https://zug.example/?p=2", DATES[1], two).replace("length=\"4194304\"", "length=\"0\""),
        item("One", "one", DATES[2], "").replace("audio/mpeg", "video/mp4"),
        "<item><title>A blog post</title><guid>post</guid><pubDate>Fri, 27 Feb 2026 07:00:00 GMT</pubDate></item>".to_owned(),
        item("No guid", "", DATES[3], "").replace("/.mp3", "/no guid.mp3"),
    ];
    feed(&channel, &items.concat())
}

fn web() -> Web {
    let vtt = "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ada>Hello.\n";
    let chapters = "{\"version\":\"1.2.0\",\"chapters\":[{\"startTime\":0,\"title\":\"Start\"},{\"startTime\":60,\"title\":\"End\",\"img\":\"https://zug.example/c.jpg\"}]}";
    Web::new().with("https://zug.example/3.vtt", vtt).with("https://zug.example/3.json", chapters)
}

#[test]
fn identity_stays_letter_by_letter() {
    let show = TestShow::empty();
    let told = imported(&show, &web(), &rich(), &[]);
    let three = show.yaml("episodes/three-the-end/episode.yaml");
    assert_eq!(three["guid"], "Buzz 3 x");
    assert_eq!(three["date"], "2026-03-02T07:00:00+01:00");
    assert_eq!(three["enclosure"]["url"], "https://media.zug.example/Buzz-3-x.mp3");
    assert_eq!((&three["enclosure"]["type"], &three["enclosure"]["bytes"]), (&"audio/mpeg".into(), &4_194_304.into()));
    assert_eq!((&three["season"], &three["number"]), (&0.into(), &0.into()));
    assert_eq!(show.yaml("episodes/two/episode.yaml")["date"], "2026-03-01T07:00:00-05:00");
    assert!(show.yaml("episodes/two/episode.yaml")["enclosure"]["bytes"].is_null(), "unknown stays unknown");
    let no_guid = show.yaml("episodes/no-guid/episode.yaml");
    assert_eq!(no_guid["guid"], "https://media.zug.example/no guid.mp3", "what apps know it by");
    assert_eq!(no_guid["enclosure"]["url"], "https://media.zug.example/no%20guid.mp3");
    // UUIDv5 of the old address in the namespace of podcasts, as Python's uuid makes it.
    assert_eq!(show.yaml("podcast.yaml")["guid"], podwright::model::identity::guid::ShowGuid::of_feed(OLD).to_string());
    let lock = show.yaml("podcast.lock");
    assert_eq!(lock["episodes"]["Buzz 3 x"]["origin"], "import");
    assert_eq!(lock["episodes"]["https://zug.example/?p=2"]["order"], 1, "two have one date");
    assert_eq!(lock["out"].as_array().unwrap().len(), 4, "a draft is not out");
    for part in [
        "| guid | 4 of 4 |",
        "| date | 4 of 4 |",
        "| recording's address | 4 of 4 |",
        "every guid, date and recording is as subscribers have it, except for what is listed above",
        "the category `Games & Hobbies > Other Games` is `Leisure > Games`: 1; \"Zug & Zeit\"",
        "no recording: kept as a draft: 1; \"A blog post\"",
        "`x:mood`: 3; \"Zug & Zeit\" (line 2), \"Three: the end\" (line 3), \"Two\" (line 4)",
        "no guid: apps know the item by the address of its recording",
        "`<script>` is left out of notes: 1",
        "the type `audio/mp3` is `audio/mpeg`: 1",
        "chapters were not in order: 1",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert_eq!(show.text("import-report.md"), told);
    assert_eq!(show.yaml("import-report.json")["proof"]["unexplained"].as_array().unwrap().len(), 0);
}

#[test]
fn everything_else_finds_its_key() {
    let show = TestShow::empty();
    imported(&show, &web(), &rich(), &["--owner"]);
    let yaml = show.yaml("podcast.yaml");
    for (key, expected) in [
        ("license", "\"CC-BY-4.0\""),
        ("categories", "[\"Leisure > Games\"]"),
        ("funding", "[{\"text\":\"Give\",\"url\":\"https://zug.example/give\"}]"),
        ("locations", "[{\"geo\":\"51.5,-0.1\",\"name\":\"London\"}]"),
        ("txt", "[{\"purpose\":\"verify\",\"text\":\"abc\"}]"),
        ("owner", "{\"email\":\"z@zug.example\",\"name\":\"Zug team\"}"),
        ("podroll", "[{\"guid\":\"917393e3-1b1e-5cef-ace4-edaa54e1f810\"}]"),
    ] {
        assert_eq!(yaml[key], serde_json::from_str::<serde_json::Value>(expected).unwrap(), "{key}");
    }
    assert_eq!(yaml["value"][0]["recipients"][0]["address"], "ada@pay.example.org");
    let three = show.yaml("episodes/three-the-end/episode.yaml");
    assert_eq!(three["content_html"], "<p>We <a href=\"https://a.example/?a=1&amp;b=2\">meet</a>.</p><script>x()</script>");
    assert_eq!(three["description"], "About Three: the end.");
    assert_eq!(
        (&three["link"], &three["author"], &three["itunes_title"]),
        (&"https://zug.example/3".into(), &"Ben".into(), &"The end".into())
    );
    assert_eq!(three["people"]["only"][0]["name"], "Ben", "Ada is not in it");
    assert_eq!(three["artwork"]["url"], "https://zug.example/3.jpg");
    assert_eq!(three["remote_alternates"][0]["url"], "https://zug.example/3.mp4");
    assert_eq!(three["soundbites"][0]["title"], "Bite");
    assert_eq!(three["chapters"], "chapters.json");
    assert!(show.text("episodes/three-the-end/transcript.vtt").contains("Hello."));
    assert_eq!(show.yaml("episodes/two/episode.yaml")["chapters"], serde_json::json!(["0:00 A", "0:26 B"]));
    assert_eq!(show.yaml("episodes/a-blog-post/episode.yaml")["draft"], true);
}

#[test]
fn nothing_is_fetched_where_the_network_is_left_alone() {
    let show = TestShow::empty();
    show.write("old.xml", rich());
    let (exit, told) = podwright(&show, &Web::default(), &["import", "old.xml", "moved", "--offline"]);
    assert_eq!(exit, Exit::Fine, "{told}");
    let three = show.yaml("moved/episodes/three-the-end/episode.yaml");
    assert_eq!(three["transcript"]["url"], "https://zug.example/3.vtt");
    assert_eq!(three["chapters"]["url"], "https://zug.example/3.json");
    assert!(told.contains("the cover: without the network one was drawn"), "{told}");
}

#[test]
fn the_old_feed_finds_nothing_but_new_addresses() {
    let show = TestShow::empty();
    imported(&show, &web(), &rich(), &["--url", "https://new.zug.example/show/"]);
    show.write("old.xml", rich());
    let (_, told) = podwright(&show, &Web::default(), &["check", "--against", "old.xml"]);
    for part in ["feed-url-changed", "the address of the feed", "the picture"] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    for part in ["downloads again", "appears as new", "no longer there", "the notes", "the title", "the date", "the guid"] {
        assert!(!told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn a_show_that_has_come_builds() {
    let show = TestShow::empty();
    imported(&show, &web(), &rich(), &["--url", "https://new.zug.example/show/"]);
    let (exit, told) = podwright(&show, &Web::default(), &["build"]);
    assert_eq!(exit, Exit::Fine, "{told}");
    let xml = show.text("feed/feed.xml");
    for part in [
        "<guid isPermaLink=\"false\">Buzz 3 x</guid>",
        "<pubDate>Sun, 01 Mar 2026 07:00:00 -0500</pubDate>",
        "length=\"0\"",
        "<itunes:title>The end</itunes:title>",
        "https://new.zug.example/show/transcripts/three-the-end.vtt",
    ] {
        assert!(xml.contains(part), "{part}\n{xml}");
    }
    let (exit, told) = podwright(&show, &Web::default(), &["build"]);
    assert_eq!(exit, Exit::Fine, "{told}");
}

#[test]
fn a_dry_run_writes_nothing() {
    let show = TestShow::empty();
    let told = imported(&show, &web(), &rich(), &["moved", "--dry-run"]);
    assert!(told.contains("nothing was written") && told.contains("5 items in the feed"), "{told}");
    assert!(!show.exists("moved"));
}

#[test]
fn an_old_cover_stops_nothing_and_is_told() {
    let show = TestShow::empty();
    let mut small = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(600, 600).write_to(&mut small, image::ImageFormat::Jpeg).unwrap();
    let small = small.into_inner();
    let xml = feed(CHANNEL, &item("One", "one", DATES[0], ""));
    let told = imported(&show, &Web::default().with("https://zug.example/cover.jpg", small), &xml, &[]);
    assert!(told.contains("is allowed, because it was published so: 1; \"Zug & Zeit\""), "{told}");
    assert!(told.contains("| guid | 1 of 1 | 1 of 1 |"), "{told}");
    assert_eq!(show.yaml("podcast.yaml")["checks"]["allow"][0]["reason"], "it was published so before the import");
}
