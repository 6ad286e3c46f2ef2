//! Each rule has a bad show and a good one: `tests/rules/<id>/bad.txt` and `good.txt`. Both are the show of `tests/rules/base/` with a
//! few changes, written as a [script](crate::script); the first lines say what `check` must find, and it must find nothing else. The good
//! one is as near to the bad one as it can be.

use std::fs;
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::finding::findings;
use crate::picture::jpeg;
use crate::script::Script;
use crate::support::TestShow;
use crate::support::resum::resum;
use crate::support::show::REPOSITORY;

/// The folder of the fixtures.
pub(crate) fn folder() -> std::path::PathBuf {
    Path::new(REPOSITORY).join("tests/rules")
}

/// The good show that all fixtures change. It has no audio: everything about that stands in its lock, as after a clone by CI.
pub(crate) fn base() -> TestShow {
    let show = TestShow::empty();
    copy(&folder().join("base"), "", &show);
    show.write("episodes/cover.jpg", jpeg(1400, 1400));
    show.write("podcast.lock", resum(&show.text("podcast.lock")));
    show
}

fn copy(from: &Path, to: &str, show: &TestShow) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let to = if to.is_empty() { name.to_owned() } else { format!("{to}/{name}") };
        if path.is_dir() {
            copy(&path, &to, show);
        } else {
            show.write(&to, fs::read(&path).unwrap());
        }
    }
}

/// The ids of the rules that have fixtures.
pub(crate) fn ids() -> Vec<String> {
    let folders = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut ids: Vec<String> = folders.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    ids.retain(|id| id != "base");
    ids.sort();
    ids
}

/// What is wrong with a fixture; `None` where `check` finds what it says.
fn complaint(id: &str, kind: &str) -> Option<String> {
    let file = format!("{id}/{kind}.txt");
    let script = Script::read(&folder().join(&file));
    let show = base();
    script.apply(&show);
    let found = findings(&show);
    (found != script.expected).then(|| format!("{file}\n  expected {:#?}\n  found {found:#?}", script.expected))
}

#[test]
fn the_show_that_all_fixtures_change_has_no_fault() {
    assert_eq!(findings(&base()), Vec::<String>::new());
}

#[test]
fn each_rule_finds_its_fault_and_lets_the_nearest_good_show_pass() {
    let ids = ids();
    assert!(!ids.is_empty());
    let complaints: Vec<String> =
        ids.par_iter().flat_map_iter(|id| ["bad", "good"].into_iter().filter_map(|kind| complaint(id, kind))).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_bad_show_breaks_its_rule_and_a_good_one_does_not() {
    for id in ids() {
        let names = |kind: &str| {
            let script = Script::read(&folder().join(format!("{id}/{kind}.txt")));
            script.expected.iter().any(|line| line.split(' ').nth(1) == Some(id.as_str()))
        };
        assert!(names("bad"), "{id}/bad.txt does not expect {id}");
        assert!(!names("good"), "{id}/good.txt expects {id}");
    }
}
