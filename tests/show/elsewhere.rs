//! Recordings that are kept elsewhere, drafts, and what a build would do.

use crate::support::TestShow;
use crate::support::show::assert_same_files;

/// A back catalogue's episode, of which only the enclosure is known.
const OLD: &str = "\
title: From the old host
guid: https://old.example.org/?p=17
date: 2021-03-01T07:00:00Z
kind: bonus
summary: An episode whose recording nobody has any more.
enclosure:
  url: https://cdn.old.example.org/17.mp3?dl=1
  bytes: 4194304
  type: audio/mpeg
  duration: 4:22
allow: [missing-transcript, missing-easy-read, derived-guid]
";

#[test]
fn a_recording_known_by_its_enclosure_alone_is_published() {
    let show = TestShow::series();
    let file = "episodes/from-the-old-host/episode.yaml";
    show.write(file, OLD);
    let stale = ["podcast.lock is stale: `from-the-old-host` is not in it"];
    show.podwright(&["build", "--locked"]).code(1).any_stdout().stderr_contains(&stale).done();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let entry = show.yaml("podcast.lock")["episodes"]["https://old.example.org/?p=17"]["enclosure"].clone();
    assert_eq!((entry["bytes"].as_u64(), entry["type"].as_str()), (Some(4_194_304), Some("audio/mpeg")));
    assert_eq!((entry["duration"].as_str(), entry.get("sha256")), (Some("4:22"), None));
    let feed = show.text("feed/feed.xml");
    assert!(
        feed.contains("<enclosure url=\"https://cdn.old.example.org/17.mp3?dl=1\" length=\"4194304\" type=\"audio/mpeg\""),
        "{feed}"
    );
    assert!(feed.contains("<itunes:duration>262</itunes:duration>"), "{feed}");
    let page = show.text("feed/episodes/from-the-old-host/index.html");
    assert!(
        page.contains("https://cdn.old.example.org/17.mp3?dl=1")
            && page.contains("media-src &#39;self&#39; https://cdn.old.example.org"),
        "{page}"
    );
    assert!(!show.text("feed/manifest.json").contains("from-the-old-host.mp3"));
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();

    show.edit(file, "17.mp3?dl=1", "18.mp3");
    show.podwright(&["build"]).code(1).stdout_contains(&["error[enclosure-url-changed]"]).any_stderr().done();
    show.edit(file, "18.mp3", "17.mp3?dl=1").edit(file, "  duration: 4:22\n", "");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert!(!show.text("feed/feed.xml").contains("<itunes:duration>262</itunes:duration>"));
    show.write("episodes/from-the-old-host/audio.mp3", "x");
    show.podwright(&["check"])
        .code(1)
        .stdout_contains(&["error[several-audio-files]", "`episodes/from-the-old-host/audio.mp3` too"])
        .done();
}

/// As after a move whose script wrote other addresses than those that apps know.
#[test]
fn another_address_is_told_at_the_line_that_names_it() {
    let show = TestShow::series();
    show.write("episodes/from-the-old-host/episode.yaml", OLD);
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let known = "https://old.example.org/play/17.mp3";
    show.write("published.xml", show.text("feed/feed.xml").replace("https://cdn.old.example.org/17.mp3?dl=1", known));
    let told = [
        "error[enclosure-url-changed]",
        " --> episodes/from-the-old-host/episode.yaml:7:8\n",
        "help: write `url: https://old.example.org/play/17.mp3`",
    ];
    show.podwright(&["check", "--against", "published.xml"]).code(1).stdout_contains(&told).any_stderr().done();
}

#[test]
fn recordings_in_a_bucket_are_not_in_feed() {
    let show = TestShow::series();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert!(show.exists("feed/media/words-we-use.mp3"));
    show.edit("podcast.yaml", "language: en-GB", "media_url: https://media.example.org/cpb/\nlanguage: en-GB");
    let told = ["error[enclosure-url-changed]", "help: every recording moves to `media_url`"];
    show.podwright(&["build"]).code(1).stdout_contains(&told).any_stderr().done();
    show.podwright(&["build", "--accept", "enclosure-url-changed"]).any_stdout().any_stderr().done();
    assert!(!show.exists("feed/media"), "what was there is taken away");
    let feed = show.text("feed/feed.xml");
    assert_eq!(feed.matches("<enclosure url=\"https://media.example.org/cpb/").count(), 6, "{feed}");
    assert!(!feed.contains("co-production-for-beginners/media/"), "{feed}");
    assert!(!show.text("feed/manifest.json").contains("\"media/"));
    let page = show.text("feed/episodes/words-we-use/index.html");
    assert!(page.contains("https://media.example.org/cpb/words-we-use.mp3"), "{page}");
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
}

