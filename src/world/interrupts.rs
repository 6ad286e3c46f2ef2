//! Ctrl-C, and what the system sends when it shuts down. Once podwright listens to them, none of them ends the program by itself.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::future::Future;
use std::io;
use std::pin::Pin;

#[cfg(unix)]
use unix::Signals;
#[cfg(windows)]
use windows::Signals;

/// Requests to stop.
pub trait Interrupts: Send + Sync {
    /// Listens from now on. Called inside a tokio runtime.
    ///
    /// # Errors
    /// As the system says.
    fn listen(&self) -> io::Result<Box<dyn InterruptListener>>;
}

/// Receives requests to stop.
pub trait InterruptListener: Send {
    /// Waits for the next one.
    fn next(&mut self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// The signals, or console events, of this process.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemInterrupts;

impl Interrupts for SystemInterrupts {
    fn listen(&self) -> io::Result<Box<dyn InterruptListener>> {
        Ok(Box::new(Signals::new()?))
    }
}

impl InterruptListener for Signals {
    fn next(&mut self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.receive())
    }
}
