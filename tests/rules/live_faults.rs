//! Faults of a server, each with the one finding that it must give.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::live::{LENGTH, Site};
use crate::picture::jpeg;
use crate::support::fault_server::{Asked, CHANGED, Sent, Served, Stop, well};

type Change = Box<dyn Fn(&Asked, Sent, &Site) -> Sent + Send + Sync>;

/// A fault.
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    /// `error live-range /media/one.mp3`
    pub(crate) expected: &'static str,
    /// More words of the command.
    pub(crate) words: &'static [&'static str],
    /// A change to what the server has.
    pub(crate) prepare: fn(&mut Site),
    /// A change to what it sends.
    pub(crate) change: Change,
}

const FEED: &str = "/feed.xml";
const ONE: &str = "/media/one.mp3";
const TWO: &str = "/media/two.mp3";
const CHAPTERS: &str = "/chapters/two.json";
const TRANSCRIPT: &str = "/transcripts/two.vtt";
const COVER: &str = "/artwork/cover-0123456789ab.jpg";
const PAGE: &str = "/episodes/one/";

/// A fault in the answers for one path.
fn on(
    path: &'static str,
    name: &'static str,
    expected: &'static str,
    change: impl Fn(&Asked, Sent) -> Sent + Send + Sync + 'static,
) -> Fault {
    let change = move |asked: &Asked, sent: Sent, _: &Site| if asked.path == path { change(asked, sent) } else { sent };
    Fault { name, expected, words: &[], prepare: |_| {}, change: Box::new(change) }
}

/// A fault in what the server has.
fn has(name: &'static str, expected: &'static str, prepare: fn(&mut Site)) -> Fault {
    Fault { name, expected, words: &[], prepare, change: Box::new(|_, sent, _| sent) }
}

/// The whole file, as if nothing but the path had been asked for.
fn whole(asked: &Asked, sent: &Sent, site: &Site) -> Sent {
    let file = site.get(&asked.path).unwrap();
    let headers = sent.headers.clone();
    Sent { status: 200, headers, body: file.bytes.clone(), stops_at: None }.without("content-range")
}

/// A fault where the whole is sent to a request of this kind.
fn whole_for(
    path: &'static str,
    name: &'static str,
    expected: &'static str,
    is_meant: impl Fn(&Asked) -> bool + Send + Sync + 'static,
) -> Fault {
    let change = move |asked: &Asked, sent: Sent, site: &Site| {
        if asked.path == path && is_meant(asked) { whole(asked, &sent, site) } else { sent }
    };
    Fault { name, expected, words: &[], prepare: |_| {}, change: Box::new(change) }
}

fn put(site: &mut Site, path: &str, bytes: &[u8]) {
    site.get_mut(path).unwrap().bytes = bytes.to_vec();
}

fn in_feed(site: &mut Site, old: &str, new: &str) {
    let text = String::from_utf8(site[FEED].bytes.clone()).unwrap();
    assert!(text.contains(old), "{old}");
    put(site, FEED, text.replacen(old, new, 1).as_bytes());
}

fn is_head(asked: &Asked) -> bool {
    asked.method == "HEAD"
}

fn asks_again(asked: &Asked) -> bool {
    asked.header("if-none-match").is_some() || asked.header("if-modified-since").is_some()
}

/// Every fault.
pub(crate) fn faults() -> Vec<Fault> {
    [of_feed(), of_feed_again(), of_redirects(), of_recordings(), of_parts(), of_texts(), of_cover_and_pages()]
        .into_iter()
        .flatten()
        .collect()
}

