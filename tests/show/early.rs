//! What podwright 0.1 left behind: locks without levels, and tags in a form that some players misread.

use podwright::model::identity::digest::Sha256;

use crate::support::TestShow;
use crate::support::resum::resum;
use crate::support::show::assert_same_files;

const LOCK: &str = "podcast.lock";
const RECORDING: &str = "episodes/coming-soon/audio.mp3";

fn without_levels(lock: &str) -> String {
    let kept: String = lock.split_inclusive('\n').filter(|line| !line.starts_with("    levels: ")).collect();
    assert_eq!(kept.lines().count() + 6, lock.lines().count());
    resum(&kept)
}

/// Recordings that a run has read, as it tells with `--verbose`.
fn read(told: &str) -> usize {
    told.lines().filter(|line| line.contains("/audio.m")).count()
}

#[test]
fn a_build_measures_recordings_once_that_the_lock_knows_without_levels() {
    let show = TestShow::series();
    let (new, feed) = (show.text(LOCK), show.text("feed/feed.xml"));
    show.write(LOCK, without_levels(&new));
    show.podwright(&["check"]).any_stdout().any_stderr().done();
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    assert_eq!(show.text(LOCK), without_levels(&new), "a locked build writes none");
    show.podwright(&["build"]).any_stdout().stderr_contains(&["updated podcast.lock"]).done();
    assert!(show.text(LOCK) == new, "the levels are back, and nothing else has changed");
    assert_eq!(show.text("feed/feed.xml"), feed);
    let before = show.files();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_same_files(&before, &show.files());
}

/// A clone without the recordings cannot measure them: its lock stays as it is.
#[test]
fn a_lock_without_levels_serves_a_clone_without_recordings() {
    let show = TestShow::series();
    let old = without_levels(&show.text(LOCK));
    show.write(LOCK, &old);
    for line in show.text(LOCK).lines().filter_map(|line| line.strip_prefix("    slug: ")) {
        let ending = if line == "how-to-start-well" { "m4a" } else { "mp3" };
        show.remove(&format!("episodes/{line}/audio.{ending}"));
    }
    let told = show.podwright(&["build", "--without-media"]).any_stdout().any_stderr().done();
    assert_eq!(read(&told.stderr), 0, "{}", told.stderr);
    assert_eq!(show.text(LOCK), old);
}

/// Puts a second cover of the type "other" behind the frames of a tag of ID3v2.3, as version 0.1 kept one.
fn with_old_cover(mp3: &[u8]) -> Vec<u8> {
    let mut end = 10;
    while mp3[end] != 0 {
        end += 10 + usize::try_from(u32::from_be_bytes(mp3[end + 4..end + 8].try_into().unwrap())).unwrap();
    }
    let size = mp3[6..10].iter().fold(0, |size, byte| size << 7 | usize::from(*byte));
    let picture = b"\0image/jpeg\0\0\0\xff\xd8\xffold cover";
    let frame = [b"APIC", &u32::try_from(picture.len()).unwrap().to_be_bytes()[..], &[0, 0], picture].concat();
    let grown = size + frame.len();
    let written = [21, 14, 7, 0].map(|shift| u8::try_from(grown >> shift & 0x7F).unwrap());
    [&mp3[..6], &written, &mp3[10..end], &frame, &mp3[end..]].concat()
}

fn covers(mp3: &[u8]) -> usize {
    mp3.windows(4).filter(|window| window == b"APIC").count()
}

#[test]
fn check_notes_tags_that_0_1_left_and_rewrite_mends_them() {
    let show = TestShow::series();
    let (before, lock) = (show.read(RECORDING), show.text(LOCK));
    let old = with_old_cover(&before);
    assert_eq!((covers(&before), covers(&old)), (1, 2));
    show.write(RECORDING, &old);
    let with = |lock: &str, from: String, to: String| {
        assert_eq!(lock.matches(&from).count(), 1, "{from}");
        lock.replace(&from, &to)
    };
    let lock = with(&lock, format!(" sha256: {}", Sha256::of(&before)), format!(" sha256: {}", Sha256::of(&old)));
    let lock = with(&lock, format!("bytes: {}\n", before.len()), format!("bytes: {}\n", old.len()));
    show.write(LOCK, without_levels(&lock));
    let words = ["note[tags-misread]", "an old cover is still there beside the new one", "`podwright tag --rewrite coming-soon`"];
    let told = |show: &TestShow| {
        let told = show.podwright(&["check"]).any_stdout().any_stderr().done().stdout;
        told.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(words.iter().all(|words| told(&show).contains(words)), "{}", told(&show));
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(show.read(RECORDING), old, "it is left alone until its tags change anyway");
    assert!(show.text(LOCK).contains("tags-misread: "), "a clone without the recording notes it too");
    assert!(words.iter().all(|words| told(&show).contains(words)), "{}", told(&show));
    show.podwright(&["tag", "--rewrite", "coming-soon"]).stderr_contains(&["tagged 1 file"]).done();
    assert_eq!(covers(&show.read(RECORDING)), 1);
    assert!(!told(&show).contains("tags-misread"), "{}", told(&show));
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert!(!show.text(LOCK).contains("tags-misread"));
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
}
