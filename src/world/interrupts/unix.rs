//! The signals of Linux, macOS and their like.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};

/// Ctrl-C, and what a system sends that shuts down.
pub struct Interrupts {
    interrupt: Signal,
    terminate: Signal,
}

impl Interrupts {
    /// Takes them over.
    ///
    /// # Errors
    /// As the system says.
    pub fn new() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for one of them.
    pub async fn next(&mut self) {
        tokio::select! {
            _ctrl_c = self.interrupt.recv() => {}
            _terminated = self.terminate.recv() => {}
        }
    }
}
