//! Programs that podwright runs and that leave others behind: these keep the pipe of what is said open, and nobody waits for them.

use std::io::{ErrorKind, Write};
use std::time::Duration;

use camino::Utf8Path;
use podwright::world::processes::programs::ProgramCall;
use podwright::world::processes::{Processes, SystemProcesses};

use crate::support::TestShow;
use crate::support::wait::until;

/// Waits until there is a file `go`, for a minute at most, and leaves a file `over` when it ends.
const WAITS: &str = "i=0; while [ ! -e go ] && [ $i -lt 600 ]; do sleep 0.1; i=$((i+1)); done; touch over";

#[test]
fn what_a_program_leaves_running_is_not_waited_for() {
    for (script, patience, expected) in [
        (format!("({WAITS}) & echo no room >&2; exit 1"), 60, Ok((false, "no room"))),
        (format!("({WAITS}) & echo done >&2; exit 0"), 60, Ok((true, "done"))),
        // it hangs while it waits for another, and is stopped alone
        (format!("echo begun >&2; sh -c '{WAITS}'; echo never >&2"), 1, Err("it did nothing for 1 s, and was stopped")),
    ] {
        let show = TestShow::empty();
        let folder = show.path("");
        let arguments = ["-c".to_owned(), script.clone()];
        let call = ProgramCall {
            program: Utf8Path::new("/bin/sh"),
            arguments: &arguments,
            variables: &[],
            folder: Some(Utf8Path::from_path(&folder).unwrap()),
            patience: Duration::from_secs(patience),
        };
        let ended = SystemProcesses.run_quietly(&call, None);
        assert!(!show.exists("over"), "{script}: it was waited for");
        let ended = ended.map(|end| (end.is_success, end.said)).map_err(|error| error.to_string());
        let expected = expected.map(|(is_success, said)| (is_success, said.to_owned())).map_err(str::to_owned);
        assert_eq!(ended, expected, "{script}");
        show.write("go", "");
        until("what was left running ends", || show.exists("over").then_some(()));
    }
}

#[test]
fn a_program_that_hangs_behind_another_keeps_nobody_who_writes() {
    let show = TestShow::empty();
    let folder = show.path("");
    // the pipe is that of both, and only the first is stopped
    let arguments = ["-c".to_owned(), format!("sh -c '{WAITS}'; true")];
    let call = ProgramCall {
        program: Utf8Path::new("/bin/sh"),
        arguments: &arguments,
        variables: &[],
        folder: Some(Utf8Path::from_path(&folder).unwrap()),
        patience: Duration::from_secs(1),
    };
    let mut feed = |pipe: &mut dyn Write| (0..1024).try_for_each(|_| pipe.write_all(&[0; 1 << 12]));
    let ended = SystemProcesses.run_quietly(&call, Some(&mut feed));
    assert!(!show.exists("over"), "it was waited for");
    assert_eq!(ended.unwrap_err().to_string(), "it did nothing for 1 s, and was stopped");
    show.write("go", "");
    until("what was left running ends", || show.exists("over").then_some(()));
}

#[test]
fn what_is_written_arrives_and_a_program_that_reads_too_little_is_told() {
    for (script, expected) in [
        ("test $(wc -c) = 4194304", Ok(true)),
        ("test $(wc -c) = 1", Ok(false)),
        ("head -c 10 >/dev/null; exit 1", Ok(false)),
        ("head -c 10 >/dev/null; exit 0", Err(ErrorKind::BrokenPipe)),
    ] {
        let arguments = ["-c".to_owned(), script.to_owned()];
        let patience = Duration::from_mins(1);
        let call =
            ProgramCall { program: Utf8Path::new("/bin/sh"), arguments: &arguments, variables: &[], folder: None, patience };
        let mut feed = |pipe: &mut dyn Write| (0..1024).try_for_each(|_| pipe.write_all(&[0; 1 << 12]));
        let ended = SystemProcesses.run_quietly(&call, Some(&mut feed));
        assert_eq!(ended.map(|end| end.is_success).map_err(|error| error.kind()), expected, "{script}");
    }
}

#[test]
fn the_end_of_a_long_complaint_is_kept() {
    let arguments = ["-c".to_owned(), "yes complaint | head -n 20000 >&2; printf 'the last line' >&2; exit 3".to_owned()];
    let call = ProgramCall {
        program: Utf8Path::new("/bin/sh"),
        arguments: &arguments,
        variables: &[],
        folder: None,
        patience: Duration::from_mins(1),
    };
    let end = SystemProcesses.run_quietly(&call, None).unwrap();
    assert!(!end.is_success);
    assert!(end.said.len() <= 4096 && end.said.ends_with("complaint\nthe last line"), "{}", end.said);
}
