//! The person's own browser.

use std::io;
use std::process::{Command, Stdio};

/// The program that opens an address as its person likes it.
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
/// Where the machine has no program for it.
pub fn open(address: &str) -> io::Result<()> {
    let mut child = Command::new(OPENER).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    // Somebody has to hear of its end, or it stays in the list of processes until ours.
    std::thread::spawn(move || child.wait());
    Ok(())
}
