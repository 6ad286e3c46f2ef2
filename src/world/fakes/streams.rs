//! Streams that a test can read, or that are closed.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Keeps what is written; clones share it.
#[derive(Clone, Debug, Default)]
pub struct CapturedStream(Arc<(Mutex<Vec<u8>>, Condvar)>);

impl CapturedStream {
    /// What was written so far.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }

    /// Waits until the text fits; `None` if it does not within this time.
    pub fn wait_for(&self, deadline: Duration, fits: impl Fn(&str) -> bool) -> Option<String> {
        let (bytes, written) = &*self.0;
        let bytes = bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let lacks = |bytes: &mut Vec<u8>| !fits(&String::from_utf8_lossy(bytes));
        let (bytes, waited) = written.wait_timeout_while(bytes, deadline, lacks).unwrap_or_else(PoisonError::into_inner);
        (!waited.timed_out()).then(|| String::from_utf8_lossy(&bytes).into_owned())
    }
}

impl Write for CapturedStream {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let (bytes, written) = &*self.0;
        bytes.lock().unwrap_or_else(PoisonError::into_inner).extend(buffer);
        written.notify_all();
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Refuses every byte, such as a pipe whose reader is gone.
#[derive(Clone, Copy, Debug)]
pub struct ClosedStream(pub io::ErrorKind);

impl Write for ClosedStream {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
