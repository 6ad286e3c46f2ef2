//! Bars for whoever waits: on a terminal, after half a second. A pipe gets none, and with `--verbose` a line for each file.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use indicatif::{DecimalBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::session::Session;
use crate::display::sanitized::Sanitized;
use crate::world::console::Console;

/// Progress over all files of a step.
pub(crate) struct Progress {
    bar: ProgressBar,
    pending: Arc<AtomicU64>,
    /// Bytes of files that are announced and have not begun.
    expected: AtomicU64,
    /// Whether the bar is wanted and not drawn yet.
    waits: Arc<AtomicBool>,
    verbose: bool,
    console: Console,
}

/// Progress within one file.
pub(crate) struct FileProgress {
    bar: ProgressBar,
    pending: Arc<AtomicU64>,
    waits: Arc<AtomicBool>,
    name: String,
    done: AtomicU64,
    /// What is said when the file is done, and where.
    line: Option<(String, Console)>,
}

/// How often a bar is drawn (per second).
const DRAWS: u8 = 10;
/// Work that is over sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// What a bar says. The bar itself takes what the terminal's width leaves.
const BAR: &str =
    "{prefix} {msg:20!} {wide_bar} {percent:>3}% {decimal_bytes}/{decimal_total_bytes} {decimal_bytes_per_sec} {eta} left";

impl Progress {
    /// A bar for this session, with the word for what is done (`measuring`); a silent one in a pipe or where quiet is wanted.
    pub(crate) fn new(session: &Session, doing: &'static str) -> Self {
        let bar = ProgressBar::new(0).with_prefix(doing);
        let seen = session.world.console.err_is_terminal && !session.global.quiet;
        bar.set_draw_target(ProgressDrawTarget::hidden());
        bar.set_style(ProgressStyle::with_template(BAR).expect("the template is well-formed"));
        let verbose = session.global.verbose && !session.world.console.err_is_terminal;
        Self {
            bar,
            pending: Arc::default(),
            expected: AtomicU64::new(0),
            waits: Arc::new(AtomicBool::new(seen)),
            verbose,
            console: session.world.console.clone(),
        }
    }

    /// Announces files of so many bytes, so that the bar knows the whole from the beginning.
    pub(crate) fn expect(&self, bytes: u64) {
        self.expected.fetch_add(bytes, Ordering::Relaxed);
        self.bar.inc_length(bytes);
    }

    /// Starts a file of so many bytes; what was not announced makes the whole longer.
    pub(crate) fn file(&self, name: &str, bytes: u64) -> FileProgress {
        let take = |expected: u64| Some(expected.saturating_sub(bytes));
        let expected = self.expected.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).unwrap_or_default();
        self.bar.inc_length(bytes.saturating_sub(expected));
        if self.bar.elapsed() > PATIENCE {
            self.bar.set_message(Sanitized(name).to_string());
        }
        let line = || format!("{} {}: {}", self.bar.prefix(), Sanitized(name), DecimalBytes(bytes));
        let line = self.verbose.then(|| (line(), self.console.clone()));
        FileProgress {
            bar: self.bar.clone(),
            pending: Arc::clone(&self.pending),
            waits: Arc::clone(&self.waits),
            name: Sanitized(name).to_string(),
            done: AtomicU64::new(0),
            line,
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Drop for FileProgress {
    fn drop(&mut self) {
        if let Some((line, console)) = &self.line {
            console.say(line);
        }
    }
}

impl FileProgress {
    /// So many bytes of the file are done in all. Only growth counts.
    pub(crate) fn at(&self, done: u64) {
        let before = self.done.fetch_max(done, Ordering::Relaxed);
        self.show(done.saturating_sub(before));
    }

    /// So many bytes more are done.
    pub(crate) fn more(&self, bytes: u64) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
        self.show(bytes);
    }

    fn show(&self, bytes: u64) {
        self.pending.fetch_add(bytes, Ordering::Relaxed);
        if self.bar.elapsed() > PATIENCE {
            if self.waits.swap(false, Ordering::Relaxed) {
                self.bar.set_message(self.name.clone());
                self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(DRAWS));
            }
            self.bar.inc(self.pending.swap(0, Ordering::Relaxed));
        }
    }
}