fn of_feed() -> Vec<Fault> {
    vec![
        on(FEED, "no feed", "error live-feed-status /feed.xml", |_, _| Sent::status(404)),
        on(FEED, "gone for good", "error live-feed-status /feed.xml", |_, _| Sent::status(410)),
        on(FEED, "plain text", "error live-feed-type /feed.xml", |_, sent| sent.with("content-type", "text/plain")),
        on(FEED, "no type", "error live-feed-type /feed.xml", |_, sent| sent.without("content-type")),
        on(FEED, "another charset", "error live-feed-type /feed.xml", |_, sent| {
            sent.with("content-type", "application/rss+xml; charset=iso-8859-1")
        }),
        on(FEED, "a page that says not found, with 200", "error live-feed-type /feed.xml", |_, sent| Sent {
            body: b"\n<!DOCTYPE html><p>Not found".to_vec(),
            ..sent
        }),
        has("no XML", "error live-feed-type /feed.xml", |site| put(site, FEED, b"<rss><channel>")),
        has("five megabytes", "error live-feed-type /feed.xml", |site| {
            let long = format!("<!--{}--></channel>", "x".repeat(5_000_000));
            in_feed(site, "</channel>", &long);
        }),
        on(FEED, "stored compressed", "error live-bytes /feed.xml", |_, sent| sent.with("content-encoding", "gzip")),
        on(FEED, "half of it", "error live-bytes /feed.xml", |_, sent| Sent { stops_at: Some((700, Stop::Closed)), ..sent }),
        has("another address of its own", "warning live-self-link /feed.xml", |site| {
            in_feed(site, "/feed.xml\"/>", "/other.xml\"/>");
        }),
        has("no address of its own", "warning live-self-link /feed.xml", |site| {
            in_feed(site, "rel=\"self\"", "rel=\"alternate\"");
        }),
        on(FEED, "no HEAD", "error live-head /feed.xml", |asked, sent| if is_head(asked) { Sent::status(405) } else { sent }),
        on(FEED, "another type for HEAD", "error live-head /feed.xml", |asked, sent| {
            if is_head(asked) { sent.with("content-type", "text/html") } else { sent }
        }),
        on(FEED, "no cache rule", "warning live-cache /feed.xml", |_, sent| sent.without("cache-control")),
        on(FEED, "kept for a day", "warning live-cache /feed.xml", |_, sent| sent.with("cache-control", "max-age=86400")),
        on(FEED, "kept for a day by its date", "warning live-cache /feed.xml", |_, sent| {
            sent.without("cache-control").with("date", CHANGED).with("expires", "Mon, 02 Jan 2023 00:00:00 GMT")
        }),
        on(FEED, "kept for ever", "error live-cache /feed.xml", |_, sent| sent.with("cache-control", "max-age=900, immutable")),
    ]
}

fn of_feed_again() -> Vec<Fault> {
    let count = AtomicU32::new(0);
    vec![
        on(FEED, "a new ETag each time", "warning live-etag-unstable /feed.xml", move |_, sent| {
            sent.with("etag", &format!("\"{}\"", count.fetch_add(1, Ordering::Relaxed)))
        }),
        whole_for(FEED, "never 304", "warning live-not-modified /feed.xml", asks_again),
        whole_for(FEED, "no 304 by tag", "warning live-not-modified /feed.xml", |asked| asked.header("if-none-match").is_some()),
        whole_for(FEED, "no 304 by date", "warning live-not-modified /feed.xml", |asked| {
            asked.header("if-modified-since").is_some()
        }),
        on(FEED, "a tag that mod_deflate changes", "warning live-not-modified /feed.xml", |asked, sent| {
            let is_packed = asked.header("accept-encoding") == Some("gzip");
            if is_packed && !asks_again(asked) { sent.with("etag", "\"1f-5e-gzip\"") } else { sent }
        }),
        on(FEED, "neither tag nor date", "warning live-not-modified /feed.xml", |_, sent| {
            sent.without("etag").without("last-modified")
        }),
        on(FEED, "a date and no tag", "note live-not-modified /feed.xml", |_, sent| sent.without("etag")),
    ]
}

fn of_redirects() -> Vec<Fault> {
    let hops =
        |asked: &Asked, sent: Sent, site: &Site| match asked.path.strip_prefix("/hop/").and_then(|hop| hop.parse::<u32>().ok()) {
            Some(6) => well(asked, site.get(TWO)),
            Some(hop) => Sent::redirect(302, &format!("/hop/{}", hop + 1)),
            None if asked.path == TWO => Sent::redirect(302, "/hop/1"),
            None => sent,
        };
    let moved = |asked: &Asked, sent: Sent, site: &Site| match asked.path.as_str() {
        TWO => {
            let port = asked.header("host").and_then(|host| host.rsplit(':').next()).unwrap().to_owned();
            Sent::redirect(301, &format!("http://localhost:{port}/moved.mp3"))
        }
        "/moved.mp3" => well(asked, site.get(TWO)),
        _ => sent,
    };
    let temporary = |asked: &Asked, sent: Sent, site: &Site| match asked.path.as_str() {
        FEED => Sent::redirect(302, "/new.xml"),
        "/new.xml" => well(asked, site.get(FEED)),
        _ => sent,
    };
    let fault = |name, expected, change: Change| Fault { name, expected, words: &[], prepare: |_| {}, change };
    vec![
        fault("six redirects", "error live-redirects /media/two.mp3", Box::new(hops)),
        fault("another host for ever", "note live-redirects /media/two.mp3", Box::new(moved)),
        fault("a feed that is elsewhere for now", "warning live-redirects /feed.xml", Box::new(temporary)),
        on(TWO, "a password", "error live-redirects /media/two.mp3", |_, _| {
            Sent::redirect(302, "http://a:secret@127.0.0.1:1/two.mp3")
        }),
        on(TWO, "no web address", "error live-redirects /media/two.mp3", |_, _| Sent::redirect(302, "ftp://127.0.0.1:1/two.mp3")),
        on(TWO, "a circle", "error live-redirects /media/two.mp3", |_, _| Sent::redirect(302, TWO)),
    ]
}

