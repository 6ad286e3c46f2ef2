//! Every pair of commands at once: one stops in the middle, the other runs from its start to its end, and the first goes on. Files are whole, each
//! command does its work or says why not, and what was refused is done when it is run again. What was tried stands in docs/faults.md.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;

use camino::{Utf8Path, Utf8PathBuf};
use podwright::error::Exit;
use podwright::world::World;
use podwright::world::disk::Disk;
use podwright::world::real_disk::RealDisk;

use crate::every_operation::{differing, published, restore};
use crate::publication::Files;
use crate::support::TestShow;
use crate::support::count::is_long;
use crate::support::faulty_disk::FaultyDisk;
use crate::support::in_process::run_in;
use crate::support::preview::Preview;
use crate::support::show::{INIT, REPOSITORY};

/// A command, as its name and its words.
type Command = (&'static str, &'static [&'static str]);

const COMMANDS: [Command; 8] = [
    ("build", &["build"]),
    ("check", &["check"]),
    ("init", &INIT),
    ("move", &["move", "https://example.net/show/"]),
    ("new", &["new", "Tale number 7", "--audio", "second.mp3", "--date", "2023-02-01T07:00:00Z"]),
    ("replace-audio", &["replace-audio", "one", "second.mp3", "--reason", "A name was said wrong"]),
    ("status", &["status"]),
    ("tag", &["tag"]),
];

/// At how many places each command is stopped for each other one.
const PLACES: usize = 10;

/// How far it is in a short run from one pair to the next; each is stopped at one place.
const STRIDE: usize = 8;

/// How a command ended, and what it said.
type Ended = (Exit, String);

fn run(disk: Arc<dyn Disk>, root: &Utf8Path, (_, words): Command) -> Ended {
    run_in(root, words, |world| World { disk, ..world })
}

/// A show on which commands are tried, and its files before each.
struct Start {
    show: TestShow,
    root: Utf8PathBuf,
    old: Files,
}

impl Start {
    fn of(show: TestShow) -> Self {
        let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
        let old = show.files();
        Self { show, root, old }
    }

    /// A published show whose tags and pages have to change.
    fn published() -> Self {
        let show = published();
        show.edit("podcast.yaml", "title: Tall tales", "title: Great tales");
        Self::of(show)
    }

    /// How many operations a command has.
    fn steps(&self, command: Command) -> usize {
        restore(&self.show, &self.old);
        let counting = FaultyDisk::whole();
        run(Arc::new(counting.clone()), &self.root, command);
        counting.steps()
    }

    /// How commands end one after the other, and the files in the end.
    fn serial(&self, commands: [Command; 2]) -> ([Ended; 2], Files) {
        restore(&self.show, &self.old);
        let ended = commands.map(|command| run(Arc::new(RealDisk), &self.root, command));
        let files = self.finished(commands, [&ended[0].0, &ended[1].0]);
        (ended, files)
    }

    /// The files, once each command that was refused has been run again, and a build after them.
    fn finished(&self, commands: [Command; 2], ended: [&Exit; 2]) -> Files {
        for (command, exit) in commands.into_iter().zip(ended) {
            if *exit != Exit::Fine {
                run(Arc::new(RealDisk), &self.root, command);
            }
        }
        run(Arc::new(RealDisk), &self.root, COMMANDS[0]);
        self.show.files()
    }

    /// The first command up to an operation, then the second, then the rest of the first.
    fn at_once(&self, commands: [Command; 2], at: usize) -> [Ended; 2] {
        restore(&self.show, &self.old);
        let [first, second] = commands;
        let (told, other) = channel();
        let root = self.root.clone();
        // as another process, with threads of its own: the first may stop on one that the second would need
        let work = move || {
            let own = || rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
            let ended = std::thread::spawn(move || own().install(|| run(Arc::new(RealDisk), &root, second))).join().unwrap();
            told.send(ended).unwrap();
        };
        let ended = run(Arc::new(FaultyDisk::interrupted(at, Box::new(work))), &self.root, first);
        // threads may take fewer operations than before
        let other = other.try_recv().unwrap_or_else(|_| run(Arc::new(RealDisk), &self.root, second));
        [ended, other]
    }
}

/// What the two orders leave of a pair.
struct Expected {
    ended: Vec<[Ended; 2]>,
    files: [Files; 2],
}

impl Expected {
    fn of(start: &Start, [first, second]: [Command; 2]) -> Self {
        let (forth, files) = start.serial([first, second]);
        let ([one, other], back) = start.serial([second, first]);
        Self { ended: vec![forth, [other, one]], files: [files, back] }
    }

    /// What is wrong with the two.
    fn wrong(&self, start: &Start, commands: [Command; 2], ended: &[Ended; 2]) -> Option<String> {
        let found = start.show.files();
        for (which, (exit, said)) in ended.iter().enumerate() {
            let as_alone = self.ended.iter().any(|pair| pair[which].0 == *exit);
            let refused = *exit == Exit::Work && said.contains("error: ") && said.contains("hint: ");
            if !as_alone && !refused {
                return Some(format!("{} ends with {exit:?}: {said}", commands[which].0));
            }
        }
        let torn = found.iter().find(|(path, bytes)| is_torn(path, bytes));
        let gone =
            start.old.keys().find(|path| !found.contains_key(*path) && self.files.iter().all(|files| files.contains_key(*path)));
        let last = start.finished(commands, [&ended[0].0, &ended[1].0]);
        let [one, other] = self.files.each_ref().map(|files| differing(&last, files));
        let said = || format!("{:?}", ended.each_ref().map(|(exit, said)| (exit, said)));
        torn.map(|(path, _)| format!("{path} is torn"))
            .or_else(|| gone.map(|path| format!("{path} is gone")))
            .or_else(|| (!one.is_empty() && !other.is_empty()).then(|| format!("then {one:?} differ, or {other:?}: {}", said())))
    }
}

/// Whether a file that is read as a whole ends before its end.
fn is_torn(path: &str, bytes: &[u8]) -> bool {
    match Path::new(path).extension().and_then(|ending| ending.to_str()) {
        Some("xml") => !bytes.trim_ascii_end().ends_with(b">"),
        Some("html") => !bytes.trim_ascii_end().ends_with(b"</html>"),
        Some("json") => serde_json::from_slice::<serde_json::Value>(bytes).is_err(),
        Some("yaml" | "lock") => serde_yaml::from_slice::<serde_yaml::Value>(bytes).is_err() || bytes.is_empty(),
        _ => bytes.is_empty() && !path.contains("/.podwright"),
    }
}

/// Every ordered pair that is tried on a show, with the operations before which the first is stopped.
fn tried(start: &Start, is_of_interest: impl Fn([Command; 2]) -> bool, outcomes: &mut Outcomes) {
    let steps: BTreeMap<&str, usize> = COMMANDS.iter().map(|command| (command.0, start.steps(*command))).collect();
    let pairs: Vec<[Command; 2]> = COMMANDS
        .iter()
        .flat_map(|first| COMMANDS.iter().map(|second| [*first, *second]))
        .filter(|pair| is_of_interest(*pair))
        .collect();
    let stride = if is_long() { 1 } else { STRIDE };
    for (index, pair) in pairs.into_iter().enumerate().step_by(stride) {
        let expected = Expected::of(start, pair);
        let places: Vec<usize> = if is_long() { (0..PLACES).collect() } else { vec![index * 7 % PLACES] };
        for place in places {
            let at = steps[pair[0].0] * (2 * place + 1) / (2 * PLACES);
            let ended = start.at_once(pair, at);
            outcomes.points += 1;
            outcomes.refused += usize::from(ended.iter().any(|(exit, _)| *exit == Exit::Work));
            if let Some(wrong) = expected.wrong(start, pair, &ended) {
                outcomes.harmed.push(format!("{} and {} at operation {at}: {wrong}", pair[0].0, pair[1].0));
            }
        }
    }
}

/// What became of all of them.
#[derive(Debug, Default)]
struct Outcomes {
    points: usize,
    /// Those in which one was told to wait or to try again.
    refused: usize,
    harmed: Vec<String>,
}

#[test]
#[ignore = "runs each command many times; run by tests/run"]
#[expect(clippy::print_stdout, reason = "people read the figures of a long run")]
fn any_two_commands_at_once_harm_no_file() {
    let mut outcomes = Outcomes::default();
    tried(&Start::published(), |_| true, &mut outcomes);
    let is_of_init = |pair: [Command; 2]| pair.iter().any(|command| command.0 == "init");
    tried(&Start::of(TestShow::empty_in_memory()), is_of_init, &mut outcomes);
    let Outcomes { points, refused, harmed } = outcomes;
    println!("{points} pairs at once, of which {refused} with a refusal");
    assert!(harmed.is_empty(), "{} of them:\n{}", harmed.len(), harmed.join("\n\n"));
}

#[test]
#[ignore = "builds many times; run by tests/run"]
fn a_preview_and_any_command_at_once_leave_the_files_of_the_command() {
    let start = Start::published();
    for command in COMMANDS.into_iter().step_by(if is_long() { 1 } else { 3 }) {
        restore(&start.show, &start.old);
        let alone = run(Arc::new(RealDisk), &start.root, command);
        let expected = start.show.files();
        restore(&start.show, &start.old);
        let mut preview = Preview::of(&start.show);
        let ended = run(Arc::new(RealDisk), &start.root, command);
        assert_eq!(ended.0, alone.0, "{}: {}", command.0, ended.1);
        assert!(preview.runs(), "{}: the preview ends", command.0);
        assert_eq!(preview.interrupt(), Some(0), "{}", command.0);
        let found = start.show.files();
        let differing = differing(&found, &expected);
        assert!(differing.is_empty(), "{}: {differing:?}", command.0);
    }
}

#[test]
fn the_figures_of_the_document_are_those_of_the_pairs() {
    let text = fs::read_to_string(Path::new(REPOSITORY).join("docs/faults.md")).unwrap();
    let published = COMMANDS.len() * COMMANDS.len();
    let with_init = 2 * COMMANDS.len() - 1;
    let (short, long) = (published.div_ceil(STRIDE) + with_init.div_ceil(STRIDE), (published + with_init) * PLACES);
    for figure in [format!("`tests/run` tries {short}"), format!("`tests/long` tries {long}")] {
        assert!(text.contains(&figure), "docs/faults.md says nowhere: {figure}");
    }
    for (name, _) in COMMANDS {
        assert!(text.contains(&format!("`{name}`")), "{name}");
    }
}
