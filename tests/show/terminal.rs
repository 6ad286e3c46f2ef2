//! The program at a terminal: questions, bars, Ctrl-C. A pseudo-terminal stands for the real one.

use std::process::Command;

use rexpect::process::{Signal, WaitStatus};
use rexpect::session::{PtySession, spawn_command};

use crate::support::TestShow;
use crate::support::pty::{PATIENCE, at_a, ends_well};

/// The program at a terminal, in the show's folder.
fn at_terminal(show: &TestShow, words: &[&str]) -> PtySession {
    at_a(show, "xterm", words)
}

/// The program at a terminal without colours and cursor, such as that of an editor.
fn at_plain_terminal(show: &TestShow, words: &[&str]) -> PtySession {
    at_a(show, "dumb", words)
}

#[test]
fn init_asks_until_the_answer_can_be_used() {
    let show = TestShow::empty();
    let mut session = at_terminal(&show, &["init", "my-show"]);
    for (question, answer) in [
        ("What is the show called?\r\n> ", "My show"),
        ("What will the podcast's web address be?", "klingonisch"),
        ("that is not a full web address: begin with https://", "example.org"),
        ("did you mean `https://example.org/`?", "https://example.org/my-show/"),
        ("What language is it in?", "Wellsh"),
        ("did you mean `cy`?", "welsh"),
        ("Which Apple Podcasts category fits best?", "Education > How too"),
        ("did you mean `Education > How To`?", "interviews"),
        ("may be `Comedy > Comedy Interviews`, ", "HOW TO"),
        ("Contact e-mail for Apple and Spotify", "nobody"),
        ("Contact e-mail for Apple and Spotify", ""),
    ] {
        session.exp_string(question).unwrap_or_else(|error| panic!("{question}: {error}"));
        session.send_line(answer).unwrap();
    }
    let rest = ends_well(session);
    assert!(rest.contains("Still to do:") && rest.contains("the cover is the placeholder"), "{rest}");
    let written = show.yaml("my-show/podcast.yaml");
    assert_eq!((&written["language"], &written["categories"][0]), (&"cy".into(), &"Education > How To".into()));
    assert!(written.get("owner").is_none());
}

/// A key that moves down in a list.
const DOWN: &str = "\u{1b}[B";

/// Types without an end of line.
fn types(session: &mut PtySession, keys: &str) {
    session.send(keys).unwrap();
    session.flush().unwrap();
}

#[test]
fn a_category_and_a_language_are_picked_from_the_list() {
    let show = TestShow::empty();
    let mut session = at_terminal(&show, &["init", "my-show", "--title", "A", "--url", "https://example.org/a/"]);
    session.exp_string("What language is it in?").unwrap();
    types(&mut session, "welsh");
    session.exp_string("cy (Welsh)").unwrap();
    types(&mut session, DOWN);
    session.send_line("").unwrap();
    session.exp_string("Which Apple Podcasts category fits best?").unwrap();
    types(&mut session, "film");
    session.exp_string("TV & Film > Film History").unwrap();
    types(&mut session, " hist");
    types(&mut session, DOWN);
    session.send_line("").unwrap();
    session.exp_string("Contact e-mail for Apple and Spotify").unwrap();
    session.send_line("").unwrap();
    ends_well(session);
    let written = show.yaml("my-show/podcast.yaml");
    assert_eq!((&written["language"], &written["categories"][0]), (&"cy".into(), &"TV & Film > Film History".into()));
}

#[test]
fn a_terminal_that_only_prints_lines_is_asked_in_lines() {
    let show = TestShow::empty();
    let mut session = at_plain_terminal(&show, &["init", "my-show", "--title", "A", "--url", "https://example.org/a/"]);
    for (question, answer) in [
        ("For example Welsh, or en-GB\r\n> ", "welsh"),
        ("for example non-profit\r\n> ", "non-profit"),
        ("press Enter to skip)\r\n> ", ""),
    ] {
        session.exp_string(question).unwrap_or_else(|error| panic!("{question}: {error}"));
        session.send_line(answer).unwrap();
    }
    let rest = ends_well(session);
    assert!(!rest.contains('\u{1b}'), "{rest}");
    assert_eq!(show.yaml("my-show/podcast.yaml")["categories"][0], "Business > Non-Profit");
}

#[test]
fn ctrl_c_in_a_list_leaves_nothing_behind() {
    let show = TestShow::empty();
    let mut session = at_terminal(&show, &["init", "my-show", "--title", "A", "--url", "https://example.org/a/"]);
    session.exp_string("What language is it in?").unwrap();
    types(&mut session, "wel");
    session.exp_string("cy (Welsh)").unwrap();
    session.send_control('c').unwrap();
    session.exp_eof().unwrap();
    assert!(matches!(session.process().wait(), Ok(WaitStatus::Signaled(_, Signal::SIGINT, _))));
    assert!(show.files().is_empty());
}

