//! A file watcher that reports what a test says.

use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use camino::Utf8Path;

use crate::world::file_watcher::{Changed, FileWatch, FileWatcher, WatchError};

/// Reports changes when a test says so.
#[derive(Clone, Debug, Default)]
pub struct FakeFileWatcher {
    watches: Arc<Mutex<Vec<Sender<Changed>>>>,
    refusal: Option<&'static str>,
    is_polling: bool,
}

struct FakeWatch {
    is_polling: bool,
}

impl FakeFileWatcher {
    /// Watches nothing, for this reason.
    pub fn refusing(reason: &'static str) -> Self {
        Self { refusal: Some(reason), ..Self::default() }
    }

    /// Says that files are checked at intervals.
    pub fn polling() -> Self {
        Self { is_polling: true, ..Self::default() }
    }

    /// Reports a change to everyone who watches.
    pub fn report_change(&self) {
        let watches = self.watches.lock().unwrap_or_else(PoisonError::into_inner);
        for watch in watches.iter() {
            let _nobody_listens = watch.send(Changed);
        }
    }
}

impl FileWatcher for FakeFileWatcher {
    fn watch(&self, _: &Utf8Path, changes: Sender<Changed>) -> Result<Box<dyn FileWatch>, WatchError> {
        if let Some(reason) = self.refusal {
            return Err(reason.into());
        }
        self.watches.lock().unwrap_or_else(PoisonError::into_inner).push(changes);
        Ok(Box::new(FakeWatch { is_polling: self.is_polling }))
    }
}

impl FileWatch for FakeWatch {
    fn follow(&mut self, _: &[&str]) {}

    fn is_polling(&self) -> bool {
        self.is_polling
    }
}
