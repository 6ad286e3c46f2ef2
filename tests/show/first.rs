//! A first show, as README.md tells it: from an empty folder to a feed; and what may not be in a show.

use std::fs;
use std::os::unix::fs::symlink;

use crate::support::TestShow;
use crate::support::show::REPOSITORY;

#[test]
fn the_first_show_of_the_readme_is_published() {
    let show = TestShow::empty();
    let of_series = |path: &str| fs::read(format!("{REPOSITORY}/episodes/{path}")).unwrap();
    show.write("hello.mp3", of_series("coming-soon/audio.mp3"));
    show.write("hello.vtt", of_series("coming-soon/transcript.vtt"));
    let url = "https://example.org/my-show/";
    let flags = ["--title", "My show", "--url", url, "--language", "en-GB", "--category", "Society & Culture"];
    show.podwright(&[&["init", "my-show", "--description", "What I do."], flags.as_slice()].concat())
        .any_stdout()
        .any_stderr()
        .done();
    show.write("my-show/episodes/cover.jpg", of_series("cover.jpg"));
    let inside = |words: &[&str]| show.podwright(words).folder(&show.path("my-show"));
    let words = ["new", "Hello, world", "--audio", "../hello.mp3", "--summary", "A first word.", "--date", "2022-06-27 07:00"];
    inside(&words)
        .stdout("episodes/hello-world/episode.yaml\n")
        .stderr_contains(&[
            "copied the transcript `hello.vtt`",
            "left the cover in the recording's tags alone: it has 800 x 800 pixels",
        ])
        .done();
    inside(&["check"]).any_stdout().done();
    inside(&["build"]).any_stdout().any_stderr().done();
    let feed = show.text("my-show/feed/feed.xml");
    assert_eq!(feed.matches("<item>").count(), 1, "the draft of `init` stays at home");
    assert!(feed.contains("<title>Hello, world</title>"));
    assert!(feed.contains("https://example.org/my-show/media/hello-world.mp3"));
    assert!(show.exists("my-show/feed/episodes/hello-world/index.html"));
    let told = inside(&["status", "--format", "json"]).json();
    let states: Vec<&str> = told["episodes"].as_array().unwrap().iter().map(|one| one["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["built", "draft"]);
}

#[test]
fn a_link_that_leads_out_of_the_show_is_refused() {
    let show = TestShow::series();
    show.remove("episodes/driving-the-train/cover.jpg");
    symlink("/etc/hostname", show.path("episodes/driving-the-train/cover.jpg")).unwrap();
    let before = show.files();
    let findings = show.podwright(&["check", "--format", "json"]).code(1).json();
    let outside: Vec<_> = findings["findings"].as_array().unwrap().iter().filter(|one| one["rule"] == "path-outside").collect();
    assert_eq!(outside.len(), 1, "{findings:#}");
    assert_eq!(outside[0]["path"], "episodes/driving-the-train/episode.yaml");
    show.podwright(&["build"]).code(1).any_stdout().any_stderr().done();
    crate::support::show::assert_same_files(&before, &show.files());
}

#[test]
fn an_absent_recording_and_a_pointer_are_known_by_the_lock() {
    let show = TestShow::series();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let built = show.files_below("feed");
    let audio = "episodes/what-is-co-production/audio.mp3";
    let entry = show.yaml("podcast.lock")["episodes"]
        .as_object()
        .unwrap()
        .values()
        .find(|entry| entry["slug"] == "what-is-co-production")
        .unwrap()["enclosure"]
        .clone();
    let (sum, bytes) = (entry["sha256"].as_str().unwrap(), &entry["bytes"]);
    show.write(audio, format!("version https://git-lfs.github.com/spec/v1\noid sha256:{sum}\nsize {bytes}\n"));
    show.remove("episodes/words-we-use/audio.mp3").remove("feed");
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    let mut expected = built;
    expected.retain(|path, _| !path.ends_with("media/what-is-co-production.mp3") && !path.ends_with("media/words-we-use.mp3"));
    crate::support::show::assert_same_files(&expected, &show.files_below("feed"));
    show.write(audio, format!("version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize {bytes}\n", "0".repeat(64)));
    let findings = show.podwright(&["check", "--format", "json"]).code(1).json();
    assert_eq!(findings["findings"][0]["rule"], "unknown-pointer", "{findings:#}");
}

#[test]
fn a_locked_build_changes_neither_recordings_nor_the_lock() {
    let show = TestShow::series();
    show.edit("episodes/driving-the-train/episode.yaml", "title: Driving the train", "title: Driving a train");
    let before = show.files();
    show.podwright(&["build", "--locked"])
        .code(1)
        .any_stdout()
        .stderr_contains(&["the tags of `driving-the-train` are stale"])
        .done();
    crate::support::show::assert_same_files(&before, &show.files());
}

#[test]
fn somebody_elses_file_in_feed_stays() {
    let show = TestShow::series();
    show.remove("feed").write("feed/index.html", "mine").write("feed/CNAME", "example.org");
    show.podwright(&["build"]).code(3).any_stdout().stderr_contains(&["`feed/index.html` was not written by podwright"]).done();
    assert_eq!(show.text("feed/index.html"), "mine");
    show.remove("feed/index.html").podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(show.text("feed/CNAME"), "example.org");
}
