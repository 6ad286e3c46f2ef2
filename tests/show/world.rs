//! What people read when a part of the outside world fails. Each test replaces one part by a fake.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, UNIX_EPOCH};

use camino::Utf8PathBuf;
use podwright::error::Exit;
use podwright::model::identity::guid::Guid;
use podwright::world::World;
use podwright::world::console::Console;
use podwright::world::fakes::{
    self, Captured, CapturedStream, ClosedStream, FakeClock, FakeFileWatcher, FakeIdentities, FakeInterrupts, FakeNetwork,
    FakePorts, FakeProcesses,
};
use podwright::world::processes::Outcome;

use crate::support::TestShow;
use crate::support::show::assert_same_files;
use crate::support::wait::within;

/// Longer than anything here takes.
const DEADLINE: Duration = Duration::from_mins(1);
const ADDRESS: &str = "https://podcast.example.org/feed.xml";

/// How a command ended, and what it printed.
#[derive(Debug, Eq, PartialEq)]
struct Ended {
    exit: Exit,
    output: String,
    errors: String,
}

/// A world around the show, with one change.
fn world(show: &TestShow, change: impl FnOnce(&mut World)) -> (World, Captured) {
    let folder = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    let (mut world, captured) = fakes::world(&folder);
    change(&mut world);
    (world, captured)
}

/// Runs a command in the show's folder, in a world with one change.
fn run(show: &TestShow, words: &[&str], change: impl FnOnce(&mut World)) -> Ended {
    let (world, captured) = world(show, change);
    let exit = podwright::cli::run_in(world, &[&["podwright"], words].concat());
    Ended { exit, output: captured.output.text(), errors: captured.errors.text() }
}

/// Runs a command, and compares with how it is to end and what standard error is to say.
#[track_caller]
fn case(show: &TestShow, words: &[&str], change: impl FnOnce(&mut World), exit: Exit, errors: &str) {
    let ended = run(show, words, change);
    assert_eq!((ended.exit, ended.errors.as_str()), (exit, errors), "{}", ended.output);
}

#[test]
fn a_feed_that_cannot_be_downloaded_is_named_with_the_reason() {
    let show = TestShow::series();
    let network = |answer: fn(&str) -> std::io::Result<Vec<u8>>| {
        move |world: &mut World| world.network = Arc::new(FakeNetwork::answering(answer))
    };
    let failed = |reason: &str| format!("error: cannot read `{ADDRESS}`\n  because: {reason}\n");
    let words = ["check", "--against", ADDRESS];
    let refused = network(|_| Err(ErrorKind::ConnectionRefused.into()));
    case(&show, &words, refused, Exit::Work, &failed("connection refused"));
    let late = network(|_| Err(std::io::Error::other("timeout: global")));
    case(&show, &words, late, Exit::Work, &failed("timeout: global"));
    let gone = network(|_| Err(std::io::Error::other("the server answers with 410")));
    case(&show, &words, gone, Exit::Work, &failed("the server answers with 410"));
    let long = network(|_| Err(ErrorKind::FileTooLarge.into()));
    let hint = "hint: make the file smaller, or name another one\n";
    case(&show, &words, long, Exit::Work, &(failed("file too large") + hint));
    let page = network(|_| Ok(b"<!DOCTYPE html><title>Sign in</title>".to_vec()));
    let ended = run(&show, &words, page);
    assert_eq!(ended.exit, Exit::Usage);
    assert!(ended.errors.starts_with(&format!("error: `{ADDRESS}` cannot be compared with: ")), "{}", ended.errors);
}

#[test]
fn the_feed_that_a_server_has_is_compared_with() {
    let show = TestShow::series();
    let feed = show.read("feed/feed.xml");
    let network =
        FakeNetwork::answering(move |url| if url == ADDRESS { Ok(feed.clone()) } else { Err(ErrorKind::NotFound.into()) });
    let ended = run(&show, &["check", "--against", ADDRESS], |world| world.network = Arc::new(network));
    assert!(ended.output.ends_with(&format!("\nsubscribers of `{ADDRESS}` would see no change\n")), "{ended:?}");
}

#[test]
fn a_clock_that_is_wrong_stops_what_depends_on_the_time() {
    let show = TestShow::series();
    let before = show.files();
    let before_1970 = UNIX_EPOCH - Duration::from_secs(1);
    let early = "before 2020";
    for (shown, when) in
        [(before_1970, early), (UNIX_EPOCH, early), (UNIX_EPOCH + Duration::from_secs(1 << 60), "too far in the future")]
    {
        let errors = format!(
            "error: this computer's clock is wrong: it shows a time {when}\nhint: set the clock, or give the time with `--now`\n"
        );
        for command in [&["build"][..], &["check"], &["status"], &["serve"], &["new", "A"]] {
            case(&show, command, |world| world.clock = Arc::new(FakeClock::showing([shown])), Exit::Work, &errors);
        }
    }
    assert_same_files(&before, &show.files());
    let wrong = |world: &mut World| world.clock = Arc::new(FakeClock::showing([before_1970]));
    case(&show, &["check", "--now", "2023-01-01T00:00:00Z"], wrong, Exit::Fine, "");
    let told_otherwise = |world: &mut World| {
        wrong(world);
        world.environment.source_date_epoch = Some("1672531200".to_owned());
    };
    case(&show, &["check"], told_otherwise, Exit::Fine, "");
}

