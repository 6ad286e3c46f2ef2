//! Names that a Mac or Windows takes for one and CI for two: the same is said on every disk, before CI says it.

use std::sync::Arc;

use camino::Utf8PathBuf;
use podwright::error::Exit;
use serde_json::Value;

use crate::counting_disk::run_as_on_windows;
use crate::mac_disk::MacDisk;
use crate::support::TestShow;
use crate::support::in_process::run_on;

/// `é` as keyboards write it, and as macOS mostly stores it.
const COMPOSED: &str = "caf\u{e9}.mp3";
const APART: &str = "cafe\u{301}.mp3";

/// What `check` finds at the level of an error, as `rule path:line: message`, with the remedies.
fn errors(report: &Value) -> Vec<(String, String)> {
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap().iter().filter(|one| one["level"] == "error");
    findings
        .map(|one| {
            let place = format!("{} {}:{}", text(one, "rule"), text(one, "path"), one["line"]);
            (format!("{place}: {}", text(one, "message")), text(one, "help"))
        })
        .collect()
}

/// The errors on the disk of this machine, which keeps all names apart.
fn here(show: &TestShow) -> Vec<(String, String)> {
    let said = show.podwright(&["check", "--format", "json"]).whatever_code();
    errors(&serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}")))
}

/// The errors on the disk of a Mac.
fn on_a_mac(show: &TestShow) -> Vec<(String, String)> {
    let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    let (exit, said) = run_on(Arc::new(MacDisk(root)), show, &["check", "--format", "json"]);
    let found = errors(&serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}")));
    assert_eq!(exit == Exit::Faults, !found.is_empty(), "{said}");
    found
}

/// A YAML file without some of its keys.
fn without(text: &str, keys: &[&str]) -> String {
    let mut leaves_out = false;
    let mut kept = String::new();
    for line in text.lines() {
        if !line.starts_with([' ', '#']) {
            leaves_out = line.split_once(':').is_some_and(|(key, _)| keys.contains(&key));
        }
        if !leaves_out {
            kept.extend([line, "\n"]);
        }
    }
    kept
}

fn places(errors: &[(String, String)]) -> Vec<&str> {
    errors.iter().map(|(told, _)| told.split_once(": ").unwrap().0).collect()
}

const EPISODE: &str = "episodes/driving-the-train/episode.yaml";

#[test]
fn small_and_large_letters_are_told_on_every_disk_in_the_same_words() {
    let show = TestShow::series();
    show.edit("podcast.yaml", "episodes/cover.jpg", "Episodes/Cover.JPG");
    show.write("episodes/driving-the-train/chapters.txt", "0:00 All of it\n");
    let named = "audio: Audio.mp3\ntranscript: Transcript.VTT\neasy_read: Easy-Read.md\nchapters: Chapters.txt\n";
    show.write(EPISODE, format!("{}{named}", without(&show.text(EPISODE), &["chapters", "transcript", "easy_read"])));
    let found = here(&show);
    assert_eq!(found, on_a_mac(&show));
    let line = |key: &str| show.text(EPISODE).lines().position(|line| line.starts_with(key)).unwrap() + 1;
    let mut expected: Vec<String> =
        ["audio:", "transcript:", "easy_read:", "chapters:"].map(|key| format!("misspelt-path {EPISODE}:{}", line(key))).into();
    expected.sort();
    let mut places: Vec<String> = places(&found).into_iter().map(str::to_owned).collect();
    assert!(places.pop().unwrap().starts_with("misspelt-path podcast.yaml:"), "{found:#?}");
    places.sort();
    assert_eq!(places, expected, "nothing else, such as a missing file: {found:#?}");
    let (message, help) = found.iter().find(|(message, _)| message.contains("Audio.mp3")).unwrap();
    let (wrong, right) = ("episodes/driving-the-train/Audio.mp3", "episodes/driving-the-train/audio.mp3");
    assert!(
        message.ends_with(&format!("there is no `{wrong}`, but `{right}`, which is another name to most disks")),
        "{message}"
    );
    assert!(help.starts_with("write `audio.mp3`: "), "{help}");
}

