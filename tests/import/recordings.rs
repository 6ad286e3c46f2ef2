//! Recordings that come along: piece by piece, and only where they are what the feed says.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use camino::Utf8PathBuf;
use podwright::error::Exit;
use podwright::world::World;
use podwright::world::network::HttpNetwork;

use crate::feeds::{CHANNEL, HOST, NOW, Web, feed, podwright};
use crate::support::TestShow;
use crate::support::fault_server::{Asked, FaultServer, Sent, Served, Stop, well};
use crate::support::in_process::run_in;
use crate::support::recording::behind_tag;
use crate::support::rewired::Rewired;
use crate::support::show::REPOSITORY;

/// More than is asked for at once.
const LONG: usize = 9 * 1024 * 1024;

/// A recording of whole frames that is at least so long.
fn recording(least: usize) -> Vec<u8> {
    let short = std::fs::read(format!("{REPOSITORY}/episodes/coming-soon/audio.mp3")).unwrap();
    let frames = behind_tag(&short);
    let mut long = short.clone();
    while long.len() < least {
        long.extend_from_slice(frames);
    }
    long
}

fn item(base: &str, name: &str, length: usize) -> String {
    format!(
        "<item><title>{name}</title><guid>{name}</guid><pubDate>Mon, 02 Mar 2026 07:00:00 +0100</pubDate>\
         <enclosure url=\"{base}/{name}.mp3\" length=\"{length}\" type=\"audio/mpeg\"/><description>About it.</description></item>"
    )
}

fn import(show: &TestShow, host: &str) -> (Exit, String) {
    let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    let feed = format!("{HOST}/feed.rss");
    let words = ["import", &feed, "--media", "fetch", "--url", "https://new.zug.example/show/", "--now", NOW];
    run_in(&root, &words, |world| World { network: Arc::new(Rewired::new(&[(HOST, format!("http://{host}"))])), ..world })
}

fn served(bytes: &[u8]) -> Served {
    Served { media_type: "audio/mpeg", cache: "no-cache", bytes: bytes.to_vec() }
}

/// A server with a feed of these episodes, which all have one recording; `change` spoils what it sends.
fn host(names: &[&str], bytes: &[u8], change: impl Fn(&Asked, Sent) -> Sent + Send + Sync + 'static) -> FaultServer {
    let listener = FaultServer::listen();
    let items: String = names.iter().map(|name| item(HOST, name, bytes.len())).collect();
    let channel = CHANNEL.replace("<itunes:image href=\"https://zug.example/cover.jpg\"/>", "");
    let feed = Served { media_type: "application/rss+xml", cache: "no-cache", bytes: feed(&channel, &items).into_bytes() };
    let audio = served(bytes);
    FaultServer::start(listener, move |asked| {
        let file = if asked.path == "/feed.rss" { &feed } else { &audio };
        change(asked, well(asked, Some(file)))
    })
}

#[test]
fn a_recording_comes_whole_and_stays_as_it_was_published() {
    let bytes = recording(0);
    let server = host(&["one"], &bytes, |_, sent| sent);
    let show = TestShow::empty();
    let (exit, told) = import(&show, &server.host);
    assert_eq!(exit, Exit::Fine, "{told}");
    assert!(show.read("episodes/one/audio.mp3") == bytes);
    let yaml = show.yaml("episodes/one/episode.yaml");
    assert_eq!((&yaml["tags"], &yaml["enclosure"]["url"]), (&"keep".into(), &format!("{HOST}/one.mp3").into()));
    assert_eq!(server.asked().iter().filter(|line| line.ends_with("/one.mp3")).count(), 1);
    assert!(!show.exists(".podwright/import"));

    let old = format!("{HOST}/one.mp3");
    let (exit, told) = podwright(&show, &Web::default(), &["build"]);
    assert_eq!(exit, Exit::Fine, "{told}");
    assert!(show.text("feed/feed.xml").contains(&old) && !show.exists("feed/media"));
    assert!(show.read("episodes/one/audio.mp3") == bytes, "nothing is tagged");

    let (exit, told) = podwright(&show, &Web::default(), &["switch-media", "--dry-run"]);
    assert_eq!((exit, told.contains("1 recording would be served from here")), (Exit::Fine, true), "{told}");
    assert_eq!(show.yaml("episodes/one/episode.yaml")["tags"], "keep");
    let before = show.text("episodes/one/episode.yaml");
    let (exit, told) = podwright(&show, &Web::default(), &["switch-media"]);
    assert_eq!(exit, Exit::Fine, "{told}");
    let yaml = show.yaml("episodes/one/episode.yaml");
    assert!(yaml["tags"].is_null() && yaml["enclosure"].is_null() && yaml["guid"] == "one");
    assert_eq!(show.yaml("podcast.lock")["accepted"][0]["change"], "1 recording served from here since");
    // What a run leaves that was killed: the lock comes first.
    let after = (show.text("podcast.lock"), show.text("episodes/one/episode.yaml"));
    show.write("episodes/one/episode.yaml", &before);
    let (exit, told) = podwright(&show, &Web::default(), &["switch-media"]);
    assert_eq!(exit, Exit::Fine, "{told}");
    assert_eq!((show.text("podcast.lock"), show.text("episodes/one/episode.yaml")), after);
    let (exit, told) = podwright(&show, &Web::default(), &["build"]);
    assert_eq!(exit, Exit::Fine, "{told}");
    assert!(
        show.text("feed/feed.xml").contains("https://new.zug.example/show/media/one.mp3") && show.exists("feed/media/one.mp3")
    );
    let (exit, _) = podwright(&show, &Web::default(), &["switch-media"]);
    assert_eq!(exit, Exit::Usage, "there is nothing left to switch");
}

