//! A run of the program in the process of the test, with files on a disk of the test's choice.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use podwright::error::Exit;
use podwright::world::World;
use podwright::world::console::Console;
use podwright::world::disk::Disk;
use podwright::world::fakes::{self, CapturedStream};

use super::show::TestShow;

/// Runs the program in the show's folder, on a disk; how it ends, and what it says.
pub(crate) fn run_on(disk: Arc<dyn Disk>, show: &TestShow, words: &[&str]) -> (Exit, String) {
    let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    run_in(&root, words, |world| World { disk, ..world })
}

/// Runs the program in a folder, in a world of the test's choice; how it ends, and what it says.
pub(crate) fn run_in(root: &Utf8Path, words: &[&str], world: impl FnOnce(World) -> World) -> (Exit, String) {
    let printed = CapturedStream::default();
    let console = Console::to(printed.clone(), printed.clone());
    let world = World { console, ..world(fakes::world(root).0) };
    let exit = podwright::cli::run_in(world, &[&["podwright"], words].concat());
    (exit, printed.text())
}
