//! Lines of a log, plain or packed by gzip, with memory that no line can stretch.

use std::io::{self, Cursor, Read};

use flate2::read::MultiGzDecoder;

use crate::impact::log::log_error::LogError;

/// The longest line that is a request (bytes): servers take 8 to 16 KiB of headers, and JSON escapes them.
pub(in crate::impact) const LINE_MAX: usize = 64 * 1024;

/// What some programs of Windows put before the first line (RFC 3629, section 6).
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// How much is read at once (bytes).
const CHUNK: usize = 4 * LINE_MAX;

/// The first bytes of a file packed by gzip (RFC 1952), Zstandard (RFC 8878), xz and bzip2.
const PACKERS: [(&[u8], &str, &str); 3] = [
    (&[0x28, 0xb5, 0x2f, 0xfd], "Zstandard", "zstd -dc LOG | podwright impact -"),
    (&[0xfd, b'7', b'z', b'X', b'Z'], "xz", "xz -dc LOG | podwright impact -"),
    (b"BZh", "bzip2", "bzip2 -dc LOG | podwright impact -"),
];

/// Reads a log line by line.
pub(in crate::impact) struct LogReader<'r> {
    input: Box<dyn Read + 'r>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    is_over: bool,
}

/// What comes next.
pub(in crate::impact) enum NextLine<'a> {
    /// A line, without its end.
    Line(&'a [u8]),
    /// One that is longer than any request.
    TooLong,
    /// Nothing.
    End,
}

impl<'r> LogReader<'r> {
    /// Opens a log, and unpacks gzip.
    pub(in crate::impact) fn open(mut input: Box<dyn Read + 'r>) -> Result<Self, LogError> {
        let mut head = Vec::new();
        input.by_ref().take(5).read_to_end(&mut head)?;
        for (magic, packer, command) in PACKERS {
            if head.starts_with(magic) {
                return Err(LogError::Packed { packer, command });
            }
        }
        let is_gzip = head.starts_with(&[0x1f, 0x8b]);
        let whole = Cursor::new(head).chain(input);
        let input: Box<dyn Read + 'r> = if is_gzip { Box::new(MultiGzDecoder::new(whole)) } else { Box::new(whole) };
        Ok(Self { input, buffer: vec![0; CHUNK], start: 0, end: 0, is_over: false })
    }

    /// Passes over a byte order mark, and over a first line that fills the first chunk: `logrotate` with `copytruncate` leaves zeros there, as
    /// many as the old log had bytes. Returns whether there was such a line; if so, another may follow.
    pub(in crate::impact) fn skip_long_start(&mut self) -> io::Result<bool> {
        self.fill_whole()?;
        if self.buffer[self.start..self.end].starts_with(BYTE_ORDER_MARK) {
            self.start += BYTE_ORDER_MARK.len();
        }
        if self.end < self.buffer.len() || memchr::memchr(b'\n', &self.buffer[self.start..self.end]).is_some() {
            return Ok(false);
        }
        self.skip_line()?;
        Ok(true)
    }

    /// The lines that are in the first chunk, at most so many; none of them is taken away.
    pub(in crate::impact) fn peek(&mut self, most: usize) -> io::Result<Vec<&[u8]>> {
        self.fill_whole()?;
        let lines = self.buffer[self.start..self.end].split(|byte| *byte == b'\n');
        Ok(lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line)).filter(|line| !line.is_empty()).take(most).collect())
    }

    /// The next line.
    pub(in crate::impact) fn next_line(&mut self) -> io::Result<NextLine<'_>> {
        let mut searched = self.start;
        loop {
            if let Some(length) = memchr::memchr(b'\n', &self.buffer[searched..self.end]) {
                let (start, end) = (self.start, searched + length);
                self.start = end + 1;
                return Ok(if end - start > LINE_MAX { NextLine::TooLong } else { NextLine::Line(&self.buffer[start..end]) });
            }
            if self.is_over {
                let start = std::mem::replace(&mut self.start, self.end);
                return Ok(match self.end - start {
                    0 => NextLine::End,
                    length if length > LINE_MAX => NextLine::TooLong,
                    _ => NextLine::Line(&self.buffer[start..self.end]),
                });
            }
            if self.end - self.start > LINE_MAX {
                return self.skip_line();
            }
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            searched = self.end;
            self.fill()?;
        }
    }

    /// Passes over the rest of a line that is too long.
    fn skip_line(&mut self) -> io::Result<NextLine<'_>> {
        loop {
            self.start = 0;
            self.end = 0;
            if self.is_over {
                return Ok(NextLine::TooLong);
            }
            self.fill()?;
            if let Some(length) = memchr::memchr(b'\n', &self.buffer[..self.end]) {
                self.start = length + 1;
                return Ok(NextLine::TooLong);
            }
        }
    }

    /// Reads until the buffer is full or the log is over.
    fn fill_whole(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        while !self.is_over && self.end < self.buffer.len() {
            self.fill()?;
        }
        Ok(())
    }

    fn fill(&mut self) -> io::Result<()> {
        match self.input.read(&mut self.buffer[self.end..]) {
            Ok(0) => self.is_over = true,
            Ok(count) => self.end += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a byte at a time, as a slow pipe does.
    struct Slow(Cursor<Vec<u8>>);

    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = buffer.len().min(1);
            self.0.read(&mut buffer[..most])
        }
    }

    fn lines(input: Box<dyn Read>) -> Vec<Option<Vec<u8>>> {
        let mut reader = LogReader::open(input).unwrap();
        let mut found = Vec::new();
        loop {
            match reader.next_line().unwrap() {
                NextLine::Line(line) => found.push(Some(line.to_vec())),
                NextLine::TooLong => found.push(None),
                NextLine::End => return found,
            }
        }
    }

    #[test]
    fn lines_are_the_same_however_they_arrive() {
        let long = "x".repeat(LINE_MAX + 1);
        let longest = "y".repeat(LINE_MAX);
        let huge = "z".repeat(CHUNK * 3);
        let text = format!("one\n\n{long}\n{longest}\n{huge}\nlast");
        let expected = vec![Some(b"one".to_vec()), Some(vec![]), None, Some(longest.into_bytes()), None, Some(b"last".to_vec())];
        assert_eq!(lines(Box::new(Cursor::new(text.clone().into_bytes()))), expected);
        assert_eq!(lines(Box::new(Slow(Cursor::new(text.clone().into_bytes())))), expected);
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        io::Write::write_all(&mut packed, text.as_bytes()).unwrap();
        let packed = packed.finish().unwrap();
        assert_eq!(lines(Box::new(Cursor::new(packed.clone()))), expected);
        assert_eq!(
            lines(Box::new(Cursor::new([packed.clone(), packed].concat()))).len(),
            11,
            "two packed logs, one behind the other"
        );
        assert!(lines(Box::new(Cursor::new(Vec::new()))).is_empty());
        assert_eq!(lines(Box::new(Cursor::new(huge.into_bytes()))), [None]);
    }

    #[test]
    fn other_packers_are_named() {
        let open = |bytes: &'static [u8]| LogReader::open(Box::new(bytes)).err().map(|error| error.to_string());
        assert!(open(&[0x28, 0xb5, 0x2f, 0xfd, 0]).unwrap().contains("Zstandard"));
        assert!(open(b"BZh9").unwrap().contains("bzip2"));
        assert!(open(b"B").is_none());
    }
}
