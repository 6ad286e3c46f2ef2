//! M4A files whose tags are in another form, or cannot be written: through the program, on a recording of three seconds.

use std::fs;
use std::path::Path;

use podwright::model::identity::digest::Sha256;

use crate::support::TestShow;
use crate::support::recording::behind_tag;
use crate::support::resum::resum;
use crate::support::show::{REPOSITORY, plain_cover};

const LOCK: &str = "podcast.lock";
const YAML: &str = "episodes/gate/episode.yaml";
const M4A: &str = "episodes/gate/audio.m4a";
const MP3: &str = "episodes/gate/audio.mp3";

/// A show of one episode, built.
fn show(recording: &str, path: &str) -> TestShow {
    let show = TestShow::empty();
    let of_repository = |path: &str| fs::read(Path::new(REPOSITORY).join(path)).unwrap();
    show.write("podcast.yaml", of_repository("podcast.yaml"));
    show.write("episodes/cover.jpg", plain_cover());
    show.edit("podcast.yaml", "type: serial", "type: episodic");
    show.write(
        YAML,
        "title: The gate\nguid: 01a205da-7f8e-7d40-bfc8-1680462ef9bb\ndate: 2022-07-06T07:00:00Z\nsummary: A gate.\n\
         allow: [missing-transcript, missing-easy-read]\n",
    );
    show.write(path, of_repository(recording));
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    show
}

fn size(file: &[u8], at: usize) -> usize {
    usize::try_from(u32::from_be_bytes(file[at..at + 4].try_into().unwrap())).unwrap()
}

fn set_size(file: &mut [u8], at: usize, size: usize) {
    file[at..at + 4].copy_from_slice(&u32::try_from(size).unwrap().to_be_bytes());
}

/// Where each box on the way to the last one begins.
fn places(file: &[u8], way: &[&[u8; 4]]) -> Vec<usize> {
    let (mut at, mut end, mut found) = (0, file.len(), Vec::new());
    for name in way {
        while file[at + 4..at + 8] != name[..] {
            at += size(file, at);
            assert!(at < end, "{}", String::from_utf8_lossy(*name));
        }
        found.push(at);
        end = at + size(file, at);
        at += if *name == b"meta" { 12 } else { 8 };
    }
    found
}

fn place(file: &[u8], way: &[&[u8; 4]]) -> usize {
    *places(file, way).last().unwrap()
}

fn boxed(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&u32::try_from(content.len() + 8).unwrap().to_be_bytes(), &name[..], content].concat()
}

/// The file with more at the end of the last box of the way. The sound stands before these boxes, so it stays where it is.
fn with(file: &[u8], way: &[&[u8; 4]], more: &[u8]) -> Vec<u8> {
    let mut file = file.to_vec();
    let places = places(&file, way);
    let end = places.last().unwrap() + size(&file, *places.last().unwrap());
    for place in places {
        let grown = size(&file, place) + more.len();
        set_size(&mut file, place, grown);
    }
    file.splice(end..end, more.iter().copied());
    file
}

const USER_DATA: &[&[u8; 4]] = &[b"moov", b"udta"];
const META: &[&[u8; 4]] = &[b"moov", b"udta", b"meta"];
const ITEMS: &[&[u8; 4]] = &[b"moov", b"udta", b"meta", b"ilst"];

/// The lock as it would be if the recording had always been this one, and never been measured.
fn publish(show: &TestShow, old: &[u8], new: &[u8]) {
    let lock = show.text(LOCK).replace(&Sha256::of(old).to_string(), &Sha256::of(new).to_string());
    let lock = lock.replace(&format!("bytes: {}\n", old.len()), &format!("bytes: {}\n", new.len()));
    let lock: String = lock.split_inclusive('\n').filter(|line| !line.starts_with("    levels: ")).collect();
    show.write(LOCK, resum(&lock)).write(M4A, new);
}

