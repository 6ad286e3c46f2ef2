//! `podwright master`: what comes out is what was asked for, measured by ffmpeg, and nothing that was there is touched.

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support::count::is_long;
use crate::support::recording::wav;
use crate::support::show::{REPOSITORY, TestShow};

/// The recordings of the series.
const SERIES: [&str; 6] = [
    "coming-soon/audio.mp3",
    "what-is-co-production/audio.mp3",
    "driving-the-train/audio.mp3",
    "how-to-start-well/audio.m4a",
    "what-difference-does-it-make/audio.mp3",
    "words-we-use/audio.mp3",
];

fn recording(number: usize) -> PathBuf {
    Path::new(REPOSITORY).join("episodes").join(SERIES[number])
}

/// Variations of a recording: ffmpeg's filters, its options for the file, the file's ending, and the words for podwright.
const VARIATIONS: [(&str, &[&str], &str, &[&str]); 10] = [
    ("volume=-20dB", &["-ar", "24000"], "wav", &[]),
    ("pan=stereo|c0=c0|c1=c0,volume=6dB", &["-ar", "44100"], "flac", &[]),
    ("pan=stereo|c0=c0|c1=0.6*c0,adelay=0|15,volume=4dB", &["-ar", "48000"], "wav", &[]),
    ("volume=enable='lt(mod(t\\,5)\\,0.6)':volume=14dB,volume=-12dB", &["-ar", "48000"], "wav", &[]),
    ("volume=24dB", &["-ar", "16000", "-c:a", "pcm_s16le"], "wav", &[]),
    (
        "anoisesrc=a=0.01:c=pink[n];[0:a]volume=-9dB[s];[s][n]amix=inputs=2:duration=first",
        &["-ar", "22050"],
        "wav",
        &["--encode", "m4a"],
    ),
    ("volume=-3dB", &["-ar", "96000", "-c:a", "pcm_s24le"], "wav", &["--encode", "wav"]),
    ("pan=5.1|FL=0.5*c0|FR=0.3*c0|FC=c0|LFE=0.1*c0|BL=0.2*c0|BR=0.4*c0", &["-ar", "48000"], "wav", &["--bitrate", "192k"]),
    ("volume=-12dB", &["-ar", "32000", "-c:a", "libmp3lame", "-b:a", "64k"], "mp3", &["--loudness", "-19", "--peak", "-2"]),
    ("volume=2dB", &["-ar", "8000"], "wav", &["--stereo"]),
];

