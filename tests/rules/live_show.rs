//! `podwright verify` in a show: what is served is compared with what the last build wrote.

use serde_json::{Value, json};

use crate::fixtures::base;
use crate::live::{LENGTH, Site, findings, serve_changed};
use crate::support::TestShow;
use crate::support::fault_server::{Asked, FaultServer, Sent, Served, well};

/// A show whose last build is what the site has.
fn built(host: &str, site: &Site) -> TestShow {
    let show = base();
    let url = show.yaml("podcast.yaml")["url"].as_str().unwrap().to_owned();
    show.edit("podcast.yaml", &format!("url: {url}"), &format!("url: http://{host}/"));
    show.edit("podcast.yaml", "media_url: https://media.example.org/media/\n", "");
    let files: Vec<Value> = site
        .iter()
        .filter(|(path, _)| ["/feed.xml", "/media/", "/chapters/", "/transcripts/"].iter().any(|start| path.starts_with(start)))
        .map(|(path, file)| {
            let path = path.trim_start_matches('/');
            show.write(&format!("feed/{path}"), &file.bytes);
            json!({"path": path, "bytes": file.bytes.len(), "sha256": sha256(&file.bytes), "media_type": file.media_type, "cache_control": file.cache})
        })
        .collect();
    show.write("feed/manifest.json", json!({"version": 1, "files": files}).to_string());
    show
}

fn sha256(bytes: &[u8]) -> String {
    podwright::model::identity::digest::Sha256::of(bytes).to_string()
}

/// Builds a show of the good site, and verifies it against a server with these changes.
fn verified(
    edit: impl FnOnce(&TestShow),
    prepare: impl FnOnce(&mut Site) + 'static,
    change: impl Fn(&Asked, Sent, &Site) -> Sent + Send + Sync + 'static,
) -> (Vec<String>, Value) {
    let mut good = Site::new();
    let kept = std::sync::Arc::new(std::sync::Mutex::new(Site::new()));
    let sent = std::sync::Arc::clone(&kept);
    let server: FaultServer = serve_changed(
        move |site| {
            sent.lock().unwrap().clone_from(site);
            prepare(site);
        },
        change,
    );
    good.clone_from(&kept.lock().unwrap());
    let show = built(&server.host, &good);
    edit(&show);
    let report = show.podwright(&["verify", "--format", "json", "--timeout", "5s"]).whatever_both();
    let report: Value = serde_json::from_str(&report).unwrap_or_else(|error| panic!("{error}: {report}"));
    (findings(&report), report)
}

#[test]
fn what_was_built_and_is_served_has_no_finding() {
    let (found, report) = verified(|_| {}, |_| {}, |_, sent, _| sent);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!((report["episodes"].as_u64(), report["complete"].as_bool()), (Some(3), Some(true)));
}

#[test]
fn an_old_feed_is_found_with_what_it_lacks() {
    let shorten = |site: &mut Site| {
        let feed = site.get_mut("/feed.xml").unwrap();
        let text = String::from_utf8(feed.bytes.clone()).unwrap();
        let (before, rest) = text.split_once("<item>").unwrap();
        feed.bytes = format!("{before}{}", rest.split_once("</item>").unwrap().1).into_bytes();
    };
    let (found, report) =
        verified(|_| {}, shorten, |asked, sent, _| if asked.path == "/feed.xml" { sent.with("age", "600") } else { sent });
    assert_eq!(found, ["error live-feed-old /feed.xml"]);
    assert_eq!(
        report["findings"][0]["message"],
        "the feed online is not the one that was built: it lacks 1 episode; it is a copy that a cache has had for 600 of 900 seconds"
    );
}

#[test]
fn another_recording_of_the_same_length_is_found_by_its_bytes() {
    let flip = |site: &mut Site| site.get_mut("/media/two.mp3").unwrap().bytes[LENGTH / 2 + 100] ^= 1;
    let (found, _) = verified(|_| {}, flip, |_, sent, _| sent);
    assert_eq!(found, ["error live-bytes /media/two.mp3"]);
    let other = |site: &mut Site| site.get_mut("/transcripts/two.vtt").unwrap().bytes.extend(b"Bye\n");
    let (found, _) = verified(|_| {}, other, |_, sent, _| sent);
    assert_eq!(found, ["error live-bytes /transcripts/two.vtt"]);
}

