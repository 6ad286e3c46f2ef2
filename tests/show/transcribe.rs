//! `podwright transcribe`: a program gets the sound, and what it writes is a draft that is held back.

use std::fs;
use std::process::Command;

use crate::support::program::program_in;
use crate::support::recording::wav;
use crate::support::show::{REPOSITORY, TestShow};
use crate::support::tools::of_environment;

/// A program that keeps the sound it was given, and writes this; the PATH with it.
fn engine(show: &TestShow, output: &str, ending: &str) -> String {
    let script =
        "cp \"$1\" \"$(dirname \"$0\")/heard.wav\"; pwd >\"$(dirname \"$0\")/where\"; cp \"$(dirname \"$0\")/words\" \"$2.";
    let path = show.program("engine", &format!("{script}{ending}\""));
    fs::write(show.home().join("bin/words"), output).unwrap();
    path
}

const EPISODE: &str = "words-we-use";

fn without_transcript() -> TestShow {
    let show = TestShow::series();
    show.remove(&format!("episodes/{EPISODE}/transcript.vtt"));
    show
}

#[test]
fn a_draft_is_written_from_what_the_program_writes_and_held_back() {
    let show = without_transcript();
    let path = engine(&show, "1\n00:00:01,000 --> 00:00:04,000\nHello <b>there</b>\n", "srt");
    let run = || show.podwright(&["transcribe", EPISODE, "--with", "engine {wav} {out}"]).env("PATH", &path);
    run().stdout(&format!("episodes/{EPISODE}/transcript.vtt\n")).stderr_contains(&["a draft of 1 cue", "NOTE draft"]).done();
    let text = show.text(&format!("episodes/{EPISODE}/transcript.vtt"));
    assert!(
        text.starts_with("WEBVTT\n\nNOTE draft, made by a machine: read it, correct it, and delete this line\n\n00:00:01.000"),
        "{text}"
    );
    assert!(text.ends_with("Hello there\n"), "{text}");
    let heard = fs::read(show.home().join("bin/heard.wav")).unwrap();
    assert_eq!((&heard[22..24], &heard[24..28], &heard[34..36]), (&[1, 0][..], &16_000u32.to_le_bytes()[..], &[16, 0][..]));
    // 95.264 s in 16 kHz, 16 bits
    assert!(heard.len().abs_diff(3_048_448) < 320, "{} bytes", heard.len());
    assert!(fs::read_to_string(show.home().join("bin/where")).unwrap().contains(".podwright/transcription"));
    assert!(!show.exists(".podwright/transcription"), "the folder is gone");
    let checked = show.podwright(&["check", EPISODE]).code(1).any_stdout().any_stderr().done();
    assert!(checked.stdout.contains("machine-transcript"), "{}", checked.stdout);
    run().code(2).stderr_contains(&["is there already, and no transcript is replaced"]).done();
    assert_eq!(show.text(&format!("episodes/{EPISODE}/transcript.vtt")), text);
}

#[test]
fn what_cannot_be_read_is_refused_with_its_line_and_nothing_is_written() {
    let show = without_transcript();
    for (output, ending, reason) in [
        ("WEBVTT\n\nwords without times\n", "vtt", "what `engine` wrote cannot be read: line 3"),
        ("", "txt", "wrote no words"),
        ("WEBVTT\n", "vtt", "wrote no words"),
    ] {
        let path = engine(&show, output, ending);
        let run = show.podwright(&["transcribe", EPISODE, "--with", "engine {wav} {out}"]).env("PATH", &path);
        run.code(3).stderr_contains(&[reason]).done();
        assert!(!show.exists(&format!("episodes/{EPISODE}/transcript.vtt")) && !show.exists(".podwright/transcription"));
    }
}

