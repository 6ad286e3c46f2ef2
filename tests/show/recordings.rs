//! Nothing is named in `feed/` that is not served, and no pointer of Git LFS is published as what it stands for.

use std::collections::BTreeMap;
use std::fs;

use crate::support::TestShow;
use crate::support::show::assert_same_files;

const ONE: &str = "episodes/words-we-use/audio.mp3";
const OTHER: &str = "episodes/how-to-start-well/audio.m4a";

/// The pointer that Git LFS would put in the place of a file.
fn pointer(show: &TestShow, path: &str) -> String {
    let bytes = show.read(path);
    let sha256 = podwright::model::identity::digest::Sha256::of(&bytes);
    format!("version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {}\n", bytes.len())
}

/// What git has of a clone: `feed/` and the lock as a build left them, and no recordings below `feed/`.
fn clone_of_built() -> TestShow {
    let show = TestShow::series();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    show.remove(".podwright").remove("feed/media");
    show
}

fn rules(show: &TestShow) -> Vec<(String, String)> {
    let report: serde_json::Value =
        serde_json::from_str(&show.podwright(&["check", "--format", "json"]).whatever_code()).unwrap();
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap().to_owned();
    report["findings"].as_array().unwrap().iter().map(|finding| (text(finding, "rule"), text(finding, "message"))).collect()
}

#[test]
fn a_build_stops_where_the_feed_would_name_a_recording_that_is_not_in_it() {
    let show = clone_of_built();
    let built = show.files_below("feed");
    show.write(ONE, pointer(&show, ONE)).remove(OTHER);
    show.edit("feed/feed.xml", "<language>en-GB</language>", "<language>de</language>");
    let before = show.files();
    let told = [
        "error[missing-recordings]",
        "2 recordings that would not be in `feed/`",
        "`episodes/how-to-start-well`",
        ONE,
        "git lfs pull",
        "--without-media",
    ];
    for command in [["build"].as_slice(), &["build", "--locked"], &["build", "--allow", "missing-transcript"]] {
        show.podwright(command).code(1).stdout_contains(&told).any_stderr().done();
        assert_same_files(&before, &show.files());
    }
    show.podwright(&["check"]).stdout_contains(&["warning[missing-recordings]"]).any_stderr().done();
    show.podwright(&["check", "--deny", "missing-recordings"])
        .code(1)
        .stdout_contains(&["error[missing-recordings]"])
        .any_stderr()
        .done();
    // With the flag: the feed and the lock of the clone with recordings.
    show.podwright(&["build", "--locked", "--without-media"]).any_stderr().done();
    let mut expected = built;
    let absent = show.files_below("feed");
    assert_eq!(absent.keys().filter(|path| path.starts_with("feed/media/")).count(), 4);
    expected.extend(absent.into_iter().filter(|(path, _)| path.starts_with("feed/media/")));
    assert_same_files(&expected, &show.files_below("feed"));
    assert_eq!(before["podcast.lock"], show.read("podcast.lock"));
    // What has nothing to do does not hide it.
    show.podwright(&["build", "--locked"]).code(1).stdout_contains(&told[..2]).any_stderr().done();
}

#[test]
fn what_an_earlier_build_put_into_feed_is_served_and_nothing_else_in_its_place_is() {
    let show = TestShow::series();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let (served, sound) = ("feed/media/words-we-use.mp3", show.read(ONE));
    show.remove(ONE);
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(show.read(served), sound, "it stays");
    let mut other = sound.clone();
    other[5_000] ^= 1;
    for (what, bytes) in
        [("a pointer", pointer(&show, served).into_bytes()), ("as many other bytes", other), ("nothing", Vec::new())]
    {
        // The copy has a second name no longer: writing here changes this one alone.
        show.remove(served).write(served, bytes);
        let before = show.files();
        show.podwright(&["build"])
            .code(1)
            .stdout_contains(&["error[missing-recordings]", "1 recording that"])
            .any_stderr()
            .done();
        assert_same_files(&before, &show.files());
        assert!(rules(&show).iter().any(|(rule, _)| rule == "missing-recordings"), "{what}");
    }
    show.write(ONE, &sound).podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(show.read(served), sound);
}

#[test]
fn what_is_served_elsewhere_or_not_out_is_not_missed() {
    let show = clone_of_built();
    show.remove(ONE).edit("podcast.yaml", "language: en-GB", "media_url: https://media.example.org/cpb/\nlanguage: en-GB");
    show.podwright(&["build", "--accept", "enclosure-url-changed"]).any_stdout().any_stderr().done();
    let show = clone_of_built();
    show.remove(ONE);
    let rules = rules(&show);
    assert_eq!(rules.iter().filter(|(rule, _)| rule == "missing-recordings").count(), 1, "{rules:?}");
    let yaml = show.text("episodes/words-we-use/episode.yaml");
    show.write("episodes/words-we-use/episode.yaml", format!("draft: true\n{yaml}"));
    assert!(self::rules(&show).iter().all(|(rule, _)| rule != "missing-recordings"), "a draft is in no feed");
}

/// Pointers as git-lfs writes them, as editors and merges leave them, and as later versions may write them.
fn pointers() -> Vec<String> {
    let oid = "297e83dfe84a2e431e7ba63269ab99609cdd4c013dea7f0adc12c8a7a1d01d0c";
    let plain = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 2255\n");
    vec![
        plain.replace('\n', "\r\n"),
        format!("\u{feff}{plain}"),
        format!("{plain}x-key a later version\n"),
        format!("version https://git-lfs.github.com/spec/v1\n<<<<<<< HEAD\noid sha256:{oid}\n=======\nsize 2255\n>>>>>>> b\n"),
        plain.replace("git-lfs.github.com", "hawser.github.com"),
        plain,
    ]
}

