//! The one door to clock, console, files, processes and network.

pub mod atomic;
pub mod browser;
pub mod console;
pub mod disk;
pub mod editor;
pub mod environment;
pub mod identity;
pub mod interrupts;
pub mod loopback;
pub mod network;
pub mod real_disk;
pub mod recording_disk;
pub mod replace;
pub mod spelling;
pub mod watch;

use std::sync::Arc;

use crate::world::console::Console;
use crate::world::disk::Disk;
use crate::world::environment::Environment;
use crate::world::real_disk::RealDisk;

/// Everything outside the program. Made once, in `cli::run`.
pub struct World {
    /// Files.
    pub disk: Arc<dyn Disk>,
    /// Folder, variables, clock.
    pub environment: Environment,
    /// Standard output and error.
    pub console: Console,
}

impl World {
    /// The machine that the program runs on.
    ///
    /// # Errors
    /// Where the current folder cannot be told, or is not named in UTF-8.
    pub fn real() -> std::io::Result<Self> {
        Ok(Self { disk: Arc::new(RealDisk), environment: Environment::real()?, console: Console::real() })
    }
}
