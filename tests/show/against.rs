//! `check --against FEED`: what subscribers of a published feed would see.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use serde_json::Value;

use crate::support::TestShow;

fn rules(findings: &Value) -> Vec<(&str, &str)> {
    let findings = findings["findings"].as_array().unwrap();
    findings.iter().map(|finding| (finding["rule"].as_str().unwrap(), finding["path"].as_str().unwrap())).collect()
}

#[test]
fn the_feed_that_was_built_agrees_with_the_show() {
    let show = TestShow::series();
    let findings = show.podwright(&["check", "--against", "feed/feed.xml", "--format", "json"]).json();
    assert_eq!(rules(&findings), []);
}

#[test]
fn another_feed_tells_what_subscribers_would_see() {
    let show = TestShow::series();
    let feed = show.text("feed/feed.xml");
    let guid = show.yaml("episodes/what-is-co-production/episode.yaml")["guid"].as_str().unwrap().to_owned();
    let published = feed
        .replace(&guid, "the-old-guid")
        .replace("Tue, 05 Jul 2022 07:00:00", "Tue, 05 Jul 2022 08:00:00")
        .replace("media/words-we-use.mp3", "audio/words-we-use.mp3");
    show.write("published.xml", published);
    let findings = show.podwright(&["check", "--against", "published.xml", "--format", "json"]).code(1).json();
    assert_eq!(
        rules(&findings),
        [
            ("date-moved", "episodes/driving-the-train/episode.yaml"),
            ("guid-changed", "episodes/what-is-co-production/episode.yaml"),
            ("enclosure-url-changed", "episodes/words-we-use/audio.mp3"),
        ]
    );
}

#[test]
fn a_feed_is_fetched_from_its_address() {
    let show = TestShow::series();
    let feed = show.text("feed/feed.xml").replace("<podcast:guid>6485077a", "<podcast:guid>7485077a");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/feed.xml", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let count = stream.read(&mut request).unwrap();
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", feed.len());
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(feed.as_bytes()).unwrap();
        String::from_utf8_lossy(&request[..count]).into_owned()
    });
    let findings = show.podwright(&["check", "--against", &address, "--format", "json"]).code(1).json();
    assert_eq!(rules(&findings), [("show-guid-changed", "podcast.yaml")]);
    assert!(server.join().unwrap().starts_with("GET /feed.xml HTTP/1.1\r\n"));
}

#[test]
fn what_is_no_feed_is_refused() {
    let show = TestShow::series();
    show.podwright(&["check", "--against", "podcast.yaml"])
        .code(2)
        .stderr_contains(&["error: `podcast.yaml` cannot be compared with: it is not an RSS feed"])
        .done();
    show.podwright(&["check", "--against", "gone.xml"]).code(3).stderr_contains(&["error: cannot read `gone.xml`"]).done();
}

#[test]
fn what_subscribers_would_see_is_said_in_words() {
    let show = TestShow::series();
    let feed = show.text("feed/feed.xml");
    let told = |published: String| {
        show.write("published.xml", published);
        show.podwright(&["check", "--against", "published.xml"])
    };
    told(feed.clone()).stdout("6 episodes, no faults\n\nsubscribers of `published.xml` would see no change\n").done();
    let guid = show.yaml("episodes/words-we-use/episode.yaml")["guid"].as_str().unwrap().to_owned();
    let other = feed.replace(&guid, "another-guid").replace("media/words-we-use.mp3", "media/other-words.mp3");
    let said = told(other).code(1).any_stdout().done().stdout;
    let end = "\nsubscribers of `published.xml` would see\n  \"Words we use\" no longer\n  \"Words we use\" as a new episode\n";
    assert!(said.ends_with(end), "{said}");
    // The lock does not know of it: what is gone is missed in the show.
    assert!(
        said.starts_with("error[episode-removed]: the published episode \"Words we use\" is gone\n --> podcast.yaml\n"),
        "{said}"
    );
}
