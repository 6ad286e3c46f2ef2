//! Whether a transcript is that of its recording, in a clone that has no recordings: the lock keeps the result for each pair of the two, and a
//! new transcript is told as one that nobody has compared.

use std::fs;

use crate::support::TestShow;

const AUDIO: &str = "episodes/words-we-use/audio.mp3";
const TRANSCRIPT: &str = "episodes/words-we-use/transcript.vtt";
const OTHER: &str = "episodes/driving-the-train/transcript.vtt";
const ALLOWED: [&str; 10] = [
    "--warn",
    "transcript-of-another-recording",
    "--warn",
    "cue-past-end",
    "--warn",
    "words-over-silence",
    "--warn",
    "transcript-without-ends",
    "--warn",
    "transcript-out-of-step",
];

/// What the comparison of the episode's transcript found: rule and level.
fn found(show: &TestShow) -> Vec<(String, String)> {
    let words = [&["check", "--format", "json"], &ALLOWED[..]].concat();
    let findings = show.podwright(&words).any_stderr().json();
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let of_pair = |finding: &&serde_json::Value| {
        let rule = finding["rule"].as_str().unwrap();
        finding["path"] == TRANSCRIPT && (rule == "not-measured" || rule == "transcript-of-another-recording")
    };
    let findings = findings["findings"].as_array().unwrap();
    findings.iter().filter(of_pair).map(|finding| (text(finding, "rule"), text(finding, "level"))).collect()
}

fn build(show: &TestShow, more: &[&str]) {
    show.podwright(&[&["build"], &ALLOWED[..], more].concat()).any_stdout().any_stderr().done();
}

/// What the lock has of the pair.
fn locked(show: &TestShow) -> Option<String> {
    let lock = show.yaml("podcast.lock");
    let entries = lock["episodes"].as_object().unwrap();
    let entry = entries.values().find(|entry| entry["slug"] == "words-we-use").unwrap();
    entry["transcript_fit"].as_str().map(str::to_owned)
}

/// Takes the recording away, as a clone has it, and gives it.
fn without_audio(show: &TestShow) -> Vec<u8> {
    let audio = show.read(AUDIO);
    show.remove(AUDIO).remove("feed/media");
    let _was_there = fs::remove_dir_all(show.path(".podwright"));
    audio
}

fn pair(rule: &str, level: &str) -> Vec<(String, String)> {
    vec![(rule.to_owned(), level.to_owned())]
}

#[test]
fn a_clone_without_recordings_finds_what_the_lock_remembers_and_notes_a_new_transcript() {
    let show = TestShow::series();
    build(&show, &[]);
    assert_eq!(locked(&show).as_deref(), Some("fits"));
    let own = show.read(TRANSCRIPT);
    let audio = without_audio(&show);
    assert_eq!(found(&show), [], "the pair is known");
    // New words that nobody has compared.
    show.write(TRANSCRIPT, show.read(OTHER));
    assert_eq!(found(&show), pair("not-measured", "note"));
    build(&show, &["--without-media"]);
    assert_eq!(locked(&show).as_deref(), Some("not-measured"));
    assert_eq!(found(&show), pair("not-measured", "note"), "a build in the clone compares nothing");
    // Where the recording is, the pair is compared, and the lock takes the result.
    show.write(AUDIO, &audio);
    assert_eq!(found(&show), pair("transcript-of-another-recording", "warning"));
    build(&show, &[]);
    assert_eq!(locked(&show).as_deref().map(|fit| fit.starts_with("other")), Some(true));
    without_audio(&show);
    assert_eq!(found(&show), pair("transcript-of-another-recording", "warning"), "as where the recording is");
    // The lock keeps one pair: the words of before are new to it.
    show.write(TRANSCRIPT, own);
    assert_eq!(found(&show), pair("not-measured", "note"));
}

#[test]
fn the_first_transcript_of_a_show_is_noted_too() {
    let show = TestShow::series();
    let slugs: Vec<String> = show
        .files_below("episodes")
        .into_keys()
        .filter(|path| path.rsplit_once('.').is_some_and(|(_, ending)| ending == "vtt"))
        .collect();
    let words = show.read(TRANSCRIPT);
    for path in &slugs {
        show.remove(path).edit(&path.replace("transcript.vtt", "episode.yaml"), "transcript: transcript.vtt\n", "");
    }
    show.edit("podcast.yaml", "checks:\n", "checks:\n  warn: [missing-transcript]\n");
    build(&show, &[]);
    assert_eq!(locked(&show), None);
    without_audio(&show);
    show.write(TRANSCRIPT, words);
    assert_eq!(found(&show), pair("not-measured", "note"));
}
