//! The events of a Windows console.

use std::io;

use tokio::signal::windows::{CtrlBreak, CtrlC, CtrlClose, CtrlShutdown, ctrl_break, ctrl_c, ctrl_close, ctrl_shutdown};

/// Ctrl-C and Ctrl-Break, the closing of the window, and the system's shutdown.
pub(super) struct Signals {
    interrupt: CtrlC,
    stop: CtrlBreak,
    close: CtrlClose,
    shutdown: CtrlShutdown,
}

impl Signals {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { interrupt: ctrl_c()?, stop: ctrl_break()?, close: ctrl_close()?, shutdown: ctrl_shutdown()? })
    }

    /// Waits for one of them.
    pub(super) async fn receive(&mut self) {
        tokio::select! {
            _ctrl_c = self.interrupt.recv() => {}
            _ctrl_break = self.stop.recv() => {}
            _closed = self.close.recv() => {}
            _shut_down = self.shutdown.recv() => {}
        }
    }
}
