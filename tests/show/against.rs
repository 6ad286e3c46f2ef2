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
    show.write("atom.xml", "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A</title></feed>");
    show.podwright(&["check", "--against", "atom.xml"])
        .code(2)
        .stderr_contains(&["error: `atom.xml` cannot be compared with: it is an Atom feed, and podcast apps subscribe to RSS"])
        .done();
    show.write("cut.xml", "<rss>\n<channel>\n<title>A</title>\n");
    show.podwright(&["check", "--against", "cut.xml"])
        .code(2)
        .stderr_contains(&["line 4 is not well-formed XML: it ends before `</channel>`"])
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
    // The title and the date say that it is the same episode.
    let said = told(other).code(1).any_stdout().done().stdout;
    let words = [
        "error[guid-changed]: the guid was `another-guid` when the episode was published",
        "error[enclosure-url-changed]: the audio was published at\n  `https://example.org/co-production-for-beginners/media/other-words.mp3`, and would now be at",
        "\n  downloads again, or cannot play\n    \"Words we use\": the address of the recording was\n      `https://example.org/co-production-for",
        "\n  appears as new\n    \"Words we use\": the guid was `another-guid`, and would be ",
    ];
    for words in words {
        assert!(said.contains(words), "{words}\n{said}");
    }
    let title = feed.replace("<title>Words we use</title>", "<title>Old words</title>");
    let said = told(title).any_stdout().done().stdout;
    let end = "\n  looks different\n    \"Old words\": the title was `Old words`, and would be `Words we use`\n";
    assert!(said.starts_with("6 episodes, no faults\n") && said.ends_with(end), "{said}");
    let start = feed.find("<item>").unwrap();
    let gone = format!(
        "{}<item><title>שיחה</title><guid>x</guid><enclosure url=\"https://a.example/AbC_17.mp3\"/></item>{}",
        &feed[..start],
        &feed[start..]
    );
    let said = told(gone).code(1).any_stdout().done().stdout;
    assert!(said.starts_with("error[episode-removed]: the published episode \"שיחה\" is gone\n --> podcast.yaml\n"), "{said}");
}

#[test]
fn a_feed_goes_on_at_further_addresses() {
    let show = TestShow::series();
    let feed = show.text("feed/feed.xml");
    let next = |page: &str| format!("<atom:link rel=\"next\" href=\"/{page}\"/><item>");
    let gone =
        |guid: &str| format!("<guid>{guid}</guid><title>{guid}</title><enclosure url=\"https://a.example/{guid}.mp3\"/></item>");
    let page = |items: &str| format!("<rss xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>{items}</channel></rss>");
    // The last page leads to the first again: each is read once.
    let pages =
        [feed.replacen("<item>", &next("2"), 1), page(&(next("3") + &gone("second"))), page(&(next("1") + &gone("third")))];
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/1", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        for _ in 0..3 {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 4096];
            let count = stream.read(&mut request).unwrap();
            let text = String::from_utf8_lossy(&request[..count]).into_owned();
            let page = &pages[text.as_bytes()[5] as usize - usize::from(b'1')];
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", page.len());
            stream.write_all(head.as_bytes()).unwrap();
            stream.write_all(page.as_bytes()).unwrap();
        }
    });
    let said = show.podwright(&["check", "--against", &address]).code(1).any_stdout().done().stdout;
    server.join().unwrap();
    assert!(said.contains("\"second\": no longer there\n    \"third\": no longer there\n"), "{said}");
    // A file cannot be followed, and says so.
    show.write("published.xml", feed.replacen("<item>", &next("2"), 1));
    let said = show.podwright(&["check", "--against", "published.xml"]).any_stdout().done().stdout;
    assert!(
        said.contains(
            "would see no change in what could be compared\n\nnot compared\n  the further pages of the feed, from \"/2\" on\n"
        ),
        "{said}"
    );
}
