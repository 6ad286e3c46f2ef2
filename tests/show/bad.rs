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

#[test]
fn a_pointer_that_the_lock_does_not_know_stops_the_build() {
    stops_the_build("lfs-pointer.mp3", "unknown-pointer");
}

#[track_caller]
fn warns(name: &str, rules: &[&str]) {
    let show = with_recording(name);
    let before = show.files();
    let findings = show.podwright(&["check", "--format", "json"]).json();
    assert_eq!(rules_of(&findings, "error"), Vec::<&str>::new(), "{name}: {findings:#}");
    assert_eq!(rules_of(&findings, "warning"), rules, "{name}: {findings:#}");
    assert_same_files(&before, &show.files());
}

#[test]
fn a_recording_without_a_table_to_seek_by_is_a_warning() {
    warns("vbr-noxing.mp3", &["audio-replaced", "no-seek-table"]);
}

#[test]
fn a_bad_take_is_named_for_all_that_is_wrong_with_it() {
    let rules = [
        "audio-replaced",
        "clipped-audio",
        "loudness-off-target",
        "silence-at-start",
        "true-peak-too-high",
        "transcript-out-of-step",
    ];
    warns("clipped.mp3", &rules);
}

/// The file, what ffmpeg decodes of it (seconds, `tests/bad/README.md`), and the faults.
const FACTS: [(&str, Option<f64>, &[&str]); 8] = [
    ("clipped.mp3", Some(191.873), &[]),
    ("truncated.mp3", Some(112.746), &["truncated-audio"]),
    ("vbr-noxing.mp3", Some(187.925), &["no-seek-table"]),
    ("lying-xing.mp3", Some(187.9), &["lying-header"]),
    ("wav-renamed.mp3", Some(10.0), &["wrong-extension"]),
    ("lfs-pointer.mp3", None, &[]),
    ("text.mp3", None, &[]),
    ("empty.mp3", None, &[]),
];

#[test]
fn probe_tells_the_true_facts_of_each() {
    let show = TestShow::empty();
    for (name, _, _) in FACTS {
        show.write(name, fs::read(Path::new(REPOSITORY).join("tests/bad").join(name)).unwrap());
    }
    let mut arguments = vec!["probe", "--format", "json"];
    arguments.extend(FACTS.iter().map(|(name, _, _)| *name));
    let facts = show.podwright(&arguments).code(1).json();
    for ((name, seconds, faults), found) in FACTS.iter().zip(facts.as_array().unwrap()) {
        assert_eq!(found["path"], *name);
        let Some(seconds) = seconds else {
            assert!(found["error"].is_string(), "{name}: {found:#}");
            continue;
        };
        // A decoder hides a frame that was cut; 50 ms are two frames.
        assert!((found["duration_seconds"].as_f64().unwrap() - seconds).abs() < 0.05, "{name}: {found:#}");
        let rules: Vec<&str> = found["faults"].as_array().unwrap().iter().map(|fault| fault["rule"].as_str().unwrap()).collect();
        assert_eq!(rules, *faults, "{name}");
    }
}
