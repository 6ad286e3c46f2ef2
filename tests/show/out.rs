//! What was out stays out; what is held back may change; and a build that nobody has seen can be forgotten.

use std::io::ErrorKind;
use std::sync::Arc;

use camino::Utf8PathBuf;
use podwright::error::Exit;
use podwright::world::fakes::{self, FakeNetwork};

use crate::sound::add_episode;
use crate::support::TestShow;
use crate::support::resum::resum;
use crate::support::show::assert_same_files;

const LOCK: &str = "podcast.lock";
const FILE: &str = "episodes/words-we-use/episode.yaml";
/// The value that Nix shells set: 1 January 1980.
const NIX: &str = "315532800";
/// An address that subscribers could have.
const REAL: &str = "https://tales.fm/cpb/";
const PLACEHOLDER: &str = "https://example.org/co-production-for-beginners/";

/// The lock as podwright 0.1 wrote it.
fn of_version_1(lock: &str) -> String {
    let mut is_out = false;
    let keep = |line: &&str| {
        is_out = if line.starts_with("- ") { is_out } else { *line == "out:\n" };
        !is_out
    };
    let kept: String = lock.split_inclusive('\n').filter(keep).collect();
    let old = kept.replace("version: 2\n", "version: 1\n");
    assert!(old.contains("version: 1\n") && !old.contains("out:"), "{old}");
    old
}

/// The lock without an entry, as after a merge that somebody mended; and without what says that it was out.
fn without_entry(lock: &str, guid: &str) -> String {
    let (start, _) = lock.match_indices(&format!("  {guid}:\n")).next().unwrap();
    let end = lock[start..].find("    sum: ").unwrap() + start;
    let end = lock[end..].find('\n').unwrap() + end + 1;
    format!("{}{}", &lock[..start], &lock[end..]).replace(&format!("- {guid}\n"), "")
}

fn guid(show: &TestShow, slug: &str) -> String {
    show.yaml(&format!("episodes/{slug}/episode.yaml"))["guid"].as_str().unwrap().to_owned()
}

fn out(show: &TestShow) -> Vec<String> {
    let lock = show.yaml(LOCK);
    lock["out"].as_array().unwrap().iter().map(|guid| guid.as_str().unwrap().to_owned()).collect()
}

/// Writes another date into an episode's file.
fn set_date(show: &TestShow, file: &str, date: &str) {
    let text = show.text(file);
    let old = text.lines().find(|line| line.starts_with("date: ")).unwrap().to_owned();
    show.edit(file, &old, &format!("date: {date}"));
}

#[test]
fn the_lock_lists_what_is_out_one_guid_a_line_in_order() {
    let show = TestShow::series();
    let mut sorted = out(&show);
    sorted.sort();
    assert_eq!((out(&show).len(), sorted), (6, out(&show)));
    let text = show.text(LOCK);
    assert!(text.contains("version: 2\n"), "{text}");
    let block = text.split_once("\nout:\n").unwrap().1.split_once("\nepisodes:\n").unwrap().0;
    assert!(block.lines().all(|line| line.starts_with("- ")), "{block}");
}

/// <https://github.com/baoyachi/shadow-rs/issues/252>: a shell sets `SOURCE_DATE_EPOCH` to 1980.
#[test]
fn a_clock_that_is_behind_never_empties_a_feed() {
    let old = |show: &TestShow| {
        show.write(LOCK, of_version_1(&show.text(LOCK)));
    };
    let without_feed = |show: &TestShow| {
        show.remove("feed");
    };
    let without_lock = |show: &TestShow| {
        show.remove(LOCK);
    };
    let as_it_is = |_: &TestShow| {};
    for (name, change) in [
        ("as it is", &as_it_is as &dyn Fn(&TestShow)),
        ("a lock of 0.1", &old),
        ("no feed", &without_feed),
        ("no lock", &without_lock),
    ] {
        let show = TestShow::series();
        change(&show);
        let before = show.files();
        let each = [&["build", "--locked"][..], &["build"], &["build", "--accept", "episode-removed"], &["build", "--check"]];
        // Without a lock, every run measures every recording.
        for words in each.into_iter().take(if name == "no lock" { 1 } else { 4 }) {
            let told = show.podwright(words).env("SOURCE_DATE_EPOCH", NIX).code(1).any_stderr().any_stdout().done().stdout;
            assert!(told.contains("error[episode-removed]"), "{name}: {told}");
            assert!(told.contains("`SOURCE_DATE_EPOCH` says that it is 1980-01-01T00:00:00Z"), "{name}: {told}");
            assert!(told.contains("unset `SOURCE_DATE_EPOCH`") && !told.contains("--accept"), "{name}: {told}");
        }
        let told = show.podwright(&["build", "--now", "2021-01-01T00:00:00Z"]).code(1).any_stderr().any_stdout().done().stdout;
        assert!(told.contains("`--now` says that it is 2021") && told.contains("leave `--now` out"), "{told}");
        assert_same_files(&before, &show.files());
    }
}

