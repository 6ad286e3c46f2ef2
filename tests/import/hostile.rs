//! Feeds that mean harm, and what is no feed.

use podwright::error::Exit;

use crate::feeds::{CHANNEL, OLD, RSS, Web, feed, imported, item, podwright};
use crate::support::TestShow;

const DATE: &str = "Mon, 02 Mar 2026 07:00:00 +0100";

#[track_caller]
fn refused(bytes: &[u8], exit: Exit, expected: &str) {
    let show = TestShow::empty();
    let (found, told) = podwright(&show, &Web::new().with(OLD, bytes), &["import", OLD, "moved"]);
    assert_eq!(found, exit, "{told}");
    assert!(told.contains(expected), "{expected}\n{told}");
    assert!(!show.exists("moved"));
}

#[test]
fn what_is_no_feed_gets_an_answer_in_plain_words() {
    refused(b"", Exit::Usage, "it has no XML element");
    refused(b"<html><body>Hello</body></html>", Exit::Usage, "it begins with `<html>`");
    refused(b"<feed xmlns=\"http://www.w3.org/2005/Atom\"/>", Exit::Usage, "it is an Atom feed");
    refused(b"<rss><channel><title>A</title>", Exit::Usage, "line 1 is not well-formed");
    refused(b"<rss/>", Exit::Usage, "it has no `<channel>`");
    refused(b"\xff\xfe\x00\xd8", Exit::Usage, "cannot be imported");
    let cut = feed(CHANNEL, &item("A", "a", DATE, ""));
    for end in (0..cut.len()).step_by(97) {
        let show = TestShow::empty();
        let (exit, told) = podwright(&show, &Web::new().with(OLD, &cut.as_bytes()[..end]), &["import", OLD, "moved"]);
        assert_eq!(exit, Exit::Usage, "{end}: {told}");
    }
}

#[test]
fn a_page_leads_to_its_feed() {
    let page = "<!DOCTYPE html><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/zug.rss\">";
    let show = TestShow::empty();
    let web = Web::new().with("https://feeds.zug.example/about", page).with(OLD, feed(CHANNEL, &item("A", "a", DATE, "")));
    let (exit, told) = podwright(&show, &web, &["import", "https://feeds.zug.example/about"]);
    assert_eq!(exit, Exit::Fine, "{told}");
    assert!(told.contains("is a web page; its feed is https://feeds.zug.example/zug.rss"), "{told}");
}

#[test]
fn pages_are_followed_and_an_endless_feed_ends() {
    let page = |next: &str, guid: &str| {
        let channel = format!("{CHANNEL}<atom:link rel=\"next\" href=\"{next}\"/>");
        feed(&channel, &(item("First", "first", DATE, "") + &item(guid, guid, DATE, "")))
    };
    let show = TestShow::empty();
    let web = Web::new().with(OLD, page("?page=2", "one")).with(&format!("{OLD}?page=2"), page("?page=2", "two"));
    let (exit, told) = podwright(&show, &web, &["import", OLD]);
    assert_eq!(exit, Exit::Fine, "{told}");
    assert!(told.contains("3 items in the feed, 3 episodes made of them"), "{told}");
}

#[test]
fn names_and_entities_lead_nowhere() {
    let entities = "<!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY b \"&a;&a;&a;\">]>";
    let items = item("../../../etc/passwd", "../../x", DATE, "<x:y>&a;&b;</x:y>") + &item("con", "b\u{202e}", DATE, "");
    let xml = format!("{entities}{RSS}<channel>{CHANNEL}{items}</channel></rss>");
    let show = TestShow::empty();
    let told = imported(&show, &Web::new(), &xml, &["moved"]);
    assert!(
        show.exists("moved/episodes/etc-passwd/episode.yaml") && show.exists("moved/episodes/con-episode/episode.yaml"),
        "{told}"
    );
    assert!(!told.contains("root:"));
}

#[test]
fn what_apps_forgive_is_read_as_they_do() {
    let strict =
        feed(CHANNEL, &item("Fish &amp; chips: 1 &lt; 2", "a", DATE, "<itunes:summary>One&lt;br&gt;two</itunes:summary>"));
    let careless = strict.replace("&amp; chips: 1 &lt; 2", "& chips: 1 < 2").replace("&lt;br&gt;", "<br>");
    let careless = careless.replace("length=\"4194304\"", "length=4194304") + "<script>x()</script>";
    let (show, plain) = (TestShow::empty(), TestShow::empty());
    imported(&plain, &Web::new(), &strict, &[]);
    let told = imported(&show, &Web::new(), &careless, &[]);
    assert!(
        told.contains("some apps cannot read the old feed, and it was read as others do: it is not an RSS feed: line 3"),
        "{told}"
    );
    let files =
        |show: &TestShow| ["podcast.yaml", "podcast.lock", "episodes/fish-chips-1-2/episode.yaml"].map(|path| show.text(path));
    assert_eq!(files(&show), files(&plain));
    show.write("old.xml", careless);
    let (exit, told) = podwright(&show, &Web::default(), &["check", "--against", "old.xml"]);
    assert!(exit == Exit::Faults && !told.contains("cannot be"), "{told}");
}

#[test]
fn old_encodings_are_read() {
    let xml = feed(CHANNEL, &item("Café", "a", DATE, ""));
    let latin: Vec<u8> = xml.replace("UTF-8", "ISO-8859-1").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let utf16: Vec<u8> =
        format!("\u{feff}{}", xml.replace("UTF-8", "UTF-16")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let undeclared = [b"\n".as_slice(), &latin[latin.iter().position(|byte| *byte == b'\n').unwrap()..]].concat();
    for bytes in [latin, undeclared, utf16, format!("\u{feff}{xml}").into_bytes()] {
        let show = TestShow::empty();
        let (exit, told) = podwright(&show, &Web::new().with(OLD, bytes), &["import", OLD]);
        assert_eq!(exit, Exit::Fine, "{told}");
        assert_eq!(show.yaml("episodes/cafe/episode.yaml")["title"], "Café");
    }
}
