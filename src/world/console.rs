//! Standard output is data; talk goes to standard error.

use std::io::{self, IsTerminal, Write};

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

    /// Writes data to standard output.
    ///
    /// # Errors
    /// Where the reader is gone, or the disk behind it is full.
    pub fn print(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    /// Says something to the person at the keyboard. A closed standard error is no reason to stop.
    pub fn say(&mut self, text: &str) {
        let _closed = writeln!(self.err, "{text}").and_then(|()| self.err.flush());
    }
}
