//! SHA-256 of a source, read once in blocks.

use std::io;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::PoisonError;

use sha2::Digest;

use crate::media::bytes::window::BLOCK;
use crate::model::files::byte_source::ByteSource;
use crate::model::files::byte_source::fill;
use crate::model::identity::digest::Sha256;

/// The hash of the whole source. `progress` is told how many bytes were newly read; they add up to the length.
///
/// # Errors
/// Where the disk fails.
pub fn sha256(source: &dyn ByteSource, progress: &(dyn Fn(u64) + Sync)) -> io::Result<Sha256> {
    sha256_of(source, 0..source.len(), progress)
}

/// The hash of a part of the source, as far as it goes.
pub(crate) fn sha256_of(source: &dyn ByteSource, range: Range<u64>, progress: &(dyn Fn(u64) + Sync)) -> io::Result<Sha256> {
    let mut hasher = sha2::Sha256::new();
    each_block(source, range, &mut |block| {
        hasher.update(block);
        progress(block.len() as u64);
    })?;
    Ok(Sha256::from(<[u8; 32]>::from(hasher.finalize())))
}

/// Hands a range over block by block, as far as the source goes.
pub(crate) fn each_block(source: &dyn ByteSource, range: Range<u64>, take: &mut dyn FnMut(&[u8])) -> io::Result<()> {
    let mut block = vec![0; BLOCK];
    let mut at = range.start;
    while at < range.end {
        let wanted = usize::try_from(range.end - at).map_or(BLOCK, |rest| rest.min(BLOCK));
        let filled = fill(source, at, &mut block[..wanted])?;
        if filled == 0 {
            break;
        }
        take(&block[..filled]);
        at += filled as u64;
    }
    Ok(())
}

/// A source that hashes a part of itself while somebody else reads it from front to back, so that each byte is fetched once.
pub(crate) struct Hashing<'s> {
    source: &'s dyn ByteSource,
    range: Range<u64>,
    hashed: Mutex<Hashed>,
}

struct Hashed {
    hasher: sha2::Sha256,
    /// How far it goes (bytes from the start of the source).
    until: u64,
}

impl<'s> Hashing<'s> {
    /// Nothing is read yet.
    pub(crate) fn new(source: &'s dyn ByteSource, range: Range<u64>) -> Self {
        let until = range.start;
        Self { source, range, hashed: Mutex::new(Hashed { hasher: sha2::Sha256::new(), until }) }
    }

    /// The hash; what the reader passed over is read now.
    pub(crate) fn finish(self) -> io::Result<Sha256> {
        let Hashed { mut hasher, until } = self.hashed.into_inner().unwrap_or_else(PoisonError::into_inner);
        each_block(self.source, until..self.range.end, &mut |block| hasher.update(block))?;
        Ok(Sha256::from(<[u8; 32]>::from(hasher.finalize())))
    }
}

impl ByteSource for Hashing<'_> {
    fn len(&self) -> u64 {
        self.source.len()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read_at(offset, buffer)?;
        let mut hashed = self.hashed.lock().unwrap_or_else(PoisonError::into_inner);
        let end = (offset + count as u64).min(self.range.end);
        // reads that jump ahead leave a gap: from there on the hash waits for the end
        if offset <= hashed.until && hashed.until < end {
            let place = |at: u64| usize::try_from(at - offset).unwrap_or(count);
            let new = buffer.get(place(hashed.until)..place(end)).unwrap_or_default();
            hashed.hasher.update(new);
            hashed.until = end;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;
    use std::sync::atomic::Ordering;

    use super::*;

    #[test]
    fn hashes_the_whole_and_tells_of_every_byte() {
        let bytes = vec![7u8; 300_001];
        let told = AtomicU64::new(0);
        let hash = sha256(&bytes, &|count| {
            told.fetch_add(count, Ordering::Relaxed);
        });
        assert_eq!(hash.unwrap(), Sha256::of(&bytes));
        assert_eq!(told.into_inner(), 300_001);
    }

    #[test]
    fn hashes_a_part() {
        let bytes: Vec<u8> = (0..200u8).collect();
        assert_eq!(sha256_of(&bytes, 3..150, &|_| ()).unwrap(), Sha256::of(&bytes[3..150]));
        assert_eq!(sha256_of(&bytes, 150..900, &|_| ()).unwrap(), Sha256::of(&bytes[150..]));
    }

    #[test]
    fn hashes_what_is_read_and_what_is_passed_over() {
        let bytes: Vec<u8> = (0..1000u16).map(|n| (n % 251) as u8).collect();
        for (range, reads) in [
            (10..900, vec![(0, 100), (90, 200), (290, 710)]),
            (10..900, vec![(0, 5), (500, 100), (5, 20), (25, 30), (3, 10)]),
            (10..900, vec![(990, 10), (0, 1000), (0, 1000)]),
            (10..900, vec![]),
            (0..1000, vec![(0, 1000)]),
            (700..700, vec![(0, 1000)]),
        ] {
            let hashing = Hashing::new(&bytes, range.clone());
            for (offset, count) in reads.clone() {
                let mut buffer = vec![0; count];
                assert_eq!(hashing.read_at(offset as u64, &mut buffer).unwrap(), count.min(1000 - offset));
            }
            let part = &bytes[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()];
            assert_eq!(hashing.finish().unwrap(), Sha256::of(part), "{range:?} {reads:?}");
        }
    }
}
