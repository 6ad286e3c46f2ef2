//! Recordings that are wrong on purpose (`tests/bad/README.md`): each is named for what it is, and nothing is harmed.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::TestShow;
use crate::support::show::{REPOSITORY, assert_same_files};

/// The episode whose recording is exchanged.
const AUDIO: &str = "episodes/what-is-co-production/audio.mp3";

fn with_recording(name: &str) -> TestShow {
    let show = TestShow::series();
    show.write(AUDIO, fs::read(Path::new(REPOSITORY).join("tests/bad").join(name)).unwrap());
    show
}

fn rules_of<'a>(findings: &'a Value, level: &str) -> Vec<&'a str> {
    let findings = findings["findings"].as_array().unwrap();
    let of_episode = |finding: &&Value| finding["episode"] == "what-is-co-production" && finding["level"] == level;
    findings.iter().filter(of_episode).map(|finding| finding["rule"].as_str().unwrap()).collect()
}

/// `check` and `build` both say so; the exit code is 1; no byte changes.
#[track_caller]
fn stops_the_build(name: &str, rule: &str) {
    let show = with_recording(name);
    let before = show.files();
    let findings = show.podwright(&["check", "--format", "json"]).code(1).json();
    assert!(rules_of(&findings, "error").contains(&rule), "{name}: {findings:#}");
    show.podwright(&["build"]).code(1).any_stdout().any_stderr().done();
    assert_same_files(&before, &show.files());
}

#[test]
fn a_recording_that_was_cut_short_stops_the_build() {
    stops_the_build("truncated.mp3", "truncated-audio");
}

#[test]
fn a_header_that_lies_about_the_length_stops_the_build() {
    stops_the_build("lying-xing.mp3", "lying-header");
}

#[test]
fn a_wave_file_named_mp3_stops_the_build() {
    stops_the_build("wav-renamed.mp3", "wrong-extension");
}

#[test]
fn text_named_mp3_stops_the_build() {
    stops_the_build("text.mp3", "not-audio");
}

#[test]
fn an_empty_recording_stops_the_build() {
    stops_the_build("empty.mp3", "empty-audio");
}