#[test]
fn the_command_is_no_shell_and_never_a_program_of_the_show() {
    let show = without_transcript();
    let path = engine(&show, "", "vtt");
    let run = |command: &str| show.podwright(&["transcribe", EPISODE, "--with", command]).env("PATH", &path);
    run("engine").code(2).stderr_contains(&["has no `{wav}`"]).done();
    run("engine '{wav}").code(2).stderr_contains(&["a quote"]).done();
    run("engine {wav} x; touch hacked").code(3).any_stderr().done();
    assert!(!show.exists("hacked"));
    program_in(&show.path(""), "tool", "touch hacked");
    let path = format!("{}:.", show.path("").display());
    let run = show.podwright(&["transcribe", EPISODE, "--with", "tool {wav}"]).env("PATH", &path);
    run.code(3).stderr_contains(&["there is no program `tool`", "docs/transcripts.md"]).done();
    assert!(!show.exists("hacked"));
}

#[test]
#[expect(clippy::cast_precision_loss, reason = "seconds of samples")]
fn words_over_silence_are_reported() {
    let show = without_transcript();
    // four seconds of sound, six of silence, four of sound
    let hum = |at: usize| if (64_000..160_000).contains(&at) { 0.0 } else { (at as f64 * 0.3).sin() * 9_000.0 };
    show.remove(&format!("episodes/{EPISODE}/audio.mp3"));
    show.write(&format!("episodes/{EPISODE}/audio.wav"), wav(16_000, 224_000, hum));
    let draft = |cues: &str, told: &[&str], untold: &str| {
        let path = engine(&show, &format!("WEBVTT\n\n{cues}"), "vtt");
        let run = show.podwright(&["transcribe", EPISODE, "--with", "engine {wav} {out}"]).env("PATH", &path);
        let said = run.any_stdout().stderr_contains(told).done().stderr;
        assert!(!said.contains(untold), "{said}");
        show.remove(&format!("episodes/{EPISODE}/transcript.vtt"));
    };
    let words = "00:00:00.500 --> 00:00:03.000\nWords\n\n00:00:11.000 --> 00:00:13.000\nMore of them\n";
    draft(words, &["a draft of 2 cues"], "over silence");
    let made_up = format!("{words}\n00:00:05.000 --> 00:00:07.000\nThanks for watching\n");
    let made_up = made_up.replace("00:00:11.000 --> 00:00:13.000\nMore of them\n\n", "");
    draft(&made_up, &["a draft of 2 cues", "1 cue has words over silence, the first at 0:05"], "cues have");
}

#[test]
#[ignore = "needs faster-whisper, which tests/long installs; run by tests/long"]
fn less_than_two_words_in_a_hundred_are_misheard() {
    let python = of_environment("PODWRIGHT_TEST_WHISPER");
    let script = format!("{REPOSITORY}/tests/show/whisper.py");
    let model = python.parent().unwrap().join("model");
    let command = format!("{} {script} {{wav}} {{out}} {}", python.display(), model.display());
    let episodes = [
        "coming-soon",
        "driving-the-train",
        "how-to-start-well",
        "what-difference-does-it-make",
        "what-is-co-production",
        EPISODE,
    ];
    let pairs = TestShow::empty();
    let mut paths = Vec::new();
    for episode in episodes {
        let show = TestShow::series();
        let transcript = format!("episodes/{episode}/transcript.vtt");
        let right = show.text(&transcript);
        show.remove(&transcript);
        show.podwright(&["transcribe", episode, "--with", &command]).any_stdout().any_stderr().done();
        for (what, text) in [("right", right), ("found", show.text(&transcript))] {
            let name = format!("{episode}.{what}.vtt");
            pairs.write(&name, text);
            paths.push(pairs.path(&name));
        }
    }
    let counted = Command::new(&python).arg(format!("{REPOSITORY}/tests/show/word_errors.py")).args(paths).output().unwrap();
    let counted = String::from_utf8(counted.stdout).unwrap();
    let (wrong, all) = counted.trim().split_once(' ').unwrap_or_else(|| panic!("two numbers, not {counted:?}"));
    let (wrong, all): (usize, usize) = (wrong.parse().unwrap(), all.parse().unwrap());
    assert!(all > 2000 && wrong * 100 < all * 2, "{wrong} of {all} words");
}
