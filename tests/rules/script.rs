//! A few changes to a show, as text. `expect` lines come first, then a change a line:
//!
//! ```text
//! expect error missing-transcript episodes/door/episode.yaml:1
//! expect nothing
//! in PATH: OLD => NEW            OLD stands there exactly once
//! in PATH of door: OLD => NEW    the first OLD, where the lock says the same of each episode
//! write PATH: TEXT
//! remove PATH
//! rename PATH => PATH
//! folder PATH                    an empty folder
//! copy PATH => PATH              a file of the repository into the show
//! damaged-tag PATH: TITLE         a tag with this title, cut after it, before a recording
//! picture PATH: jpeg 3000x3000 rgb
//! ```
//!
//! In texts `\n` ends a line, and `REPEAT 3 a` stands for `aaa`.

use std::fs;
use std::path::Path;

use crate::picture::picture;
use crate::support::TestShow;
use crate::support::resum::resum;
use crate::support::show::REPOSITORY;

/// A script, read.
pub(crate) struct Script {
    /// What `check` must find, a line each, sorted by place.
    pub(crate) expected: Vec<String>,
    changes: Vec<String>,
}

impl Script {
    #[track_caller]
    pub(crate) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let (expected, changes): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with("expect "));
        assert!(text.starts_with("expect "), "the first line of {} says what to expect", path.display());
        let expected = expected.into_iter().filter_map(|line| line.strip_prefix("expect ")).map(str::to_owned);
        Self {
            expected: expected.filter(|line| line != "nothing").collect(),
            changes: changes.into_iter().map(str::to_owned).collect(),
        }
    }

    /// Changes alone, one a line.
    pub(crate) fn of_changes(text: &str) -> Self {
        Self { expected: Vec::new(), changes: text.lines().map(str::to_owned).collect() }
    }

    #[track_caller]
    pub(crate) fn apply(&self, show: &TestShow) {
        for change in &self.changes {
            apply(change, show);
        }
        if show.exists("podcast.lock") {
            show.write("podcast.lock", resum(&show.text("podcast.lock")));
        }
    }
}

#[track_caller]
fn apply(change: &str, show: &TestShow) {
    let (verb, rest) = change.split_once(' ').unwrap_or_else(|| panic!("{change}"));
    let arrow = || rest.split_once(" => ").unwrap_or_else(|| panic!("{change}"));
    let colon = || rest.split_once(": ").unwrap_or_else(|| panic!("{change}"));
    match verb {
        "in" => {
            let (path, rest) = colon();
            let (old, new) = rest.split_once(" => ").unwrap_or_else(|| panic!("{change}"));
            let (old, new) = (text(old), text(new));
            match path.strip_suffix(" of door") {
                Some(path) => {
                    let before = show.text(path);
                    assert!(before.contains(&old), "{change}");
                    show.write(path, before.replacen(&old, &new, 1))
                }
                None => show.edit(path, &old, &new),
            };
        }
        "write" => {
            let (path, rest) = colon();
            show.write(path, text(rest));
        }
        "remove" => _ = show.remove(rest),
        "rename" => {
            let (from, to) = arrow();
            fs::rename(show.path(from), show.path(to)).unwrap();
        }
        "folder" => fs::create_dir(show.path(rest)).unwrap(),
        "copy" => {
            let (from, to) = arrow();
            show.write(to, fs::read(Path::new(REPOSITORY).join(from)).unwrap());
        }
        "damaged-tag" => {
            let (path, title) = colon();
            let bytes = fs::read(show.path(path)).unwrap();
            show.write(path, [damaged_tag(title), bytes].concat());
        }
        "picture" => {
            let (path, rest) = colon();
            show.write(path, picture(rest));
        }
        _ => panic!("unknown change: {change}"),
    }
}

/// A tag of ID3v2.3 with a title, whose next frame says that it is longer than the tag.
fn damaged_tag(title: &str) -> Vec<u8> {
    let size = |length: usize| u8::try_from(length).unwrap();
    let frames =
        [b"TIT2\0\0\0", [size(title.len() + 1)].as_slice(), b"\0\0\0", title.as_bytes(), b"TALB\0\0\x10\0\0\0\0Cut"].concat();
    [b"ID3\x03\0\0\0\0\0", [size(frames.len())].as_slice(), &frames].concat()
}

/// A text with its line ends and repetitions written out.
fn text(written: &str) -> String {
    let mut text = String::new();
    let mut rest = written;
    while let Some((before, after)) = rest.split_once("REPEAT ") {
        let (count, after) = after.split_once(' ').unwrap();
        let letter = after.chars().next().unwrap();
        text.push_str(before);
        text.push_str(&letter.to_string().repeat(count.parse().unwrap()));
        rest = &after[letter.len_utf8()..];
    }
    text.push_str(rest);
    text.replace("\\n", "\n")
}
