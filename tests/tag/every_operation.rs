//! Every command that writes, on a disk where one operation fails: the feed and the recordings are whole, and the next run finishes. What was
//! tried stands in docs/faults.md.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use podwright::error::Exit;
use podwright::world::atomic::TEMPORARY_PREFIX;
use podwright::world::real_disk::RealDisk;

use crate::publication::{Files, Publication};
use crate::samples::silence;
use crate::support::TestShow;
use crate::support::count::is_long;
use crate::support::faulty_disk::{Burned, EACCES, EINTR, EIO, EMFILE, ENOSPC, Fault, FaultyDisk};
use crate::support::in_process::run_on;
use crate::support::show::{INIT, REPOSITORY};

/// What fails, as docs/faults.md calls it.
const FAULTS: [(&str, Fault); 6] = [
    ("EIO", Fault::Error(EIO)),
    ("ENOSPC", Fault::Error(ENOSPC)),
    ("EACCES", Fault::Error(EACCES)),
    ("EMFILE", Fault::Error(EMFILE)),
    ("EINTR", Fault::Error(EINTR)),
    ("short write", Fault::Short),
];

/// How far it is in a long run from one pair of operation and fault to the next: each operation fails at least once, since there are six faults.
const STRIDE: usize = 5;

/// How many pairs of each command a short run tries at least, the same ones each time.
const SHORT: usize = 11;

/// How far it is in a short run from one pair to the next, where a command has so many operations: one more than a multiple of the faults, so that
/// each fault has its turn.
fn short_stride(steps: usize) -> usize {
    steps * FAULTS.len() / SHORT / FAULTS.len() * FAULTS.len() + 1
}

/// A command, and what is there before it.
struct Command {
    name: &'static str,
    words: &'static [&'static str],
    prepare: fn() -> TestShow,
}

const COMMANDS: [Command; 6] = [
    Command { name: "build", words: &["build"], prepare: changed },
    Command { name: "tag", words: &["tag"], prepare: changed },
    Command {
        name: "replace-audio",
        words: &["replace-audio", "one", "second.mp3", "--reason", "A name was said wrong"],
        prepare: published,
    },
    Command { name: "move", words: &["move", "https://example.net/show/"], prepare: published },
    Command { name: "init", words: &INIT, prepare: TestShow::empty_in_memory },
    Command {
        name: "new",
        words: &["new", "Tale number 7", "--audio", "second.mp3", "--date", "2023-02-01T07:00:00Z"],
        prepare: published,
    },
];

/// A published show of which everything has changed since.
fn changed() -> TestShow {
    let work = Publication::new();
    work.restore();
    work.show
}

/// A published show of which nothing has changed since, and another recording.
pub(crate) fn published() -> TestShow {
    let work = Publication::new();
    work.show.write("second.mp3", silence(60));
    work.show
}

/// Puts these files in place of all that are there.
pub(crate) fn restore(show: &TestShow, files: &Files) {
    fs::remove_dir_all(show.path("")).unwrap();
    fs::create_dir(show.path("")).unwrap();
    for (path, bytes) in files {
        show.write(path, bytes);
    }
}

/// What became of the runs of a command.
#[derive(Debug, Default, Eq, PartialEq)]
struct Outcomes {
    /// How many runs there were in which the fault happened.
    points: usize,
    finished: usize,
    refused: usize,
    harmed: Vec<String>,
    /// The faults that happened, by name.
    faults: BTreeSet<&'static str>,
}

/// Fails at operations of a command.
fn tried(command: &Command) -> (usize, Outcomes) {
    let show = (command.prepare)();
    let old = show.files();
    // What is counted begins as each of the runs that fail: without what a build keeps for the next one.
    restore(&show, &old);
    let counting = FaultyDisk::whole();
    let (exit, said) = run_on(Arc::new(counting.clone()), &show, command.words);
    assert_eq!(exit, Exit::Fine, "{}: {said}", command.name);
    let new = show.files();
    assert_ne!(old, new, "{} does something", command.name);
    let mut outcomes = Outcomes::default();
    let all = (0..counting.steps()).flat_map(|at| FAULTS.map(|fault| (at, fault)));
    let stride = if is_long() { STRIDE } else { short_stride(counting.steps()) };
    for (at, (name, fault)) in all.step_by(stride) {
        restore(&show, &old);
        let disk = FaultyDisk::new(fault, at);
        let (exit, said) = run_on(Arc::new(disk.clone()), &show, command.words);
        // Behind the last write none is cut short, and threads may take fewer steps than they did when they were counted.
        let Some(burned) = disk.burned() else {
            assert_eq!(exit, Exit::Fine, "{}: nothing failed: {said}", command.name);
            continue;
        };
        let told = format!("{}, {name} at operation {at} ({} {})", command.name, burned.what, burned.path);
        outcomes.points += 1;
        outcomes.faults.insert(name);
        let found = show.files();
        let wrong = if exit == Exit::Fine {
            outcomes.finished += 1;
            let differing = differing(&found, &new);
            (!differing.is_empty()).then(|| format!("all is fine, and {differing:?} are not as they should be"))
        } else {
            outcomes.refused += 1;
            (!is_named(&show, &said, &burned)).then(|| "no error names what failed".to_owned())
        };
        let harm = wrong.or_else(|| harm(&old, &new, &found)).or_else(|| unfinished(&show, command, &new));
        if let Some(harm) = harm {
            outcomes.harmed.push(format!("{told}: {harm}: {exit:?}: {said}"));
        }
    }
    (counting.steps(), outcomes)
}

