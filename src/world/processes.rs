//! Other programs.

use std::io;
use std::process::{Command, Stdio};

mod fed_pipe;
pub mod programs;

use crate::model::files::byte_count::ByteCount;
use crate::world::processes::programs::{ProgramCall, ProgramEnd, ProgramInput};

/// How another program ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// It reports success.
    Success,
    /// It reports a failure, or was killed.
    Failure,
}

/// Starts other programs.
pub trait Processes: Send + Sync {
    /// Runs a program at this terminal and waits for its end.
    ///
    /// # Errors
    /// If it cannot be started.
    fn run(&self, program: &str, arguments: &[&str]) -> io::Result<Outcome>;

    /// Starts a program without input or output, and does not wait for it.
    ///
    /// # Errors
    /// If it cannot be started.
    fn start(&self, program: &str, arguments: &[&str]) -> io::Result<()>;

    /// Runs a program without a shell or a terminal, gives it what it reads, and waits for its end.
    ///
    /// # Errors
    /// If it cannot be started, `input` fails, or it does nothing for too long.
    fn run_quietly(&self, call: &ProgramCall<'_>, input: Option<&mut ProgramInput<'_>>) -> io::Result<ProgramEnd>;

    /// As [`Processes::run_quietly`], and keeps what it prints, up to `limit`.
    ///
    /// # Errors
    /// As [`Processes::run_quietly`], and if it prints more.
    fn run_for_output(
        &self,
        call: &ProgramCall<'_>,
        input: Option<&mut ProgramInput<'_>>,
        limit: ByteCount,
    ) -> io::Result<(ProgramEnd, Vec<u8>)>;

    /// Runs a program at this terminal with these variables, and gives its exit code; `None` where it was killed.
    ///
    /// # Errors
    /// If it cannot be started.
    fn run_in_place(&self, call: &ProgramCall<'_>) -> io::Result<Option<i32>>;
}

/// The programs of this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemProcesses;

impl Processes for SystemProcesses {
    fn run(&self, program: &str, arguments: &[&str]) -> io::Result<Outcome> {
        let status = Command::new(program).args(arguments).status()?;
        Ok(if status.success() { Outcome::Success } else { Outcome::Failure })
    }

    fn start(&self, program: &str, arguments: &[&str]) -> io::Result<()> {
        let mut command = Command::new(program);
        let mut child = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        // Without this it would stay in the list of processes until podwright ends.
        std::thread::spawn(move || child.wait());
        Ok(())
    }

    fn run_quietly(&self, call: &ProgramCall<'_>, input: Option<&mut ProgramInput<'_>>) -> io::Result<ProgramEnd> {
        programs::run(call, input)
    }

    fn run_for_output(
        &self,
        call: &ProgramCall<'_>,
        input: Option<&mut ProgramInput<'_>>,
        limit: ByteCount,
    ) -> io::Result<(ProgramEnd, Vec<u8>)> {
        programs::run_for_output(call, input, limit)
    }

    fn run_in_place(&self, call: &ProgramCall<'_>) -> io::Result<Option<i32>> {
        let mut command = Command::new(call.program);
        Ok(command.args(call.arguments).envs(call.variables.iter().copied()).status()?.code())
    }
}
