//! What the file system shows of tagging: links, permissions, times, two at once.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use podwright::tag::apply::{TagApplyError, apply, remove_leftovers};
use podwright::tag::wanted::Wanted;
use podwright::world::disk::Disk;
use podwright::world::real_disk::RealDisk;
use podwright::world::replace::ReplaceError;

use crate::samples::{Folder, audio_of, plan_of, silence, tag, wanted};
use crate::support::faulty_disk::FaultyDisk;

#[test]
fn a_second_run_writes_nothing() {
    let folder = Folder::new();
    let path = folder.write("a.mp3", &silence(50));
    let first = tag(&RealDisk, &path, &wanted()).unwrap();
    let before = fs::metadata(&path).unwrap();
    let second = tag(&RealDisk, &path, &wanted()).unwrap();
    let after = fs::metadata(&path).unwrap();
    assert!(first.written && !second.written);
    assert_eq!((first.bytes, first.sha256, first.audio_sha256), (second.bytes, second.sha256, second.audio_sha256));
    assert_eq!((before.ino(), before.mtime(), before.mtime_nsec()), (after.ino(), after.mtime(), after.mtime_nsec()));
}

#[test]
fn what_is_told_of_the_new_file_is_true() {
    let folder = Folder::new();
    let path = folder.write("a.mp3", &silence(50));
    let told = tag(&RealDisk, &path, &wanted()).unwrap();
    let bytes = fs::read(&path).unwrap();
    assert_eq!((told.bytes.get(), told.sha256), (bytes.len() as u64, podwright::model::identity::digest::Sha256::of(&bytes)));
    assert_eq!(told.audio_sha256, podwright::model::identity::digest::Sha256::of(&silence(50)));
}

#[test]
fn progress_only_grows_and_ends_with_the_file() {
    let folder = Folder::new();
    let path = folder.write("a.mp3", &silence(1000));
    let seen = std::sync::Mutex::new(Vec::new());
    let plan = plan_of(&path, &wanted());
    apply(&RealDisk, &path, &plan, None, audio_of(&path), &|done| seen.lock().unwrap().push(done)).unwrap();
    let seen = seen.into_inner().unwrap();
    assert!(seen.is_sorted() && seen.len() > 4, "{seen:?}");
    assert_eq!(*seen.last().unwrap(), 417_000);
}

#[test]
fn permissions_and_extended_attributes_come_along() {
    let folder = Folder::new();
    let path = folder.write("a.mp3", &silence(50));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let has_attributes = xattr::set(&path, "user.origin", b"studio 2").is_ok();
    tag(&RealDisk, &path, &wanted()).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, 0o640);
    if has_attributes {
        assert_eq!(xattr::get(&path, "user.origin").unwrap().unwrap(), b"studio 2");
    }
}

#[test]
fn a_symbolic_link_is_followed_and_stays_one() {
    let (there, here) = (Folder::new(), Folder::new());
    let real = there.write("real.mp3", &silence(50));
    let link = here.path("link.mp3");
    symlink(&real, &link).unwrap();
    tag(&RealDisk, &link, &wanted()).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read(&real).unwrap().starts_with(b"ID3"));
    assert_eq!((there.names(), here.names()), (vec!["real.mp3".to_owned()], vec!["link.mp3".to_owned()]));
}

#[test]
fn another_name_of_the_file_keeps_the_old_bytes() {
    let folder = Folder::new();
    let path = folder.write("a.mp3", &silence(50));
    fs::hard_link(&path, folder.path("b.mp3")).unwrap();
    tag(&RealDisk, &path, &wanted()).unwrap();
    assert_eq!(fs::read(folder.path("b.mp3")).unwrap(), silence(50));
}

