//! Whatever fails, and wherever the process dies: each file is the old one or the new one, whole, and the next run finishes the work and
//! leaves nothing behind.

use std::fs;
use std::process::{Command, Stdio};

use camino::Utf8PathBuf;
use podwright::tag::apply::{TagApplyError, remove_leftovers};
use podwright::tag::wanted::Wanted;
use podwright::world::disk::Disk;
use podwright::world::real_disk::RealDisk;

use crate::samples::{Folder, silence, tag, wanted};
use crate::support::count::is_long;
use crate::support::faulty_disk::{EACCES, EIO, ENOSPC, Fault, FaultyDisk};

/// Files of one folder, as they were and as they become.
struct Work {
    old: Vec<(String, Vec<u8>)>,
    new: Vec<Vec<u8>>,
    wanted: Wanted,
}

impl Work {
    fn new(old: Vec<(String, Vec<u8>)>) -> Self {
        let mut work = Self { old, new: Vec::new(), wanted: wanted() };
        let folder = work.folder();
        work.run(&RealDisk, &folder).unwrap();
        work.new = work.paths(&folder).iter().map(|path| fs::read(path).unwrap()).collect();
        assert!(work.old.iter().zip(&work.new).all(|((_, old), new)| old != new));
        work
    }

    /// Two small files: one bare, one with a tag of others.
    fn small() -> Self {
        let mut tagged = b"ID3\x03\0\0\0\0\0\x10PRIV\0\0\0\x06\0\0me\0abc".to_vec();
        tagged.extend(silence(400));
        Self::new(vec![("a.mp3".to_owned(), silence(900)), ("b.mp3".to_owned(), tagged)])
    }

    fn folder(&self) -> Folder {
        let folder = Folder::new();
        self.restore(&folder);
        folder
    }

    fn restore(&self, folder: &Folder) {
        for (name, bytes) in &self.old {
            folder.write(name, bytes);
        }
    }

    fn paths(&self, folder: &Folder) -> Vec<Utf8PathBuf> {
        self.old.iter().map(|(name, _)| folder.path(name)).collect()
    }

    fn run(&self, disk: &dyn Disk, folder: &Folder) -> Result<(), String> {
        self.paths(folder)
            .iter()
            .try_for_each(|path| tag(disk, path, &self.wanted).map(|_| ()).map_err(|error| error.to_string()))
    }

    /// Every file is whole; how many are new.
    #[track_caller]
    fn whole(&self, folder: &Folder, told: &str) -> usize {
        let mut count = 0;
        for ((path, (_, old)), new) in self.paths(folder).iter().zip(&self.old).zip(&self.new) {
            let found = fs::read(path).unwrap();
            assert!(found == *old || found == *new, "{told}: {path} is neither the old file nor the new one");
            count += usize::from(found == *new);
        }
        count
    }

    /// The next run finishes the work and leaves nothing behind.
    #[track_caller]
    fn finishes(&self, folder: &Folder, told: &str) {
        self.run(&RealDisk, folder).unwrap_or_else(|error| panic!("{told}: {error}"));
        remove_leftovers(&RealDisk, &folder.path("")).unwrap();
        assert_eq!(self.whole(folder, told), self.old.len(), "{told}: all files are new");
        let names: Vec<String> = self.old.iter().map(|(name, _)| name.clone()).collect();
        let mut sorted = names.clone();
        sorted.sort();
        assert_eq!(folder.names(), sorted, "{told}: nothing is left behind");
    }

    fn steps(&self) -> usize {
        let disk = FaultyDisk::whole();
        self.run(&disk, &self.folder()).unwrap();
        disk.steps()
    }
}

#[test]
fn an_error_at_any_step_leaves_whole_files_and_no_litter() {
    let work = Work::small();
    let steps = work.steps();
    assert!(steps > 60, "{steps}");
    let folder = work.folder();
    for number in [ENOSPC, EIO, EACCES] {
        for at in 0..steps {
            let told = format!("error {number} at step {at} of {steps}");
            work.restore(&folder);
            let error = work.run(&FaultyDisk::new(Fault::Error(number), at), &folder).expect_err(&told);
            assert!(!error.is_empty() && !error.contains("ErrorKind"), "{told}: {error}");
            work.whole(&folder, &told);
            assert_eq!(folder.names(), ["a.mp3", "b.mp3"], "{told}: the run itself has cleared up");
            work.finishes(&folder, &told);
        }
    }
}

#[test]
fn death_at_any_step_leaves_whole_files_and_the_next_run_clears_up() {
    let work = Work::small();
    let steps = work.steps();
    let folder = work.folder();
    let mut littered = 0;
    for at in 0..steps {
        let told = format!("death at step {at} of {steps}");
        work.restore(&folder);
        work.run(&FaultyDisk::new(Fault::Death, at), &folder).expect_err(&told);
        work.whole(&folder, &told);
        littered += usize::from(folder.names().len() > 2);
        work.finishes(&folder, &told);
    }
    assert!(littered > 10, "the deaths came while something was unfinished: {littered}");
}