#[test]
fn an_episode_that_is_held_back_may_change_in_every_way() {
    let show = TestShow::series();
    add_episode(&show, "extra", "2023-02-01T07:00:00Z", 1);
    show.podwright(&["build"]).any_stdout().stderr_contains(&["1 held back"]).done();
    assert!(!out(&show).contains(&"added-extra".to_owned()));
    std::fs::rename(show.path("episodes/extra"), show.path("episodes/renamed")).unwrap();
    let file = "episodes/renamed/episode.yaml";
    show.edit(file, "guid: added-extra", "guid: of-another-kind");
    set_date(&show, file, "2023-03-01T07:00:00Z");
    let told = show.podwright(&["build"]).any_stdout().stderr_contains(&["updated podcast.lock"]).done().stdout;
    for rule in ["guid-changed", "date-moved", "enclosure-url-changed", "episode-removed"] {
        assert!(!told.contains(rule), "{told}");
    }
    let lock = show.text(LOCK);
    assert!(lock.contains("of-another-kind") && !lock.contains("added-extra"), "{lock}");
    // Its date has passed: CI may have published it, though no build here knows of that.
    let late = ["build", "--now", "2023-04-01T00:00:00Z"];
    show.remove("episodes/renamed");
    let told = show.podwright(&late).code(1).stdout_contains(&["episode-removed"]).any_stderr().done().stdout;
    let words: Vec<&str> = told.split_whitespace().collect();
    assert!(words.join(" ").contains("--forget renamed"), "lines are broken anywhere: {told}");
}

#[test]
fn ci_publishes_what_comes_due_and_leaves_the_lock_as_it_is() {
    let show = TestShow::series();
    add_episode(&show, "extra", "2023-02-01T07:00:00Z", 1);
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let (before, late) = (show.text(LOCK), "2023-03-01T00:00:00Z");
    show.podwright(&["build", "--locked", "--now", late]).any_stdout().any_stderr().done();
    assert!(show.text("feed/feed.xml").contains("Added as extra"));
    assert_eq!(show.text(LOCK), before);
    // A locked build that did nothing does not keep a build from writing down what is out.
    show.podwright(&["build", "--locked", "--now", late]).any_stdout().stderr_contains(&["nothing has changed"]).done();
    let told = show.podwright(&["build", "--check", "--now", late]).code(1).any_stderr().any_stdout().done().stdout;
    assert!(
        told.ends_with("podcast.lock: `extra` is not in its list `out`\n") && told.matches("podcast.lock:").count() == 1,
        "{told}"
    );
    show.podwright(&["build", "--now", late]).any_stdout().stderr_contains(&["updated podcast.lock"]).done();
    assert!(out(&show).contains(&"added-extra".to_owned()));
    // Now no earlier clock takes it away, wherever the feed is.
    show.remove("feed");
    show.podwright(&["build", "--locked"]).code(1).stdout_contains(&["`SOURCE_DATE_EPOCH` says"]).any_stderr().done();
}

#[test]
fn a_locked_build_without_a_lock_is_an_error() {
    let show = TestShow::series();
    show.remove(LOCK).remove("feed");
    show.podwright(&["build", "--locked"]).code(1).any_stdout().stderr_contains(&["there is no podcast.lock"]).done();
}

/// Its M4A was tagged by 0.1, which put the parts of `moov` into another order.
#[test]
fn a_lock_that_is_lost_is_made_again_and_recordings_that_say_what_they_should_stay() {
    let show = TestShow::series();
    let recording = "episodes/how-to-start-well/audio.m4a";
    let (sound, lock) = (show.read(recording), show.text(LOCK));
    show.remove(LOCK);
    show.podwright(&["build"]).any_stdout().stderr_contains(&["updated podcast.lock"]).done();
    assert!(show.read(recording) == sound, "the recording stays");
    assert_eq!(show.text(LOCK), lock);
}

#[test]
fn a_lock_of_version_1_is_read_and_becomes_one_of_version_2() {
    let show = TestShow::series();
    let new = show.text(LOCK);
    show.write(LOCK, of_version_1(&new));
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    assert_eq!(show.text(LOCK), of_version_1(&new), "a locked build writes none");
    let feed = show.text("feed/feed.xml");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!((show.text(LOCK), show.text("feed/feed.xml")), (new, feed));
}