/// Runs ffmpeg, which must not fail.
#[track_caller]
fn ffmpeg(arguments: &[&str]) -> String {
    let output = Command::new("ffmpeg").args(["-hide_banner", "-nostats", "-y"]).args(arguments).output().expect("ffmpeg");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

/// Integrated loudness and true peak of a file, by ffmpeg's ebur128.
fn measured_by_ffmpeg(file: &Path) -> (f64, f64) {
    let said = ffmpeg(&["-i", file.to_str().unwrap(), "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-"]);
    let summary = said.rsplit_once("Summary:").unwrap().1;
    let number = |name: &str| -> f64 {
        summary.lines().find_map(|line| line.trim().strip_prefix(name)?.split_whitespace().next()?.parse().ok()).unwrap()
    };
    (number("I:"), number("Peak:"))
}

/// Masters one variation, and holds what comes out to what ffmpeg measures.
#[track_caller]
fn proved(number: usize, variation: usize) {
    let (filter, options, ending, words) = VARIATIONS[variation];
    let show = TestShow::empty();
    let input = show.path(&format!("in.{ending}"));
    let seconds = if is_long() { "60" } else { "20" };
    let graph = if filter.contains('[') { "-filter_complex" } else { "-af" };
    let recording = recording(number);
    let mut arguments = vec!["-t", seconds, "-i", recording.to_str().unwrap(), graph, filter];
    arguments.extend(options);
    arguments.push(input.to_str().unwrap());
    ffmpeg(&arguments);
    let before = show.read(&format!("in.{ending}"));
    let made = format!(
        "out.{}",
        if words.contains(&"m4a") {
            "m4a"
        } else if words.contains(&"wav") {
            "wav"
        } else {
            "mp3"
        }
    );
    let name = format!("in.{ending}");
    let told =
        show.podwright(&[&["master", name.as_str(), "--output", made.as_str(), "--format", "json"], words].concat()).json()[0]
            .take();
    let what = format!("{number} {filter}: {told:#}");
    let after = &told["after"];
    let wanted = if words.contains(&"--loudness") { -19.0 } else { -16.0 };
    let ceiling = if words.contains(&"--peak") { -2.0 } else { -1.0 };
    let (loudness, peak) = measured_by_ffmpeg(&show.path(&made));
    let heard = if after["channels"] == 1 { loudness + 3.01 } else { loudness };
    // ffmpeg prints tenths, so a difference of 0.1 may come out as 0.15
    assert!((heard - wanted).abs() <= 0.151, "{loudness} LUFS by ffmpeg, {what}");
    assert!((after["heard_lufs"].as_f64().unwrap() - wanted).abs() <= 0.1, "{what}");
    // ffmpeg's interpolator differs from ours by some hundredths
    assert!(peak <= ceiling + 0.1, "{peak} dBTP by ffmpeg, {what}");
    let own_peak = after["true_peak_dbtp"].as_f64().unwrap();
    assert!(own_peak <= ceiling, "{what}");
    if told["held_back_db"].as_f64().unwrap() > 0.01 {
        assert!(own_peak >= ceiling - 0.3, "{what}");
    }
    let rate = |part: &Value| part["sample_rate_hz"].as_u64().unwrap();
    let samples = |part: &Value| part["samples"].as_u64().unwrap();
    let exact = samples(&told["before"]) * rate(after);
    assert_eq!(samples(after), (exact + rate(&told["before"]) / 2) / rate(&told["before"]), "{what}");
    let channels = if words.contains(&"--stereo") || filter.contains("adelay") || filter.contains("5.1") { 2 } else { 1 };
    assert_eq!(after["channels"], channels, "{what}");
    assert_eq!(show.read(&name), before, "the original is as it was");
    let mut left: Vec<String> =
        std::fs::read_dir(show.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, [name, made], "nothing else is left");
}

/// Some of the recordings, each in another way; in a long run each of them in every way.
#[test]
#[ignore = "needs ffmpeg and lame; run by tests/run"]
fn recordings_come_out_as_loud_as_they_should() {
    let all = (0..SERIES.len()).flat_map(|number| (0..VARIATIONS.len()).map(move |variation| (number, variation)));
    let some = [(0, 0), (1, 2), (5, 3), (3, 4), (4, 5), (5, 6)];
    let tried = if is_long() { all.collect() } else { some.to_vec() };
    // each panic says what is wrong; the rest is tried too
    let failed = |tried: &(usize, usize)| catch_unwind(|| proved(tried.0, tried.1)).is_err();
    let failures: Vec<(usize, usize)> = tried.into_iter().filter(failed).collect();
    assert_eq!(failures, [], "recordings and their variations");
}

/// A tone with pauses, at 16 kHz: quiet for so many seconds at either end.
fn tone(show: &TestShow, path: &str, seconds: usize, quiet: usize, level: f64) {
    let (start, end) = (quiet * 16_000, (quiet + seconds) * 16_000);
    #[expect(clippy::cast_precision_loss, reason = "seconds of samples")]
    let sample = |at: usize| if (start..end).contains(&at) { (at as f64 * 0.39).sin() * level * 32_767.0 } else { 0.0 };
    show.write(path, wav(16_000, (seconds + 2 * quiet) * 16_000, sample));
}

#[test]
fn silence_at_the_ends_is_cut_and_the_texts_are_shifted() {
    let show = TestShow::empty();
    tone(&show, "talk.wav", 6, 3, 0.1);
    let transcript = "WEBVTT\n\n00:00:03.000 --> 00:00:05.000\n<v Ana>Hello\n";
    show.write("talk.vtt", transcript)
        .write("talk.chapters.json", r#"{"version":"1.2.0","chapters":[{"startTime":4,"title":"a"}]}"#);
    let told = show
        .podwright(&["master", "talk.wav", "--output", "cut.wav", "--encode", "wav", "--trim", "--shift", "--format", "json"])
        .json();
    // the tone fades in within some samples, and the filter of the new rate rings before it
    let shift = told[0]["shift_seconds"].as_f64().unwrap();
    assert!((shift + 2.5).abs() < 0.003, "{told:#}");
    assert!(told[0]["after"]["samples"].as_u64().unwrap().abs_diff(7 * 48_000) < 200, "{told:#}");
    let shifted = show.text("talk.shifted.vtt");
    assert!(shifted.starts_with("WEBVTT\n\n00:00:00.50") && shifted.ends_with("\n<v Ana>Hello\n"), "{shifted}");
    assert!(show.text("talk.chapters.shifted.json").contains("1.5"));
    assert_eq!(show.text("talk.vtt"), transcript);
}

#[test]
fn both_numbers_of_mono_are_printed_and_a_dry_run_writes_nothing() {
    let show = TestShow::empty();
    tone(&show, "talk.wav", 4, 0, 0.05);
    let before = show.files();
    let printed =
        show.podwright(&["master", "talk.wav", "--output", "out.wav", "--encode", "wav", "--dry-run"]).any_stdout().done().stdout;
    assert!(printed.contains("as heard on two loudspeakers (") && printed.contains("by the meter)"), "{printed}");
    assert_eq!(show.files(), before);
    let printed = show.podwright(&["master", "talk.wav", "--output", "out.wav", "--encode", "wav"]).any_stdout().done().stdout;
    assert!(printed.contains("-16.0 LUFS as heard on two loudspeakers (-19.0 LUFS by the meter)"), "{printed}");
}

#[test]
fn a_file_that_is_there_is_never_replaced() {
    let show = TestShow::empty();
    tone(&show, "talk.wav", 2, 0, 0.05);
    show.write("talk.m4a", "mine");
    let before = show.files();
    show.podwright(&["master", "talk.wav", "--encode", "wav"])
        .code(2)
        .stderr_contains(&["is the recording itself", "--output FILE"])
        .done();
    show.podwright(&["master", "talk.wav", "--encode", "wav", "--output", "talk.m4a"])
        .code(2)
        .stderr_contains(&["is there already"])
        .done();
    show.podwright(&["master", "talk.wav", "talk.m4a", "--output", "x.mp3"])
        .code(2)
        .stderr_contains(&["one file can be made"])
        .done();
    assert_eq!(show.files(), before);
}

#[test]
fn what_stands_where_a_file_beside_it_belongs_is_told_before_any_work() {
    let show = TestShow::empty();
    tone(&show, "talk.wav", 3, 2, 0.05);
    show.write("talk.vtt", "WEBVTT\n\n00:00:02.000 --> 00:00:04.000\n<v Ana>Hello\n");
    let words = ["master", "talk.wav", "--output", "cut.wav", "--encode", "wav", "--trim", "--shift", "--plot"];
    for in_the_way in ["cut.before.png", "cut.after.png", "talk.shifted.vtt"] {
        show.write(in_the_way, "mine");
        let before = show.files();
        show.podwright(&words)
            .code(2)
            .stderr_contains(&[in_the_way, "is there already, and no file is replaced", "move it elsewhere"])
            .done();
        assert_eq!(show.files(), before, "{in_the_way}");
        show.remove(in_the_way);
    }
    show.write("talk.shifted.vtt", "mine");
    let tried: Vec<&str> = words.into_iter().filter(|word| *word != "--plot").chain(["--dry-run"]).collect();
    show.podwright(&tried).code(2).stderr_contains(&["talk.shifted.vtt"]).done();
    show.remove("talk.shifted.vtt");
    show.podwright(&words).any_stdout().done();
    for made in ["cut.wav", "cut.before.png", "cut.after.png", "talk.shifted.vtt"] {
        assert!(show.exists(made), "{made}");
    }
}

#[test]
fn recordings_that_cannot_be_mastered_end_with_1_and_say_why() {
    let show = TestShow::empty();
    tone(&show, "silent.wav", 0, 2, 0.0);
    show.write("words.wav", "no sound");
    let refused = |file: &str, reason: &str| {
        show.podwright(&["master", file, "--output", "out.wav", "--encode", "wav"])
            .code(1)
            .stderr_contains(&[file, reason])
            .done();
    };
    refused("silent.wav", "it is silent");
    refused("words.wav", "cannot be mastered");
    let told = show.podwright(&["master", "silent.wav", "--output", "o.wav", "--encode", "wav", "--format", "json"]);
    let told: Value = serde_json::from_str(&told.code(1).any_stdout().any_stderr().done().stdout).unwrap();
    assert!(told[0]["error"].as_str().unwrap().contains("silent"), "{told}");
}

#[test]
fn without_an_encoder_the_commands_that_install_one_are_printed() {
    let show = TestShow::empty();
    tone(&show, "talk.wav", 2, 0, 0.05);
    let run = |words: &[&str]| show.podwright(&[&["master", "talk.wav"], words].concat()).env("PATH", "").code(3);
    run(&[])
        .stderr_contains(&["no program that makes mp3 is installed", "sudo apt install lame", "brew install lame", "winget"])
        .done();
    run(&["--encode", "m4a"]).stderr_contains(&["no program that makes m4a", "sudo apt install ffmpeg"]).done();
    assert_eq!(show.files().len(), 1);
}

/// A Mac without ffmpeg: `afconvert` takes no pipe, so it is given a file. What stands in for it hands that file to ffmpeg.
#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn on_a_mac_its_own_encoder_makes_m4a() {
    let show = TestShow::empty();
    tone(&show, "talk.wav", 3, 0, 0.05);
    let ffmpeg = Command::new("sh").args(["-c", "command -v ffmpeg"]).output().unwrap();
    let ffmpeg = String::from_utf8(ffmpeg.stdout).unwrap();
    let script = format!(
        "[ \"$1 $2 $3 $4 $5\" = '-f m4af -d aac -b' ] && exec {} -nostdin -v error -y -i \"$7\" -c:a aac -b:a \"$6\" -f ipod \"$8\"",
        ffmpeg.trim()
    );
    show.program("afconvert", &script);
    let alone = show.home().join("bin").display().to_string();
    let words = ["master", "talk.wav", "--encode", "m4a", "--format", "json"];
    let told = show.podwright(&words).env("PATH", &alone).json()[0].take();
    assert!((told["after"]["heard_lufs"].as_f64().unwrap() + 16.0).abs() <= 0.1, "{told}");
    assert_eq!(told["after"]["encoder"], "afconvert", "{told}");
    let (loudness, _) = measured_by_ffmpeg(&show.path("talk.m4a"));
    assert!((loudness + 3.01 + 16.0).abs() <= 0.151, "{loudness}");
    assert_eq!(show.files().keys().collect::<Vec<_>>(), ["talk.m4a", "talk.wav"]);
}

#[test]
fn what_an_encoder_makes_is_not_believed() {
    let show = TestShow::empty();
    tone(&show, "talk.wav", 2, 0, 0.05);
    let before = show.files();
    let wrong = recording(0);
    for (script, reason) in [
        ("cat >/dev/null; for last; do :; done; echo words >\"$last\"".to_owned(), "made a file that is not what it was given"),
        (
            format!("cat >/dev/null; for last; do :; done; cp {} \"$last\"", wrong.display()),
            "made a file that is not what it was given",
        ),
        ("echo no room for that >&2; exit 1".to_owned(), "`lame` failed: no room for that"),
    ] {
        let path = show.program("lame", &script);
        show.podwright(&["master", "talk.wav"]).env("PATH", &path).code(3).stderr_contains(&[reason]).any_stdout().done();
        assert_eq!(show.files(), before, "{script}");
    }
}

#[test]
fn a_kill_leaves_the_original_and_the_next_run_clears_up() {
    let show = TestShow::empty();
    tone(&show, "talk.wav", 2, 0, 0.05);
    let original = show.read("talk.wav");
    let path = show.program("lame", "head -c 1000 >/dev/null; kill -9 $PPID");
    show.podwright(&["master", "talk.wav"]).env("PATH", &path).whatever_both();
    assert!(!show.exists("talk.mp3") && show.read("talk.wav") == original);
    assert!(show.files().len() > 1, "the killed run left something");
    show.program("lame", "exit 1");
    show.podwright(&["master", "talk.wav"]).env("PATH", &path).code(3).any_stderr().done();
    assert_eq!(show.files().len(), 1, "{:?}", show.files().keys());
}

#[test]
#[ignore = "needs lame; run by tests/run"]
fn an_episode_gets_its_recording_and_one_that_is_out_is_left_alone() {
    let show = TestShow::series();
    let recording = recording(0);
    let recording = recording.to_str().unwrap();
    let words = ["master", recording, "--to", "coming-soon"];
    show.podwright(&words).code(2).stderr_contains(&["`coming-soon` is out", "podwright replace-audio coming-soon FILE"]).done();
    show.podwright(&["new", "A new one", "--slug", "new-one"]).any_stdout().any_stderr().done();
    tone(&show, "episodes/new-one/take.wav", 12, 0, 0.05);
    let yaml = show.text("episodes/new-one/episode.yaml");
    show.podwright(&["master", "episodes/new-one/take.wav", "--to", "new-one"])
        .stdout_contains(&["-> episodes/new-one/audio.mp3", "-16.0 LUFS"])
        .stderr_contains(&["named the new recording in `episodes/new-one/episode.yaml`"])
        .done();
    let changed = show.text("episodes/new-one/episode.yaml");
    assert_eq!(changed.replacen("\naudio: audio.mp3\n", "\n", 1), yaml);
    assert_ne!(changed, yaml);
    show.podwright(&["master", "episodes/new-one/take.wav", "--to", "new-one"])
        .code(2)
        .stderr_contains(&["is there already"])
        .done();
}
