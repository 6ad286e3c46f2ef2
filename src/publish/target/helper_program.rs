//! A program that knows how to reach a target, run without a shell.

use std::sync::Arc;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};

use crate::model::files::byte_count::ByteCount;
use crate::publish::publish_error::PublishError;
use crate::world::World;
use crate::world::disk::Disk;
use crate::world::processes::Processes;
use crate::world::processes::programs::{ProgramCall, find};

/// How long it may take: a recording can take hours, and each of these programs ends by itself where its server is gone.
const PATIENCE: Duration = Duration::from_hours(24);

/// A program.
pub struct HelperProgram {
    processes: Arc<dyn Processes>,
    program: Utf8PathBuf,
}

/// How it ended.
pub(in crate::publish::target) struct HelperEnd {
    pub(in crate::publish::target) is_success: bool,
    /// What it printed.
    pub(in crate::publish::target) printed: Vec<u8>,
    /// The end of what it said to people.
    pub(in crate::publish::target) said: String,
}

impl HelperProgram {
    /// Looks for a program on PATH. A show can come from a stranger, and brings none.
    ///
    /// # Errors
    /// If it is not there.
    pub fn find(world: &World, machine: &dyn Disk, name: &'static str, show: &Utf8Path) -> Result<Self, PublishError> {
        let program = find(machine, &world.environment.search_path, name, Some(show));
        let program = program.ok_or(PublishError::ProgramMissing { program: name })?;
        Ok(Self { processes: Arc::clone(&world.processes), program })
    }

    /// Runs it, and gives it this to read.
    ///
    /// # Errors
    /// If it cannot be started.
    pub(in crate::publish::target) fn run(
        &self,
        arguments: &[String],
        input: &[u8],
        limit: ByteCount,
    ) -> Result<HelperEnd, PublishError> {
        let call = ProgramCall { program: &self.program, arguments, variables: &[], folder: None, patience: PATIENCE };
        let mut feed = |pipe: &mut dyn std::io::Write| pipe.write_all(input);
        let ended = self.processes.run_for_output(&call, Some(&mut feed), limit);
        let (end, printed) =
            ended.map_err(|error| PublishError::Failed { what: format!("run `{}`", self.program), reason: error.to_string() })?;
        Ok(HelperEnd { is_success: end.is_success, printed, said: end.said })
    }
}

impl HelperEnd {
    /// What it means that it did not succeed.
    pub(in crate::publish::target) fn fault(&self, what: &str) -> PublishError {
        let said = self.said.trim();
        // what a program says last is why it ended
        let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it does not say why").trim().to_owned();
        if said.contains("Host key verification failed") || said.contains("REMOTE HOST IDENTIFICATION HAS CHANGED") {
            PublishError::HostKey
        } else if said.contains("No space left") || said.contains("Quota exceeded") || said.contains("disk quota") {
            PublishError::DiskFull
        } else if said.contains("Permission denied") || said.contains("AccessDenied") || said.contains("permission denied") {
            PublishError::Denied { what: format!("to {what}"), reason: last }
        } else {
            PublishError::Failed { what: what.to_owned(), reason: last }
        }
    }
}
