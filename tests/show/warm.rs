//! A build that has little to do does little.

use std::fs;
use std::fs::File;
use std::os::unix::fs::MetadataExt;

use crate::support::TestShow;

/// Bytes, inode and time of change of every file.
fn stamps(show: &TestShow) -> Vec<(String, u64, i64, i64)> {
    let stamp = |path: String| {
        let file = show.path(&path).metadata().unwrap();
        (path, file.ino(), file.mtime(), file.mtime_nsec())
    };
    show.files().into_keys().map(stamp).collect()
}

/// Puts other bytes into a file, so that only somebody who reads it can tell.
fn change_unseen(show: &TestShow, path: &str) {
    let path = show.path(path);
    let before = path.metadata().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(before.modified().unwrap()).unwrap();
}

/// Neither the way that notices that nothing has changed, nor the long one, reads a recording again.
#[test]
fn no_recording_is_read_again() {
    let show = TestShow::series();
    for _ in 0..2 {
        show.podwright(&["build"]).any_stdout().any_stderr().done();
    }
    change_unseen(&show, "episodes/words-we-use/audio.mp3");
    let before = stamps(&show);
    let said = ["nothing has changed"];
    show.podwright(&["build"]).any_stdout().stderr_contains(&said).done();
    show.remove(".podwright/unchanged.json");
    show.podwright(&["build"]).any_stdout().stderr_contains(&said).done();
    assert_eq!(before, stamps(&show));
    // The same bytes are noticed once the cache is lost, so it is the cache that spared the reading.
    show.remove(".podwright");
    let told = show.podwright(&["build", "--locked"]).code(1).any_stdout().any_stderr().done();
    assert!(told.stderr.contains("`words-we-use`") || told.stdout.contains("words-we-use"), "{}{}", told.stdout, told.stderr);
}

#[test]
fn a_build_with_findings_says_them_again_and_does_nothing() {
    let show = TestShow::series();
    show.edit("podcast.yaml", "  loudness: -16", "  loudness: -30");
    let run = || show.podwright(&["build"]).any_stdout().any_stderr().done();
    run();
    let (second, third) = (run(), run());
    assert!(second.stdout.contains("loudness-off-target"), "{}", second.stdout);
    assert!(show.exists(".podwright/unchanged.json"), "warnings do not keep the short way closed");
    assert_eq!((second.stdout, second.stderr), (third.stdout, third.stderr));
    let json = show.podwright(&["build", "--format", "json"]).any_stderr().json();
    assert_eq!(json["findings"][0]["rule"], "loudness-off-target", "another format is no text of the first");
}

#[test]
fn a_changed_title_is_one_tag_and_one_writing_of_the_feed() {
    let show = TestShow::series();
    for _ in 0..2 {
        show.podwright(&["build"]).any_stdout().any_stderr().done();
    }
    show.edit("episodes/words-we-use/episode.yaml", "title: Words we use", "title: Words that we use");
    let before = stamps(&show);
    let told = show.podwright(&["build"]).any_stdout().any_stderr().done().stderr;
    assert!(told.contains("tagged 1 file, wrote "), "{told}");
    let after = stamps(&show);
    let changed: Vec<&str> = after.iter().filter(|stamp| !before.contains(stamp)).map(|(path, ..)| path.as_str()).collect();
    let below = |start: &str| changed.iter().filter(|path| path.starts_with(start)).copied().collect::<Vec<_>>();
    assert_eq!(below("episodes/"), ["episodes/words-we-use/audio.mp3"]);
    assert_eq!(below("feed/media/"), ["feed/media/words-we-use.mp3"]);
    assert!(changed.contains(&"feed/feed.xml") && changed.contains(&"podcast.lock"), "{changed:?}");
    let strangers: Vec<&&str> =
        changed.iter().filter(|path| path.starts_with("feed/transcripts/") && !path.contains("words-we-use")).collect();
    assert!(strangers.is_empty(), "{changed:?}");
}