#[test]
fn a_folder_with_files_is_asked_about_and_left_alone_after_a_no() {
    let show = TestShow::empty();
    show.write("mine.txt", "mine");
    let words =
        ["init", "--title", "A", "--url", "https://example.org/a/", "--language", "en", "--category", "Society & Culture"];
    let mut session = at_terminal(&show, &words);
    session.exp_string("there are files in").unwrap();
    session.exp_string("Go ahead? (yes/no)\r\n> ").unwrap();
    session.send_line("no").unwrap();
    assert!(ends_well(session).contains("nothing was written"));
    assert_eq!(show.files().into_keys().collect::<Vec<_>>(), ["mine.txt"]);
    let mut session = at_terminal(&show, &words);
    session.exp_string("Go ahead? (yes/no)\r\n> ").unwrap();
    session.send_line("yes").unwrap();
    ends_well(session);
    assert!(show.exists("podcast.yaml") && show.text("mine.txt") == "mine");
}

#[test]
fn ctrl_c_at_a_question_leaves_nothing_behind() {
    let show = TestShow::empty();
    let mut session = at_terminal(&show, &["init", "my-show"]);
    session.exp_string("What is the show called?\r\n> ").unwrap();
    session.send_line("My show").unwrap();
    session.exp_string("> ").unwrap();
    session.send_control('c').unwrap();
    session.exp_eof().unwrap();
    assert!(matches!(session.process().wait(), Ok(WaitStatus::Signaled(_, Signal::SIGINT, _))));
    assert!(show.files().is_empty());
}

#[test]
fn colours_are_for_terminals_and_not_for_who_wants_none() {
    let show = TestShow::series();
    assert!(ends_well(at_terminal(&show, &["status", "--quiet"])).contains("\u{1b}["));
    assert!(!ends_well(at_terminal(&show, &["status", "--quiet", "--color", "never"])).contains("\u{1b}["));
    assert!(!ends_well(at_plain_terminal(&show, &["status", "--quiet"])).contains("\u{1b}["));
}

/// A recording long enough for a bar: the sound of an episode many times over.
fn long_recording(show: &TestShow, times: usize) {
    let once = show.read("episodes/driving-the-train/audio.mp3");
    show.write("long.mp3", once.repeat(times));
}

#[test]
fn a_long_file_gets_a_bar_with_bytes_speed_and_the_time_left() {
    let show = TestShow::series();
    long_recording(&show, 20);
    let session = at_terminal(&show, &["probe", "long.mp3"]);
    let text = ends_well(session);
    let mut bars = text.split(['\r', '\n']).filter(|part| part.contains(" left"));
    let bar = bars.next_back().unwrap_or_else(|| panic!("no bar in {text}"));
    let percentage = bar.split_once("% ").and_then(|(before, _)| before.rsplit(' ').next()?.parse::<u8>().ok());
    assert!(percentage.is_some_and(|percentage| percentage <= 100), "{bar}");
    assert!(bar.contains("long.mp3") && bar.contains("/s") && bar.contains("MB/") && bar.contains("measuring"), "{bar}");
    let after = text.rsplit("\u{1b}[2K").next().unwrap();
    assert!(after.contains("loudness") && !after.contains(" left"), "the bar goes away: {after}");
}

/// The program at a terminal, with a disk that strace makes slow, or refuse, as `faults` say.
fn on_a_bad_disk(show: &TestShow, faults: &[&str], words: &[&str]) -> String {
    let calls: Vec<&str> = faults.iter().filter_map(|fault| fault.split(':').next()).collect();
    let mut command = Command::new("/usr/bin/env");
    command.args(["--default-signal=INT", "strace", "-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={}", calls.join(","))]);
    for fault in faults {
        command.args(["-e", &format!("inject={fault}")]);
    }
    command.arg(env!("CARGO_BIN_EXE_podwright")).args(words).current_dir(show.path("")).env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", show.home()).env("TERM", "xterm");
    command.env("SOURCE_DATE_EPOCH", "1672531200").env("COLUMNS", "100");
    ends_well(spawn_command(command, Some(PATIENCE)).unwrap())
}

/// The bars that were drawn while something was done.
fn bars<'a>(text: &'a str, doing: &str) -> Vec<&'a str> {
    text.split(['\r', '\n']).filter(|part| part.contains(&format!("{doing} ")) && part.contains(" left")).collect()
}

/// `57.30 MB`
fn megabytes(bytes: u64) -> String {
    format!("{:.2} MB", f64::from(u32::try_from(bytes).unwrap()) / 1e6)
}

/// The tags are written anew because the show has another name. Each step of the disk takes a twentieth of a second.
#[test]
#[ignore = "needs strace"]
fn tagging_gets_a_bar_too() {
    let show = TestShow::series();
    let title = show.yaml("podcast.yaml")["title"].as_str().unwrap().to_owned();
    show.edit("podcast.yaml", &format!("title: {title}\n"), "title: Another name\n");
    let before = recordings(&show);
    let faults = ["write,copy_file_range,fsync,fdatasync:delay_enter=50000"];
    let text = on_a_bad_disk(&show, &faults, &["tag"]);
    assert!(text.contains("tagged 6 files"), "{text}");
    let after = recordings(&show);
    assert!(before.keys().eq(after.keys()) && before.iter().all(|(path, sound)| after[path] != *sound));
    let total = after.values().map(|sound| sound.len() as u64).sum();
    let all = format!("/{} ", megabytes(total));
    let bars = bars(&text, "tagging");
    assert!(!bars.is_empty(), "{text}");
    for bar in bars {
        assert!(bar.contains(&all) && bar.contains("/s ") && bar.contains("episodes/"), "{bar} of {all}");
    }
    show.edit("podcast.yaml", "title: Another name\n", "title: A third name\n");
    let told = show.podwright(&["tag", "--verbose"]).any_stderr().done().stderr;
    let lines = told.lines().filter(|line| line.starts_with("tagging episodes/") && line.ends_with('B'));
    assert_eq!(lines.count(), after.len(), "{told}");
}

