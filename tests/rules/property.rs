//! No input whatever makes `check` panic, and no finding points outside its file: whatever stands in the texts of a show.

use std::fs;
use std::path::Path;

use proptest::prelude::{Strategy, any, prop};
use proptest::test_runner::{Config, TestRunner};

use crate::finding::{all_inside, findings, run};
use crate::fixtures::base;
use crate::support::TestShow;
use crate::support::count;
use crate::support::show::REPOSITORY;

/// The files that are written over: every kind that `check` reads.
const FILES: [&str; 10] = [
    "podcast.yaml",
    "podcast.lock",
    "episodes/cover.jpg",
    "episodes/door/episode.yaml",
    "episodes/door/audio.mp3",
    "episodes/door/transcript.vtt",
    "episodes/gate/audio.m4a",
    "episodes/gate/easy-read.md",
    "episodes/gate/transcript.srt",
    "episodes/wall/transcript.json",
];

/// A small recording for each of the two files.
fn sound(file: &str) -> Vec<u8> {
    let name = if file == "episodes/door/audio.mp3" { "mp3-vbr.mp3" } else { "aac-moov-last.m4a" };
    fs::read(Path::new(REPOSITORY).join("tests/audio/files").join(name)).unwrap()
}

/// The good show, with a text of every kind. Its sound is in the lock, until one is written over: decoding takes long in a test.
fn whole() -> TestShow {
    let show = base();
    show.write(
        "episodes/gate/transcript.srt",
        "1\n00:00:01,000 --> 00:00:20,000\nTeller: There was a gate.\n\n2\n00:00:21,000 --> 00:00:59,000\nIt was open.\n",
    );
    show.remove("episodes/wall/transcript.vtt");
    show.write(
        "episodes/wall/transcript.json",
        r#"{"version": "1.0.0", "segments": [{"speaker": "Teller", "startTime": 1.0, "endTime": 59.0, "body": "There was a wall."}]}"#,
    );
    show
}

/// What parsers stumble over.
const SNIPPETS: [&[u8]; 22] = [
    b"\0",
    b"\t",
    b"\r\n",
    b"\n",
    b": ",
    b"- ",
    b"\"",
    b"{",
    b"[",
    b"&a ",
    b"*a",
    b"<<: ",
    b"!!binary x",
    b"99999999999999999999",
    b"-0.0e999",
    b"2022-02-31T25:61:61+99:99",
    b"-->",
    b"<v ",
    b"&#x0;",
    "\u{202e}\u{feff}e\u{301}👩\u{200d}🔧".as_bytes(),
    b"\xff\xfe",
    b"](javascript:",
];

/// A place in a file (thousandths of its length), how much is taken out there, and what is put in.
type Change = (u16, u8, Vec<u8>);

fn changes() -> impl Strategy<Value = Vec<(usize, Change)>> {
    let put = prop::sample::select(SNIPPETS.to_vec()).prop_map(<[u8]>::to_vec);
    prop::collection::vec((0..FILES.len(), (0u16..1000, any::<u8>(), put)), 1..6)
}

/// Runs `check` in both forms that give places: it ends with an exit code of its own, and points into files that are there.
#[track_caller]
fn survives(show: &TestShow) {
    let output = run(show, "sarif");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{:?}: {told}", output.status);
    if output.stdout.is_empty() {
        // A lock that cannot be believed stops the run, and the message says so.
        assert!(told.starts_with("error: ") && told.contains("podcast.lock") && output.status.code() != Some(0), "{told}");
    } else {
        all_inside(show, &serde_json::from_slice(&output.stdout).unwrap());
        findings(show);
    }
}

#[test]
fn no_input_makes_check_panic_or_point_outside_a_file() {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..count::properties(100) });
    let result = runner.run(&changes(), |changes| {
        let show = whole();
        for (file, (place, cut, put)) in changes {
            let is_there = show.path(FILES[file]).exists();
            let mut bytes = if is_there { show.read(FILES[file]) } else { sound(FILES[file]) };
            let start = bytes.len() * usize::from(place) / 1000;
            let end = bytes.len().min(start + usize::from(cut) % 24);
            bytes.splice(start..end, put);
            show.write(FILES[file], bytes);
        }
        survives(&show);
        Ok(())
    });
    assert!(result.is_ok(), "{result:?}");
}

#[test]
fn no_bytes_in_place_of_a_file_make_check_panic_or_point_outside_a_file() {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..count::properties(40) });
    let heads = prop::sample::select(vec![
        &b""[..],
        b"ID3\x04\0\0\0\0\0\x10",
        b"\xff\xfb\x90\x64",
        b"\0\0\0\x18ftypM4A ",
        b"\xff\xd8\xff\xe1",
        b"\x89PNG\r\n\x1a\n",
        b"WEBVTT\n\n",
        b"{\"version\"",
        b"version https://git-lfs",
    ]);
    let bytes = (heads, prop::collection::vec(any::<u8>(), 0..200)).prop_map(|(head, rest)| [head, &rest].concat());
    let result = runner.run(&(0..FILES.len(), bytes), |(file, bytes)| {
        let show = whole();
        show.write(FILES[file], bytes);
        survives(&show);
        Ok(())
    });
    assert!(result.is_ok(), "{result:?}");
}