fn of_recordings() -> Vec<Fault> {
    const POINTER: &str = "version https://git-lfs.github.com/spec/v1\n\
        oid sha256:297e83dfe84a2e431e7ba63269ab99609cdd4c013dea7f0adc12c8a7a1d01d0c\nsize 200000\n";
    let mut half = on(ONE, "half of the whole", "error live-bytes /media/one.mp3", |asked, sent| {
        if asked.header("range").is_none() { Sent { stops_at: Some((LENGTH / 2, Stop::Closed)), ..sent } } else { sent }
    });
    half.words = &["--all"];
    let mut fails = on(ONE, "a fault in the whole", "error live-unreachable /media/one.mp3", |asked, sent| {
        if asked.method == "GET" && asked.header("range").is_none() { Sent::status(500) } else { sent }
    });
    fails.words = &["--all"];
    let mut more = on(ONE, "more than the whole", "error live-bytes /media/one.mp3", |asked, sent| {
        let is_whole = asked.method == "GET" && asked.header("range").is_none();
        let body = if is_whole { [sent.body.as_slice(), b"more"].concat() } else { sent.body.clone() };
        Sent { body, ..sent }
    });
    more.words = &["--all"];
    vec![
        half,
        fails,
        more,
        on(ONE, "not there", "error live-unreachable /media/one.mp3", |_, _| Sent::status(404)),
        on(ONE, "not allowed", "error live-unreachable /media/one.mp3", |_, _| Sent::status(403)),
        has("no server", "error live-unreachable /two.mp3", |site| {
            let text = String::from_utf8(site[FEED].bytes.clone()).unwrap();
            let host = text.split("http://127").nth(1).unwrap().split('/').next().unwrap().to_owned();
            in_feed(site, &format!("127{host}/media/two.mp3"), "127.0.0.1:1/two.mp3");
        }),
        on(ONE, "no HEAD", "error live-head /media/one.mp3", |asked, sent| if is_head(asked) { Sent::status(405) } else { sent }),
        on(ONE, "HEAD with the length 0", "error live-head /media/one.mp3", |asked, sent| {
            if is_head(asked) { sent.with("content-length", "0") } else { sent }
        }),
        has("another length", "error live-length /media/one.mp3", |site| {
            in_feed(site, &format!("length=\"{LENGTH}\""), "length=\"200001\"");
        }),
        has("no length in the feed", "error live-length /media/one.mp3", |site| {
            in_feed(site, &format!("length=\"{LENGTH}\""), "length=\"\"");
        }),
        on(ONE, "bytes of any kind", "error live-type /media/one.mp3", |_, sent| {
            sent.with("content-type", "application/octet-stream")
        }),
        on(ONE, "compressed", "error live-compressed-media /media/one.mp3", |asked, sent| {
            if asked.header("accept-encoding") == Some("gzip") { sent.with("content-encoding", "gzip") } else { sent }
        }),
        has("a pointer of Git LFS", "error live-bytes /media/one.mp3", |site| put(site, ONE, POINTER.as_bytes())),
        on(ONE, "a page that says not found, with 200", "error live-bytes /media/one.mp3", |_, sent| {
            Sent { status: 200, body: b"<!doctype html><p>Not found".to_vec(), ..sent }.without("content-range")
        }),
        on(ONE, "a drip", "error live-bytes /media/one.mp3", |_, sent| Sent { stops_at: Some((3, Stop::Silent)), ..sent }),
        on(ONE, "kept for ever", "error live-cache /media/one.mp3", |_, sent| sent.with("cache-control", "immutable")),
        on(ONE, "closed to web players", "note live-cors /media/one.mp3", |_, sent| sent.without("access-control-allow-origin")),
    ]
}

fn of_parts() -> Vec<Fault> {
    let is_part = |asked: &Asked, start: &str| asked.header("range").is_some_and(|range| range.starts_with(start));
    vec![
        whole_for(ONE, "the whole for each part", "error live-range /media/one.mp3", |asked| asked.header("range").is_some()),
        whole_for(ONE, "the whole for the file's own tag", "error live-range /media/one.mp3", |asked| {
            asked.header("if-range").is_some()
        }),
        on(ONE, "the wrong Content-Range", "error live-range /media/one.mp3", |_, sent| match sent.status {
            206 => sent.with("content-range", "bytes 0-1/3"),
            _ => sent,
        }),
        on(ONE, "too few bytes of the end", "error live-range /media/one.mp3", move |asked, sent| {
            if is_part(asked, "bytes=-") { Sent { stops_at: Some((10, Stop::Closed)), ..sent } } else { sent }
        }),
        on(ONE, "a part for a tag that it never had", "warning live-range /media/one.mp3", |asked, sent| {
            if asked.header("if-range").is_some_and(|tag| tag.contains("podwright")) {
                let body = sent.body[..1024].to_vec();
                return Sent { status: 206, body, ..sent }.with("content-range", &format!("bytes 0-1023/{LENGTH}"));
            }
            sent
        }),
        on(ONE, "the wrong length behind the end", "warning live-range-end /media/one.mp3", |_, sent| match sent.status {
            416 => sent.with("content-range", "bytes */3"),
            _ => sent,
        }),
        whole_for(ONE, "the whole behind the end", "warning live-range-end /media/one.mp3", |asked| {
            asked.header("range") == Some("bytes=200000-")
        }),
    ]
}

