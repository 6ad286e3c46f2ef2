//! Clocks that jump, between two runs and within one: files are whole, and a run under the right clock finishes the work. What was tried stands in
//! docs/faults.md.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use camino::Utf8PathBuf;
use podwright::error::Exit;
use podwright::world::World;
use podwright::world::fakes::FakeClock;

use crate::every_operation::{differing, restore};
use crate::publication::{Files, Publication};
use crate::support::TestShow;
use crate::support::in_process::run_in;
use crate::support::show::INIT;

/// The time at which all is well (seconds since 1970): 1 January 2023.
const NOW: u64 = 1_672_531_200;
const DAY: u64 = 86_400;

/// Times that a clock shows one after the other, with what they are.
const CLOCKS: [(&str, &[u64]); 8] = [
    ("the start of 1970", &[0]),
    ("a year too early", &[NOW - 365 * DAY]),
    ("an hour too early", &[NOW - 3600]),
    ("a day too late", &[NOW + DAY]),
    ("a hundred years too late", &[NOW + 36_500 * DAY]),
    ("back by a year in the middle", &[NOW, NOW - 365 * DAY]),
    ("forth by a year in the middle", &[NOW, NOW + 365 * DAY]),
    ("forth and back all the time", &[NOW, NOW + DAY, NOW - DAY, NOW + 365 * DAY, 0, NOW, NOW - 1, NOW + 1]),
];

fn run(show: &TestShow, words: &[&str], times: &[u64]) -> (Exit, String) {
    let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    let times: Vec<SystemTime> = times.iter().map(|seconds| UNIX_EPOCH + Duration::from_secs(*seconds)).collect();
    run_in(&root, words, |world| World { clock: Arc::new(FakeClock::showing(times)), ..world })
}

/// A command under each clock, and then once more under the right one, which leaves the same files as if the clock had always been right.
/// `dated` says the time in words, and keeps that of the run which made it.
#[track_caller]
fn survives(show: &TestShow, old: &Files, words: &[&str], dated: &str) {
    restore(show, old);
    let (exit, said) = run(show, words, &[NOW]);
    assert_eq!(exit, Exit::Fine, "{words:?}: {said}");
    let new = show.files();
    for (clock, times) in CLOCKS {
        restore(show, old);
        let (exit, said) = run(show, words, times);
        let found = show.files();
        let gone: Vec<&String> = old.keys().filter(|path| new.contains_key(*path) && !found.contains_key(*path)).collect();
        assert!(gone.is_empty(), "{words:?}, {clock}: {gone:?} are gone");
        assert!(exit == Exit::Fine || said.contains("hint: ") || said.contains("error"), "{words:?}, {clock}: {exit:?}: {said}");
        if exit != Exit::Fine {
            let differing: Vec<&String> = differing(&found, old).into_iter().filter(|path| path.starts_with("feed/")).collect();
            assert!(differing.is_empty(), "{words:?}, {clock}: refused, and {differing:?} changed: {said}");
        }
        let (again, said) = run(show, words, &[NOW]);
        let last = show.files();
        let left: Vec<&String> =
            differing(&last, &new).into_iter().filter(|path| exit != Exit::Fine || path.as_str() != dated).collect();
        let is_done_already = exit == Exit::Fine && again == Exit::Usage;
        assert!(again == Exit::Fine || is_done_already, "{words:?}, after {clock}: {again:?}: {said}");
        assert!(left.is_empty(), "{words:?}, after {clock}: {left:?} are not as they should be: {said}");
    }
}

#[test]
#[ignore = "builds many times; run by tests/run"]
fn a_build_under_a_clock_that_jumps_is_whole_and_the_next_one_finishes() {
    let work = Publication::new();
    survives(&work.show, &work.old, &["build"], "");
}

#[test]
#[ignore = "tags many times; run by tests/run"]
fn recordings_are_tagged_and_shows_begun_under_any_clock() {
    let work = Publication::new();
    survives(&work.show, &work.old, &["tag"], "");
    let show = TestShow::empty_in_memory();
    survives(&show, &Files::new(), &INIT, "episodes/first-episode/episode.yaml");
}

#[test]
#[ignore = "builds many times; run by tests/run"]
fn an_episode_that_was_out_stays_out_whatever_the_clock_shows() {
    let work = Publication::new();
    work.restore();
    let published = |show: &TestShow| show.text("feed/feed.xml").matches("<item>").count();
    for (clock, times) in CLOCKS {
        run(&work.show, &["build"], times);
        assert_eq!(published(&work.show), 6, "{clock}");
    }
    let (exit, said) = run(&work.show, &["build"], &[NOW]);
    assert_eq!(exit, Exit::Fine, "{said}");
    work.finished("after clocks that jump");
}
