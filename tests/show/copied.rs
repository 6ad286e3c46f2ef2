//! A show that was copied, moved or restored is a show: every edit in it is seen.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::TestShow;
use crate::support::count::is_long;

/// Brings a show to another place, and returns where it is then.
type Way = fn(&TestShow) -> PathBuf;
/// Changes the show in a folder.
type Edit = fn(&Path);

/// Ways in which a show, with what podwright keeps in it, comes to another place.
const WAYS: [(&str, Way); 6] = [
    ("cp -r", |show| copied(show, "-r", "copy")),
    ("cp -a", |show| copied(show, "-a", "copy")),
    ("mv", |show| {
        let moved = beside(show, "moved");
        fs::rename(show.path(""), &moved).unwrap();
        moved
    }),
    ("backup", |show| {
        // The copy is put back into the place of the show.
        let backup = copied(show, "-a", "backup");
        fs::remove_dir_all(show.path("")).unwrap();
        shell(&["cp", "-a", backup.to_str().unwrap(), show.path("").to_str().unwrap().trim_end_matches('/')]);
        show.path("")
    }),
    ("tar", |show| {
        let unpacked = beside(show, "unpacked");
        fs::create_dir(&unpacked).unwrap();
        let archive = beside(show, "show.tar");
        shell(&["tar", "-C", show.path("").to_str().unwrap(), "-cf", archive.to_str().unwrap(), "."]);
        shell(&["tar", "-C", unpacked.to_str().unwrap(), "-xf", archive.to_str().unwrap()]);
        unpacked
    }),
    ("only the notes", |show| {
        // As a cache of CI does it.
        let clone = copied(show, "-r", "clone");
        fs::remove_dir_all(clone.join(".podwright")).unwrap();
        shell(&["cp", "-a", show.path(".podwright").to_str().unwrap(), clone.to_str().unwrap()]);
        clone
    }),
];

fn beside(show: &TestShow, name: &str) -> PathBuf {
    show.home().parent().unwrap().join(name)
}

fn copied(show: &TestShow, flag: &str, name: &str) -> PathBuf {
    let to = beside(show, name);
    shell(&["cp", flag, show.path("").to_str().unwrap().trim_end_matches('/'), to.to_str().unwrap()]);
    to
}

fn shell(words: &[&str]) {
    assert!(Command::new(words[0]).args(&words[1..]).status().unwrap().success(), "{words:?}");
}

fn replaced(root: &Path, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(root.join(file)).unwrap();
    assert_eq!(text.matches(from).count(), 1, "`{from}` in {file}");
    fs::write(root.join(file), text.replacen(from, to, 1)).unwrap();
}

/// Edits of each kind, with what is true of a build that has seen it.
const EDITS: [(&str, Edit); 9] = [
    ("podcast.yaml", |root| replaced(root, "podcast.yaml", "title: Co-production for beginners", "title: Another title")),
    ("episode.yaml", |root| {
        replaced(root, "episodes/words-we-use/episode.yaml", "title: Words we use", "title: Words that we use");
    }),
    ("recording", |root| {
        fs::copy(root.join("episodes/coming-soon/audio.mp3"), root.join("episodes/words-we-use/audio.mp3")).map(drop).unwrap();
    }),
    ("cover", |root| {
        fs::copy(root.join("episodes/driving-the-train/cover.jpg"), root.join("episodes/cover.jpg")).map(drop).unwrap();
    }),
    ("transcript", |root| {
        let file = root.join("episodes/words-we-use/transcript.vtt");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text + "\nNOTE the end\n").unwrap();
    }),
    ("template", |root| {
        fs::create_dir_all(root.join("templates")).unwrap();
        fs::write(root.join("templates/style.css"), "body { color: black }").unwrap();
    }),
    ("lock", |root| {
        let text = fs::read_to_string(root.join("podcast.lock")).unwrap();
        fs::write(root.join("podcast.lock"), text.replacen("version:", "# edited\nversion:", 1)).unwrap();
    }),
    ("new episode", |root| {
        fs::create_dir(root.join("episodes/brand-new")).unwrap();
        fs::write(root.join("episodes/brand-new/episode.yaml"), "title: [").unwrap();
    }),
    ("removed episode", |root| fs::remove_dir_all(root.join("episodes/words-we-use")).unwrap()),
];

