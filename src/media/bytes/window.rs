//! Reading forward through a [`ByteSource`] in large blocks, with small looks ahead.

use std::io;
use std::ops::Range;

use crate::model::files::byte_source::ByteSource;
use crate::model::files::byte_source::fill;

/// How much is read at once. // bytes; measured: as fast as any larger size, and small enough to stay in the cache
pub(crate) const BLOCK: usize = 128 * 1024;

/// The longest look that [`Window::at`] grants. // bytes; far above any MPEG frame or box header
pub(crate) const LOOK_MAX: usize = 16 * 1024;

/// What is read although nobody looks at it, so that reading goes on without a gap. // bytes; behind it there must be room for the look
const GAP_MAX: u64 = (BLOCK - LOOK_MAX) as u64;

/// A block of a source, moved along as it is asked for. What is read goes on where it ended, as long as looks go forward: so whoever reads along, to
/// sum up what passes, misses nothing.
pub(crate) struct Window<'a> {
    source: &'a dyn ByteSource,
    /// Room for what is kept of the block before, and the block, which so always lies at the same place.
    held: Vec<u8>,
    /// Where in `held` the bytes begin and end.
    place: Range<usize>,
    /// Where in the source they begin (bytes).
    start: u64,
    /// Whether the source ends with them.
    is_last: bool,
}

impl<'a> Window<'a> {
    /// Nothing is read yet.
    pub(crate) fn new(source: &'a dyn ByteSource) -> Self {
        Self { source, held: vec![0; LOOK_MAX + BLOCK], place: LOOK_MAX..LOOK_MAX, start: 0, is_last: false }
    }

    /// Up to `count` bytes (at most [`LOOK_MAX`]) from `offset` on; fewer at the end of the source.
    #[inline]
    pub(crate) fn at(&mut self, offset: u64, count: usize) -> io::Result<&[u8]> {
        let count = count.min(LOOK_MAX);
        let ahead = usize::try_from(offset.wrapping_sub(self.start)).unwrap_or(usize::MAX);
        let from = self.place.start.saturating_add(ahead);
        let from = if from.saturating_add(count) <= self.place.end { from } else { self.moved_to(offset)? };
        Ok(&self.held[from..self.place.end.min(from + count)])
    }

    /// Reads on, so that bytes from `offset` on are held, as far as there are any; where in `held` they begin.
    #[cold]
    fn moved_to(&mut self, offset: u64) -> io::Result<usize> {
        let end = self.start + self.place.len() as u64;
        let is_within = (self.start..=end).contains(&offset);
        if is_within && self.is_last {
            // a short block is all there is
        } else if is_within {
            self.fill_from(end, usize::try_from(end - offset).unwrap_or(0))?;
        } else if (end..=end + GAP_MAX).contains(&offset) {
            self.fill_from(end, 0)?;
        } else {
            self.fill_from(offset, 0)?;
        }
        let ahead = usize::try_from(offset - self.start).unwrap_or(usize::MAX);
        Ok(self.place.start + ahead.min(self.place.len()))
    }

    /// Reads the next block from `offset` on, and keeps so many bytes of the end of the one before.
    fn fill_from(&mut self, offset: u64, kept: usize) -> io::Result<()> {
        self.held.copy_within(self.place.end - kept..self.place.end, LOOK_MAX - kept);
        let filled = fill(self.source, offset, &mut self.held[LOOK_MAX..])?;
        self.place = LOOK_MAX - kept..LOOK_MAX + filled;
        self.start = offset - kept as u64;
        self.is_last = filled < BLOCK;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn looks_at_any_place() {
        let bytes: Vec<u8> = (0..300_000u32).map(|n| (n % 251) as u8).collect();
        let mut window = Window::new(&bytes);
        for offset in [0u64, 5, 131_070, 131_072, 7, 299_999, 299_990, 300_000, 400_000] {
            let from = usize::try_from(offset).unwrap().min(bytes.len());
            let to = (from + 8).min(bytes.len());
            assert_eq!(window.at(offset, 8).unwrap(), &bytes[from..to], "at {offset}");
        }
    }

    #[test]
    fn every_look_shows_what_is_there_and_no_byte_is_read_twice_on_the_way() {
        struct LoggingSource(Vec<u8>, Mutex<Vec<Range<u64>>>);
        impl ByteSource for LoggingSource {
            fn len(&self) -> u64 {
                self.0.len() as u64
            }
            fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
                let count = self.0.read_at(offset, buffer)?;
                if count > 0 {
                    self.1.lock().unwrap().push(offset..offset + count as u64);
                }
                Ok(count)
            }
        }
        let bytes: Vec<u8> = (0..700_000u32).map(|n| (n % 251) as u8).collect();
        for (step, count) in [(417, 48), (1, 4), (1440, 1440), (9_001, LOOK_MAX), (100_000, 48), (131_072, 5)] {
            let source = LoggingSource(bytes.clone(), Mutex::default());
            let mut window = Window::new(&source);
            for offset in (0..bytes.len()).step_by(step) {
                let found = window.at(offset as u64, count).unwrap();
                assert_eq!(found, &bytes[offset..bytes.len().min(offset + count)], "{step} {count} at {offset}");
            }
            let read = source.1.into_inner().unwrap();
            assert!(read.windows(2).all(|pair| pair[0].end == pair[1].start), "{step}: {read:?}");
        }
    }
}