#[test]
fn a_clock_that_jumps_back_changes_nothing() {
    let show = TestShow::series();
    run(&show, &["build"], |_| {});
    let before = show.files();
    let noon = UNIX_EPOCH + Duration::from_hours(464_604);
    let times = [noon, noon - Duration::from_hours(24), noon + Duration::from_hours(24), UNIX_EPOCH];
    show.edit("podcast.yaml", "title: Co-production for beginners", "title: Another title");
    let ended = run(&show, &["build"], |world| world.clock = Arc::new(FakeClock::showing(times)));
    assert_eq!(ended.exit, Exit::Fine, "{ended:?}");
    show.edit("podcast.yaml", "title: Another title", "title: Co-production for beginners");
    let ended = run(&show, &["build"], |world| world.clock = Arc::new(FakeClock::showing(times)));
    assert_eq!(ended.exit, Exit::Fine, "{ended:?}");
    assert_eq!(show.files().get("feed/feed.xml"), before.get("feed/feed.xml"));
}

fn guid(text: &str) -> Guid {
    text.parse().unwrap()
}

#[test]
fn a_guid_that_an_episode_has_is_not_given_to_another_one() {
    let show = TestShow::series();
    let known = guid(show.yaml("episodes/words-we-use/episode.yaml")["guid"].as_str().unwrap());
    let fresh = guid("01857000-0000-7000-8000-00000000000a");
    let identities = FakeIdentities::giving(known.clone(), [known.clone(), fresh.clone()]);
    let ended = run(&show, &["new", "A", "--draft"], |world| world.identities = Arc::new(identities));
    assert_eq!(ended.exit, Exit::Fine, "{ended:?}");
    assert_eq!(show.yaml("episodes/a/episode.yaml")["guid"].as_str(), Some(fresh.as_str()));

    let stuck = |world: &mut World| world.identities = Arc::new(FakeIdentities::giving(known, []));
    let errors = "error: cannot make a guid for the new episode: each one that was made is already that of `words-we-use`\n\
                  hint: give the episode a guid with `--guid`, and report this as a fault of podwright\n";
    case(&show, &["new", "B", "--draft"], stuck, Exit::Work, errors);
    assert!(!show.exists("episodes/b"), "nothing is written");
}

#[test]
fn an_editor_that_cannot_be_started_leaves_the_new_episode() {
    let show = TestShow::series();
    let hint = "hint: the episode is made; open the file yourself, or set the variable `EDITOR` to another program\n";
    let cases = [
        ("one", FakeProcesses::refusing(ErrorKind::NotFound), "entity not found"),
        ("two", FakeProcesses::refusing(ErrorKind::PermissionDenied), "permission denied"),
        ("three", FakeProcesses::ending_with(Outcome::Failure), "the editor ended with a fault"),
    ];
    for (title, processes, reason) in cases {
        let ended = run(&show, &["new", title, "--edit"], |world| {
            world.processes = Arc::new(processes);
            world.environment.editor = Some("nano -w".to_owned());
        });
        let path = format!("episodes/{title}/episode.yaml");
        assert_eq!((ended.exit, ended.output), (Exit::Work, format!("{path}\n")));
        let error = format!("error: cannot open `{path}` with the editor `nano -w`\n  because: {reason}\n{hint}");
        assert!(ended.errors.ends_with(&error), "{}", ended.errors);
        assert!(show.exists(&path));
    }
}

#[test]
fn a_closed_standard_output_is_no_failure_and_a_full_one_is() {
    let show = TestShow::series();
    let output =
        |kind| move |world: &mut World, errors: &CapturedStream| world.console = Console::to(ClosedStream(kind), errors.clone());
    for (kind, exit, expected) in [
        (ErrorKind::BrokenPipe, Exit::Fine, ""),
        (
            ErrorKind::StorageFull,
            Exit::Work,
            "error: cannot write to standard output\n  because: no storage space\n\
             hint: make room on the disk, and try again; nothing was harmed\n",
        ),
    ] {
        for words in [&["check"][..], &["status"], &["rules"], &["serve", "--port", "0"]] {
            let errors = CapturedStream::default();
            let ended = run(&show, words, |world| output(kind)(world, &errors));
            assert_eq!((ended.exit, errors.text().as_str()), (exit, expected), "{words:?}");
        }
    }
}

