//! `podwright master` on disks that fail, fill up, or on which the process dies: the original and the old files stay, and the result is there whole or
//! not at all.

use std::path::Path;
use std::sync::Arc;

use camino::Utf8PathBuf;
use podwright::engine::Exit;
use podwright::world::World;
use podwright::world::console::Console;
use podwright::world::fakes::{self, CapturedStream};

use crate::faulty_disk::{EIO, ENOSPC, Fault, FaultyDisk};
use crate::mounts::{in_own_mounts, part, program};
use crate::support::count::stride;
use crate::support::show::{TestShow, files_in};

/// Three seconds of a tone, as WAV of 16 bits at 8 kHz.
fn recording() -> Vec<u8> {
    let frames = 24_000u32;
    let mut bytes = [
        b"RIFF".as_slice(),
        &(36 + 2 * frames).to_le_bytes(),
        b"WAVEfmt ",
        &16u32.to_le_bytes(),
        &[1, 0, 1, 0],
        &8000u32.to_le_bytes(),
        &16_000u32.to_le_bytes(),
        &[2, 0, 16, 0],
        b"data",
        &(2 * frames).to_le_bytes(),
    ]
    .concat();
    for frame in 0..frames {
        #[expect(clippy::cast_possible_truncation, reason = "a sample of 16 bits")]
        let sample = ((f64::from(frame) * 0.7).sin() * 3000.0) as i16;
        bytes.extend(sample.to_le_bytes());
    }
    bytes
}

fn folder() -> TestShow {
    let show = TestShow::empty_in_memory();
    show.write("talk.wav", recording()).write("old.mp3", "the old episode");
    show
}

fn run(show: &TestShow, disk: FaultyDisk) -> (Exit, String) {
    let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    let printed = CapturedStream::default();
    let (world, _) = fakes::world(&root);
    let world = World { disk: Arc::new(disk), console: Console::to(printed.clone(), printed.clone()), ..world };
    let words = ["podwright", "master", "talk.wav", "--encode", "wav", "--output", "new.wav", "--jobs", "1"];
    (podwright::cli::run_in(world, &words), printed.text())
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
    for (count, at) in (0..steps).step_by(stride().min(3)).enumerate() {
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
    for room in [4, 400, 700, 1100] {
        let script = format!(
            "
            program=$1 show=$2
            mount -t tmpfs -o size={room}k tmpfs /mnt
            cp $show/talk.wav $show/old.mp3 /mnt/ 2>/dev/null || true
            cd /mnt
            ls > /tmp/.names-$$
            printf '\\n-- code\\n'; code=0; $program master talk.wav --output new.mp3 >/dev/null 2>/tmp/.said-$$ || code=$?; echo $code
            printf -- '-- left\\n'; ls -A
            cmp talk.wav $show/talk.wav 2>/dev/null && echo same || true
            rm -f /tmp/.names-$$ /tmp/.said-$$
            printf -- '-- all\\n'; printf '\\nend\\n'"
        );
        let output = in_own_mounts(&script, &[&program(), Path::new(&show.path(""))]);
        let (code, left) = (part(&output, "code"), part(&output, "left"));
        if code.trim() == "0" {
            assert!(left.contains("new.mp3"), "{room}: {left}");
        } else {
            assert!(!left.contains("new.mp3") && !left.contains(".podwright-"), "{room}: {left}");
        }
        if room > 100 {
            assert!(left.contains("same"), "{room}: {left}");
        }
    }
}
