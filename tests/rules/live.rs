//! `podwright verify` against a server that does everything right, and against the same one with one fault after the other: each gives exactly its
//! finding.

use std::collections::{BTreeMap, BTreeSet};

use podwright::check::rule::Rule;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde_json::Value;

use crate::live_faults::{Fault, faults};
use crate::picture::jpeg;
use crate::support::TestShow;
use crate::support::fault_server::{Asked, FaultServer, Sent, Served, well};

/// What a server has, by path.
pub(crate) type Site = BTreeMap<String, Served>;

/// The length of each recording.
pub(crate) const LENGTH: usize = 200_000;

/// Rules that no server on the loopback can break: it has no certificate. `src/check/live/tests.rs` breaks them.
const WITH_TLS: [&str; 3] = ["live-http", "live-redirect-insecure", "live-tls"];

/// Rules that only a show can break that is here. `live_show.rs` breaks them.
const WITH_SHOW: [&str; 2] = ["live-exposed", "live-feed-old"];

/// A show of three episodes, as it should be served.
pub(crate) fn site(host: &str) -> Site {
    let mut site = Site::new();
    let mut put =
        |path: &str, media_type, cache, bytes: Vec<u8>| site.insert(path.to_owned(), Served { media_type, cache, bytes });
    let (hour, day) = ("public, max-age=3600", "public, max-age=86400");
    put("/feed.xml", "application/rss+xml; charset=utf-8", "public, max-age=900", feed(host).into_bytes());
    put("/artwork/cover-0123456789ab.jpg", "image/jpeg", "public, max-age=31536000, immutable", jpeg(1400, 1400));
    put("/", "text/html; charset=utf-8", "public, max-age=900", b"<!DOCTYPE html><title>A show</title>".to_vec());
    for (seed, name) in (1..).zip(["one", "two", "three"]) {
        put(&format!("/media/{name}.mp3"), "audio/mpeg", day, recording(seed));
        let chapters = br#"{"version":"1.2.0","chapters":[{"startTime":0,"title":"Welcome"}]}"#;
        put(&format!("/chapters/{name}.json"), "application/json+chapters", hour, chapters.to_vec());
        let transcript = "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ann>Café\n".as_bytes();
        put(&format!("/transcripts/{name}.vtt"), "text/vtt; charset=utf-8", hour, transcript.to_vec());
        let page = b"<!DOCTYPE html><title>An episode</title>";
        put(&format!("/episodes/{name}/"), "text/html; charset=utf-8", "public, max-age=900", page.to_vec());
    }
    site
}

/// Bytes that begin like MPEG audio.
fn recording(seed: u32) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    let mut bytes = b"\xFF\xFB\x90\x64".to_vec();
    bytes.extend((4..LENGTH).map(|_| next()));
    bytes
}

fn feed(host: &str) -> String {
    let item = |(day, name): (u32, &str)| {
        format!(
            "<item><title>{name}</title><guid isPermaLink=\"false\">{name}</guid><pubDate>0{day} Jan 2022 07:00:00 GMT</pubDate>\
             <link>http://{host}/episodes/{name}/</link>\
             <enclosure url=\"http://{host}/media/{name}.mp3\" length=\"{LENGTH}\" type=\"audio/mpeg\"/>\
             <podcast:chapters url=\"http://{host}/chapters/{name}.json\" type=\"application/json+chapters\"/>\
             <podcast:transcript url=\"http://{host}/transcripts/{name}.vtt\" type=\"text/vtt\"/></item>\n"
        )
    };
    let items: String = [(3, "one"), (2, "two"), (1, "three")].map(item).concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" \
         xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:podcast=\"https://podcastindex.org/namespace/1.0\"><channel>\n\
         <title>A show</title><atom:link rel=\"self\" type=\"application/rss+xml\" href=\"http://{host}/feed.xml\"/>\
         <itunes:image href=\"http://{host}/artwork/cover-0123456789ab.jpg\"/>\n{items}</channel></rss>\n"
    )
}

/// Serves a site, with a change to each answer.
pub(crate) fn serve(change: impl Fn(&Asked, Sent, &Site) -> Sent + Send + Sync + 'static) -> FaultServer {
    serve_changed(|_| {}, change)
}

