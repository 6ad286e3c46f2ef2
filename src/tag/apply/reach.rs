//! How far a copy is written, and how far it is safe on the disk. Writing, syncing and reading back go on side by side, and nothing is read
//! back before it is synced: each waits here for the one before.

use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::model::files::byte_source::ByteSource;
use crate::world::disk::{OpenFile, Syncer};

/// How much is written at a time, and before the first sync (bytes): few, so that reading back can begin while the rest is written.
pub(super) const STEP: u64 = 1 << 20;

/// How much is written before it is synced later on (bytes): few enough to keep the disk busy, and many enough that its books, which every
/// sync writes too, cost little.
const STRETCH: u64 = 8 * STEP;

/// How far the work on a copy has come.
#[derive(Default)]
pub(super) struct Reach {
    state: Mutex<ReachState>,
    moved: Condvar,
}

#[derive(Default)]
struct ReachState {
    /// Bytes from the start that are written, and those of them that are synced.
    written: u64,
    synced: u64,
    /// Everything is written.
    complete: bool,
    /// Nothing more is written or synced.
    ended: bool,
}

impl ReachState {
    /// Whether there is enough to sync: each time as much as before that, until it is a whole stretch.
    fn due(&self) -> bool {
        self.written.saturating_sub(self.synced) >= self.synced.clamp(STEP, STRETCH)
    }
}

/// While it is held, more is written. However the writer ends, nobody waits for more afterwards.
pub(super) struct Writing<'a>(&'a Reach);

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        self.0.change(|state| state.ended = true);
    }
}

impl Reach {
    /// Begins to write.
    pub(super) fn writing(&self) -> Writing<'_> {
        Writing(self)
    }

    fn change(&self, change: impl FnOnce(&mut ReachState)) {
        change(&mut self.lock());
        self.moved.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, ReachState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_until(&self, met: impl Fn(&ReachState) -> bool) -> MutexGuard<'_, ReachState> {
        let waits = |state: &mut ReachState| !met(state);
        self.moved.wait_while(self.lock(), waits).unwrap_or_else(PoisonError::into_inner)
    }

    /// Syncs what is written, stretch by stretch, until everything is; the last stretch is the writer's own to sync. Where the disk fails, no
    /// reader waits any longer.
    ///
    /// # Errors
    /// Where the disk fails.
    pub(super) fn sync_along(&self, syncer: &dyn Syncer) -> io::Result<()> {
        loop {
            let state = self.wait_until(|state| state.complete || state.ended || state.due());
            if state.complete || state.ended {
                return Ok(());
            }
            let written = state.written;
            drop(state);
            if let Err(error) = syncer.sync() {
                self.change(|state| state.ended = true);
                return Err(error);
            }
            self.change(|state| state.synced = state.synced.max(written));
        }
    }
}

impl Writing<'_> {
    /// So much is written from the start on (bytes).
    pub(super) fn wrote(&self, bytes: u64) {
        self.0.change(|state| state.written = bytes);
    }

    /// All of it is written, and has still to be synced.
    pub(super) fn complete(&self) {
        self.0.change(|state| state.complete = true);
    }

    /// All of it is written and synced.
    pub(super) fn synced(self) {
        self.0.change(|state| state.synced = u64::MAX);
    }
}

/// A copy that is read back while it is written. Whoever reads where nothing is synced yet waits.
pub(super) struct Growing<'a> {
    file: &'a dyn OpenFile,
    length: u64,
    reach: &'a Reach,
}

impl<'a> Growing<'a> {
    /// Reads a copy that will have so many bytes.
    pub(super) fn new(file: &'a dyn OpenFile, length: u64, reach: &'a Reach) -> Self {
        Self { file, length, reach }
    }
}

impl ByteSource for Growing<'_> {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let end = offset.saturating_add(buffer.len() as u64).min(self.length);
        if self.reach.wait_until(|state| state.synced >= end || state.ended).synced < end {
            return Err(io::Error::other("the copy was not written to its end"));
        }
        self.file.read_at(offset, buffer)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::io::Write as _;
    use std::thread;

    use camino::Utf8Path;

    use super::*;
    use crate::world::disk::Disk;
    use crate::world::real_disk::RealDisk;

    /// Counts, and fails at a number of times.
    struct Counting(Cell<usize>, usize);

    impl Syncer for Counting {
        fn sync(&self) -> io::Result<()> {
            self.0.set(self.0.get() + 1);
            if self.0.get() == self.1 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        }
    }

    /// What the syncer and a reader of four bytes at `offset` say while stretches are written one by one, and then all is synced or not.
    fn played(fails_at: usize, offset: u64, all_synced: bool) -> (Result<(), io::ErrorKind>, Result<usize, io::ErrorKind>) {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8Path::from_path(folder.path()).unwrap().join("copy");
        RealDisk.create_new(&path).unwrap().write_all(b"0123456789").unwrap();
        let file = RealDisk.open(&path).unwrap();
        let reach = Reach::default();
        thread::scope(|scope| {
            let syncing = scope.spawn(|| reach.sync_along(&Counting(Cell::new(0), fails_at)));
            let reading = scope.spawn(|| Growing::new(&*file, 100 * STRETCH, &reach).read_at(offset, &mut [0; 4]));
            let writing = reach.writing();
            for stretch in 1..4 {
                writing.wrote(stretch * STRETCH);
                // The syncer takes all that it finds: only where it has come here can it be behind no more.
                drop(reach.wait_until(|state| state.synced >= stretch * STRETCH || state.ended));
            }
            if all_synced {
                writing.synced();
            } else {
                drop(writing);
            }
            let kind = |error: io::Error| error.kind();
            (syncing.join().unwrap().map_err(kind), reading.join().unwrap().map_err(kind))
        })
    }

    #[test]
    fn what_is_synced_on_the_way_can_be_read_and_the_rest_once_all_is_synced() {
        assert_eq!(played(9, 0, false), (Ok(()), Ok(4)));
        assert_eq!(played(9, 3 * STRETCH - 2, false), (Ok(()), Err(io::ErrorKind::Other)), "beyond what is synced");
        assert_eq!(played(9, 3 * STRETCH - 2, true), (Ok(()), Ok(0)), "the file is short, and says so");
    }

    #[test]
    fn the_first_syncs_come_early_and_the_later_ones_by_whole_stretches() {
        let due = |written, synced| ReachState { written, synced, ..ReachState::default() }.due();
        assert!(!due(STEP - 1, 0) && due(STEP, 0));
        assert!(!due(4 * STEP - 1, 2 * STEP) && due(4 * STEP, 2 * STEP));
        assert!(!due(9 * STRETCH - 1, 8 * STRETCH) && due(9 * STRETCH, 8 * STRETCH));
    }

    #[test]
    fn a_disk_that_cannot_sync_keeps_nobody_waiting() {
        let beyond = 2 * STRETCH;
        assert_eq!(played(2, beyond, false), (Err(io::ErrorKind::StorageFull), Err(io::ErrorKind::Other)));
    }
}