#[test]
fn a_run_that_was_cut_off_goes_on_where_it_stopped() {
    let bytes = recording(LONG);
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let server = host(&["one"], &bytes, move |asked, sent| {
        let is_second = asked.path == "/one.mp3" && counted.fetch_add(1, Ordering::SeqCst) == 1;
        if is_second { Sent { stops_at: Some((1000, Stop::Closed)), ..sent } } else { sent }
    });
    let show = TestShow::empty();
    let (_, told) = import(&show, &server.host);
    assert!(told.contains("a recording: it breaks off") && !show.exists("episodes/one/audio.mp3"), "{told}");
    assert!(show.exists(".podwright/import/one/0.part"), "the first piece stays");
    let (exit, told) = import(&show, &server.host);
    assert_eq!(exit, Exit::Fine, "{told}");
    assert!(show.read("episodes/one/audio.mp3") == bytes);
    assert_eq!(count.load(Ordering::SeqCst), 3, "the first piece came once");
    assert_eq!(show.yaml("episodes/one/episode.yaml")["tags"], "keep");
}

#[test]
fn what_is_not_the_recording_stays_at_the_host() {
    let bytes = recording(0);
    let longer = recording(bytes.len() + 1);
    let names = ["good", "page", "stub", "advert", "gone", "junk"];
    let length = bytes.len();
    let server = host(&names, &bytes, move |asked, sent| {
        let other = |bytes: &[u8]| well(asked, Some(&served(bytes)));
        let padded = |start: &[u8]| other(&[start, &vec![b'x'; length - start.len()]].concat());
        match asked.path.as_str() {
            "/page.mp3" => padded(b"<!DOCTYPE html><title>Log in</title>"),
            "/stub.mp3" => padded(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
            "/advert.mp3" => other(&longer),
            "/gone.mp3" => Sent::status(404),
            "/junk.mp3" => padded(b"junk"),
            _ => sent,
        }
    });
    let show = TestShow::empty();
    let (exit, told) = import(&show, &server.host);
    assert_eq!(exit, Exit::Fine, "{told}");
    for name in names {
        assert_eq!(show.exists(&format!("episodes/{name}/audio.mp3")), name == "good", "{name}\n{told}");
        let yaml = show.yaml(&format!("episodes/{name}/episode.yaml"));
        assert_eq!(yaml["tags"] == "keep", name == "good", "{name}");
        assert_eq!(yaml["enclosure"]["url"], format!("{HOST}/{name}.mp3"));
    }
    for part in [
        "a recording: a web page came in its place: 1; \"page\"",
        "a recording: a Git LFS pointer came in its place: 1; \"stub\"",
        "if the host inserts advertisements, ask it for the clean recording: 1; \"advert\"",
        "a recording: the server answers with 404: 1; \"gone\"",
        "a recording: it is no recording",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn a_feed_from_outside_leads_into_no_private_network() {
    // The feed is a file, so nobody has named a private address.
    let show = TestShow::empty();
    let listener = FaultServer::listen();
    let address = listener.local_addr().unwrap().to_string();
    listener.set_nonblocking(true).unwrap();
    show.write("old.xml", feed(CHANNEL, &item(&format!("http://{address}"), "one", 1000)));
    let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    let words = ["import", "old.xml", "moved", "--media", "fetch", "--now", NOW];
    let (_, told) = run_in(&root, &words, |world| World { network: Arc::new(HttpNetwork), ..world });
    assert!(told.contains("a recording: the address leads into a private network"), "{told}");
    assert!(listener.accept().is_err(), "nobody has connected");
}