/// Serves a site that is another one, with a change to each answer.
pub(crate) fn serve_changed(
    prepare: impl FnOnce(&mut Site),
    change: impl Fn(&Asked, Sent, &Site) -> Sent + Send + Sync + 'static,
) -> FaultServer {
    let listener = FaultServer::listen();
    let mut site = site(&listener.local_addr().unwrap().to_string());
    prepare(&mut site);
    FaultServer::start(listener, move |asked| change(asked, well(asked, site.get(&asked.path)), &site))
}

/// Runs `verify`, and gives what it found, a line each: `error live-range /media/one.mp3`.
#[track_caller]
pub(crate) fn findings(report: &Value) -> Vec<String> {
    let line = |finding: &Value| {
        let word = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        assert!(!word("message").is_empty() && !word("help").is_empty() && !word("help").ends_with('.'), "{finding}");
        let path = word("url").splitn(4, '/').nth(3).unwrap_or_default().to_owned();
        format!("{} {} /{path}", word("level"), word("rule"))
    };
    report["findings"].as_array().unwrap().iter().map(line).collect()
}

fn verify(server: &FaultServer, words: &[&str]) -> Value {
    let address = format!("http://{}/feed.xml", server.host);
    let words = [&["verify", &address, "--format", "json", "--timeout", "1s"], words].concat();
    let show = TestShow::empty();
    let printed = show.podwright(&words).whatever_both();
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}"))
}

/// What is wrong with a fault; `None` where exactly its finding is there.
fn complaint(fault: Fault) -> Option<String> {
    let Fault { name, expected, words, prepare, change } = fault;
    let server = serve_changed(prepare, change);
    let report = verify(&server, words);
    let found = findings(&report);
    (found != [expected]).then(|| format!("{name}\n  expected {expected}\n  found {found:?}\n{report:#}"))
}

#[test]
fn a_server_that_does_everything_right_has_no_finding() {
    let server = serve(|_, sent, _| sent);
    let report = verify(&server, &[]);
    assert_eq!(findings(&report), Vec::<String>::new());
    let asked = server.asked();
    assert_eq!((report["asked"].as_u64(), report["complete"].as_bool()), (Some(asked.len() as u64), Some(true)));
    assert!(asked.len() < 40, "{asked:#?}");
    assert_eq!(findings(&verify(&server, &["--all"])), Vec::<String>::new());
}

#[test]
fn what_is_said_in_another_way_is_no_fault() {
    let page = "<!DOCTYPE html><meta charset=\"utf-8\"><p>Café</p>";
    let server = serve_changed(
        |site| {
            let feed = site.get_mut("/feed.xml").unwrap();
            let text = String::from_utf8(feed.bytes.clone()).unwrap();
            let text = text.replace("/one.vtt\" type=\"text/vtt\"", "/one.html\" type=\"text/html\"");
            feed.bytes = text.into_bytes();
            let transcript =
                Served { media_type: "text/html", bytes: page.as_bytes().to_vec(), ..site["/transcripts/one.vtt"].clone() };
            site.insert("/transcripts/one.html".to_owned(), transcript);
        },
        |asked, sent, _| match asked.path.as_str() {
            "/feed.xml" => {
                let sent = sent.without("cache-control").with("date", "Sun, 01 Jan 2023 00:00:00 GMT");
                sent.with("expires", "Sun, 01 Jan 2023 00:15:00 GMT")
            }
            _ => sent,
        },
    );
    assert_eq!(findings(&verify(&server, &[])), Vec::<String>::new());
    assert!(server.asked().iter().any(|asked| asked.contains("/transcripts/one.html")), "{:#?}", server.asked());
}