#[test]
#[ignore = "tags 50 MB thirty times; run by tests/run"]
fn a_long_recording_that_is_synced_on_the_way_fails_and_dies_as_well_as_a_short_one() {
    // 50 MB: six stretches, of which five may be synced while the next one is written.
    let work = Work::new(vec![("long.mp3".to_owned(), silence(120_000))]);
    let folder = Folder::in_memory();
    let run = |disk: &FaultyDisk| {
        work.restore(&folder);
        work.run(disk, &folder)
    };
    let disk = FaultyDisk::writing(Fault::Death, usize::MAX);
    run(&disk).unwrap();
    let steps = disk.written();
    let mut synced = 0;
    // What is done side by side comes in another order at every run, and is more or less by a few syncs: every eleventh step is enough,
    // and in a short run a few of them.
    for at in (0..steps.len()).step_by(if is_long() { 11 } else { 41 }) {
        for fault in [Fault::Error(ENOSPC), Fault::Error(EIO), Fault::Death] {
            let told = format!("{fault:?} at step {at} of {}, such as `{}`", steps.len(), steps[at]);
            let disk = FaultyDisk::writing(fault, at);
            let ended = run(&disk);
            assert!(ended.is_err() || at + 6 > steps.len(), "{told}");
            let whole = work.whole(&folder, &told);
            assert!(ended.is_err() || whole == 1, "{told}");
            if fault != Fault::Death {
                assert_eq!(folder.names(), ["long.mp3"], "{told}: the run itself has cleared up");
            }
            synced += disk.written().iter().filter(|step| step.starts_with("sync on the way")).count();
        }
    }
    assert!(synced > 0, "stretches are synced while others are written: {synced}");
    work.finishes(&folder, "the last");
}

/// Tells the child in which folder it may not write as much as it must.
const WRITE_LITTLE: &str = "PODWRIGHT_TEST_WRITE_LITTLE";

#[test]
#[ignore = "needs a shell; run by tests/run"]
fn a_write_that_the_system_itself_refuses_leaves_the_old_file() {
    let work = Work::small();
    let folder = work.folder();
    // The shell's limit on the size of files is the refusal that needs no disk of its own: 512 bytes a unit in POSIX, 1024 in bash.
    let script = "trap '' XFSZ; ulimit -f 100; exec \"$@\"";
    let status = Command::new("sh")
        .args(["-c", script, "sh"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "faults::a_child_that_may_write_little", "--ignored"])
        .env(WRITE_LITTLE, folder.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "the child saw the error that it was to see");
    assert_eq!(work.whole(&folder, "file size limit"), 0);
    work.finishes(&folder, "file size limit");
}

#[test]
#[ignore = "does nothing alone: started by a_write_that_the_system_itself_refuses_leaves_the_old_file"]
fn a_child_that_may_write_little() {
    let Ok(folder) = std::env::var(WRITE_LITTLE) else { return };
    let error = tag(&RealDisk, &Utf8PathBuf::from(&folder).join("a.mp3"), &wanted()).unwrap_err();
    assert!(matches!(error, TagApplyError::Io { .. }), "{error}");
    assert!(std::fs::read_dir(folder).unwrap().count() == 2, "the run itself has cleared up");
}

/// Tells the child in which folder to work, and at which step to die.
const DIE: &str = "PODWRIGHT_TEST_DIE";

#[test]
#[ignore = "starts a process for each death; run by tests/run"]
fn processes_that_really_die_leave_whole_files() {
    let work = Work::small();
    let steps = work.steps();
    let folder = work.folder();
    for at in 0..steps {
        let told = format!("abort at step {at} of {steps}");
        work.restore(&folder);
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "faults::a_child_that_dies", "--ignored"])
            .env(DIE, format!("{at} {}", folder.path("")))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert_eq!(status.code(), None, "{told}: the child was killed by a signal");
        work.whole(&folder, &told);
        work.finishes(&folder, &told);
    }
}

#[test]
#[ignore = "does nothing alone: started by processes_that_really_die_leave_whole_files"]
fn a_child_that_dies() {
    let Ok(told) = std::env::var(DIE) else { return };
    let (at, folder) = told.split_once(' ').unwrap();
    let disk = FaultyDisk::new(Fault::Abort, at.parse().unwrap());
    for name in ["a.mp3", "b.mp3"] {
        tag(&disk, &Utf8PathBuf::from(folder).join(name), &wanted()).unwrap();
    }
    unreachable!("the disk aborts on the way");
}