fn checked(show: &TestShow) -> String {
    let told = show.podwright(&["check"]).any_stdout().any_stderr().done().stdout;
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn tags_in_another_form_stay_until_they_are_rewritten() {
    let built = show("tests/audio/files/aac-moov-last.m4a", M4A);
    let ours = built.read(M4A);
    let lock = built.text(LOCK);
    let mut keyed = ours.clone();
    let handler = place(&keyed, &[b"moov", b"udta", b"meta", b"hdlr"]) + 16;
    assert_eq!(&keyed[handler..handler + 4], b"mdir");
    keyed[handler..handler + 4].copy_from_slice(b"mdta");
    let note = [
        boxed(b"mean", b"\0\0\0\0com.apple.iTunes"),
        boxed(b"name", b"\0\0\0\0iTunSMPB"),
        boxed(b"data", b"\0\0\0\x01\0\0\0\0 00000000 00000400 00000000 0000000000010000"),
    ];
    let priming = with(&ours, ITEMS, &boxed(b"----", &note.concat()));
    let classic = with(&ours, USER_DATA, &boxed(b"\xa9nam", b"\0\x03\x15\xc7Old"));
    let closed = with(&ours, USER_DATA, &[0; 4]);
    for (form, words) in [
        (keyed, "a list of QuickTime's keys"),
        (classic, "an old title is still there"),
        (priming, "ffmpeg plays silence"),
        (closed, ""),
    ] {
        built.write(LOCK, &lock);
        publish(&built, &ours, &form);
        let told = checked(&built);
        assert_eq!(told.contains("note[tags-misread]"), !words.is_empty(), "{told}");
        assert!(told.contains(words), "{told}");
        built.podwright(&["build"]).any_stdout().any_stderr().done();
        assert!(built.read(M4A) == form, "it is left alone until its tags change anyway: {words}");
        built.podwright(&["tag", "--rewrite", "gate"]).stderr_contains(&["tagged 1 file"]).done();
        let new = built.read(M4A);
        assert_ne!(new, form, "{words}");
        assert!(!new.windows(3).any(|window| window == b"Old"), "{words}");
        assert!(!checked(&built).contains("tags-misread"), "{words}");
        built.podwright(&["tag", "--rewrite", "gate"]).stderr_contains(&["nothing to tag"]).done();
        assert!(built.read(M4A) == new, "{words}");
        built.podwright(&["build"]).any_stdout().any_stderr().done();
        built.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    }
}

/// A file that cannot be tagged, in an episode with another title.
#[track_caller]
fn refused(show: &TestShow, path: &str, file: &[u8], reason: &str) {
    let feed = show.text("feed/feed.xml");
    show.write(path, file);
    let told = show.podwright(&["build"]).code(1).any_stdout().any_stderr().done();
    let told = format!("{}{}", told.stdout, told.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    let words = "error[old-tags-shown]: the tags cannot be written, so players would show the title `The gate`";
    assert!(told.contains(words) && told.contains(reason), "{reason}: {told}");
    assert!(show.read(path) == file, "{reason}: it is left alone");
    assert_eq!(show.text("feed/feed.xml"), feed, "{reason}");
    show.podwright(&["tag", "--rewrite", "gate"]).code(1).any_stdout().stderr_contains(&["is not tagged: "]).done();
    assert!(show.read(path) == file, "{reason}: it is left alone");
}

#[test]
fn no_m4a_is_published_with_the_title_that_it_had() {
    let built = show("tests/audio/files/aac-moov-last.m4a", M4A);
    built.edit(YAML, "title: The gate", "title: The door");
    let ours = built.read(M4A);
    let lying = |way: &[&[u8; 4]]| {
        let mut file = ours.clone();
        let place = place(&file, way);
        set_size(&mut file, place, 99_999_999);
        file
    };
    refused(&built, M4A, &lying(&[b"moov", b"udta", b"meta", b"ilst", b"\xa9nam"]), "its list of items cannot be taken apart");
    refused(&built, M4A, &lying(ITEMS), "its list of items cannot be taken apart");
    refused(&built, M4A, &lying(META), "its list of items cannot be taken apart");
    refused(&built, M4A, &[ours.as_slice(), &boxed(b"moov", b"")].concat(), "it has two boxes `moov`");
    refused(&built, M4A, &[ours.as_slice(), b"\0\0\0"].concat(), "the file ends inside the head of a box");
    refused(&built, M4A, &[ours.as_slice(), b"more words"].concat(), "a box is longer than the file");
    refused(&built, M4A, &[ours.as_slice(), &boxed(b"mfra", b"")].concat(), "its sound is in fragments (`moof`)");
    built.write(M4A, &ours);
    built.podwright(&["build"]).any_stdout().any_stderr().done();
    assert!(
        built.text("feed/feed.xml").contains("<title>The door</title>"),
        "what was refused is published when it can be tagged"
    );
}

#[test]
fn no_mp3_is_published_with_the_title_that_it_had() {
    let built = show("tests/audio/files/mp3-vbr.mp3", MP3);
    built.edit(YAML, "title: The gate", "title: The door");
    let ours = built.read(MP3);
    let sound = behind_tag(&ours);
    let tag = |version: u8, frames: &[u8], claimed: usize| {
        let size = [21, 14, 7, 0].map(|shift| u8::try_from(claimed >> shift & 0x7F).unwrap());
        [b"ID3", &[version, 0, 0], &size[..], frames, sound].concat()
    };
    let title = b"TIT2\0\0\0\x09\0\0\0The gate";
    let cut = [&title[..], b"TXXX\0\0\x13\x88\0\0\0cut"].concat();
    refused(&built, MP3, &tag(3, &cut, cut.len()), "a frame is longer than the tag that holds it");
    refused(&built, MP3, &tag(4, &cut, cut.len()), "a frame is longer than the tag that holds it");
    refused(&built, MP3, &tag(3, title, 10_000_000), "the tag is 10000010 bytes long");
}
