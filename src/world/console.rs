//! Standard input, output and error. Output is data; everything for the person at the keyboard goes to standard error.

mod suggestions;

use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::model::files::binary_size::BinarySize;
use crate::model::files::byte_count::ByteCount;
use crate::world::console::suggestions::Suggestions;

/// The longest answer that is read (bytes).
const ANSWER_MAX: u64 = 64 * 1024;
/// How many suggestions are shown at once. // lines
const LISTED: usize = 8;

/// Standard input, output and error. Clones share the same streams, and can be used from any thread.
#[derive(Clone)]
pub struct Console {
    input: Arc<Mutex<dyn BufRead + Send>>,
    output: Arc<Mutex<dyn Write + Send>>,
    errors: Arc<Mutex<dyn Write + Send>>,
    /// Whether standard input is a terminal.
    pub in_is_terminal: bool,
    /// Whether standard output is a terminal.
    pub out_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub err_is_terminal: bool,
    /// Width of the terminal (columns), if there is one.
    pub width: Option<usize>,
    /// Whether the terminal can show a list below a question, and move through it.
    has_prompts: bool,
}

/// A thread that panicked while it wrote has left the stream usable.
fn lock<T: ?Sized>(stream: &Mutex<T>) -> MutexGuard<'_, T> {
    stream.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Console {
    /// The console of this process.
    pub fn real() -> Self {
        Self {
            input: Arc::new(Mutex::new(io::BufReader::new(io::stdin()))),
            output: Arc::new(Mutex::new(io::BufWriter::new(io::stdout()))),
            errors: Arc::new(Mutex::new(io::stderr())),
            in_is_terminal: io::stdin().is_terminal(),
            out_is_terminal: io::stdout().is_terminal(),
            err_is_terminal: io::stderr().is_terminal(),
            width: terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)),
            has_prompts: false,
        }
    }

    /// A console that is no terminal, with nothing on its standard input.
    #[cfg(any(test, feature = "test-support"))]
    pub fn to(output: impl Write + Send + 'static, errors: impl Write + Send + 'static) -> Self {
        Self {
            input: Arc::new(Mutex::new(io::empty())),
            output: Arc::new(Mutex::new(output)),
            errors: Arc::new(Mutex::new(errors)),
            in_is_terminal: false,
            out_is_terminal: false,
            err_is_terminal: false,
            width: None,
            has_prompts: false,
        }
    }

    /// The same console with another standard input.
    #[cfg(any(test, feature = "test-support"))]
    #[must_use]
    pub fn with_input(mut self, input: impl BufRead + Send + 'static) -> Self {
        self.input = Arc::new(Mutex::new(input));
        self
    }

    /// Writes data to standard output.
    ///
    /// # Errors
    /// If the reader is gone, or the disk behind it is full.
    pub fn print(&self, text: &str) -> io::Result<()> {
        let mut output = lock(&self.output);
        output.write_all(text.as_bytes())?;
        output.flush()
    }

    /// The same console, on a terminal that can show a list below a question, and move through it.
    #[must_use]
    pub fn with_prompts(mut self) -> Self {
        self.has_prompts = true;
        self
    }

    /// Asks the person at the keyboard, who can pick one of the answers that `suggest` has for what is typed so far; `None` if nobody is there, or they
    /// have closed the terminal. A terminal that can only print lines asks without a list.
    pub fn ask_with(&self, question: &str, suggest: fn(&str) -> Vec<String>) -> Option<String> {
        if !(self.has_prompts && self.in_is_terminal && self.err_is_terminal) {
            return self.ask(question);
        }
        // Ctrl-C ends the program here as anywhere else.
        inquire::Text::new(question).with_autocomplete(Suggestions(suggest)).with_page_size(LISTED).prompt().ok()
    }

    /// Asks the person at the keyboard; `None` if nobody is there, or they have closed the terminal.
    pub fn ask(&self, question: &str) -> Option<String> {
        if !(self.in_is_terminal && self.err_is_terminal) {
            return None;
        }
        self.write_errors(&format!("{question}\n> "));
        let mut answer = String::new();
        match (&mut *lock(&self.input)).take(ANSWER_MAX).read_line(&mut answer) {
            Ok(1..) => Some(answer),
            _ => None,
        }
    }

    /// Everything on standard input.
    ///
    /// # Errors
    /// If it cannot be read, or is longer than `max`.
    pub fn input(&self, max: ByteCount) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut *lock(&self.input)).take(max.get() + 1).read_to_end(&mut bytes)?;
        if ByteCount::of(&bytes) > max {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is longer than {}", BinarySize(max))));
        }
        Ok(bytes)
    }

    /// Reads some of standard input; 0 at its end.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read_input(&self, buffer: &mut [u8]) -> io::Result<usize> {
        lock(&self.input).read(buffer)
    }

    /// Writes a line to standard error.
    pub fn say(&self, text: &str) {
        self.write_errors(&format!("{text}\n"));
    }

    /// A closed standard error is no reason to stop.
    fn write_errors(&self, text: &str) {
        let mut errors = lock(&self.errors);
        let _closed = errors.write_all(text.as_bytes()).and_then(|()| errors.flush());
    }
}
