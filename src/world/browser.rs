//! The user's own browser.

use std::io;

use crate::world::processes::Processes;

/// The program that opens an address in the default browser.
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// Opens an address, and does not wait for the browser.
///
/// # Errors
/// If the opener cannot be started.
pub fn open(processes: &dyn Processes, address: &str) -> io::Result<()> {
    processes.start(OPENER, &[address])
}