#[test]
fn files_that_are_not_meant_for_everybody_are_found() {
    for path in ["/podcast.lock", "/podcast.yaml", "/.git/config", "/.podwright/unchanged.json"] {
        let served = move |site: &mut Site| {
            site.insert(path.to_owned(), Served { media_type: "text/plain", cache: "no-cache", bytes: b"guid: 1\n".to_vec() });
        };
        let (found, _) = verified(|_| {}, served, |_, sent, _| sent);
        assert_eq!(found, [format!("error live-exposed {path}")]);
    }
    let soft = |asked: &Asked, sent: Sent, site: &Site| {
        if sent.status == 404 && !asked.path.starts_with("/media") { well(asked, site.get("/")) } else { sent }
    };
    let (found, _) = verified(|_| {}, |_| {}, soft);
    assert_eq!(found, Vec::<String>::new(), "a server that answers everything with its own page exposes nothing");
    let plain = |asked: &Asked, sent: Sent, _: &Site| {
        if sent.status == 404 && !asked.path.starts_with("/media") {
            Sent { status: 200, body: b"nothing here".to_vec(), ..sent }
        } else {
            sent
        }
    };
    let (found, _) = verified(|_| {}, |_| {}, plain);
    assert_eq!(found, Vec::<String>::new(), "nor does one that answers everything with the same words");
}

#[test]
fn a_feed_elsewhere_is_compared_and_the_address_in_podcast_yaml_is_left_alone() {
    let (own, good) = (serve_changed(|_| {}, |_, sent, _| sent), std::sync::Arc::new(std::sync::Mutex::new(Site::new())));
    let kept = std::sync::Arc::clone(&good);
    let other = serve_changed(move |site| kept.lock().unwrap().clone_from(site), |_, sent, _| sent);
    let show = built(&own.host, &good.lock().unwrap());
    let address = format!("http://{}/feed.xml", other.host);
    let report = show.podwright(&["verify", &address, "--against-build", "--format", "json"]).whatever_both();
    let report: Value = serde_json::from_str(&report).unwrap_or_else(|error| panic!("{error}: {report}"));
    assert_eq!(findings(&report), Vec::<String>::new());
    assert_eq!(own.asked(), Vec::<String>::new());
    assert!(!other.asked().iter().any(|asked| asked.contains("podcast.lock")), "{:#?}", other.asked());
}

#[test]
fn the_page_of_a_draft_is_found() {
    let draft = |show: &TestShow| {
        let text = show.text("episodes/door/episode.yaml");
        show.write("episodes/door/episode.yaml", format!("{text}draft: true\n"));
    };
    let served = |site: &mut Site| {
        let page = site["/"].clone();
        site.insert("/episodes/door/".to_owned(), page);
    };
    let (found, _) = verified(draft, served, |_, sent, _| sent);
    assert_eq!(found, ["error live-exposed /episodes/door/"]);
    let (found, _) = verified(draft, |_| {}, |_, sent, _| sent);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_show_allows_what_it_knows() {
    let allow = |show: &TestShow| {
        let text = show.text("podcast.yaml");
        assert!(!text.contains("\nchecks:"), "{text}");
        show.write("podcast.yaml", format!("{text}checks:\n  allow: [{{rule: live-cache, reason: the host decides}}]\n"));
    };
    let change =
        |asked: &Asked, sent: Sent, _: &Site| if asked.path == "/feed.xml" { sent.without("cache-control") } else { sent };
    let (found, report) = verified(allow, |_| {}, change);
    assert_eq!((found, report["allowed"].as_u64()), (Vec::new(), Some(1)));
}

#[test]
fn a_show_that_is_nowhere_yet_is_told_so() {
    let show = base();
    show.podwright(&["verify"]).code(2).stderr_contains(&["is still a placeholder", "hint: write the real address"]).done();
    show.edit("podcast.yaml", "url: https://example.org/show/", "url: http://127.0.0.1:1/");
    show.podwright(&["verify"]).code(2).stderr_contains(&["nothing was built yet", "hint: run `podwright build`"]).done();
}
