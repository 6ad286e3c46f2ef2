//! SHA-256 of a source, read once in blocks.

use std::io;
use std::ops::Range;

use sha2::Digest;

use crate::media::window::BLOCK;
use crate::media::window::fill;
use crate::model::byte_source::ByteSource;
use crate::model::digest::Sha256;

/// The sum of the whole source. `progress` is told how many bytes were newly read; they add up to the length.
///
/// # Errors
/// Where the disk fails.
pub fn sha256(source: &dyn ByteSource, progress: &(dyn Fn(u64) + Sync)) -> io::Result<Sha256> {
    sha256_of(source, 0..source.len(), progress)
}

/// The sum of a part of the source, as far as it goes.
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;
    use std::sync::atomic::Ordering;

    use super::*;

    #[test]
    fn hashes_the_whole_and_tells_of_every_byte() {
        let bytes = vec![7u8; 300_001];
        let told = AtomicU64::new(0);
        let sum = sha256(&bytes, &|count| {
            told.fetch_add(count, Ordering::Relaxed);
        });
        assert_eq!(sum.unwrap(), Sha256::of(&bytes));
        assert_eq!(told.into_inner(), 300_001);
    }

    #[test]
    fn hashes_a_part() {
        let bytes: Vec<u8> = (0..200u8).collect();
        assert_eq!(sha256_of(&bytes, 3..150, &|_| ()).unwrap(), Sha256::of(&bytes[3..150]));
        assert_eq!(sha256_of(&bytes, 150..900, &|_| ()).unwrap(), Sha256::of(&bytes[150..]));
    }
}