#[test]
fn a_placeholder_gives_way_to_a_real_address_without_a_word_and_nothing_else_does() {
    let show = TestShow::series();
    let to = |show: &TestShow, from: &str, to: &str| {
        show.edit("podcast.yaml", &format!("url: {from}\n"), &format!("url: {to}\n"));
    };
    let refused = |show: &TestShow, rule: &str| {
        let told = show.podwright(&["build"]).code(1).stdout_contains(&[rule]).any_stderr().done().stdout;
        assert!(!told.contains("enclosure-url-changed") || rule.contains("enclosure"), "{told}");
    };
    to(&show, PLACEHOLDER, "https://podcasts.example.com/cpb/");
    refused(&show, "error[feed-url-changed]");
    to(&show, "https://podcasts.example.com/cpb/", REAL);
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let lock = show.yaml(LOCK);
    assert_eq!(lock["show"]["feed"], format!("{REAL}feed.xml"));
    assert!(lock.get("accepted").is_none() && show.text("feed/feed.xml").contains("https://tales.fm/cpb/media/words-we-use.mp3"));
    for other in ["https://tales.fm/other/", "http://localhost:8000/", PLACEHOLDER] {
        to(&show, REAL, other);
        refused(&show, "error[feed-url-changed]");
        to(&show, other, REAL);
    }
    // Recordings may have a base of their own.
    show.edit("podcast.yaml", &format!("url: {REAL}\n"), &format!("url: {REAL}\nmedia_url: https://media.example.net/\n"));
    refused(&show, "error[enclosure-url-changed]");
}

#[test]
fn a_placeholder_for_recordings_gives_way_where_their_names_stay() {
    let show = TestShow::series();
    show.remove(LOCK).remove("feed");
    show.edit(
        "podcast.yaml",
        &format!("url: {PLACEHOLDER}\n"),
        &format!("url: {PLACEHOLDER}\nmedia_url: https://192.0.2.7/a/\n"),
    );
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    show.edit("podcast.yaml", "media_url: https://192.0.2.7/a/", "media_url: https://cdn.tales.fm/b/");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert!(show.text("feed/feed.xml").contains("https://cdn.tales.fm/b/words-we-use.mp3"));
    show.edit("podcast.yaml", "media_url: https://cdn.tales.fm/b/", "media_url: https://cdn.tales.fm/c/");
    show.podwright(&["build"]).code(1).stdout_contains(&["error[enclosure-url-changed]"]).any_stderr().done();
}

#[test]
fn a_show_moves_from_a_placeholder_without_redirects() {
    let show = TestShow::series();
    let told = show.podwright(&["move", REAL]).any_stdout().stderr_contains(&["now run `podwright build`"]).done();
    assert!(!told.stdout.contains("new_feed_url") && !told.stderr.contains("rules"), "{}{}", told.stdout, told.stderr);
    assert!(!show.exists("moved") && !show.text("podcast.yaml").contains("new_feed_url"));
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let lock = show.yaml(LOCK);
    assert!(lock.get("moves").is_none() && lock.get("accepted").is_none(), "{lock:#}");
    // A real address is another matter.
    show.podwright(&["move", "https://other.fm/"]).any_stdout().any_stderr().done();
    assert!(show.exists("moved/tales-fm-cpb/nginx.conf"));
    assert!(show.text("podcast.yaml").contains("new_feed_url: https://other.fm/feed.xml"));
}

#[test]
fn a_build_that_was_never_uploaded_is_forgotten_when_asked() {
    let show = TestShow::series();
    let before = show.text(LOCK);
    add_episode(&show, "extra", "2022-12-01T07:00:00Z", 1);
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    set_date(&show, "episodes/extra/episode.yaml", "2022-12-02T07:00:00Z");
    show.podwright(&["build"]).code(1).stdout_contains(&["date-moved", "podwright build --forget extra"]).any_stderr().done();
    show.podwright(&["build", "--forget", "extra"]).any_stdout().any_stderr().done();
    let lock = show.yaml(LOCK);
    assert_eq!(lock["episodes"]["added-extra"]["date"], "2022-12-02T07:00:00Z");
    assert!(lock.get("accepted").is_none());
    show.remove("episodes/extra");
    show.podwright(&["build", "--forget", "extra"]).any_stdout().any_stderr().done();
    assert_eq!(show.text(LOCK), before);
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    show.podwright(&["build", "--forget", "words-we-us"]).code(2).stderr_contains(&["did you mean `words-we-use`?"]).done();
    show.podwright(&["build", "--forget", "extra", "--locked"]).code(2).any_stderr().done();
    show.edit("podcast.yaml", &format!("url: {PLACEHOLDER}\n"), "url: https://elsewhere.example/\n");
    show.podwright(&["build"]).code(1).stdout_contains(&["podwright build --forget show"]).any_stderr().done();
    show.podwright(&["build", "--forget", "show"]).any_stdout().any_stderr().done();
    assert_eq!(out(&show).len(), 6);
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
}

