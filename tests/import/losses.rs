//! What does not come along is told, whatever it is.

use podwright::error::Exit;

use crate::feeds::{CHANNEL, OLD, Web, feed, imported, item, podwright};
use crate::support::TestShow;

const DATE: &str = "Mon, 02 Mar 2026 07:00:00 +0100";
const VTT: &str = "WEBVTT\n\n00:00.000 --> 00:04.000\nHello.\n";

#[test]
fn a_transcript_in_another_language_takes_no_place_and_is_told_where_it_is_lost() {
    let transcript = |language: &str, name: &str| {
        format!("<podcast:transcript url=\"https://zug.example/{name}.vtt\" type=\"text/vtt\" language=\"{language}\"/>")
    };
    let two = item("Two", "2", DATE, &(transcript("de", "de") + &transcript("en", "en")));
    let one = item("One", "1", DATE, &transcript("de", "de"));
    let web = Web::new().with("https://zug.example/de.vtt", "WEBVTT\n\n00:00.000 --> 00:04.000\nHallo.\n");
    let web = web.with("https://zug.example/en.vtt", VTT);
    let show = TestShow::empty();
    let told = imported(&show, &web, &feed(CHANNEL, &(two + &one)), &[]);
    assert_eq!(show.text("episodes/two/transcript.vtt"), VTT);
    assert!(!show.exists("episodes/one/transcript.vtt"), "its own language has none");
    assert_eq!(show.yaml("episodes/one/episode.yaml")["transcript"]["url"], "https://zug.example/de.vtt");
    assert!(told.contains("a transcript in another language: 1; \"Two\""), "{told}");
}

#[test]
fn chapters_of_a_file_leave_none_of_the_feed_beside_it() {
    let chapters = "<psc:chapters><psc:chapter start=\"0:00\" title=\"A\" image=\"https://zug.example/a.jpg\"/>\
        <psc:chapter start=\"0:26\" title=\"B\" image=\"ftp://zug.example/b.jpg\"/></psc:chapters>";
    let both = format!("{chapters}<podcast:chapters url=\"https://zug.example/1.json\" type=\"application/json+chapters\"/>");
    let web = Web::new()
        .with("https://zug.example/1.json", "{\"version\":\"1.2.0\",\"chapters\":[{\"startTime\":0,\"title\":\"Start\"}]}");
    let show = TestShow::empty();
    let told = imported(&show, &web, &feed(CHANNEL, &(item("Two", "2", DATE, &both) + &item("One", "1", DATE, chapters))), &[]);
    assert!(show.exists("episodes/two/chapters.json") && !show.exists("episodes/two/chapters.psc"));
    assert!(show.text("episodes/one/chapters.psc").contains("a.jpg"));
    assert!(told.contains("`image` of `psc:chapter`: 2; \"Two\""), "{told}");
}

#[test]
fn what_a_channel_says_of_its_own_is_told() {
    let channel = CHANNEL.replace("https://zug.example/cover.jpg", "ftp://zug.example/cover.jpg")
        + "<itunes:subtitle>Something else.</itunes:subtitle><podcast:trailer url=\"https://zug.example/t.mp3\">T</podcast:trailer>";
    let show = TestShow::empty();
    let told = imported(&show, &Web::new(), &feed(&channel, &item("One", "1", DATE, "")), &[]);
    for part in [
        "`itunes:subtitle` that says something else than the description: 1; \"Zug & Zeit\"",
        "`podcast:trailer`: 1; \"Zug & Zeit\"",
        "`href` of `itunes:image`: 1; \"Zug & Zeit\"",
        "the cover: the feed has none that can be used, so one was drawn: 1; \"Zug & Zeit\"",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn what_the_old_host_published_is_published() {
    let show = TestShow::empty();
    imported(&show, &Web::new(), &feed(CHANNEL, &item("One", "1", DATE, "")), &[]);
    let (exit, told) = podwright(&show, &Web::default(), &["status", "--format", "json"]);
    assert_eq!(exit, Exit::Fine, "{told}");
    for part in ["\"state\": \"published\"", "262"] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn nobody_is_sent_to_a_placeholder() {
    let xml = feed(CHANNEL, &item("One", "1", DATE, ""));
    let placeholder = "podcast.yaml still has a placeholder for the show's new address";
    let told = imported(&TestShow::empty(), &Web::new(), &xml, &[]);
    assert!(told.contains(placeholder) && !told.contains("301"), "{told}");
    let told = imported(&TestShow::empty(), &Web::new(), &xml, &["--url", "https://new.zug.example/show/"]);
    assert!(!told.contains(placeholder) && told.contains("301 to https://new.zug.example/show/feed.xml"), "{told}");
}

#[test]
fn a_time_that_clocks_skip_is_an_hour_later() {
    let show = TestShow::empty();
    let xml = feed(CHANNEL, &item("One", "1", "Sun, 08 Mar 2026 02:30:00", ""));
    let (exit, told) = podwright(&show, &Web::new().with(OLD, xml), &["import", OLD, "--time-zone", "America/New_York"]);
    assert_eq!(exit, Exit::Fine, "{told}");
    assert_eq!(show.yaml("episodes/one/episode.yaml")["date"], "2026-03-08T03:30:00-04:00");
}

#[test]
fn what_was_told_of_an_item_without_a_name_is_not_told_again() {
    let nameless = "<item><enclosure url=\"ftp://zug.example/1.mp3\" length=\"1\" type=\"audio/mpeg\"/></item>";
    let show = TestShow::empty();
    let told = imported(&show, &Web::new(), &feed(CHANNEL, &(item("One", "1", DATE, "") + nameless)), &[]);
    assert!(told.contains("a recording without a web address: kept as a draft: 1"), "{told}");
    assert!(told.contains("every guid, date and recording is as subscribers have it"), "{told}");
}

#[test]
fn an_item_without_a_guid_is_known_by_what_it_has() {
    let bare = "<item><title>Bare</title><link>https://zug.example/bare</link></item>";
    let show = TestShow::empty();
    let items = item("One", "1", DATE, "") + &item("Two", "", DATE, "").replace("/.mp3", "/two.mp3") + bare;
    let told = imported(&show, &Web::new(), &feed(CHANNEL, &items), &[]);
    for part in [
        "no guid: apps know the item by the address of its recording, which is its guid now: 1; \"Two\"",
        "no guid: apps know the item by its link, which is its guid now: 1; \"Bare\"",
        "no date that can be read: that of the item before it, or after it for the first ones: 1; \"Bare\"",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}
