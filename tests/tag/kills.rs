//! The program itself, killed by the system, and refused by the system, at any call by which it changes something: strace does it, and the
//! program knows nothing of it.

use std::collections::BTreeMap;
use std::process::Command;

use crate::publication::{Publication, RECORDINGS};
use crate::support::count::{count, is_long, stride};

/// Calls that change a disk.
const CHANGING: &str = "write,copy_file_range,fsync,rename,renameat,link,linkat,unlink,unlinkat,mkdir,mkdirat,chmod,fchmod,chown,fchown,flock,ioctl,openat";

/// Deaths that are spread over the build.
const KILLS: usize = 100;

/// Calls that were made: which one, and its number among those of its kind in the same thread.
#[derive(Clone, Debug)]
struct Call {
    name: String,
    number: usize,
    line: String,
}

fn strace(work: &Publication, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq"]).args(arguments).arg(env!("CARGO_BIN_EXE_podwright")).arg("build");
    command.current_dir(work.show.path("")).env("SOURCE_DATE_EPOCH", "1672531200");
    let output = command.output().unwrap_or_else(|error| panic!("strace: {error}"));
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// The calls of an undisturbed build that change something.
fn calls(work: &Publication) -> Vec<Call> {
    work.restore();
    let log = tempfile::NamedTempFile::new().unwrap();
    let (code, said) = strace(work, &["-o", log.path().to_str().unwrap(), "-e", &format!("trace={CHANGING}")]);
    assert_eq!(code, Some(0), "{said}");
    work.finished("an undisturbed build");
    let text = std::fs::read_to_string(log.path()).unwrap();
    let main = text.split_whitespace().next().unwrap().to_owned();
    let mut numbers = BTreeMap::<String, usize>::new();
    let mut found = Vec::new();
    // `1234  rename("a", "b") = 0`; only the first thread writes.
    for line in text.lines().filter(|line| line.starts_with(&main)) {
        let Some((name, _)) = line[main.len()..].trim().split_once('(') else { continue };
        let number = numbers.entry(name.to_owned()).or_default();
        *number += 1;
        let changes =
            (name != "openat" || line.contains("O_CREAT")) && !["write(1,", "write(2,"].iter().any(|talk| line.contains(talk));
        if changes {
            found.push(Call { name: name.to_owned(), number: *number, line: line.to_owned() });
        }
    }
    found
}

#[test]
#[ignore = "needs strace; run by tests/run"]
fn the_program_killed_at_any_call_harms_no_file_and_the_next_run_finishes() {
    let work = Publication::new();
    let calls = calls(&work);
    assert!(calls.len() > 400, "{}", calls.len());
    let is_tagging = |call: &Call| call.line.contains("audio.m");
    let first = calls.iter().position(is_tagging).expect("a recording is tagged");
    let end =
        calls.iter().rposition(|call| call.name.starts_with("rename") && call.line.contains("audio.m")).expect("and replaced")
            + 1;
    let tagging = &calls[first..end];
    let mut seen = std::collections::BTreeSet::new();
    let kills = count(KILLS);
    for point in 0..kills {
        // Every other death is while recordings are tagged: that is a small part of the calls, and the one that could hurt.
        let calls = if point % 2 == 0 { &calls } else { tagging };
        let Call { name, number, line } = &calls[point * calls.len() / kills];
        work.restore();
        let inject = format!("inject={name}:signal=SIGKILL:when={number}");
        let (code, _) = strace(&work, &["-o", "/dev/null", "-e", &inject]);
        assert_ne!(code, Some(0), "killed at {line}");
        seen.insert(work.whole(&format!("killed at {line}")));
        work.finishes(&format!("killed at {line}"));
    }
    assert!(
        (0..=RECORDINGS.len()).all(|tagged| seen.contains(&(tagged, false))) || !is_long() && seen.len() > 2,
        "the kills are spread over the build: {seen:?}"
    );
}

#[test]
#[ignore = "needs strace; run by tests/run"]
fn the_system_refusing_any_write_is_told_with_code_3_and_harms_no_file() {
    let work = Publication::new();
    let writes: Vec<Call> =
        calls(&work).into_iter().filter(|call| ["write", "copy_file_range", "fsync"].contains(&call.name.as_str())).collect();
    let (mut refused, mut tried, mut at) = (0, 0, 0);
    while at < writes.len() {
        let Call { name, number, line } = &writes[at];
        let (error, words) =
            if at.is_multiple_of(2) { ("ENOSPC", "no space left on device") } else { ("EIO", "input/output error") };
        let told = format!("{error} at {line}");
        work.restore();
        let (code, said) = strace(&work, &["-o", "/dev/null", "-e", &format!("inject={name}:error={error}:when={number}")]);
        if code == Some(0) {
            // What costs time on the next run and nothing else.
            work.finished(&told);
        } else {
            assert_eq!(code, Some(3), "{told}: {said}");
            assert!(said.contains("error: ") && said.contains(words), "{told}: {said}");
            work.whole(&told);
            work.finishes(&told);
            refused += 1;
        }
        // Every call would take minutes; steps that share no factor with the pattern of calls meet each kind.
        at += 3 * stride();
        tried += 1;
    }
    assert!(refused * 10 > tried * 8, "{refused} of {tried}");
}