#[test]
fn a_preview_that_cannot_begin_says_why() {
    let show = TestShow::series();
    let watcher = |world: &mut World| world.file_watcher = Arc::new(FakeFileWatcher::refusing("no space left for watches"));
    let errors = "error: cannot watch the show's files\n  because: no space left for watches\n";
    case(&show, &["serve"], watcher, Exit::Work, errors);
    let ports = |world: &mut World| world.ports = Arc::new(FakePorts::refusing_all(ErrorKind::AddrInUse));
    let errors = "error: cannot serve the pages: no port is free\n  because: address in use\n";
    case(&show, &["serve"], ports, Exit::Work, errors);
    let interrupts = |world: &mut World| world.interrupts = Arc::new(FakeInterrupts::refusing(ErrorKind::Unsupported));
    case(&show, &["serve"], interrupts, Exit::Work, "error: cannot listen to Ctrl-C\n  because: unsupported\n");
}

/// A preview that runs in this process.
struct Preview {
    captured: Captured,
    interrupts: FakeInterrupts,
    /// `127.0.0.1:7639`
    host: String,
    running: JoinHandle<Exit>,
}

impl Preview {
    fn of(show: &TestShow, words: &'static [&'static str], change: impl FnOnce(&mut World)) -> Self {
        let interrupts = FakeInterrupts::default();
        let (mut world, captured) = world(show, change);
        world.interrupts = Arc::new(interrupts.clone());
        let running = thread::spawn(move || podwright::cli::run_in(world, &[&["podwright", "serve"], words].concat()));
        let printed = captured.output.wait_for(DEADLINE, |text| text.contains('\n'));
        let printed = printed.unwrap_or_else(|| panic!("no address; {}", captured.errors.text()));
        let (host, _) = printed.strip_prefix("http://").unwrap().split_once('/').unwrap();
        Self { host: host.to_owned(), captured, interrupts, running }
    }

    /// The news of the builds.
    fn news(&self) -> serde_json::Value {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        write!(stream, "GET /-/podwright/news HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
    }

    /// Waits for this text on standard error.
    #[track_caller]
    fn wait_until_it_says(&self, text: &str) {
        let said = self.captured.errors.wait_for(DEADLINE, |errors| errors.contains(text));
        assert!(said.is_some(), "`{text}` in {}", self.captured.errors.text());
    }

    /// Presses Ctrl-C until the preview has ended.
    fn stop(self) {
        self.interrupts.interrupt();
        self.interrupts.interrupt();
        assert_eq!(self.running.join().unwrap(), Exit::Fine);
    }
}

#[test]
fn a_preview_goes_on_without_browser_wanted_port_and_reports_of_changes() {
    let show = TestShow::series();
    let no_browser = |world: &mut World| world.processes = Arc::new(FakeProcesses::refusing(ErrorKind::NotFound));
    let preview = Preview::of(&show, &["--port", "0", "--open"], no_browser);
    let address = preview.captured.output.text().trim().to_owned();
    let said = format!("no browser could be started (entity not found): open {address} yourself\n");
    preview.wait_until_it_says(&said);
    preview.stop();

    let taken = |world: &mut World| world.ports = Arc::new(FakePorts::refusing_numbered(ErrorKind::AddrInUse));
    let preview = Preview::of(&show, &["--port", "7639"], taken);
    assert!(!preview.host.ends_with(":7639"));
    preview.wait_until_it_says("port 7639 is taken, so it is another one\n");
    preview.stop();

    let polling = |world: &mut World| world.file_watcher = Arc::new(FakeFileWatcher::polling());
    let preview = Preview::of(&show, &["--port", "0"], polling);
    preview.wait_until_it_says("the system does not tell of changes here: files are looked at every two seconds instead\n");
    preview.stop();
}

#[test]
fn a_preview_opens_the_browser_and_builds_in_the_world_that_it_was_given() {
    let show = TestShow::series();
    let (processes, watcher) = (Arc::new(FakeProcesses::default()), FakeFileWatcher::default());
    let preview = Preview::of(&show, &["--port", "0", "--open"], |world| {
        world.processes = Arc::clone(&processes) as _;
        world.file_watcher = Arc::new(watcher.clone());
    });
    let shows = |title: &str| {
        let page = || std::fs::read_to_string(show.path(".podwright/preview/index.html")).unwrap_or_default();
        assert!(within(DEADLINE, || page().contains(title).then_some(())).is_some(), "{}", preview.captured.errors.text());
    };
    shows("Co-production for beginners");
    let opened: Vec<String> = processes.commands().into_iter().flat_map(|command| command.into_iter().skip(1)).collect();
    assert_eq!(opened, [preview.captured.output.text().trim()]);
    show.edit("podcast.yaml", "title: Co-production for beginners", "title: Another title");
    watcher.report_change();
    shows("Another title");
    assert!(preview.news()["seen"].as_str().unwrap().starts_with("01857000-0000-7000-8000-000000000001-"));
    preview.stop();
}
