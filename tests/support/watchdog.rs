//! Ends the tests where one piece of work does not end by itself, and names it.

use std::io::Write;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// Far longer than any piece of work takes on a slow and busy machine: only what never ends takes as long.
const PATIENCE: Duration = Duration::from_mins(5);

/// Watches one piece of work after the other, until it is dropped.
pub(crate) struct Watchdog(Sender<String>);

impl Watchdog {
    pub(crate) fn new() -> Self {
        let (watched, pieces) = channel();
        std::thread::spawn(move || {
            let mut work = "the start".to_owned();
            loop {
                match pieces.recv_timeout(PATIENCE) {
                    Ok(next) => work = next,
                    Err(RecvTimeoutError::Disconnected) => return,
                    Err(RecvTimeoutError::Timeout) => {
                        // a thread that never ends cannot be stopped, only the whole program
                        let _ = writeln!(std::io::stderr(), "no end after {PATIENCE:?}: {work}");
                        std::process::abort();
                    }
                }
            }
        });
        Self(watched)
    }

    /// What is worked on from now on.
    pub(crate) fn watch(&self, work: String) {
        self.0.send(work).unwrap();
    }
}
