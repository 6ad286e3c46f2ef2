//! A show from a stranger, with links in its folders and lies in its lists: nothing outside `feed/` and `.podwright/` is written or removed.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

use serde_json::json;

use crate::support::TestShow;
use crate::support::count::is_long;
use crate::support::show::{assert_same_files, files_in};

/// The series, and a home with two files that are nobody's business.
fn show_with_home() -> TestShow {
    let show = TestShow::series();
    fs::create_dir(show.home().join("one")).unwrap();
    fs::write(show.home().join("important.txt"), "precious").unwrap();
    fs::write(show.home().join("one/index.html"), "precious").unwrap();
    show
}

/// Says in `feed/manifest.json` that podwright has written these files too.
fn claim(show: &TestShow, paths: &[&str]) {
    let mut manifest = show.yaml("feed/manifest.json");
    for path in paths {
        let line = json!({"path": path, "bytes": 8, "sha256": "x", "media_type": "t", "cache_control": "x"});
        manifest["files"].as_array_mut().unwrap().push(line);
    }
    show.write("feed/manifest.json", manifest.to_string());
}

#[test]
fn nothing_is_removed_through_a_link() {
    for (index, (link, target)) in [
        ("feed/out", "../../home"),
        ("feed/out", "../../home/"),
        ("feed/oembed/out", "../../../home"),
        ("feed/out", "/proc/self/cwd/../home"),
        ("feed/out", "../episodes/words-we-use"),
        ("feed/out", "missing"),
        ("feed/out", "out"),
    ]
    .into_iter()
    .enumerate()
    {
        for is_journal in [false, true].into_iter().filter(|is_journal| is_long() || *is_journal == (index % 2 == 0)) {
            let show = show_with_home();
            symlink(target, show.path(link)).unwrap();
            let below = link.strip_prefix("feed/").unwrap();
            let names = ["important.txt", "one/index.html", "episode.yaml", "audio.mp3", "../important.txt"];
            let mut paths: Vec<String> = names.iter().map(|name| format!("{below}/{name}")).collect();
            paths.extend(["../../home/important.txt", below].map(str::to_owned));
            paths.push(show.home().join("important.txt").to_str().unwrap().to_owned());
            if is_journal {
                show.write(".podwright/journal", paths.join("\n"));
            } else {
                claim(&show, &paths.iter().map(String::as_str).collect::<Vec<_>>());
            }
            let (home, episodes) = (files_in(&show.home()), show.files_below("episodes"));
            show.podwright(&["build"]).any_stdout().any_stderr().done();
            assert_same_files(&home, &files_in(&show.home()));
            assert_same_files(&episodes, &show.files_below("episodes"));
            assert!(show.path(link).is_symlink(), "{link} -> {target} is not podwright's");
            assert!(!show.exists(".podwright/journal"));
        }
    }
}

/// A file that podwright has written, and nobody wants any more, is still removed.
#[test]
fn what_podwright_wrote_is_removed() {
    let show = show_with_home();
    show.write("feed/old/index.html", "old");
    claim(&show, &["old/index.html"]);
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert!(!show.exists("feed/old"));
}

#[test]
fn nothing_is_written_through_a_link() {
    let folders = ["episodes", "media", "embed", "episodes/words-we-use", "artwork", "oembed"];
    for (index, folder) in folders.into_iter().enumerate() {
        for is_there in [true, false].into_iter().filter(|is_there| is_long() || *is_there == (index % 2 == 0)) {
            let show = show_with_home();
            let (full, outside) = (show.path("feed").join(folder), show.home().join("moved"));
            if is_there && full.exists() {
                fs::rename(&full, &outside).unwrap();
            } else {
                fs::create_dir(&outside).unwrap();
                fs::remove_dir_all(&full).unwrap_or_default();
            }
            symlink(&outside, &full).unwrap();
            show.edit("episodes/words-we-use/episode.yaml", "title: Words we use", "title: Words that we use");
            let (home, before) = (files_in(&show.home()), show.files());
            let said =
                format!("`feed/{folder}` is a symbolic link, and podwright writes nothing through links\nhint: remove the link");
            show.podwright(&["build"]).code(3).any_stdout().stderr_contains(&[&said]).done();
            assert_same_files(&home, &files_in(&show.home()));
            assert_same_files(&before, &show.files());
        }
    }
}

