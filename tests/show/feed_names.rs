//! `feed_file`: the feed of an older show, under the name that its subscribers have.

use serde_json::Value;

use crate::support::TestShow;
use crate::support::preview::Preview;
use crate::support::show::REPOSITORY;

/// A show with one episode, whose recording is kept elsewhere.
fn show(feed_file: &str) -> TestShow {
    let show = TestShow::empty();
    let base = std::fs::read_to_string(format!("{REPOSITORY}/tests/rules/base/podcast.yaml")).unwrap();
    show.write("podcast.yaml", format!("{base}feed_file: {feed_file}\nhub: https://hub.example.org/\n"));
    show.write("episodes/cover.jpg", std::fs::read(format!("{REPOSITORY}/episodes/cover.jpg")).unwrap());
    show.write(
        "episodes/one/episode.yaml",
        "title: About doors\nguid: a-1\ndate: 2021-03-01T07:00:00Z\nsummary: What a door is.\nseason: 1\nnumber: 1\n\
         enclosure: {url: https://cdn.example.org/one.mp3, type: audio/mpeg}\n\
         allow:\n- {rule: missing-transcript, reason: it is old}\n- {rule: missing-easy-read, reason: it is old}\n",
    );
    show
}

#[track_caller]
fn build(show: &TestShow, more: &[&str]) -> String {
    show.podwright(&[&["build"], more].concat()).any_stdout().any_stderr().done().stderr
}

fn findings(show: &TestShow, more: &[&str], code: i32) -> Vec<Value> {
    let words = [&["check", "--format", "json"], more].concat();
    show.podwright(&words).code(code).json()["findings"].as_array().unwrap().clone()
}

#[test]
fn everything_follows_the_name_of_the_feed() {
    for name in ["rss", "feed/index.xml"] {
        let show = show(name);
        let address = format!("https://example.org/show/{name}");
        assert!(build(&show, &[]).contains(&format!("1 episode in feed/{name}")), "{name}");
        assert!(!show.exists("feed/feed.xml"), "{name}");
        let feed = show.text(&format!("feed/{name}"));
        assert!(feed.contains(&format!("<atom:link href=\"{address}\" rel=\"self\"")), "{feed}");
        let page = show.text("feed/episodes/one/index.html");
        assert!(page.contains(&format!("href=\"../../{name}\"")) && !page.contains("feed.xml"), "{page}");
        assert!(show.text("feed/subscribe/index.html").contains(&format!("<code id=\"address\" dir=\"ltr\">{address}</code>")));
        assert!(!show.text("feed/index.html").contains("feed.xml"));
        let said =
            format!("/show/{name}\n  Content-Type: application/rss+xml; charset=utf-8\n  Access-Control-Allow-Origin: *\n");
        assert!(show.text("feed/_headers").starts_with(&said), "{name}");
        let manifest: Value = serde_json::from_str(&show.text("feed/manifest.json")).unwrap();
        let of_feed = manifest["files"].as_array().unwrap().iter().find(|file| file["path"] == name).unwrap();
        assert_eq!(of_feed["media_type"], "application/rss+xml; charset=utf-8");
        assert!(show.text("podcast.lock").contains(&address));
        assert_eq!(findings(&show, &["--against", &format!("feed/{name}")], 0), Vec::<Value>::new());
        assert!(build(&show, &[]).contains("nothing has changed"), "{name}");
        assert!(
            show.podwright(&["build", "--check"]).any_stdout().any_stderr().done().stderr.contains("what a build would write")
        );
    }
}

#[test]
fn the_preview_serves_the_feed_under_its_name() {
    let show = show("rss");
    let preview = Preview::with(&show, &["--port", "0", "--as-published"], |_| {}).built();
    let feed = preview.get("rss");
    assert_eq!((feed.status, feed.header("content-type")), (200, Some("application/rss+xml; charset=utf-8")));
    assert_eq!(feed.header("access-control-allow-origin"), Some("*"));
    assert_eq!(preview.get("feed.xml").status, 404);
    assert_eq!(preview.interrupt(), Some(0));
}

#[test]
fn another_name_is_told_before_subscribers_lose_the_feed() {
    let show = show("feed.xml");
    build(&show, &[]);
    show.edit("podcast.yaml", "feed_file: feed.xml", "feed_file: podcast.rss");
    let found = findings(&show, &[], 1);
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    let line = show.text("podcast.yaml").lines().position(|line| line.starts_with("feed_file")).unwrap() + 1;
    assert_eq!((finding["rule"].as_str(), finding["line"].as_u64()), (Some("feed-url-changed"), Some(line as u64)));
    let help = finding["help"].as_str().unwrap();
    assert!(help.contains("write `feed_file: feed.xml`") && help.contains("new_feed_url"), "{help}");
    show.podwright(&["build"]).code(1).any_stdout().any_stderr().done();
    assert!(show.exists("feed/feed.xml") && !show.exists("feed/podcast.rss"), "nothing was written");
    // Without the lock, the feed that is there still knows what it was called.
    let lock = show.read("podcast.lock");
    show.remove("podcast.lock");
    assert!(findings(&show, &[], 1).iter().any(|finding| finding["rule"] == "feed-url-changed"));
    show.write("podcast.lock", lock);
    build(&show, &["--accept", "feed-url-changed"]);
    assert!(!show.exists("feed/feed.xml") && show.exists("feed/podcast.rss"), "the old file is ours, and goes");
    assert_eq!(findings(&show, &[], 0), Vec::<Value>::new());
}

#[test]
fn a_show_moves_with_the_name_of_its_feed() {
    let show = show("feed/index.xml");
    build(&show, &[]);
    show.edit("podcast.yaml", "feed_file: feed/index.xml", "feed_file: rss");
    show.podwright(&["move", "https://new.example.com/"])
        .code(2)
        .stderr_contains(&["`https://example.org/show/feed/index.xml`, which does not end in `feed_file: rss`"])
        .done();
    show.edit("podcast.yaml", "feed_file: rss", "feed_file: feed/index.xml");
    // From one placeholder to another, which subscribers could have.
    let told = show.podwright(&["move", "https://shows.example.com/a/"]).any_stdout().any_stderr().done().stdout;
    assert!(told.contains("new_feed_url: https://shows.example.com/a/feed/index.xml"), "{told}");
    assert!(told.contains("the redirect of `https://example.org/show/feed/index.xml`"), "{told}");
    build(&show, &[]);
    let feed = show.text("feed/feed/index.xml");
    assert!(feed.contains("<itunes:new-feed-url>https://shows.example.com/a/feed/index.xml</itunes:new-feed-url>"), "{feed}");
}