/// Other forms of an episode are kept beside its recording, in the bucket too.
#[test]
fn other_forms_in_a_bucket_are_not_in_feed() {
    let show = TestShow::series();
    let opus = std::fs::read(format!("{}/tests/audio/files/opus.opus", crate::support::show::REPOSITORY)).unwrap();
    let file = "episodes/words-we-use/episode.yaml";
    show.write("episodes/words-we-use/small.opus", &opus);
    show.write(file, format!("{}alternates:\n  - {{file: small.opus, title: Small file}}\n", show.text(file)));
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(show.read("feed/media/words-we-use/small.opus"), opus);
    show.edit("podcast.yaml", "language: en-GB", "media_url: https://media.example.org/cpb/\nlanguage: en-GB");
    show.podwright(&["build", "--accept", "enclosure-url-changed"]).any_stdout().any_stderr().done();
    assert!(!show.exists("feed/media"), "what was there is taken away");
    let feed = show.text("feed/feed.xml");
    let source = "https://media.example.org/cpb/words-we-use/small.opus";
    assert_eq!(feed.matches(source).count(), 1, "{feed}");
    assert!(!feed.contains("co-production-for-beginners/media/"), "{feed}");
    assert!(!show.text("feed/manifest.json").contains("\"media/"));
    // A clone without them knows both from the lock.
    let built = show.files_below("feed");
    show.remove("episodes/words-we-use/small.opus").remove("episodes/words-we-use/audio.mp3");
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    assert_same_files(&built, &show.files_below("feed"));
}

/// Everything of a draft that could be found in feed/ or the lock.
fn leaks(show: &TestShow, words: &[&str]) -> Vec<String> {
    let mut files = show.files_below("feed");
    files.insert("podcast.lock".to_owned(), show.read("podcast.lock"));
    let holds = |name: &str, bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        words.iter().any(|word| name.contains(word) || text.contains(word))
    };
    files.iter().filter(|(name, bytes)| holds(name, bytes)).map(|(name, _)| name.clone()).collect()
}

#[test]
fn a_draft_never_leaves_the_machine() {
    let show = TestShow::series();
    let from = "episodes/words-we-use";
    show.write("episodes/not-yet/audio.mp3", crate::sound::frames(&show, "what-is-co-production", 900, 1500));
    show.write("episodes/not-yet/transcript.vtt", show.text(&format!("{from}/transcript.vtt")));
    let yaml =
        "title: Nobody knows of this\nguid: secret-guid\ndate: 2022-07-30T07:00:00Z\ndraft: true\nsummary: Said to nobody.\n";
    show.write("episodes/not-yet/episode.yaml", yaml);
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let found = leaks(&show, &["not-yet", "Nobody knows", "secret-guid", "Said to nobody"]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn an_episode_that_becomes_a_draft_is_taken_back_wholly_once_that_is_accepted() {
    let show = TestShow::series();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let yaml = show.yaml("episodes/words-we-use/episode.yaml");
    let words = ["words-we-use", yaml["guid"].as_str().unwrap(), yaml["title"].as_str().unwrap()];
    assert!(leaks(&show, &words).len() > 10);
    let file = "episodes/words-we-use/episode.yaml";
    let text = show.text(file);
    show.write(file, format!("draft: true\n{text}"));
    show.podwright(&["build"]).code(1).stdout_contains(&["error[episode-removed]", "is a draft now"]).any_stderr().done();
    let told = show.podwright(&["build", "--accept", "episode-removed:words-we-use"]).any_stdout().any_stderr().done().stderr;
    assert!(told.contains("subscribers: the episode vanishes from the list"), "{told}");
    let accepted = show.yaml("podcast.lock")["accepted"].as_array().unwrap().len();
    assert_eq!(accepted, 1);
    // What was accepted keeps the name of the episode; nothing that is served does.
    let served: Vec<String> = leaks(&show, &words).into_iter().filter(|name| name != "podcast.lock").collect();
    assert!(served.is_empty(), "{served:?}");
    assert!(show.yaml("podcast.lock")["episodes"].as_object().unwrap().values().all(|entry| entry["slug"] != "words-we-use"));
    assert!(show.exists("episodes/words-we-use/audio.mp3"));
}

#[test]
fn a_check_of_the_build_says_what_differs_and_writes_nothing() {
    let show = TestShow::series();
    let untouched = show.files();
    let said = ["feed/ and podcast.lock are what a build would write"];
    show.podwright(&["build", "--check"]).stderr_contains(&said).done();
    assert_same_files(&untouched, &show.files());
    assert!(!show.exists(".podwright"), "not even the cache");

    show.edit("feed/feed.xml", "<language>en-GB</language>", "<language>de</language>");
    show.remove("feed/robots.txt").write("feed/media/words-we-use.mp3", "x");
    show.edit("episodes/words-we-use/episode.yaml", "kind: bonus", "kind: bonus\ncontent_note: Words that hurt.");
    let broken = show.files();
    let told = show.podwright(&["build", "--check"]).code(1).any_stdout().any_stderr().done().stdout;
    for expected in [
        "feed/feed.xml: line ",
        "is `<language>de</language>`, and should be `<language>en-GB</language>`\n",
        "feed/robots.txt: missing\n",
        "feed/media/words-we-use.mp3: not the same as episodes/words-we-use/audio.mp3\n",
        "feed/episodes/words-we-use/index.html: line ",
    ] {
        assert!(told.contains(expected), "`{expected}` in {told}");
    }
    assert!(!told.contains("feed/media/coming-soon.mp3"), "a recording that is not in feed/media is no difference: {told}");
    assert_same_files(&broken, &show.files());
    show.edit("episodes/words-we-use/episode.yaml", "title: Words we use", "title: Words that we use");
    let told = show.podwright(&["build", "--check"]).code(1).any_stdout().any_stderr().done().stdout;
    assert!(
        told.contains("the tags of `words-we-use` are stale\n") && told.contains("podcast.lock: `words-we-use` has changed"),
        "{told}"
    );
}
