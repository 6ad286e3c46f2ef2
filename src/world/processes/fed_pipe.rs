//! The standard input of a program. Whoever writes to it is let go once the program has ended, though another that it has left running may hold the
//! pipe open and read nothing.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, TrySendError, channel, sync_channel};
use std::time::Duration;

/// How often it is asked whether there is room in the pipe again.
const PAUSE: Duration = Duration::from_millis(1);
/// How often it is asked, where all is written but the last piece, whether the program has ended.
const LOOK: Duration = Duration::from_millis(20);

/// A pipe that is written to on a thread of its own, which nobody waits for.
pub(in crate::world) struct FedPipe<'e> {
    pieces: SyncSender<Vec<u8>>,
    /// How the writing went.
    outcome: Receiver<io::Result<()>>,
    /// Whether the program has ended.
    has_ended: &'e AtomicBool,
}

impl<'e> FedPipe<'e> {
    /// Tells `alive` of each piece that is read at the other end.
    pub(in crate::world) fn of(pipe: impl Write + Send + 'static, alive: Sender<()>, has_ended: &'e AtomicBool) -> Self {
        let (pieces, next) = sync_channel(1);
        let (told, outcome) = channel();
        std::thread::spawn(move || {
            // where nobody asks any more, nobody needs to know
            let _ = told.send(write_all(pipe, &next, &alive));
        });
        Self { pieces, outcome, has_ended }
    }

    /// Closes the pipe when all is written, for which a program that has ended gets `grace`.
    ///
    /// # Errors
    /// As the system says.
    pub(in crate::world) fn finish(self, grace: Duration) -> io::Result<()> {
        let Self { pieces, outcome, has_ended } = self;
        drop(pieces);
        loop {
            let is_last = has_ended.load(Ordering::SeqCst);
            match outcome.recv_timeout(if is_last { grace } else { LOOK }) {
                Ok(written) => return written,
                Err(RecvTimeoutError::Timeout) if !is_last => {}
                Err(_) => return Err(io::ErrorKind::BrokenPipe.into()),
            }
        }
    }
}

fn write_all(mut pipe: impl Write, pieces: &Receiver<Vec<u8>>, alive: &Sender<()>) -> io::Result<()> {
    for piece in pieces {
        let mut rest = piece.as_slice();
        while !rest.is_empty() {
            match pipe.write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(written) => rest = rest.get(written..).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            // the watcher is gone only where the program has ended, and then the next write fails
            let _ = alive.send(());
        }
    }
    Ok(())
}

impl Write for FedPipe<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut piece = bytes.to_vec();
        loop {
            match self.pieces.try_send(piece) {
                Ok(()) => return Ok(bytes.len()),
                Err(TrySendError::Full(_)) if self.has_ended.load(Ordering::SeqCst) => {
                    return Err(io::ErrorKind::BrokenPipe.into());
                }
                Err(TrySendError::Full(same)) => piece = same,
                Err(TrySendError::Disconnected(_)) => {
                    let written = self.outcome.recv_timeout(LOOK).unwrap_or(Ok(()));
                    return written.and(Err(io::ErrorKind::BrokenPipe.into()));
                }
            }
            std::thread::sleep(PAUSE);
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