/// Every kind of file that a show is read from or served from, with what makes the show use it.
const FILES: [(&str, &str); 14] = [
    ("easy-read.md", ""),
    ("transcript.vtt", ""),
    ("transcript.srt", ""),
    ("transcript.json", ""),
    ("transcript.html", ""),
    ("words.vtt", "transcript: words.vtt"),
    ("plain.md", "easy_read: plain.md"),
    ("chapters.json", ""),
    ("chapters.txt", "chapters: chapters.txt"),
    ("chapters.psc", "chapters: chapters.psc"),
    ("own.jpg", "artwork: {file: own.jpg, alt: A door.}"),
    ("wide.png", "images: [{file: wide.png, alt: A door., purposes: [banner]}]"),
    ("film.mp4", "alternates: [{file: film.mp4}]"),
    ("small.opus", "alternates: [{file: small.opus}]"),
];

#[test]
fn a_pointer_in_the_place_of_any_file_is_called_one_and_never_published() {
    let show = TestShow::series();
    let yaml = "episodes/coming-soon/episode.yaml";
    // Without what stands below the notes, so that files are found by themselves.
    let (good, _) = show.text(yaml).split_once("\nchapters:").map(|(good, rest)| (format!("{good}\n"), rest.len())).unwrap();
    show.write(yaml, &good);
    let texts = show.files();
    for (index, (name, key)) in FILES.iter().enumerate() {
        let path = format!("episodes/coming-soon/{name}");
        show.write(yaml, format!("{good}{key}\n")).write(&path, &pointers()[index % pointers().len()]);
        expect_pointer(&show, name);
        match texts.get(&path) {
            Some(bytes) => _ = show.write(&path, bytes),
            None => _ = show.remove(&path),
        }
    }
    show.write(yaml, &good);
    for path in ["podcast.yaml", yaml, "episodes/cover.jpg", "templates/foot.html", "podcast.lock"] {
        for pointer in pointers() {
            show.write(path, pointer);
            expect_pointer(&show, path);
        }
        match texts.get(path) {
            Some(bytes) => _ = show.write(path, bytes),
            None => _ = show.remove(path),
        }
    }
    show.podwright(&["check"]).any_stdout().any_stderr().done();
}

#[track_caller]
fn expect_pointer(show: &TestShow, what: &str) {
    let (stdout, stderr) = show.podwright(&["check"]).fails();
    let told = format!("{stdout}{stderr}").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("Git LFS pointer") && told.contains("git lfs pull"), "{what}: {told}");
    // Nothing that can be allowed lets it through.
    let allowed = ["build", "--allow", "unreadable-easy-read", "--allow", "missing-easy-read", "--allow", "missing-transcript"];
    show.podwright(&allowed).whatever_code();
    let published: Vec<String> =
        show.files_below("feed").into_iter().filter(|(_, bytes)| holds_pointer(bytes)).map(|(path, _)| path).collect();
    assert!(published.is_empty(), "{what}: {published:?}");
}

fn holds_pointer(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.contains("oid sha256") || text.contains("git-lfs.github.com") || text.contains("hawser.github.com")
}

/// A clone whose `feed/` is in Git LFS too has pointers at the places of the made pictures, which a build would else take for its own.
#[test]
fn a_made_picture_that_is_a_pointer_is_made_again() {
    let show = TestShow::series();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let built = show.files_below("feed");
    let made: BTreeMap<&String, &Vec<u8>> = built.iter().filter(|(path, _)| path.starts_with("feed/artwork/")).collect();
    assert!(made.len() > 5);
    for path in made.keys() {
        let pointer = pointer(&show, path);
        fs::write(show.path(path), pointer).unwrap();
    }
    // The cover has a second name in episodes/, which was written to with it.
    show.write("episodes/cover.jpg", TestShow::series().read("episodes/cover.jpg"));
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_same_files(&built, &show.files_below("feed"));
}

#[test]
fn what_is_longer_than_any_that_is_read_is_told_with_the_limit_and_the_way_out() {
    let show = TestShow::series();
    let audio = std::fs::File::options().write(true).open(show.path("episodes/driving-the-train/audio.mp3")).unwrap();
    audio.set_len((4 << 30) + 1).unwrap();
    show.write("episodes/coming-soon/easy-read.md", vec![b'a'; (1 << 20) + 1]);
    show.write("episodes/coming-soon/transcript.vtt", vec![b'a'; (16 << 20) + 1]);
    show.write("episodes/words-we-use/episode.yaml", vec![b'#'; (1 << 20) + 1]);
    let (printed, _) = show.podwright(&["check", "--all"]).env("COLUMNS", "500").fails();
    for told in [
        "the file has 4.1 GiB, and the recording of an episode has 4 GiB at most",
        "export it as MP3, or as AAC in `.m4a`, or split it",
        "`episodes/coming-soon/easy-read.md` cannot be read: the file is larger than 1 MiB",
        "shorten it",
        "the file is larger than 16 MiB",
        "the file is larger than 1 MiB",
    ] {
        assert!(printed.contains(told), "{told}: {printed}");
    }
    show.write("podcast.lock", vec![b'#'; (32 << 20) + 1]);
    show.podwright(&["check"]).code(1).stderr_contains(&["the file has more than 32 MiB"]).done();
}
