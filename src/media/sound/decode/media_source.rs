//! A [`ByteSource`] as libraries want it: something that reads and seeks.

use std::io;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;
use std::ops::Range;

use symphonia::core::io::MediaSource;

use crate::model::files::byte_source::ByteSource;

/// Reads a part of a source, from a place of its own.
pub(crate) struct PartReader<'a> {
    source: &'a dyn ByteSource,
    part: Range<u64>,
    at: u64,
}

impl<'a> PartReader<'a> {
    /// The whole source.
    pub(crate) fn whole(source: &'a dyn ByteSource) -> Self {
        Self::new(source, 0..source.len())
    }

    /// A part of it, as if that were all.
    pub(crate) fn new(source: &'a dyn ByteSource, part: Range<u64>) -> Self {
        Self { source, part, at: 0 }
    }

    fn len(&self) -> u64 {
        self.part.end.saturating_sub(self.part.start)
    }
}

impl Read for PartReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = usize::try_from(self.len().saturating_sub(self.at)).unwrap_or(usize::MAX);
        let wanted = buffer.len().min(rest);
        let count = self.source.read_at(self.part.start.saturating_add(self.at), &mut buffer[..wanted])?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for PartReader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(back) => self.len().checked_add_signed(back),
            SeekFrom::Current(ahead) => self.at.checked_add_signed(ahead),
        };
        self.at = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

impl MediaSource for PartReader<'_> {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_only_its_part() {
        let bytes: Vec<u8> = (0..100).collect();
        let mut reader = PartReader::new(&bytes, 10..20);
        let mut read = Vec::new();
        reader.read_to_end(&mut read).unwrap();
        assert_eq!(read, bytes[10..20]);
        assert_eq!(reader.seek(SeekFrom::End(-3)).unwrap(), 7);
        assert_eq!(reader.seek(SeekFrom::Current(-2)).unwrap(), 5);
        assert!(reader.seek(SeekFrom::Current(-6)).is_err());
        let mut two = [0; 2];
        reader.read_exact(&mut two).unwrap();
        assert_eq!(two, [15, 16]);
    }
}
