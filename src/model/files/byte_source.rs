//! Bytes that can be read at any place: the door through which `media` sees a file without touching the disk.

use std::io;

/// A file, or anything like one. Reading at a place does not move anything, so several threads can read at once.
pub trait ByteSource: Sync {
    /// Length (bytes) when it was opened.
    fn len(&self) -> u64;

    /// Whether there is nothing in it.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads up to `buffer.len()` bytes from `offset` (bytes) on; fewer only at the end.
    ///
    /// # Errors
    /// Where the disk fails.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize>;
}

/// Fills a buffer by reading into what is left of it, at so many bytes behind the first; returns how many bytes there were. A call may be interrupted,
/// and a network disk may give fewer bytes than were asked for. No call is made behind `rest`, where the file ended when it was opened.
///
/// # Errors
/// As `read` does.
pub(crate) fn filled(
    buffer: &mut [u8],
    rest: u64,
    mut read: impl FnMut(&mut [u8], u64) -> io::Result<usize>,
) -> io::Result<usize> {
    let mut done = 0;
    loop {
        match read(&mut buffer[done..], done as u64) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
            Ok(0) => return Ok(done),
            Ok(count) => {
                done += count.min(buffer.len() - done);
                if done >= buffer.len() || done as u64 >= rest {
                    return Ok(done);
                }
            }
        }
    }
}

/// Fills a buffer from `offset` (bytes) on, as far as the source goes, whatever its calls give; how much that was (bytes).
///
/// # Errors
/// Where the disk fails.
pub(crate) fn fill(source: &dyn ByteSource, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
    filled(buffer, u64::MAX, |part, done| source.read_at(offset + done, part))
}

impl ByteSource for [u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = usize::try_from(offset).ok().and_then(|offset| self.get(offset..)).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

impl ByteSource for Vec<u8> {
    fn len(&self) -> u64 {
        ByteSource::len(self.as_slice())
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.as_slice().read_at(offset, buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_that_is_short_or_interrupted_goes_on() {
        let bytes: Vec<u8> = (0..100).collect();
        for (rest, wanted) in [(100, 100), (100, 40), (40, 100)] {
            let mut calls = 0;
            let read = |part: &mut [u8], done: u64| {
                calls += 1;
                if calls % 3 == 0 {
                    return Err(io::ErrorKind::Interrupted.into());
                }
                let left = &bytes[usize::try_from(done).unwrap()..rest];
                let count = left.len().min(part.len()).min(7);
                part[..count].copy_from_slice(&left[..count]);
                Ok(count)
            };
            let mut buffer = vec![0; wanted];
            assert_eq!(filled(&mut buffer, rest as u64, read).unwrap(), rest.min(wanted));
            assert_eq!(buffer[..rest.min(wanted)], bytes[..rest.min(wanted)]);
        }
        let failing = |_: &mut [u8], done: u64| if done > 5 { Err(io::ErrorKind::Other.into()) } else { Ok(3) };
        assert!(filled(&mut [0; 10], 10, failing).is_err());
        assert_eq!(filled(&mut [0; 10], 10, |_, done| Ok(if done == 0 { 4 } else { 0 })).unwrap(), 4);
    }
}
