//! What a build needs is settled before it changes anything, and a build that was killed leaves the lock that an undisturbed one leaves.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::sound::frames;
use crate::support::TestShow;
use crate::support::show::assert_same_files;

/// A show of which every recording has to be tagged again.
fn show_to_tag() -> TestShow {
    let show = TestShow::series();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    show.edit("podcast.yaml", "title: Co-production for beginners", "title: Another title");
    show
}

#[track_caller]
fn changes_nothing(show: &TestShow, what: &str) -> String {
    let before = show.files();
    let (printed, said) = show.podwright(&["build"]).fails();
    assert_same_files(&before, &show.files());
    assert!(!show.exists(".podwright/journal"), "{what}");
    format!("{printed}{said}")
}

/// A picture that looks whole at its start is found out before a recording is tagged.
#[test]
fn a_picture_that_cannot_be_decoded_stops_the_build_before_it_tags() {
    for picture in ["episodes/cover.jpg", "episodes/driving-the-train/cover.jpg"] {
        let show = show_to_tag();
        let bytes = show.read(picture);
        // The head of the picture, and then noise in the place of its last scan.
        let start = bytes.windows(2).rposition(|pair| pair == [0xFF, 0xDA]).unwrap();
        let noise = (0..2000_u32).map(|number| u8::try_from(number.wrapping_mul(2_654_435_761) >> 24).unwrap());
        show.write(picture, bytes[..start].iter().copied().chain(noise).collect::<Vec<u8>>());
        let said = changes_nothing(&show, picture);
        assert!(said.contains(picture.rsplit('/').next().unwrap()), "{said}");
    }
}

#[test]
#[ignore = "makes folders immutable; run by tests/run"]
fn a_folder_that_cannot_be_written_to_stops_the_build_before_it_tags() {
    let show = show_to_tag();
    show.write("episodes/cover.jpg", show.read("episodes/driving-the-train/cover.jpg"));
    show.write("feed/transcripts/words-we-use.vtt", "WEBVTT\n");
    for folder in ["feed/media", "feed/episodes/words-we-use", "feed/artwork", "feed/transcripts", "feed", ".podwright"] {
        let full = show.path(folder);
        // Permissions alone do not stop root, who runs the tests.
        let chattr = |flag: &str| assert!(Command::new("chattr").arg(flag).arg(&full).status().unwrap().success());
        chattr("+i");
        let said = changes_nothing(&show, folder);
        chattr("-i");
        assert!(said.contains(folder) && said.contains("operation not permitted"), "{folder}: {said}");
    }
    // Where the permissions of a folder forbid it, whoever may write all the same can build: a copy of a show that was read-only.
    fs::set_permissions(show.path("feed/media"), Permissions::from_mode(0o555)).unwrap();
    let may_write = fs::write(show.path("feed/media/try"), "").is_ok() && fs::remove_file(show.path("feed/media/try")).is_ok();
    if !may_write {
        assert!(changes_nothing(&show, "feed/media").contains("permission denied"));
        fs::set_permissions(show.path("feed/media"), Permissions::from_mode(0o755)).unwrap();
    }
    show.podwright(&["build"]).any_stdout().any_stderr().done();
}

#[test]
fn somebody_elses_file_stops_the_build_before_it_tags() {
    let show = show_to_tag();
    show.remove("feed/manifest.json").write("feed/index.html", "mine");
    assert!(changes_nothing(&show, "foreign").contains("was not written by podwright"));
    // A file in the place of a folder.
    let show = show_to_tag();
    show.remove("feed/embed").write("feed/embed", "mine");
    assert!(changes_nothing(&show, "file").contains("a file stands where a folder is needed"));
}

/// A recording with a stretch cut out and bytes in the place of it: its faults have places, which tagging moves.
fn show_with_faulty_recording() -> TestShow {
    let show = TestShow::series();
    let (start, end) = (frames(&show, "words-we-use", 0, 400), frames(&show, "words-we-use", 600, 1200));
    let bytes = [&start[..], &[0x55; 70], &end[..]].concat();
    show.write("episodes/cut/audio.mp3", bytes);
    show.write(
        "episodes/cut/episode.yaml",
        "title: Cut\nguid: a-guid-of-its-own\ndate: 2022-08-01T07:00:00Z\nkind: bonus\nsummary: A stretch is missing.\nallow: [missing-transcript]\n",
    );
    show
}

#[test]
fn a_killed_and_resumed_build_leaves_the_lock_of_an_undisturbed_one() {
    let undisturbed = show_with_faulty_recording();
    undisturbed.podwright(&["build"]).any_stdout().any_stderr().done();
    let lock = undisturbed.text("podcast.lock");
    let faults = lock.lines().filter(|line| line.contains("garbage-in-audio")).count();
    assert_eq!(faults, 1, "{lock}");
    // A lock is true of the file that it is about: measuring it again finds the same.
    let probed = undisturbed.podwright(&["probe", "--format", "json", "episodes/cut/audio.mp3"]).whatever_code();
    let probed: serde_json::Value = serde_json::from_str(&probed).unwrap();
    let offset = probed[0]["faults"].as_array().unwrap().iter().find(|fault| fault["rule"] == "garbage-in-audio").unwrap();
    assert!(lock.contains(&offset["offset_bytes"].to_string()), "{lock}\n{offset}");
    for keeps_cache in [true, false] {
        let show = show_with_faulty_recording();
        // As if the build had been killed after the last recording was tagged.
        show.podwright(&["tag"]).any_stdout().any_stderr().done();
        if !keeps_cache {
            show.remove(".podwright");
        }
        show.podwright(&["build"]).any_stdout().any_stderr().done();
        assert_eq!(show.text("podcast.lock"), lock);
    }
    // The same where the lock knows the recording already, and other tags are longer.
    let change = |show: &TestShow| {
        show.edit("podcast.yaml", "title: Co-production for beginners", &format!("title: {}", "A long title ".repeat(12).trim()));
    };
    change(&undisturbed);
    let resumed = TestShow::empty();
    for (path, bytes) in undisturbed.files() {
        resumed.write(&path, bytes);
    }
    undisturbed.podwright(&["build"]).any_stdout().any_stderr().done();
    resumed.podwright(&["tag"]).any_stdout().any_stderr().done();
    resumed.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(resumed.text("podcast.lock"), undisturbed.text("podcast.lock"));
}