/// The recordings of a show.
fn recordings(show: &TestShow) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut files = show.files_below("episodes");
    files.retain(|path, _| path.contains("/audio.m"));
    files
}

/// A recording that is copied into the show, from a disk on which reading takes its time.
#[test]
#[ignore = "needs strace"]
fn copying_a_recording_into_the_show_gets_a_bar_too() {
    let show = TestShow::series();
    long_recording(&show, 8);
    let faults = ["write,copy_file_range:delay_enter=50000"];
    let text = on_a_bad_disk(&show, &faults, &["new", "Long", "--audio", "long.mp3"]);
    let all = format!("/{} ", megabytes(show.read("long.mp3").len() as u64));
    let bars = bars(&text, "copying");
    assert!(!bars.is_empty() && bars.iter().all(|bar| bar.contains(&all) && bar.contains("long.mp3")), "{text}");
    assert!(show.read("long.mp3") == show.read("episodes/long/audio.mp3"));
}

/// A disk that gives no second names and is slow. What is copied is what a show on such a disk copies into feed/.
#[test]
#[ignore = "needs strace"]
fn copying_into_the_feed_gets_a_bar_too() {
    let show = TestShow::series();
    let faults = ["linkat,link:error=EPERM", "write:delay_enter=20000"];
    let text = on_a_bad_disk(&show, &faults, &["build"]);
    let total: u64 =
        show.files().iter().filter(|(path, _)| path.starts_with("feed/media/")).map(|(_, file)| file.len() as u64).sum();
    let bars = bars(&text, "copying");
    let all = format!("/{} ", megabytes(total));
    assert!(
        !bars.is_empty() && bars.iter().all(|bar| bar.contains(&all) && bar.contains("feed/media/") && bar.contains("/s ")),
        "{text}"
    );
    let told = show.remove("feed/media").podwright(&["build", "--verbose"]).any_stdout().any_stderr().done().stderr;
    assert_eq!(
        told.lines().filter(|line| line.starts_with("copying feed/media/") && line.ends_with('B')).count(),
        served(&show),
        "{told}"
    );
}

/// How many recordings are served.
fn served(show: &TestShow) -> usize {
    show.files().keys().filter(|path| path.starts_with("feed/media/")).count()
}

#[test]
fn a_pipe_gets_no_bar_and_a_line_a_file_when_it_asks_for_them() {
    let show = TestShow::series();
    long_recording(&show, 2);
    show.podwright(&["probe", "long.mp3"]).any_stdout().done();
    let size = megabytes(show.read("long.mp3").len() as u64);
    let told = show.podwright(&["probe", "long.mp3", "--verbose"]).any_stdout().any_stderr().done().stderr;
    assert_eq!(told, format!("measuring long.mp3: {size}\n"));
    show.podwright(&["probe", "long.mp3", "--verbose", "--quiet"]).code(2).stderr_contains(&["cannot be used with"]).done();
}

#[test]
fn ctrl_c_while_a_recording_is_measured_leaves_no_picture_nor_half_of_one() {
    let show = TestShow::series();
    long_recording(&show, 40);
    let before = show.files();
    for words in [["probe", "long.mp3"].as_slice(), &["probe", "--plot", "long.png", "long.mp3"]] {
        let mut session = at_terminal(&show, words);
        session.exp_string(" left").unwrap();
        session.send_control('c').unwrap();
        session.exp_eof().unwrap();
        let status: Result<WaitStatus, _> = session.process().wait();
        assert!(matches!(status, Ok(WaitStatus::Signaled(_, Signal::SIGINT, _))), "{words:?}: {status:?}");
        crate::support::show::assert_same_files(&before, &show.files());
    }
}

#[test]
fn ctrl_c_during_a_bar_ends_at_once_and_harms_nothing() {
    let show = TestShow::series();
    show.remove("podcast.lock").remove("feed");
    let long = show.read("episodes/driving-the-train/audio.mp3").repeat(40);
    show.write("episodes/driving-the-train/audio.mp3", long);
    let before = show.files();
    let mut session = at_terminal(&show, &["build"]);
    session.exp_string(" left").unwrap();
    session.send_control('c').unwrap();
    session.exp_eof().unwrap();
    let status: Result<WaitStatus, _> = session.process().wait();
    assert!(matches!(status, Ok(WaitStatus::Signaled(_, Signal::SIGINT, _))), "{status:?}");
    crate::support::show::assert_same_files(&before, &show.files());
}
