//! The events of a console of Windows.

use std::io;

use tokio::signal::windows::{CtrlBreak, CtrlC, CtrlClose, CtrlShutdown, ctrl_break, ctrl_c, ctrl_close, ctrl_shutdown};

/// Ctrl-C and Ctrl-Break, the window that is closed, the system that shuts down.
pub struct Interrupts {
    interrupt: CtrlC,
    stop: CtrlBreak,
    close: CtrlClose,
    shutdown: CtrlShutdown,
}

impl Interrupts {
    /// Takes them over.
    ///
    /// # Errors
    /// As the system says.
    pub fn new() -> io::Result<Self> {
        Ok(Self { interrupt: ctrl_c()?, stop: ctrl_break()?, close: ctrl_close()?, shutdown: ctrl_shutdown()? })
    }

    /// Waits for one of them.
    pub async fn next(&mut self) {
        tokio::select! {
            _ctrl_c = self.interrupt.recv() => {}
            _ctrl_break = self.stop.recv() => {}
            _closed = self.close.recv() => {}
            _shut_down = self.shutdown.recv() => {}
        }
    }
}