#[test]
fn accents_that_are_stored_in_two_ways_are_told_where_ci_would_not_find_the_file() {
    for (written, stored, expected, expected_on_a_mac) in [
        (COMPOSED, COMPOSED, None, None),
        // git on a Mac composes the names of files, whatever the disk has.
        (COMPOSED, APART, Some("rename the file"), None),
        (APART, COMPOSED, Some("type the path here anew"), Some("type the path here anew")),
        (APART, APART, None, Some("type the path here anew")),
    ] {
        let show = TestShow::series();
        let sound = show.read("episodes/driving-the-train/audio.mp3");
        show.remove("episodes/driving-the-train/audio.mp3").write(&format!("episodes/driving-the-train/{stored}"), sound);
        show.write(EPISODE, format!("{}audio: {written}\n", show.text(EPISODE)));
        for (found, expected) in [(here(&show), expected), (on_a_mac(&show), expected_on_a_mac)] {
            assert_eq!(found.len(), usize::from(expected.is_some()), "{written:?} {stored:?}: {found:#?}");
            if let (Some((told, help)), Some(expected)) = (found.first(), expected) {
                assert!(told.starts_with("misspelt-path ") && told.contains("stored in another way"), "{told}");
                assert!(help.starts_with(expected), "{help}");
            }
        }
    }
}

#[test]
fn files_that_are_found_by_themselves_are_found_in_any_letters() {
    let show = TestShow::series();
    show.write(EPISODE, without(&show.text(EPISODE), &["transcript", "easy_read"]));
    for (from, to) in [("transcript.vtt", "Transcript.VTT"), ("easy-read.md", "Easy-Read.md")] {
        let folder = "episodes/driving-the-train";
        let bytes = show.read(&format!("{folder}/{from}"));
        show.remove(&format!("{folder}/{from}")).write(&format!("{folder}/{to}"), bytes);
    }
    show.podwright(&["check"]).any_stdout().done();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert!(show.exists("feed/transcripts/driving-the-train.vtt"));
}

#[test]
fn yaml_files_under_another_name_are_told_their_own() {
    let show = TestShow::series();
    let text = show.text(EPISODE);
    show.remove(EPISODE).write("episodes/driving-the-train/Episode.yml", &text);
    let found = here(&show);
    assert_eq!(places(&found), [format!("misspelt-path {EPISODE}:1")], "{found:#?}");
    assert!(found[0].0.contains("there is no `episode.yaml`, but `Episode.yml`"), "{found:#?}");
    assert_eq!(found[0].1, "rename it to `episode.yaml`");
    show.remove("episodes/driving-the-train/Episode.yml").write("episodes/driving-the-train/Episode.yaml", &text);
    assert_eq!(places(&here(&show)), [format!("misspelt-path {EPISODE}:1")]);
    assert_eq!(on_a_mac(&show), here(&show), "a Mac reads it");

    let show = TestShow::series();
    std::fs::rename(show.path("episodes"), show.path("Episodes")).unwrap();
    let found = here(&show);
    assert!(found.iter().any(|(told, _)| told.contains("there is no `episodes`, but `Episodes`")), "{found:#?}");
    assert!(on_a_mac(&show).iter().any(|(told, _)| told.contains("there is no `episodes`, but `Episodes`")));
    show.write("Podcast.yml", show.text("podcast.yaml")).remove("podcast.yaml");
    let told = ["there is no podcast.yaml in", "but there is `Podcast.yml`\n", "hint: rename `Podcast.yml` to `podcast.yaml`"];
    show.podwright(&["check"]).code(2).stderr_contains(&told).done();
    show.podwright(&["--show", ".", "check"]).code(2).stderr_contains(&told).done();
}

#[test]
fn no_file_is_open_while_another_takes_its_place() {
    let show = TestShow::series();
    let title = show.yaml("podcast.yaml")["title"].as_str().unwrap().to_owned();
    show.write("take.mp3", show.read("episodes/coming-soon/audio.mp3"));
    let runs = |words: &[&str]| {
        let (exit, said) = run_as_on_windows(&show, words);
        assert_eq!(exit, Exit::Fine, "{words:?}: {said}");
        said
    };
    runs(&["new", "A take", "--audio", "take.mp3", "--move", "--summary", "Said.", "--draft"]);
    show.edit("podcast.yaml", &format!("title: {title}\n"), "title: Another name\n");
    assert!(runs(&["tag"]).contains("tagged 7 files"));
    show.remove("episodes/a-take").edit("podcast.yaml", "title: Another name\n", "title: A third name\n");
    assert!(runs(&["build"]).contains("tagged 6 files, wrote "));
    runs(&["replace-audio", "coming-soon", "episodes/driving-the-train/audio.mp3", "--reason", "noise"]);
    runs(&["move", "https://podcasts.example.org/co-production/"]);
    assert!(!show.exists("take.mp3") && show.exists("moved"));
}
