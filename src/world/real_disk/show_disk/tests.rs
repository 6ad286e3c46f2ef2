//! The promises of a show's disk, also while somebody exchanges folders for links.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, reason = "test support code")]

use std::fs;
use std::os::unix::fs::symlink;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::*;
use crate::world::atomic;
use crate::world::disk::read_whole;

/// A show with a folder beside it, and its disk.
fn show() -> (tempfile::TempDir, Utf8PathBuf, ShowDisk) {
    let around = tempfile::tempdir().unwrap();
    let root = Utf8PathBuf::from_path_buf(around.path().canonicalize().unwrap()).unwrap().join("show");
    fs::create_dir_all(root.join("feed/media")).unwrap();
    fs::create_dir_all(root.join("episodes/one")).unwrap();
    fs::create_dir(root.with_file_name("outside")).unwrap();
    let disk = ShowDisk::new(&root, FeedLink::Refused).unwrap();
    (around, root, disk)
}

fn refusal<T>(result: io::Result<T>) -> Option<PathRefusal> {
    PathRefusal::of(result.err().as_ref()?).cloned()
}

#[test]
fn every_change_through_a_link_is_refused() {
    let (_around, root, disk) = show();
    symlink("../../outside", root.join("feed/out")).unwrap();
    fs::write(root.join("../outside/file"), "precious").unwrap();
    fs::write(root.join("feed/file"), "ours").unwrap();
    let (inside, through) = (root.join("feed/file"), root.join("feed/out/file"));
    let link = || Some(PathRefusal::Link { link: "feed/out".into() });
    assert_eq!(refusal(disk.remove(&through)), link());
    assert_eq!(refusal(disk.create_new(&root.join("feed/out/new"))), link());
    assert_eq!(refusal(disk.create_folders(&root.join("feed/out/new"))), link());
    assert_eq!(refusal(disk.create_folders(&root.join("feed/out"))), link());
    assert_eq!(refusal(disk.rename(&inside, &through)), link());
    assert_eq!(refusal(disk.rename(&through, &inside)), link());
    assert_eq!(refusal(disk.hard_link(&inside, &through)), link());
    assert_eq!(refusal(disk.hard_link(&through, &root.join("feed/new"))), link());
    assert_eq!(refusal(disk.open(&through)), link());
    assert_eq!(refusal(disk.status(&through)), link());
    assert_eq!(refusal(disk.list(&root.join("feed/out"))), link());
    assert_eq!(refusal(disk.sync_folder(&root.join("feed/out"))), link());
    assert_eq!(refusal(disk.lock_folder(&root.join("feed/out"))), link());
    assert_eq!(refusal(disk.take(&through)), link());
    assert_eq!(refusal(disk.may_write(&through)), link());
    // Dots in a path are no way around.
    assert_eq!(refusal(disk.remove(&root.join("episodes/../feed/./out/file"))), link());
    assert_eq!(fs::read(root.join("../outside/file")).unwrap(), b"precious");
    assert_eq!(fs::read_dir(root.join("../outside")).unwrap().count(), 1);
}

#[test]
fn a_link_itself_is_replaced_and_removed_and_not_what_it_leads_to() {
    let (_around, root, disk) = show();
    let outside = root.with_file_name("outside").join("file");
    fs::write(&outside, "precious").unwrap();
    let link = root.join("feed/link");
    symlink(&outside, &link).unwrap();
    disk.remove(&link).unwrap();
    assert!(!link.is_symlink() && outside.exists());
    symlink(&outside, &link).unwrap();
    atomic::write(&disk, &link, b"new").unwrap();
    assert!(!link.is_symlink());
    assert_eq!((fs::read(&link).unwrap(), fs::read(&outside).unwrap()), (b"new".to_vec(), b"precious".to_vec()));
}

#[test]
fn links_are_read_as_far_as_they_stay_inside() {
    let (_around, root, disk) = show();
    fs::create_dir(root.join(".git")).unwrap();
    fs::create_dir(root.join("shared")).unwrap();
    for file in [".git/config", "shared/words", "../outside/words"] {
        fs::write(root.join(file), "text").unwrap();
    }
    let hidden = |path: &str| Some(PathRefusal::Hidden { path: path.into() });
    let absolute = root.join("shared/words").into_string();
    for (target, expected) in [
        ("../../shared/words", None),
        ("../../shared/../shared/words", None),
        (absolute.as_str(), None),
        ("../../../outside/words", Some(PathRefusal::Outside)),
        ("../../../show/shared/words", Some(PathRefusal::Outside)),
        ("/etc/passwd", Some(PathRefusal::Outside)),
        ("../../.git/config", hidden(".git")),
        ("../../shared/../.git/config", hidden(".git")),
        ("../../shared", Some(PathRefusal::Folder)),
    ] {
        let link = root.join("episodes/one/words");
        symlink(target, &link).unwrap();
        let read = read_whole(&disk, &link, ByteCount::new(10));
        assert_eq!(read.as_ref().err().and_then(PathRefusal::of).cloned(), expected, "{target}");
        assert!(expected.is_some() || read.unwrap() == b"text");
        fs::remove_file(&link).unwrap();
    }
    symlink("words", root.join("episodes/one/words")).unwrap();
    assert!(disk.open(&root.join("episodes/one/words")).is_err(), "a link to itself ends");
    assert_eq!(refusal(disk.open(&root.join("episodes/one/.hidden"))), hidden("episodes/one/.hidden"));
    assert!(disk.open(&root.with_file_name("outside").join("words")).is_ok(), "what the producer names is read");
}

/// Somebody exchanges a folder for a link as often as they can, while files are written and removed in it.
#[cfg(target_os = "linux")]
#[test]
fn a_link_that_is_swapped_in_meanwhile_is_not_followed() {
    let (_around, root, disk) = show();
    let (folder, link, outside) = (root.join("feed/media"), root.join("feed/link"), root.with_file_name("outside"));
    symlink(&outside, &link).unwrap();
    fs::write(outside.join("victim"), "precious").unwrap();
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !is_done.load(Ordering::Relaxed) {
                renameat_with(CWD, folder.as_std_path(), CWD, link.as_std_path(), RenameFlags::EXCHANGE).unwrap();
            }
        });
        let mut outcomes = [0, 0];
        for _ in 0..3000 {
            let written = disk.create_new(&folder.join("new")).is_ok();
            let _removed = (disk.remove(&folder.join("new")), disk.remove(&folder.join("victim")));
            outcomes[usize::from(written)] += 1;
        }
        is_done.store(true, Ordering::Relaxed);
        assert!(outcomes.iter().all(|&count| count > 0), "both were met: {outcomes:?}");
    });
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 1);
    assert_eq!(fs::read(outside.join("victim")).unwrap(), b"precious");
}
