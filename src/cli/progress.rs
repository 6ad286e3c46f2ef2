//! Bars for whoever waits: on a terminal, after half a second. A pipe gets none, and with `--verbose` a line for each file.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::session::Session;
use crate::display::sanitized::Sanitized;
use crate::world::console::tell;

/// Progress over all files of a step.
pub(crate) struct Progress {
    bar: ProgressBar,
    pending: Arc<AtomicU64>,
    /// Whether the bar is wanted and not drawn yet.
    waits: Arc<AtomicBool>,
    verbose: bool,
}

/// Progress within one file.
pub(crate) struct FileProgress {
    bar: ProgressBar,
    pending: Arc<AtomicU64>,
    waits: Arc<AtomicBool>,
    name: String,
    done: AtomicU64,
    /// What is said when the file is done.
    line: Option<String>,
}

/// How often a bar is drawn (per second).
const DRAWS: u8 = 10;
/// Work that is over sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

impl Progress {
    /// A bar for this session; a silent one in a pipe or where quiet is wanted.
    pub(crate) fn new(session: &Session) -> Self {
        let bar = ProgressBar::new(0);
        let seen = session.world.console.err_is_terminal && !session.global.quiet;
        bar.set_draw_target(ProgressDrawTarget::hidden());
        let style =
            ProgressStyle::with_template("{msg:20!} {wide_bar} {percent:>3}% {bytes}/{total_bytes} {bytes_per_sec} {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let verbose = session.global.verbose && !session.world.console.err_is_terminal;
        Self { bar, pending: Arc::default(), waits: Arc::new(AtomicBool::new(seen)), verbose }
    }

    /// Starts a file of so many bytes.
    pub(crate) fn file(&self, name: &str, bytes: u64) -> FileProgress {
        self.bar.inc_length(bytes);
        if self.bar.elapsed() > PATIENCE {
            self.bar.set_message(Sanitized(name).to_string());
        }
        let line = self.verbose.then(|| format!("{}: {}", Sanitized(name), HumanBytes(bytes)));
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
        if let Some(line) = &self.line {
            tell(line);
        }
    }
}

impl FileProgress {
    /// So many bytes of the file are done in all. Only growth counts.
    pub(crate) fn at(&self, done: u64) {
        let before = self.done.fetch_max(done, Ordering::Relaxed);
        self.more(done.saturating_sub(before));
    }

    /// So many bytes more are done.
    pub(crate) fn more(&self, bytes: u64) {
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