#[test]
fn what_is_online_is_published_and_is_not_forgotten() {
    let show = TestShow::series();
    let own = guid(&show, "words-we-use");
    show.edit(LOCK, "\nepisodes:\n", &format!("\nonline:\n- {own}\nepisodes:\n"));
    let told = show.podwright(&["status"]).any_stdout().done().stdout;
    assert!(told.contains("1 published, 5 built, 0 ready"), "{told}");
    for what in ["words-we-use", "show"] {
        show.podwright(&["build", "--forget", what]).code(2).stderr_contains(&["is online, so"]).done();
    }
    show.edit(FILE, "\nguid: ", "\nguid: x");
    let told = show.podwright(&["build"]).code(1).any_stdout().any_stderr().done().stdout;
    assert!(told.contains("guid-changed") && !told.contains("--forget"), "{told}");
    show.edit(FILE, "\nguid: x", "\nguid: ");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(show.yaml(LOCK)["online"][0], own.as_str(), "a build keeps it");
}

#[test]
fn a_lock_that_is_deleted_or_lost_an_entry_is_noticed_by_the_feed() {
    let show = TestShow::series();
    let whole = show.text(LOCK);
    show.remove(LOCK);
    let date = show.yaml(FILE)["date"].as_str().unwrap().to_owned();
    set_date(&show, FILE, "2022-08-02T07:00:00+01:00");
    show.podwright(&["build"]).code(1).stdout_contains(&["error[date-moved]"]).any_stderr().done();
    set_date(&show, FILE, &date);
    // One entry is gone, as after a merge that somebody mended.
    let own = guid(&show, "words-we-use");
    show.write(LOCK, without_entry(&whole, &own));
    show.edit(FILE, "\nguid: ", "\nguid: x");
    show.podwright(&["build"]).code(1).stdout_contains(&["error[guid-changed]", &own]).any_stderr().done();
    show.edit(FILE, "\nguid: x", "\nguid: ");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(show.text(LOCK), whole);
}

#[test]
fn in_ci_the_show_s_address_is_asked_for_what_was_out() {
    let show = TestShow::series();
    show.edit("podcast.yaml", &format!("url: {PLACEHOLDER}\n"), &format!("url: {REAL}\n"));
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let feed = show.text("feed/feed.xml");
    show.remove("feed");
    let own = guid(&show, "words-we-use");
    show.write(LOCK, without_entry(&show.text(LOCK), &own));
    set_date(&show, FILE, "2022-08-02T07:00:00+01:00");
    let folder = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    let run = |words: &[&str], is_ci: bool, answer: Option<String>| {
        let (mut world, captured) = fakes::world(&folder);
        world.environment.is_ci = is_ci;
        world.network = Arc::new(FakeNetwork::answering(move |url| {
            assert_eq!(url, "https://tales.fm/cpb/feed.xml");
            answer.clone().map(String::into_bytes).ok_or_else(|| ErrorKind::ConnectionRefused.into())
        }));
        let exit = podwright::cli::run_in(world, &[&["podwright"], words].concat());
        (exit, captured.output.text())
    };
    for (words, is_ci) in [(&["build"][..], true), (&["build", "--against-live"], false)] {
        let (exit, told) = run(words, is_ci, Some(feed.clone()));
        assert_eq!(exit, Exit::Faults, "{told}");
        assert!(told.contains("error[date-moved]") && !told.contains("--forget"), "{told}");
    }
    let (exit, told) = run(&["build", "--check", "--against-live"], false, None);
    assert_eq!(exit, Exit::Faults, "{told}");
    assert!(told.contains("note[no-history]") && told.contains("gives no feed within 10 s (connection refused)"), "{told}");
    let (exit, told) = run(&["check"], false, None);
    assert!(exit == Exit::Fine && !told.contains("no-history"), "nobody asks: {told}");
}

#[test]
fn an_import_and_the_levels_of_a_recording_are_kept() {
    let show = TestShow::series();
    let levels = "A".repeat(320);
    let text = show.text(LOCK);
    let text = text.replacen("+01:00\n    enclosure:", "+01:00\n    origin: import\n    enclosure:", 1);
    let measured = text.lines().find(|line| line.starts_with("    levels: ")).unwrap().to_owned();
    let text = text.replacen(&measured, &format!("    levels: {levels}"), 1);
    show.write(LOCK, &text);
    show.podwright(&["check"]).code(1).stderr_contains(&["was changed since podwright wrote it"]).done();
    let summed = resum(&text);
    show.write(LOCK, &summed);
    show.edit(FILE, "title: Words we use", "title: Words that we use");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let kept = show.text(LOCK);
    assert!(kept.contains("    origin: import\n") && kept.contains(&format!("\n    levels: {levels}\n")), "{kept}");
}
