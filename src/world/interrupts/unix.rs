//! The signals of Linux, macOS and similar systems.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};

/// SIGINT (Ctrl-C), and SIGTERM, which the system sends when it shuts down.
pub(super) struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for one of them.
    pub(super) async fn receive(&mut self) {
        tokio::select! {
            _ctrl_c = self.interrupt.recv() => {}
            _terminated = self.terminate.recv() => {}
        }
    }
}
