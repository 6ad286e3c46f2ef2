//! `podwright master` on disks that fail, fill up, or on which the process dies: the original and the old files stay, and the result is there whole or
//! not at all.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use podwright::error::Exit;

use crate::mounts::{in_own_mounts, part, program};
use crate::support::count::stride;
use crate::support::faulty_disk::{EIO, ENOSPC, Fault, FaultyDisk};
use crate::support::in_process::run_on;
use crate::support::recording::wav;
use crate::support::show::{TestShow, files_in};

/// A second of a tone.
fn recording() -> Vec<u8> {
    wav(8_000, 8_000, |at| (f64::from(u32::try_from(at).unwrap()) * 0.7).sin() * 3000.0)
}

fn folder() -> TestShow {
    let show = TestShow::empty_in_memory();
    show.write("talk.wav", recording()).write("old.mp3", "the old episode");
    show
}

fn run(show: &TestShow, disk: FaultyDisk) -> (Exit, String) {
    run_on(Arc::new(disk), show, &["master", "talk.wav", "--encode", "wav", "--output", "new.wav", "--jobs", "1"])
}

/// The finished file of a run without a fault.
fn whole() -> (Vec<u8>, usize) {
    let show = folder();
    let disk = FaultyDisk::whole();
    let (exit, said) = run(&show, disk.clone());
    assert_eq!(exit, Exit::Fine, "{said}");
    (show.read("new.wav"), disk.steps())
}

#[test]
fn at_each_step_that_fails_the_result_is_whole_or_not_there() {
    let (made, steps) = whole();
    assert!(steps > 20, "{steps}");
    for (count, at) in (0..steps).step_by(stride().min(5)).enumerate() {
        let fault = [Fault::Error(ENOSPC), Fault::Error(EIO), Fault::Death][count % 3];
        let show = folder();
        let (exit, said) = run(&show, FaultyDisk::new(fault, at));
        let files = files_in(&show.path(""));
        assert_eq!((&files["talk.wav"], &files["old.mp3"][..]), (&recording(), b"the old episode".as_slice()), "{fault:?} {at}");
        assert!(files.get("new.wav").is_none_or(|new| *new == made), "{fault:?} {at}: half a file");
        if exit != Exit::Fine && fault != Fault::Death {
            assert!(said.contains("error: "), "{fault:?} {at}: {said}");
        }
        if files.contains_key("new.wav") {
            continue;
        }
        let (exit, said) = run(&show, FaultyDisk::whole());
        assert_eq!(exit, Exit::Fine, "{fault:?} {at}: {said}");
        let names: Vec<String> = files_in(&show.path("")).into_keys().collect();
        assert_eq!(names, ["new.wav", "old.mp3", "talk.wav"], "{fault:?} {at}");
    }
}

#[test]
#[ignore = "mounts a small disk, needs lame; run by tests/run"]
fn on_a_full_disk_the_original_and_the_old_episode_stay() {
    let show = folder();
    let mut codes = BTreeSet::new();
    for room in [40, 120, 240, 400, 1100] {
        let script = format!(
            "
            program=$1 show=$2
            mount -t tmpfs -o size={room}k tmpfs /mnt
            cp $show/talk.wav $show/old.mp3 /mnt/
            cd /mnt
            printf '\\n-- said\\n'; code=0; $program master talk.wav --output new.mp3 2>&1 >/dev/null || code=$?
            printf -- '-- code\\n%s\\n' $code
            printf -- '-- left\\n'; ls -A
            cmp talk.wav $show/talk.wav && cmp old.mp3 $show/old.mp3 && echo same
            printf -- '-- all\\n'; printf '\\nend\\n'"
        );
        let output = in_own_mounts(&script, &[&program(), Path::new(&show.path(""))]);
        let [said, code, left] = ["said", "code", "left"].map(|name| part(&output, name));
        if code.trim() == "0" {
            assert_eq!(left, "new.mp3\nold.mp3\ntalk.wav\nsame\n", "{room}");
        } else {
            assert_eq!(left, "old.mp3\ntalk.wav\nsame\n", "{room}");
            assert!(said.contains("error: ") && said.contains("hint: make room on the disk"), "{room}: {said}");
        }
        codes.insert(code.trim().to_owned());
    }
    assert_eq!(codes, ["0", "3"].map(str::to_owned).into());
}