fn of_texts() -> Vec<Fault> {
    vec![
        on(TRANSCRIPT, "closed to web players", "warning live-cors /transcripts/two.vtt", |_, sent| {
            sent.without("access-control-allow-origin")
        }),
        on(TRANSCRIPT, "plain text", "error live-type /transcripts/two.vtt", |_, sent| {
            sent.with("content-type", "text/plain; charset=utf-8")
        }),
        on(TRANSCRIPT, "another charset", "error live-type /transcripts/two.vtt", |_, sent| {
            sent.with("content-type", "text/vtt; charset=windows-1252")
        }),
        on(TRANSCRIPT, "not there", "error live-unreachable /transcripts/two.vtt", |_, _| Sent::status(404)),
        has("no transcript", "error live-bytes /transcripts/two.vtt", |site| {
            put(site, TRANSCRIPT, b"WEBVTT\n\n00:xx --> 2\nA\n");
        }),
        has("no letters", "error live-bytes /transcripts/two.vtt", |site| put(site, TRANSCRIPT, b"WEBVTT\n\n\xFF\xFE")),
        has("no chapters", "error live-bytes /chapters/two.json", |site| put(site, CHAPTERS, b"{\"version\":\"1.2.0\"}")),
        on(CHAPTERS, "plain text", "error live-type /chapters/two.json", |_, sent| sent.with("content-type", "text/plain")),
        on(CHAPTERS, "half of it", "error live-bytes /chapters/two.json", |_, sent| Sent {
            stops_at: Some((9, Stop::Closed)),
            ..sent
        }),
    ]
}

fn of_cover_and_pages() -> Vec<Fault> {
    vec![
        on(COVER, "no HEAD", "error live-head /artwork/cover-0123456789ab.jpg", |asked, sent| {
            if is_head(asked) { Sent::status(403) } else { sent }
        }),
        has("no picture of an episode", "error live-artwork /artwork/one.jpg", |site| {
            let picture = Served { bytes: b"<!DOCTYPE html>".to_vec(), ..site[COVER].clone() };
            site.insert("/artwork/one.jpg".to_owned(), Served { cache: "max-age=900", ..picture });
            let cover = String::from_utf8(site[FEED].bytes.clone()).unwrap();
            let cover = cover.split("<itunes:image href=\"").nth(1).unwrap().split(COVER).next().unwrap().to_owned();
            // two episodes have it, and one the show's own
            for picture in ["/artwork/one.jpg", COVER, "/artwork/one.jpg"] {
                in_feed(site, "<item><title>", &format!("<item ><itunes:image href=\"{cover}{picture}\"/><title>"));
            }
        }),
        on(COVER, "not there", "error live-unreachable /artwork/cover-0123456789ab.jpg", |_, _| Sent::status(404)),
        on(COVER, "called a PNG", "error live-artwork /artwork/cover-0123456789ab.jpg", |_, sent| {
            sent.with("content-type", "image/png")
        }),
        has("too small", "error live-artwork /artwork/cover-0123456789ab.jpg", |site| put(site, COVER, &jpeg(600, 600))),
        has("no picture", "error live-artwork /artwork/cover-0123456789ab.jpg", |site| put(site, COVER, b"<!DOCTYPE html>")),
        has("a name that stays", "error live-cache /cover.jpg", |site| {
            let cover: Served = site.remove(COVER).unwrap();
            site.insert("/cover.jpg".to_owned(), cover);
            in_feed(site, COVER, "/cover.jpg");
        }),
        on(PAGE, "a page to download", "error live-type /episodes/one/", |_, sent| sent.with("content-type", "text/plain")),
        on(PAGE, "no page", "error live-unreachable /episodes/one/", |_, _| Sent::status(500)),
        on(PAGE, "a policy against players", "warning live-cors /episodes/one/", |_, sent| {
            sent.with("content-security-policy", "default-src 'none'; img-src *")
        }),
        on(PAGE, "no going on", "note live-cors /episodes/one/", |_, sent| {
            sent.with("permissions-policy", "camera=(), autoplay=()")
        }),
    ]
}
