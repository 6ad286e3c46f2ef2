//! Standard output is data; talk goes to standard error.

use std::io::{self, BufRead, IsTerminal, Read, Write};

/// The longest answer that is read (bytes).
const ANSWER_MAX: u64 = 64 * 1024;

/// Says a line on standard error, from any thread. A closed standard error is no reason to stop.
pub fn tell(line: &str) {
    let _closed = writeln!(io::stderr().lock(), "{line}");
}

/// Standard output and error.
pub struct Console {
    out: Box<dyn Write + Send>,
    err: Box<dyn Write + Send>,
    /// Whether standard output is a terminal.
    pub out_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub err_is_terminal: bool,
    /// Width of the terminal (columns), where there is one.
    pub width: Option<usize>,
}

impl Console {
    /// That of the running program.
    pub fn real() -> Self {
        Self {
            out: Box::new(io::BufWriter::new(io::stdout())),
            err: Box::new(io::stderr()),
            out_is_terminal: io::stdout().is_terminal(),
            err_is_terminal: io::stderr().is_terminal(),
            width: terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)),
        }
    }

    /// One that writes elsewhere, and behind which nobody sits.
    #[cfg(any(test, feature = "test-support"))]
    pub fn to(out: Box<dyn Write + Send>, err: Box<dyn Write + Send>) -> Self {
        Self { out, err, out_is_terminal: false, err_is_terminal: false, width: None }
    }

    /// Writes data to standard output.
    ///
    /// # Errors
    /// Where the reader is gone, or the disk behind it is full.
    pub fn print(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    /// Asks the person at the keyboard; `None` where nobody sits there, or they have closed the terminal.
    pub fn ask(&mut self, question: &str) -> Option<String> {
        if !(io::stdin().is_terminal() && self.err_is_terminal) {
            return None;
        }
        let _closed = write!(self.err, "{question}\n> ").and_then(|()| self.err.flush());
        let mut answer = String::new();
        match io::stdin().lock().take(ANSWER_MAX).read_line(&mut answer) {
            Ok(1..) => Some(answer),
            _ => None,
        }
    }

    /// Everything that comes in through standard input.
    ///
    /// # Errors
    /// Where it cannot be read, or is longer than `max` bytes.
    pub fn input(&self, max: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        io::stdin().lock().take(max + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > max {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is longer than {max} bytes")));
        }
        Ok(bytes)
    }

    /// Says something to the person at the keyboard. A closed standard error is no reason to stop.
    pub fn say(&mut self, text: &str) {
        let _closed = writeln!(self.err, "{text}").and_then(|()| self.err.flush());
    }
}
