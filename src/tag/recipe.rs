//! How the new file is put together: new bytes, and stretches of the old file.

use std::io;
use std::ops::Range;

use sha2::{Digest, Sha256 as Hasher};

use crate::model::files::byte_source::ByteSource;
use crate::model::identity::digest::Sha256;

/// A stretch of the new file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Piece {
    /// New bytes.
    New(Vec<u8>),
    /// Bytes of the old file, from and to (bytes).
    Old(Range<u64>),
}

/// How much is read at a time (bytes); larger blocks are not faster (AUDIO.md, section 2a).
pub const BLOCK: usize = 128 << 10;

impl Piece {
    /// Its length (bytes).
    pub fn bytes(&self) -> u64 {
        match self {
            Self::New(bytes) => bytes.len() as u64,
            Self::Old(range) => range.end.saturating_sub(range.start),
        }
    }
}

/// The parts of the old file that a plan has read and judged. Where they have changed, the plan is void.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Guard {
    spans: Vec<Range<u64>>,
    length: u64,
    sha256: Sha256,
}

impl Guard {
    /// Guards these parts of a file, and its length.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn of(source: &dyn ByteSource, spans: impl IntoIterator<Item = Range<u64>>) -> io::Result<Self> {
        let spans: Vec<_> = spans.into_iter().collect();
        Ok(Self { sha256: hash_of(source, &spans)?, length: source.len(), spans })
    }

    /// Whether the file is still the one that was judged.
    ///
    /// # Errors
    /// Where the disk fails.
    pub fn holds(&self, source: &dyn ByteSource) -> io::Result<bool> {
        Ok(source.len() == self.length && hash_of(source, &self.spans)? == self.sha256)
    }
}

fn hash_of(source: &dyn ByteSource, spans: &[Range<u64>]) -> io::Result<Sha256> {
    let mut hasher = Hasher::new();
    for span in spans {
        copy_range(source, span.clone(), &mut |block| {
            hasher.update(block);
            Ok(())
        })?;
    }
    Ok(Sha256::from(<[u8; 32]>::from(hasher.finalize())))
}

/// Hands on a stretch of a file, block by block.
///
/// # Errors
/// Where the disk or `take` fails; `UnexpectedEof` where the file is shorter.
pub fn copy_range(source: &dyn ByteSource, range: Range<u64>, take: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = vec![0; BLOCK.min(usize::try_from(range.end.saturating_sub(range.start)).unwrap_or(BLOCK))];
    let mut at = range.start;
    while at < range.end {
        let want = buffer.len().min(usize::try_from(range.end - at).unwrap_or(usize::MAX));
        let count = source.read_at(at, &mut buffer[..want])?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        take(&buffer[..count])?;
        at += count as u64;
    }
    Ok(())
}

/// Reads a stretch of a file whole; the caller has bounded it.
///
/// # Errors
/// Where the disk fails; `UnexpectedEof` where the file is shorter.
pub fn read_range(source: &dyn ByteSource, range: Range<u64>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    copy_range(source, range, &mut |block| {
        bytes.extend_from_slice(block);
        Ok(())
    })?;
    Ok(bytes)
}
