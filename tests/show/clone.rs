//! The same commit gives the same bytes, on any machine, on any day.

use std::os::unix::fs::MetadataExt;

use crate::support::TestShow;
use crate::support::show::assert_same_files;

#[test]
fn a_build_in_a_fresh_clone_leaves_nothing_to_commit() {
    let show = TestShow::series();
    show.commit().podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(show.git(&["status", "--porcelain", "--untracked-files=all"]), "");
    assert!(show.exists("feed/media/what-is-co-production.mp3"));
}

#[test]
fn a_second_build_writes_nothing() {
    let show = TestShow::series();
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let stamps = |show: &TestShow| -> Vec<(String, u64, i64, i64)> {
        let paths = show.files().into_keys();
        let stamp = |path: &String| show.path(path).metadata().unwrap();
        paths.map(|path| (stamp(&path), path)).map(|(file, path)| (path, file.ino(), file.mtime(), file.mtime_nsec())).collect()
    };
    let (files, before) = (show.files(), stamps(&show));
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_same_files(&files, &show.files());
    assert_eq!(before, stamps(&show));
}

/// Everything is measured and written anew, and is what was committed.
#[test]
fn folder_day_zone_locale_home_and_cores_are_in_no_byte() {
    let committed = TestShow::series().files();
    let elsewhere = TestShow::series_in("a place with blanks, & an é");
    elsewhere.remove("podcast.lock").remove("feed");
    elsewhere
        .podwright(&["build", "--now", "2031-10-26T01:30:00+13:45"])
        .env("TZ", "Asia/Kathmandu")
        .env("LANG", "tr_TR.UTF-8")
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("HOME", "/nonexistent")
        .env("USER", "somebody")
        .env("RAYON_NUM_THREADS", "1")
        .any_stdout()
        .any_stderr()
        .done();
    let mut built = elsewhere.files();
    built.retain(|path, _| !path.starts_with("feed/media/"));
    assert_same_files(&committed, &built);
}
