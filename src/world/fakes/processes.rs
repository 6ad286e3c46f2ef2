//! Programs that are not really started.

use std::io;
use std::sync::{Mutex, PoisonError};

use crate::model::files::byte_count::ByteCount;
use crate::world::processes::programs::{ProgramCall, ProgramEnd, ProgramInput};
use crate::world::processes::{Outcome, Processes};

/// Records the programs that would be started.
#[derive(Debug)]
pub struct FakeProcesses {
    commands: Mutex<Vec<Vec<String>>>,
    result: Result<Outcome, io::ErrorKind>,
}

impl FakeProcesses {
    /// Each program ends like this.
    pub fn ending_with(outcome: Outcome) -> Self {
        Self { commands: Mutex::default(), result: Ok(outcome) }
    }

    /// No program can be started.
    pub fn refusing(kind: io::ErrorKind) -> Self {
        Self { commands: Mutex::default(), result: Err(kind) }
    }

    /// The programs so far, each with its arguments.
    pub fn commands(&self) -> Vec<Vec<String>> {
        self.commands.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Default for FakeProcesses {
    fn default() -> Self {
        Self::ending_with(Outcome::Success)
    }
}

impl Processes for FakeProcesses {
    fn run(&self, program: &str, arguments: &[&str]) -> io::Result<Outcome> {
        let command = [&[program], arguments].concat().into_iter().map(str::to_owned).collect();
        self.commands.lock().unwrap_or_else(PoisonError::into_inner).push(command);
        self.result.map_err(io::Error::from)
    }

    fn start(&self, program: &str, arguments: &[&str]) -> io::Result<()> {
        self.run(program, arguments).map(|_| ())
    }

    fn run_quietly(&self, call: &ProgramCall<'_>, _input: Option<&mut ProgramInput<'_>>) -> io::Result<ProgramEnd> {
        let arguments: Vec<&str> = call.arguments.iter().map(String::as_str).collect();
        let outcome = self.run(call.program.as_str(), &arguments)?;
        Ok(ProgramEnd { is_success: outcome == Outcome::Success, said: String::new() })
    }

    fn run_for_output(
        &self,
        call: &ProgramCall<'_>,
        input: Option<&mut ProgramInput<'_>>,
        _limit: ByteCount,
    ) -> io::Result<(ProgramEnd, Vec<u8>)> {
        self.run_quietly(call, input).map(|end| (end, Vec::new()))
    }

    fn run_in_place(&self, call: &ProgramCall<'_>) -> io::Result<Option<i32>> {
        self.run_quietly(call, None).map(|end| Some(i32::from(!end.is_success)))
    }
}
