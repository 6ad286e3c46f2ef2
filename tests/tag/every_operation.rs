//! Every command that writes, on a disk where one operation fails: the feed and the recordings are whole, and the next run finishes. What was
//! tried stands in docs/faults.md.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use camino::Utf8PathBuf;
use podwright::error::Exit;
use podwright::world::World;
use podwright::world::console::Console;
use podwright::world::disk::Disk;
use podwright::world::fakes::{self, CapturedStream};
use podwright::world::real_disk::RealDisk;

use crate::faulty_disk::{EACCES, EINTR, EIO, EMFILE, ENOSPC, Fault, FaultyDisk};
use crate::publication::{Files, Publication};
use crate::samples::silence;
use crate::support::TestShow;
use crate::support::count::is_long;
use crate::support::show::REPOSITORY;

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

/// How many pairs of each command a short run tries, the same ones each time.
const SHORT: usize = 11;

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
    Command { name: "init", words: INIT, prepare: TestShow::empty_in_memory },
    Command {
        name: "new",
        words: &["new", "Tale number 7", "--audio", "second.mp3", "--date", "2023-02-01T07:00:00Z"],
        prepare: published,
    },
];

const INIT: &[&str] = &[
    "init",
    "--title",
    "My show",
    "--url",
    "https://example.org/my-show/",
    "--language",
    "en-GB",
    "--category",
    "History",
    "--yes",
];

/// The folder that `init` makes first.
const FIRST_EPISODE: &str = "episodes/first-episode";

/// A published show of which everything has changed since.
fn changed() -> TestShow {
    let work = Publication::new();
    work.restore();
    work.show
}

/// A published show of which nothing has changed since, and another recording.
fn published() -> TestShow {
    let work = Publication::new();
    work.show.write("second.mp3", silence(60));
    work.show
}

/// The command in this process, with files on this disk.
fn run(show: &TestShow, words: &[&str], disk: Arc<dyn Disk>) -> (Exit, String) {
    let printed = CapturedStream::default();
    let (world, _) = fakes::world(&Utf8PathBuf::from_path_buf(show.path("")).unwrap());
    let console = Console::to(printed.clone(), printed.clone());
    let exit = podwright::cli::run_in(World { disk, console, ..world }, &[&["podwright"], words].concat());
    (exit, printed.text())
}

/// Puts these files in place of all that are there.
fn restore(show: &TestShow, files: &Files) {
    fs::remove_dir_all(show.path("")).unwrap();
    fs::create_dir(show.path("")).unwrap();
    for (path, bytes) in files {
        show.write(path, bytes);
    }
}

/// What became of the runs of a command.
#[derive(Debug, Default, Eq, PartialEq)]
struct Outcomes {
    points: usize,
    finished: usize,
    refused: usize,
    harmed: Vec<String>,
}

/// Fails at operations of a command.
fn tried(command: &Command) -> (usize, Outcomes) {
    let show = (command.prepare)();
    let old = show.files();
    let counting = FaultyDisk::whole();
    let (exit, said) = run(&show, command.words, Arc::new(counting.clone()));
    assert_eq!(exit, Exit::Fine, "{}: {said}", command.name);
    let new = show.files();
    assert_ne!(old, new, "{} does something", command.name);
    let mut outcomes = Outcomes::default();
    let all = (0..counting.steps()).flat_map(|at| FAULTS.map(|fault| (at, fault)));
    let stride = if is_long() { STRIDE } else { counting.steps() * FAULTS.len() / SHORT };
    for (at, (name, fault)) in all.step_by(stride) {
        let told = format!("{}, {name} at operation {at}", command.name);
        restore(&show, &old);
        let (exit, said) = run(&show, command.words, Arc::new(FaultyDisk::new(fault, at)));
        outcomes.points += 1;
        let found = show.files();
        if exit == Exit::Fine {
            outcomes.finished += 1;
        } else {
            outcomes.refused += 1;
            if !said.contains("error") {
                outcomes.harmed.push(format!("{told}: {exit:?} without a word: {said}"));
            }
        }
        let harm = harm(&old, &new, &found).or_else(|| unfinished(&show, command, &new));
        if let Some(harm) = harm {
            outcomes.harmed.push(format!("{told}: {harm}: {exit:?}: {said}"));
        }
    }
    (counting.steps(), outcomes)
}

/// What is neither as it was nor as it becomes.
fn harm(old: &Files, new: &Files, found: &Files) -> Option<String> {
    let is_temporary = |path: &str| Path::new(path).file_name().unwrap().to_str().unwrap().starts_with(".podwright-");
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
    // An `init` that ended behind its first episode names the folder as one that is there already: the producer deletes it.
    if command.name == "init" && show.exists(FIRST_EPISODE) {
        show.remove(FIRST_EPISODE);
    }
    let (exit, said) = run(show, command.words, Arc::new(RealDisk));
    let found = show.files();
    let differing: Vec<&String> = found.keys().chain(new.keys()).filter(|path| found.get(*path) != new.get(*path)).collect();
    (exit != Exit::Fine || !differing.is_empty())
        .then(|| format!("then {exit:?}, and {differing:?} are not as they should be: {said}"))
}

/// How many operations docs/faults.md names for each command.
fn listed() -> Vec<(String, usize)> {
    let text = fs::read_to_string(Path::new(REPOSITORY).join("docs/faults.md")).unwrap();
    let row = |line: &str| {
        let (name, cells) = line.strip_prefix("| `")?.split_once("` | ")?;
        Some((name.to_owned(), cells.split(" | ").next()?.replace(',', "").parse().ok()?))
    };
    text.lines().filter_map(row).collect()
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
    let mut broken = Vec::new();
    let listed = listed();
    assert_eq!(listed.len(), COMMANDS.len());
    for command in &COMMANDS {
        let (steps, outcomes) = tried(command);
        let Outcomes { points, finished, refused, harmed } = outcomes;
        // Threads that finish in another order take a few operations more or less.
        let (_, listed) = listed.iter().find(|(name, _)| name == command.name).unwrap();
        assert!(
            steps.abs_diff(*listed) * 10 <= *listed,
            "{}: {steps} operations, and docs/faults.md says {listed}",
            command.name
        );
        println!("{}: {steps} operations, {points} faults, {finished} finished, {refused} refused", command.name);
        broken.extend(harmed);
    }
    assert!(broken.is_empty(), "{} of them:\n{}", broken.len(), broken.join("\n\n"));
}
