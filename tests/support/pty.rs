//! The program at a terminal. A pseudo-terminal stands for the real one.

use std::process::Command;

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};

use super::TestShow;

/// How long a busy machine may take to say the next thing. // milliseconds
pub(crate) const PATIENCE: u64 = 120_000;

/// The program at a terminal of this kind, in the show's folder.
pub(crate) fn at_a(show: &TestShow, terminal: &str, words: &[&str]) -> PtySession {
    // Whoever runs the tests in the background has them ignore Ctrl-C, and the program would inherit that.
    let mut command = Command::new("/usr/bin/env");
    command.args(["--default-signal=INT", env!("CARGO_BIN_EXE_podwright")]);
    command.args(words).current_dir(show.path("")).env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", show.home()).env("TERM", terminal);
    command.env("SOURCE_DATE_EPOCH", "1672531200").env("COLUMNS", "100");
    spawn_command(command, Some(PATIENCE)).unwrap()
}

/// What it says to its end, with the exit code 0.
#[track_caller]
pub(crate) fn ends_well(mut session: PtySession) -> String {
    let rest = session.exp_eof().unwrap();
    assert!(matches!(session.process().wait(), Ok(WaitStatus::Exited(_, 0))), "{rest}");
    rest
}
