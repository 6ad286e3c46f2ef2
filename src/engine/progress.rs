//! How far the work has come. The engine reports it, and whoever calls the engine shows it.

use crate::model::files::byte_count::ByteCount;

/// A step that may take long.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// Recordings are read, hashed and measured.
    Measure,
    /// Recordings are tagged.
    Tag,
    /// Recordings are brought to their loudness and encoded.
    Master,
    /// Recordings and pictures are copied to `feed/`.
    Copy,
}

/// Receives the progress of all steps.
pub trait Progress {
    /// A step begins; it ends when the answer is dropped.
    fn begin(&self, step: Step) -> Box<dyn StepProgress + '_>;
}

/// Receives the progress of one step.
pub trait StepProgress: Sync {
    /// Announces work on files of this size in all, so that the total is known from the beginning.
    fn expect(&self, bytes: ByteCount);

    /// A file of this size begins; it ends when the answer is dropped. What was not announced adds to the total.
    fn file(&self, name: &str, bytes: ByteCount) -> Box<dyn FileProgress>;
}

/// Receives the progress of one file.
pub trait FileProgress: Send + Sync {
    /// So many bytes of the file are done in all. Only growth counts.
    fn reached(&self, done: u64);

    /// So many more bytes are done.
    fn advanced(&self, bytes: u64);
}

/// Shows nothing.
#[derive(Clone, Copy, Debug)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn begin(&self, _step: Step) -> Box<dyn StepProgress + '_> {
        Box::new(Self)
    }
}

impl StepProgress for NoProgress {
    fn expect(&self, _bytes: ByteCount) {}

    fn file(&self, _name: &str, _bytes: ByteCount) -> Box<dyn FileProgress> {
        Box::new(Self)
    }
}

impl FileProgress for NoProgress {
    fn reached(&self, _done: u64) {}

    fn advanced(&self, _bytes: u64) {}
}