#[test]
fn each_fault_gives_exactly_its_finding() {
    let faults = faults();
    assert!(faults.len() >= 40, "{}", faults.len());
    let complaints: Vec<String> = faults.into_par_iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_rule_on_servers_is_broken_by_a_fault() {
    let broken: BTreeSet<String> =
        faults().iter().filter_map(|fault| fault.expected.split(' ').nth(1)).map(str::to_owned).collect();
    let elsewhere = WITH_TLS.into_iter().chain(WITH_SHOW).map(str::to_owned);
    let known: BTreeSet<String> =
        Rule::all().iter().filter(|rule| rule.family() == "live").map(|rule| rule.id().to_owned()).collect();
    assert_eq!(broken.into_iter().chain(elsewhere).collect::<BTreeSet<_>>(), known);
    assert_eq!(known.len(), 22);
}

#[test]
fn requests_end_at_four_hundred_and_the_report_says_so() {
    let server = serve_changed(
        |site| {
            let feed = site.get_mut("/feed.xml").unwrap();
            let text = String::from_utf8(feed.bytes.clone()).unwrap();
            let (before, rest) = text.split_once("<item>").unwrap();
            let item = format!("<item>{}</item>", rest.split_once("</item>").unwrap().0);
            // each with an address of its own, which the server answers like the first
            let items: String = (0..500).map(|number| item.replace("/media/one.mp3", &format!("/media/{number}.mp3"))).collect();
            feed.bytes = format!("{before}{items}</channel></rss>").into_bytes();
        },
        |asked, sent, site| {
            if asked.path.starts_with("/media/") { well(asked, site.get("/media/one.mp3")) } else { sent }
        },
    );
    let report = verify(&server, &["--sample", "500"]);
    assert_eq!((report["asked"].as_u64(), report["complete"].as_bool()), (Some(400), Some(false)));
    assert_eq!((server.asked().len(), report["episodes"].as_u64(), report["sampled"].as_u64()), (400, Some(500), Some(500)));
    assert_eq!(findings(&report), Vec::<String>::new());
}

#[test]
fn what_is_no_address_is_refused_and_where_no_server_is_the_work_cannot_be_done() {
    let show = TestShow::empty();
    for (words, hint) in [("example.org/feed.xml", "begin with https://"), ("https://a:secret@example.org/", "with a password")] {
        show.podwright(&["verify", words]).code(2).stderr_contains(&[hint]).done();
    }
    let closed = "http://127.0.0.1:1/feed.xml";
    let told = ["error: cannot reach `http://127.0.0.1:1/feed.xml`: no server listens at the address", "hint: look whether"];
    show.podwright(&["verify", closed]).code(3).stderr_contains(&told).done();
}

#[test]
fn the_four_formats_and_the_exit_code_tell_the_same() {
    let server = serve(|asked, sent, _| {
        let is_head = asked.method == "HEAD" && asked.path == "/media/one.mp3";
        if is_head { Sent::status(405).with("server", "nginx/1.22.1") } else { sent }
    });
    let (show, address) = (TestShow::empty(), format!("http://{}/feed.xml", server.host));
    let recording = format!("http://{}/media/one.mp3", server.host);
    let human = [
        "error[live-head]: HEAD is answered with 405, and GET sends the recording\n".to_owned(),
        format!(" --> {recording}\n"),
        "help: allow HEAD like GET; on nginx: no `limit_except GET` and no `if ($request_method)`\n".to_owned(),
        format!("{address}: 31 requests for 3 episodes, 1 error\n"),
    ];
    show.podwright(&["verify", &address])
        .env("COLUMNS", "200")
        .code(1)
        .stdout_contains(&human.each_ref().map(String::as_str))
        .done();
    let github = format!("::error title=live-head::{recording}: HEAD is answered with 405");
    show.podwright(&["verify", &address, "--format", "github"]).code(1).stdout_contains(&[&github]).done();
    let sarif = show.podwright(&["verify", &address, "--format", "sarif"]).code(1).json();
    let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], recording.as_str());
    let json = show.podwright(&["verify", &address, "--format", "json"]).code(1).json();
    assert_eq!(json["findings"][0]["request"], format!("HEAD {recording} accept-encoding: gzip"));
    assert_eq!((&json["findings"][0]["answer"]["status"], &json["errors"]), (&Value::from(405), &Value::from(1)));
    let only = show.podwright(&["verify", &address, "--only", "live-cors", "--verbose"]).any_stderr().any_stdout().done();
    assert!(only.stderr.contains(&format!("405 HEAD {recording}")), "{}", only.stderr);
}