#[test]
fn a_link_in_the_place_of_an_output_is_not_written_through() {
    let show = show_with_home();
    show.remove("feed/index.html").remove("feed/manifest.json");
    symlink("../../home/important.txt", show.path("feed/index.html")).unwrap();
    let said = "`feed/index.html` was not written by podwright, and is not overwritten";
    show.podwright(&["build"]).code(3).any_stdout().stderr_contains(&[said]).done();
    assert_eq!(fs::read(show.home().join("important.txt")).unwrap(), b"precious");
}

/// Nothing in the show can say that `feed` may be a link; a flag and a variable can.
#[test]
fn a_feed_that_is_a_link_is_followed_if_the_producer_says_so() {
    let linked = || {
        let show = show_with_home();
        fs::rename(show.path("feed"), show.home().join("www")).unwrap();
        symlink("../home/www", show.path("feed")).unwrap();
        show.edit("episodes/words-we-use/episode.yaml", "title: Words we use", "title: Words that we use");
        show
    };
    let show = linked();
    let (home, before) = (files_in(&show.home()), show.files());
    let said = "hint: if the link is yours, use `--follow-feed-link`, or set `PODWRIGHT_FOLLOW_FEED_LINK=1`";
    for build in [&["build"][..], &["build", "--check"]] {
        show.podwright(build).code(3).any_stdout().stderr_contains(&["`feed` is a symbolic link", said]).done();
    }
    show.podwright(&["build"]).env("PODWRIGHT_FOLLOW_FEED_LINK", "0").code(3).any_stdout().any_stderr().done();
    assert_same_files(&home, &files_in(&show.home()));
    assert_same_files(&before, &show.files());
    show.podwright(&["build", "--follow-feed-link"]).any_stdout().any_stderr().done();
    assert!(fs::read_to_string(show.home().join("www/feed.xml")).unwrap().contains("<title>Words that we use</title>"));
    assert!(show.path("feed").is_symlink());
    let show = linked();
    show.podwright(&["build"]).env("PODWRIGHT_FOLLOW_FEED_LINK", "1").any_stdout().any_stderr().done();
    // What is below is still not followed.
    fs::rename(show.home().join("www/embed"), show.home().join("embed")).unwrap();
    symlink("../embed", show.home().join("www/embed")).unwrap();
    show.edit("episodes/words-we-use/episode.yaml", "title: Words that we use", "title: Words, words");
    show.podwright(&["build", "--follow-feed-link"])
        .code(3)
        .any_stdout()
        .stderr_contains(&["`feed/embed` is a symbolic link"])
        .done();
}

/// What stands in the place of a file of ours.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Obstacle {
    Link(&'static str),
    Pipe,
    Socket,
    Folder,
}

const OBSTACLES: [Obstacle; 7] = [
    Obstacle::Link("../../home/important.txt"),
    Obstacle::Link("../../home/made-outside"),
    Obstacle::Link("/dev/zero"),
    Obstacle::Link("busy"),
    Obstacle::Pipe,
    Obstacle::Socket,
    Obstacle::Folder,
];

fn put(show: &TestShow, path: &str, obstacle: Obstacle) {
    let full = show.path(path);
    fs::create_dir_all(full.parent().unwrap()).unwrap();
    match obstacle {
        Obstacle::Link(target) => symlink(target, full).unwrap(),
        Obstacle::Pipe => assert!(Command::new("mkfifo").arg(full).status().unwrap().success()),
        Obstacle::Socket => drop(UnixListener::bind(full).unwrap()),
        Obstacle::Folder => fs::create_dir_all(full.join("full")).unwrap(),
    }
}

