//! Everything outside the program: clock, console, environment, files, identities, network, other programs and interrupts. Each comes in
//! through a trait, so tests can make each of them fail.

pub mod atomic;
pub mod browser;
pub mod clock;
pub mod console;
pub mod disk;
pub mod editor;
pub mod environment;
#[cfg(any(test, feature = "test-support"))]
pub mod fakes;
pub mod file_watcher;
pub mod identities;
pub mod interrupts;
pub mod loopback;
pub mod network;
pub mod ports;
pub mod processes;
pub mod real_disk;
pub mod recording_disk;
pub mod replace;
pub mod spelling;
mod timed_stream;

use std::sync::Arc;

use crate::model::time::moment::Moment;
use crate::world::clock::{Clock, SystemClock, TimeError, moment};
use crate::world::console::Console;
use crate::world::disk::Disk;
use crate::world::environment::Environment;
use crate::world::file_watcher::{FileWatcher, SystemFileWatcher};
use crate::world::identities::{Identities, UuidIdentities};
use crate::world::interrupts::{Interrupts, SystemInterrupts};
use crate::world::network::{HttpNetwork, Network};
use crate::world::ports::{LoopbackPorts, Ports};
use crate::world::processes::{Processes, SystemProcesses};
use crate::world::real_disk::RealDisk;

/// Everything outside the program. Made once, in `cli::run`; clones share the same parts.
#[derive(Clone)]
pub struct World {
    /// Files.
    pub disk: Arc<dyn Disk>,
    /// Servers on the web.
    pub network: Arc<dyn Network>,
    /// Reports of changed files.
    pub file_watcher: Arc<dyn FileWatcher>,
    /// New guids.
    pub identities: Arc<dyn Identities>,
    /// The time now.
    pub clock: Arc<dyn Clock>,
    /// Other programs: the browser and the editor.
    pub processes: Arc<dyn Processes>,
    /// Ctrl-C and its like.
    pub interrupts: Arc<dyn Interrupts>,
    /// Ports that the preview can listen at.
    pub ports: Arc<dyn Ports>,
    /// Folder and variables.
    pub environment: Environment,
    /// Standard input, output and error.
    pub console: Console,
}

impl World {
    /// The machine that the program runs on.
    ///
    /// # Errors
    /// If the current folder cannot be found, or its name is not UTF-8.
    pub fn real() -> std::io::Result<Self> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let environment = Environment::real()?;
        let console = if environment.is_plain_terminal { Console::real() } else { Console::real().with_prompts() };
        Ok(Self {
            disk: Arc::new(RealDisk),
            network: Arc::new(HttpNetwork),
            file_watcher: Arc::new(SystemFileWatcher),
            identities: Arc::new(UuidIdentities::new(Arc::clone(&clock))),
            clock,
            processes: Arc::new(SystemProcesses),
            interrupts: Arc::new(SystemInterrupts),
            ports: Arc::new(LoopbackPorts),
            environment,
            console,
        })
    }

    /// The time now: from `SOURCE_DATE_EPOCH` if it is set, otherwise from the clock.
    ///
    /// # Errors
    /// If `SOURCE_DATE_EPOCH` is not a number of seconds, or the clock shows an impossible time.
    pub fn now(&self) -> Result<Moment, TimeError> {
        match &self.environment.source_date_epoch {
            Some(text) => clock::source_date_epoch(text),
            None => moment(self.clock.now()),
        }
    }
}