#[test]
fn a_read_only_file_or_folder_is_refused_before_anything_starts() {
    let folder = Folder::new();
    let path = folder.write("a.mp3", &silence(50));
    for (what, mode, back) in [(&path, 0o444, 0o644), (&folder.path(""), 0o555, 0o755)] {
        fs::set_permissions(what, fs::Permissions::from_mode(mode)).unwrap();
        let error = tag(&RealDisk, &path, &wanted()).unwrap_err();
        fs::set_permissions(what, fs::Permissions::from_mode(back)).unwrap();
        assert!(matches!(error, TagApplyError::Replace(ReplaceError::ReadOnly { .. })), "{error}");
        assert_eq!(fs::read(&path).unwrap(), silence(50));
        assert_eq!(folder.names(), ["a.mp3"]);
    }
}

#[test]
fn a_file_that_changed_since_the_plan_is_left_alone() {
    let folder = Folder::new();
    let path = folder.write("a.mp3", &silence(50));
    let plan = plan_of(&path, &wanted());
    let other = Wanted { title: "Somebody else’s".to_owned(), ..wanted() };
    tag(&RealDisk, &path, &other).unwrap();
    let theirs = fs::read(&path).unwrap();
    let error = apply(&RealDisk, &path, &plan, None, audio_of(&path), &|_| ()).unwrap_err();
    assert!(matches!(error, TagApplyError::Stale { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), theirs);
}

#[test]
fn of_two_at_once_the_second_waits_and_sees_that_the_file_has_changed() {
    let folder = Folder::new();
    let path = folder.write("a.mp3", &silence(2000));
    let plan = plan_of(&path, &wanted());
    let answers = std::thread::scope(|scope| {
        let both = [(); 2].map(|()| scope.spawn(|| apply(&RealDisk, &path, &plan, None, audio_of(&path), &|_| ())));
        both.map(|one| one.join().unwrap())
    });
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    assert!(answers.iter().any(|answer| matches!(answer, Err(TagApplyError::Stale { .. }))), "{answers:?}");
    assert_eq!(folder.names(), ["a.mp3"]);
}

#[test]
fn a_disk_with_too_little_room_is_refused_before_anything_starts() {
    let folder = Folder::new();
    let path = folder.write("a.mp3", &silence(50));
    let needed = plan_of(&path, &wanted()).new_length().get();
    let error = tag(&FaultyDisk::with_room(needed), &path, &wanted()).unwrap_err();
    assert!(matches!(error, TagApplyError::Replace(ReplaceError::NoSpace { free, .. }) if free.get() == needed), "{error}");
    assert_eq!(folder.names(), ["a.mp3"]);
    assert!(tag(&FaultyDisk::with_room(needed + (1 << 20)), &path, &wanted()).unwrap().written);
}

#[test]
fn litter_is_cleared_and_nothing_else_is() {
    let folder = Folder::new();
    for name in [".podwright-1-a.mp3.tmp", ".podwright-77-b.tmp", ".podwright", "podwright-1.tmp", ".other.tmp", "a.mp3"] {
        folder.write(name, b"x");
    }
    remove_leftovers(&RealDisk, &folder.path("")).unwrap();
    assert_eq!(folder.names(), [".other.tmp", ".podwright", "a.mp3", "podwright-1.tmp"]);
    remove_leftovers(&RealDisk, &folder.path("nowhere")).unwrap();
}

#[test]
fn a_folder_is_no_recording_and_nothing_is_nothing() {
    let folder = Folder::new();
    let path = folder.write("a.mp3", &silence(50));
    let plan = plan_of(&path, &wanted());
    let gone = folder.path("gone.mp3");
    assert!(matches!(
        apply(&RealDisk, &gone, &plan, None, audio_of(&path), &|_| ()),
        Err(TagApplyError::Replace(ReplaceError::Io { .. }))
    ));
    assert!(matches!(
        apply(&RealDisk, &folder.path(""), &plan, None, audio_of(&path), &|_| ()),
        Err(TagApplyError::Replace(ReplaceError::NotFile { .. }))
    ));
    assert!(RealDisk.status(&path).unwrap().is_some());
}
