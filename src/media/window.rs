//! Reading forward through a [`ByteSource`] in large blocks, with small looks ahead.

use std::io;

use crate::model::byte_source::ByteSource;

/// How much is read at once. // bytes; measured: as fast as any larger size, and small enough to stay in the cache
pub(crate) const BLOCK: usize = 128 * 1024;

/// The longest look that [`Window::at`] grants. // bytes; far above any MPEG frame or box header
pub(crate) const LOOK_MAX: usize = 16 * 1024;

/// A block of a source, moved along as it is asked for.
pub(crate) struct Window<'a> {
    source: &'a dyn ByteSource,
    block: Vec<u8>,
    start: u64,
    filled: usize,
}

impl<'a> Window<'a> {
    /// Nothing is read yet.
    pub(crate) fn new(source: &'a dyn ByteSource) -> Self {
        Self { source, block: vec![0; BLOCK], start: 0, filled: 0 }
    }

    /// Up to `count` bytes (at most [`LOOK_MAX`]) from `offset` on; fewer at the end of the source.
    pub(crate) fn at(&mut self, offset: u64, count: usize) -> io::Result<&[u8]> {
        let count = count.min(LOOK_MAX);
        let within = offset.checked_sub(self.start).and_then(|ahead| usize::try_from(ahead).ok());
        let ahead = match within {
            Some(ahead) if ahead + count <= self.filled => ahead,
            // at the end of the source a short block is all there is
            Some(ahead) if ahead <= self.filled && self.filled < BLOCK && self.filled > 0 => ahead,
            _ => {
                self.start = offset;
                self.filled = fill(self.source, offset, &mut self.block)?;
                0
            }
        };
        Ok(&self.block[ahead..self.filled.min(ahead + count)])
    }
}

/// Fills the buffer from `offset` on, as far as the source goes; how much that was (bytes).
pub(crate) fn fill(source: &dyn ByteSource, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read_at(offset + filled as u64, &mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count.min(buffer.len() - filled),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
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
}
