//! Stand-ins for the world outside, for tests. Each can be made to fail; [`world`] puts harmless ones together.

mod clock;
mod file_watcher;
mod identities;
mod interrupts;
mod network;
mod ports;
mod processes;
mod streams;

use std::sync::Arc;

use camino::Utf8Path;

use crate::world::World;
use crate::world::console::Console;
use crate::world::disk::feed_link::FeedLink;
use crate::world::environment::Environment;
use crate::world::environment::store_variables::StoreVariables;
pub use crate::world::fakes::clock::FakeClock;
pub use crate::world::fakes::file_watcher::FakeFileWatcher;
pub use crate::world::fakes::identities::FakeIdentities;
pub use crate::world::fakes::interrupts::FakeInterrupts;
pub use crate::world::fakes::network::FakeNetwork;
pub use crate::world::fakes::ports::FakePorts;
pub use crate::world::fakes::processes::FakeProcesses;
pub use crate::world::fakes::streams::{CapturedStream, ClosedStream};
use crate::world::real_disk::RealDisk;

/// What the program prints.
#[derive(Clone, Debug, Default)]
pub struct Captured {
    /// Standard output.
    pub output: CapturedStream,
    /// Standard error.
    pub errors: CapturedStream,
}

/// A world around a folder of the real disk, on 1 January 2023; and what is printed in it. There is no network, and no editor is named.
pub fn world(folder: &Utf8Path) -> (World, Captured) {
    let captured = Captured::default();
    let environment = Environment {
        folder: folder.to_owned(),
        source_date_epoch: None,
        no_color: true,
        is_plain_terminal: true,
        columns: None,
        feed_link: FeedLink::Refused,
        editor: None,
        is_ci: false,
        podping_token: None,
        search_path: Vec::new(),
        words: Vec::new(),
        store: StoreVariables::default(),
        program_file: None,
        program: "a test".to_owned(),
    };
    let world = World {
        disk: Arc::new(RealDisk),
        network: Arc::new(FakeNetwork::default()),
        file_watcher: Arc::new(FakeFileWatcher::default()),
        identities: Arc::new(FakeIdentities::default()),
        clock: Arc::new(FakeClock::default()),
        processes: Arc::new(FakeProcesses::default()),
        interrupts: Arc::new(FakeInterrupts::default()),
        ports: Arc::new(FakePorts::default()),
        environment,
        console: Console::to(captured.output.clone(), captured.errors.clone()),
    };
    (world, captured)
}
