//! A build that has little to do does little.

use std::fs;
use std::fs::File;
use std::os::unix::fs::MetadataExt;

use camino::Utf8Path;

use crate::counting_disk::{Asked, build};
use crate::sound::frames;
use crate::support::TestShow;
use crate::support::wait::settled;

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
fn in_a_folder_of_a_repository_the_short_way_is_open_and_the_files_above_count() {
    let show = TestShow::series();
    let above = show.path("..").canonicalize().unwrap();
    fs::create_dir(above.join(".git")).unwrap();
    fs::write(above.join(".gitignore"), "/target\n").unwrap();
    let build = || show.podwright(&["build"]).any_stdout().any_stderr().done();
    build();
    // a file that is younger than a moment when it is read has an uncertain time
    File::options().write(true).open(above.join(".gitignore")).unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
    build();
    assert!(show.exists(".podwright/unchanged.json"));
    assert!(build().stderr.contains("nothing has changed"));
    fs::write(above.join(".gitignore"), "podcast.lock\n").unwrap();
    assert!(build().stdout.contains("lock-ignored"));
}

/// Also where the long way found nothing to do, because the note was lost.
#[test]
fn a_build_without_findings_prints_nothing_each_time() {
    let show = TestShow::series();
    for run in 1..=4 {
        if run == 3 {
            show.remove(".podwright/unchanged.json");
        }
        let printed = show.podwright(&["build"]).any_stdout().any_stderr().done().stdout;
        assert_eq!(printed, "", "build {run}");
    }
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

/// Hashing, measuring, planning and writing tags share one look at a recording; tags and pages share one look at a picture; rules, findings and the
/// lock share one look at a text.
#[test]
fn each_input_is_opened_once() {
    let show = TestShow::series();
    show.remove("podcast.lock");
    settled(&show);
    let built = |what: &str| {
        let (asked, said) = build(&show, &[]);
        assert_eq!(asked.opened_again(), [], "{what}: {said}");
        let inputs = ["podcast.yaml", "episodes/words-we-use/episode.yaml"];
        assert!(inputs.iter().all(|input| asked.opened().iter().any(|opened| opened == input)), "{what}: {said}");
        said
    };
    built("the first build");
    show.edit("episodes/words-we-use/episode.yaml", "title: Words we use", "title: Words that we use");
    assert!(built("a changed title").contains("tagged 1 file"));
    show.edit("podcast.yaml", "  loudness: -16", "  loudness: -30");
    built("findings in recordings");
}

/// A show of so many episodes that was built once.
fn built_show(episodes: usize) -> TestShow {
    let series = TestShow::series();
    let show = TestShow::empty_in_memory();
    let yaml = series.text("podcast.yaml");
    let rules = "allow: [derived-guid, title-with-number, missing-transcript, missing-easy-read, loudness-off-target, reservoir-gap, too-short, \
                 same-audio, number-gap]\n  loudness: -16";
    show.write("podcast.yaml", yaml.replace("loudness: -16", rules));
    show.write("episodes/cover.jpg", series.read("episodes/cover.jpg"));
    for number in 1..=episodes {
        let folder = format!("episodes/door-{number:03}");
        show.write(&format!("{folder}/audio.mp3"), frames(&series, "what-is-co-production", 100, 200));
        let (month, day) = (1 + (number - 1) / 28, 1 + (number - 1) % 28);
        let yaml = format!(
            "title: Door {number}\nguid: of-the-door-{number}\ndate: 2021-{month:02}-{day:02}T07:00:00Z\nkind: bonus\nsummary: What is behind it.\n"
        );
        show.write(&format!("{folder}/episode.yaml"), yaml);
    }
    settled(&show);
    let (_, said) = build(&show, &[]);
    assert!(said.contains(&format!("tagged {episodes} files")), "{said}");
    show
}

fn recordings(paths: &[String]) -> Vec<&str> {
    paths.iter().map(String::as_str).filter(|path| Utf8Path::new(path).extension() == Some("mp3")).collect()
}

/// What a number of episodes may cost beside one: as much for each, and something for the show.
#[track_caller]
fn flat(few: (usize, u64), many: (usize, u64)) {
    let ((few, small), (many, large)) = (few, many);
    assert!(small > 0 && large * few as u64 <= small * many as u64, "{small} for {few}, {large} for {many}");
}

/// Right after the first build there is nothing to do, and next to nothing is done: no file of the show is opened, none is written, and the
/// questions what stands where are so many an episode, however many there are.
#[test]
fn nothing_is_opened_and_nothing_written_where_nothing_changed_and_an_episode_costs_the_same_in_any_show() {
    let shows = [10, 100].map(|episodes| (episodes, built_show(episodes)));
    let quiet: Vec<_> = shows.iter().map(|(episodes, show)| (*episodes, quiet(show))).collect();
    flat((quiet[0].0, quiet[0].1.looks() as u64), (quiet[1].0, quiet[1].1.looks() as u64));
    flat((quiet[0].0, quiet[0].1.bytes()), (quiet[1].0, quiet[1].1.bytes()));
    // The long way, when the note is lost: texts and pages are read and compared, and still no recording is, and nothing is written but the note.
    let long: Vec<_> = shows
        .iter()
        .map(|(episodes, show)| {
            show.remove(".podwright/unchanged.json");
            let (asked, said) = build(show, &[]);
            assert!(said.ends_with("nothing has changed\n"), "{said}");
            assert_eq!(recordings(&asked.opened()), Vec::<&str>::new(), "no recording is hashed or decoded");
            assert_eq!(asked.changed(), [".podwright/unchanged.json"]);
            (*episodes, asked)
        })
        .collect();
    flat((long[0].0, long[0].1.looks() as u64), (long[1].0, long[1].1.looks() as u64));
    flat((long[0].0, long[0].1.bytes()), (long[1].0, long[1].1.bytes()));
}

fn quiet(show: &TestShow) -> std::sync::Arc<Asked> {
    let (asked, said) = build(show, &[]);
    assert!(said.ends_with("nothing has changed\n"), "{said}");
    assert_eq!(asked.opened(), [".podwright/unchanged.json"]);
    assert_eq!(asked.changed(), Vec::<String>::new());
    asked
}

/// However many episodes there are: one recording is tagged, the feed is written once, and beside them only what shows the title.
#[test]
fn a_changed_title_costs_one_tag_and_one_feed_in_a_show_of_any_size() {
    let changed = [12, 60].map(|episodes| {
        let show = built_show(episodes);
        show.edit("episodes/door-006/episode.yaml", "title: Door 6", "title: The sixth door");
        settled(&show);
        let (asked, said) = build(&show, &[]);
        assert!(said.contains("tagged 1 file, wrote "), "{said}");
        let (changed, opened) = (asked.changed(), asked.opened());
        let times = |path: &str| changed.iter().filter(|there| *there == path).count();
        assert_eq!((times("feed/feed.xml"), times("podcast.lock")), (1, 1), "{changed:?}");
        let served = ["episodes/door-006/audio.mp3", "feed/media/door-006.mp3"];
        assert_eq!(recordings(&changed), served, "{changed:?}");
        assert!(recordings(&opened).iter().all(|path| path.contains("door-006")), "{opened:?}");
        let transcripts = changed.iter().filter(|path| path.starts_with("feed/transcripts/")).count();
        assert_eq!(transcripts, 0, "{changed:?}");
        quiet(&show);
        changed.len()
    });
    assert!(changed[1] <= changed[0] + 2, "an episode more is no file more: {changed:?}");
}

/// The note of one build never hides what was changed after it, not even within the same moment.
#[test]
fn whatever_changes_after_a_build_is_seen_by_the_next_one() {
    let show = built_show(3);
    quiet(&show);
    let seen = |what: &str, path: &str, wanted: &[&str]| {
        let (asked, said) = build(&show, &[]);
        assert!(!said.ends_with("nothing has changed\n"), "{what}: {said}");
        for path in wanted {
            assert!(asked.changed().iter().any(|changed| changed == path), "{what}: {:?}", asked.changed());
        }
        assert!(path.is_empty() || show.exists(path), "{what}");
        quiet(&show);
    };
    show.write("feed/feed.xml", "x");
    seen("a feed of somebody else", "feed/feed.xml", &["feed/feed.xml"]);
    let feed = show.read("feed/feed.xml");
    let mut other = feed.clone();
    other[20] ^= 1;
    show.write("feed/feed.xml", other);
    seen("a feed of the same length", "feed/feed.xml", &["feed/feed.xml"]);
    assert_eq!(show.read("feed/feed.xml"), feed);
    show.remove("feed/episodes/door-002/index.html");
    seen("a page that has gone", "feed/episodes/door-002/index.html", &["feed/episodes/door-002/index.html"]);
    show.remove("feed/media/door-001.mp3");
    seen("a recording that has gone", "feed/media/door-001.mp3", &["feed/media/door-001.mp3"]);
    show.write("episodes/door-003/easy-read.md", "- There is a door.\n");
    settled(&show);
    seen("a file that has come", "episodes/door-003/easy-read.md", &["feed/episodes/door-003/index.html"]);
    show.remove("episodes/door-003/easy-read.md");
    seen("a file that has gone", "", &["feed/episodes/door-003/index.html"]);
    show.write("templates/foot.html", "<p>The end.</p>\n");
    settled(&show);
    seen("a template", "", &["feed/index.html"]);
    show.remove("podcast.lock");
    seen("a lock that has gone", "podcast.lock", &["podcast.lock"]);
}

/// What the second build says at once is what it says when it looks.
#[test]
fn the_findings_of_the_short_way_are_those_of_the_long_one() {
    let show = TestShow::series();
    show.edit("podcast.yaml", "  loudness: -16", "  loudness: -30");
    show.edit("episodes/words-we-use/episode.yaml", "title: Words we use", "title: Words that we use");
    settled(&show);
    let (_, first) = build(&show, &[]);
    assert!(first.contains("loudness-off-target") && first.contains("tagged 1 file"), "{first}");
    let (asked, short) = build(&show, &[]);
    assert_eq!(asked.opened(), [".podwright/unchanged.json"]);
    show.remove(".podwright/unchanged.json");
    let (_, long) = build(&show, &[]);
    assert_eq!(short, long);
    assert!(short.contains("loudness-off-target") && short.ends_with("nothing has changed\n"), "{short}");
}