#[test]
fn every_edit_is_seen_after_every_way_to_another_place() {
    let original = TestShow::series();
    for _ in 0..2 {
        original.podwright(&["build"]).any_stdout().any_stderr().done();
    }
    assert!(original.exists(".podwright/unchanged.json"));
    for (way_index, (way, go)) in WAYS.into_iter().enumerate() {
        for (edit_index, (edit, change)) in EDITS.into_iter().enumerate() {
            // Each edit and each way has its turn.
            if !is_long() && edit_index % WAYS.len() != way_index {
                continue;
            }
            let show = TestShow::empty();
            fs::remove_dir(show.path("")).unwrap();
            shell(&[
                "cp",
                "-a",
                original.path("").to_str().unwrap().trim_end_matches('/'),
                show.path("").to_str().unwrap().trim_end_matches('/'),
            ]);
            // A note of this very folder.
            let noted = || show.exists(".podwright/unchanged.json");
            show.remove(".podwright/unchanged.json");
            show.podwright(&["build"]).any_stdout().any_stderr().done();
            assert!(noted(), "{way}, {edit}");
            let root = go(&show);
            change(&root);
            let note = root.join(".podwright/unchanged.json");
            let kept = fs::read(&note).unwrap();
            if edit == "podcast.yaml" {
                let said = show.podwright(&["build", "--locked"]).folder(&root).whatever_both();
                assert!(!said.contains("nothing has changed"), "{way}, then {edit}, then --locked: {said}");
            }
            let said = show.podwright(&["build"]).folder(&root).whatever_both();
            // A comment in the lock changes nothing that is published: such a build may say so, but then it has noted this folder.
            let is_noted_again = edit == "lock" && fs::read(&note).unwrap() != kept;
            assert!(is_noted_again || !said.contains("nothing has changed"), "{way}, then {edit}: {said}");
        }
    }
}

/// A folder that only has another name is the same folder: there is still nothing to do.
#[test]
fn a_renamed_show_is_known_again() {
    let show = TestShow::series();
    for _ in 0..2 {
        show.podwright(&["build"]).any_stdout().any_stderr().done();
    }
    let note = fs::read(show.path(".podwright/unchanged.json")).unwrap();
    assert!(!String::from_utf8_lossy(&note).contains(show.path("").to_str().unwrap()), "no path of this machine is kept");
    let moved = beside(&show, "moved");
    fs::rename(show.path(""), &moved).unwrap();
    show.podwright(&["build"]).folder(&moved).any_stdout().stderr_contains(&["nothing has changed"]).done();
    assert_eq!(fs::read(moved.join(".podwright/unchanged.json")).unwrap(), note, "the note was enough");
}

/// The note comes with the show: what is printed of it cannot steer a terminal.
#[test]
fn what_is_printed_of_the_note_is_harmless() {
    let show = TestShow::series();
    for _ in 0..2 {
        show.podwright(&["build"]).any_stdout().any_stderr().done();
    }
    let mut note = show.yaml(".podwright/unchanged.json");
    note["printed"]["summary"] = "gone\u{1b}[2J\u{1b}]0;title\u{7}".into();
    note["printed"]["report"] = "\u{1b}[31mred\u{1b}[0m\n\u{1b}[1A\n".into();
    show.write(".podwright/unchanged.json", note.to_string());
    let printed = show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(printed.stderr, "gone\\u{1b}[2J\\u{1b}]0;title\\u{7}\n");
    assert_eq!(printed.stdout, "\u{1b}[31mred\u{1b}[0m\n\\u{1b}[1A\n");
}