#[test]
fn nothing_in_the_place_of_the_lock_file_is_followed_or_waited_for() {
    for obstacle in OBSTACLES {
        let show = show_with_home();
        put(&show, ".podwright/busy", obstacle);
        let home = files_in(&show.home());
        let said = if matches!(obstacle, Obstacle::Link(_)) { "is a symbolic link" } else { "it is not a file" };
        show.podwright(&["build"]).code(3).any_stdout().stderr_contains(&[said]).done();
        assert_same_files(&home, &files_in(&show.home()));
    }
}

#[test]
fn nothing_in_the_place_of_what_is_kept_is_followed_or_waited_for() {
    for obstacle in OBSTACLES {
        let show = show_with_home();
        for name in ["unchanged.json", "cache.json", "journal", "pictures"] {
            // A folder that is not empty is not replaced by a file, and is reported.
            if (name, obstacle) != ("journal", Obstacle::Folder) {
                put(&show, &format!(".podwright/{name}"), obstacle);
            }
        }
        show.edit("podcast.yaml", "title: Co-production for beginners", "title: Another title");
        let home = files_in(&show.home());
        show.podwright(&["build"]).any_stdout().any_stderr().done();
        assert_same_files(&home, &files_in(&show.home()));
    }
}

#[test]
fn a_state_folder_that_leads_away_is_refused() {
    let show = show_with_home();
    symlink("../home", show.path(".podwright")).unwrap();
    let home = files_in(&show.home());
    let said = "`.podwright` is a symbolic link, and podwright writes nothing through links";
    show.podwright(&["build"]).code(3).any_stdout().stderr_contains(&[said]).done();
    assert_same_files(&home, &files_in(&show.home()));
}

#[test]
fn nothing_in_the_place_of_an_output_is_waited_for() {
    for obstacle in OBSTACLES.into_iter().step_by(if is_long() { 1 } else { 2 }) {
        let show = show_with_home();
        show.remove("feed/feed.xml");
        put(&show, "feed/feed.xml", obstacle);
        show.edit("episodes/words-we-use/episode.yaml", "title: Words we use", "title: Words that we use");
        let (home, episodes) = (files_in(&show.home()), show.files_below("episodes"));
        show.podwright(&["build"]).code(3).any_stdout().any_stderr().done();
        assert_same_files(&home, &files_in(&show.home()));
        assert_same_files(&episodes, &show.files_below("episodes"));
    }
}

#[test]
fn a_file_that_cannot_be_read_is_one_finding_and_not_said_to_be_missing() {
    let show = TestShow::series();
    let folder = "episodes/words-we-use";
    let yaml = show.text(&format!("{folder}/episode.yaml"));
    let (before, after) = yaml.split_once("chapters:\n").unwrap();
    let after: Vec<&str> = after.lines().skip_while(|line| line.starts_with(' ')).collect();
    show.write(
        &format!("{folder}/episode.yaml"),
        format!("{before}artwork: {{file: own.jpg, alt: A word}}\n{}\n", after.join("\n")),
    );
    for name in ["easy-read.md", "transcript.vtt", "chapters.txt", "own.jpg"] {
        let path = format!("{folder}/{name}");
        let _none_before = fs::remove_file(show.path(&path));
        // a link to itself cannot be followed
        symlink(name, show.path(&path)).unwrap();
        let report = show.podwright(&["check", "--format", "json", "words-we-use"]).code(1).json();
        let told: Vec<&serde_json::Value> =
            report["findings"].as_array().unwrap().iter().filter(|finding| finding.to_string().contains(name)).collect();
        assert_eq!(told.len(), 1, "{name}: {told:#?}");
        assert!(!told[0].to_string().contains("there is no file"), "{name}: {told:#?}");
        fs::remove_file(show.path(&path)).unwrap();
    }
}