/// Whether an error names the file that failed: by its path in the show, or, where it is a temporary one, that of the file that it is to become.
fn is_named(show: &TestShow, said: &str, burned: &Burned) -> bool {
    let root = show.path("").canonicalize().unwrap();
    let path = Path::new(&burned.path);
    let path = path.strip_prefix(&root).unwrap_or(path).to_str().unwrap();
    // `.podwright-4711-audio.mp3.tmp`, with the number of the process
    let named = match path.split_once(TEMPORARY_PREFIX) {
        Some((folder, name)) => {
            format!("{folder}{}", name.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-'))
        }
        None => path.to_owned(),
    };
    said.contains("error") && said.contains(named.trim_end_matches(".tmp"))
}

/// The files in which two states differ.
pub(crate) fn differing<'a>(found: &'a Files, wanted: &'a Files) -> BTreeSet<&'a String> {
    found.keys().chain(wanted.keys()).filter(|path| found.get(*path) != wanted.get(*path)).collect()
}

/// What is neither as it was nor as it becomes.
fn harm(old: &Files, new: &Files, found: &Files) -> Option<String> {
    let is_temporary = |path: &str| Path::new(path).file_name().unwrap().to_str().unwrap().starts_with(TEMPORARY_PREFIX);
    let is_whole = |path: &String, bytes: &Vec<u8>| old.get(path) == Some(bytes) || new.get(path) == Some(bytes);
    let torn = found.iter().find(|(path, bytes)| !is_whole(path, bytes) && !is_temporary(path));
    let gone = old.keys().find(|path| new.contains_key(*path) && !found.contains_key(*path));
    torn.map(|(path, _)| format!("{path} is neither the old file nor the new one"))
        .or_else(|| gone.map(|path| format!("{path} is gone")))
}

/// What the next run leaves undone.
fn unfinished(show: &TestShow, command: &Command, new: &Files) -> Option<String> {
    if show.files() == *new {
        return None;
    }
    let (exit, said) = run_on(Arc::new(RealDisk), show, command.words);
    let found = show.files();
    let differing = differing(&found, new);
    (exit != Exit::Fine || !differing.is_empty())
        .then(|| format!("then {exit:?}, and {differing:?} are not as they should be: {said}"))
}

/// The figures that docs/faults.md has for each command: operations, pairs, and how many of them `tests/run` and `tests/long` try.
fn listed() -> Vec<(String, [usize; 4])> {
    let text = fs::read_to_string(Path::new(REPOSITORY).join("docs/faults.md")).unwrap();
    let row = |line: &str| {
        let (name, cells) = line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | ")?;
        let numbers: Vec<usize> = cells.split(" | ").map(|cell| cell.replace(',', "").parse().unwrap()).collect();
        Some((name.to_owned(), numbers.try_into().unwrap()))
    };
    text.lines().filter_map(row).collect()
}

#[test]
fn the_figures_of_the_document_agree_with_each_other() {
    let listed = listed();
    let names: Vec<&str> = listed.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, COMMANDS.each_ref().map(|command| command.name));
    for (name, [steps, pairs, short, long]) in listed {
        assert_eq!(pairs, steps * FAULTS.len(), "{name}");
        assert_eq!([short, long], [short_stride(steps), STRIDE].map(|stride| pairs.div_ceil(stride)), "{name}");
    }
}

#[test]
fn the_faults_that_are_tried_are_those_of_the_document() {
    let text = fs::read_to_string(Path::new(REPOSITORY).join("docs/faults.md")).unwrap();
    for (name, _) in FAULTS {
        assert!(text.contains(&format!("- **{name}**: ")), "{name}");
    }
}

#[test]
#[ignore = "runs each command many times; run by tests/run"]
#[expect(clippy::print_stdout, reason = "people read the figures of a long run")]
fn a_fault_at_any_operation_of_any_command_harms_no_file() {
    let (mut broken, listed, mut happened) = (Vec::new(), listed(), BTreeSet::new());
    for command in &COMMANDS {
        let (steps, outcomes) = tried(command);
        let Outcomes { points, finished, refused, harmed, faults } = outcomes;
        println!("{}: {steps} operations, {points} faults, {finished} finished, {refused} refused", command.name);
        // Threads that finish in another order take a few operations more or less.
        let (_, [listed, ..]) = listed.iter().find(|(name, _)| name == command.name).unwrap();
        if steps.abs_diff(*listed) * 10 > *listed {
            broken.push(format!("{}: {steps} operations, and docs/faults.md says {listed}", command.name));
        }
        // few pairs may all come behind the last write, of which none is then cut short
        if is_long() && faults.len() < FAULTS.len() {
            broken.push(format!("{}: only {faults:?} happened", command.name));
        }
        happened.extend(faults);
        broken.extend(harmed);
    }
    assert_eq!(happened.len(), FAULTS.len(), "{happened:?}");
    assert!(broken.is_empty(), "{} of them:\n{}", broken.len(), broken.join("\n\n"));
}
