//! A run of the program in the process of the test, with files on a disk of the test's choice.

use std::sync::Arc;

use camino::Utf8PathBuf;
use podwright::error::Exit;
use podwright::world::World;
use podwright::world::console::Console;
use podwright::world::disk::Disk;
use podwright::world::fakes::{self, CapturedStream};

use super::show::TestShow;

/// Runs the program in the show's folder, on a disk; how it ends, and what it says.
pub(crate) fn run_on(disk: Arc<dyn Disk>, show: &TestShow, words: &[&str]) -> (Exit, String) {
    let root = Utf8PathBuf::from_path_buf(show.path("").canonicalize().unwrap()).unwrap();
    let printed = CapturedStream::default();
    let (world, _) = fakes::world(&root);
    let console = Console::to(printed.clone(), printed.clone());
    let exit = podwright::cli::run_in(World { disk, console, ..world }, &[&["podwright"], words].concat());
    (exit, printed.text())
}
