//! Another form of an episode beside the main one, and chapters that another program wrote: from the YAML to the feed, the lock and a clone.

use std::fs;

use crate::support::TestShow;
use crate::support::show::{REPOSITORY, assert_same_files};

const EPISODE: &str = "episodes/words-we-use/episode.yaml";

const CHAPTERS: &str =
    "chapters:\n  - 0:00.000 Who should have a say?\n  - 0:12.175 Who the series is for\n  - 0:23.194 What we'll talk about\n";

fn add(show: &TestShow, lines: &str) {
    show.write(EPISODE, format!("{}{lines}", show.text(EPISODE)));
}

#[test]
fn a_second_file_is_served_with_the_sum_of_its_bytes_and_known_by_the_lock() {
    let show = TestShow::series();
    let opus = fs::read(format!("{REPOSITORY}/tests/audio/files/opus.opus")).unwrap();
    show.write("episodes/words-we-use/small.opus", &opus);
    add(&show, "alternates:\n  - {file: small.opus, title: Small file}\n");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(show.read("feed/media/words-we-use/small.opus"), opus);
    let feed = show.text("feed/feed.xml");
    // `openssl dgst -sha256 -binary tests/audio/files/opus.opus | openssl base64 -A` prints it.
    let sum = std::process::Command::new("sh")
        .args(["-c", "python3 -c 'import base64, hashlib, sys; print(base64.b64encode(hashlib.sha256(sys.stdin.buffer.read()).digest()).decode())' < \"$0\""])
        .arg(show.path("feed/media/words-we-use/small.opus"))
        .output()
        .unwrap();
    let sum = String::from_utf8(sum.stdout).unwrap();
    assert!(feed.contains(&format!("value=\"sha256-{}\"", sum.trim())), "{sum}");
    assert!(feed.contains("/media/words-we-use/small.opus\"></podcast:source>"));
    assert!(feed.contains(&format!("length=\"{}\" title=\"Small file\" type=\"audio/opus\"", opus.len())), "{feed}");
    assert!(show.text("feed/manifest.json").contains("\"media/words-we-use/small.opus\""));
    // A clone has neither the file nor the one in feed/media.
    let built = show.files_below("feed");
    show.remove("episodes/words-we-use/small.opus");
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    assert_same_files(&built, &show.files_below("feed"));
    // Without the lock nobody knows it.
    show.edit(EPISODE, "small.opus", "other.opus");
    let findings = show.podwright(&["check", "--format", "json"]).code(1).json();
    assert_eq!(findings["findings"][0]["rule"], "missing-audio", "{findings:#}");
}

#[test]
fn chapters_of_other_programs_reach_feed_and_tags() {
    let show = TestShow::series();
    let folder = "episodes/coming-soon";
    show.edit(&format!("{folder}/episode.yaml"), CHAPTERS, "");
    show.write(&format!("{folder}/chapters.txt"), "0.000000\t5.000000\tWelcome\n5.000000\t9.0\tWho it is for\n");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let chapters: serde_json::Value = serde_json::from_slice(&show.read("feed/chapters/coming-soon.json")).unwrap();
    assert_eq!(chapters["chapters"][1]["title"], "Who it is for");
    assert_eq!(chapters["chapters"][1]["startTime"], 5);
    let probed = show.podwright(&["probe", "--no-loudness", "--format", "json", &format!("{folder}/audio.mp3")]).json();
    assert_eq!(probed[0]["chapters"].as_array().unwrap().len(), 2, "{probed:#}");
    // A line that cannot be read is told with its place.
    show.write(&format!("{folder}/chapters.txt"), "0:00 Welcome\nWho it is for\n");
    let findings = show.podwright(&["check", "--format", "json"]).code(1).json();
    let first = findings["findings"].as_array().unwrap().iter().find(|one| one["rule"] == "bad-value").unwrap();
    assert_eq!((&first["path"], &first["line"]), (&"episodes/coming-soon/chapters.txt".into(), &2.into()), "{findings:#}");
}

#[test]
fn chapters_of_a_recording_reach_the_feed_and_its_tags_stay() {
    let show = TestShow::series();
    // The recording as podwright tagged it once stands for one from another program.
    fs::copy(show.path("episodes/words-we-use/audio.mp3"), show.path("episodes/coming-soon/master.mp3")).unwrap();
    let yaml = "episodes/coming-soon/episode.yaml";
    show.edit(yaml, CHAPTERS, "audio: audio.mp3\nchapters: master.mp3\n");
    let before = show.read("episodes/coming-soon/master.mp3");
    let findings = show.podwright(&["check", "--format", "json"]).code(1).json();
    let rules: Vec<&str> = findings["findings"].as_array().unwrap().iter().filter_map(|one| one["rule"].as_str()).collect();
    assert!(rules.contains(&"chapter-past-end"), "the chapters of a longer recording were read: {rules:?}");
    assert_eq!(show.read("episodes/coming-soon/master.mp3"), before);
}
