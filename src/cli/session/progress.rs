//! Bars for whoever waits: on a terminal, after half a second. A pipe gets none, and with `--verbose` a line for each file.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use indicatif::{DecimalBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::display::sanitized::Sanitized;
use crate::engine::{FileProgress, Progress, Step, StepProgress};
use crate::model::files::byte_count::ByteCount;
use crate::world::console::Console;

/// Where progress is shown.
#[derive(Clone)]
pub(in crate::cli) struct ProgressBars {
    /// Whether bars are drawn on standard error.
    pub(in crate::cli) is_drawn: bool,
    /// Whether a line is printed for each file.
    pub(in crate::cli) is_verbose: bool,
    /// Where these lines are printed.
    pub(in crate::cli) console: Console,
}

/// The bar of a step.
struct StepBar {
    bar: ProgressBar,
    pending: Arc<AtomicU64>,
    /// Bytes of files that are announced and have not begun.
    expected: AtomicU64,
    /// Whether the bar is wanted and not drawn yet.
    waits: Arc<AtomicBool>,
    is_verbose: bool,
    console: Console,
}

/// The part of a bar that belongs to one file.
struct FileBar {
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

impl Progress for ProgressBars {
    fn begin(&self, step: Step) -> Box<dyn StepProgress + '_> {
        let bar = ProgressBar::new(0).with_prefix(match step {
            Step::Measure => "measuring",
            Step::Tag => "tagging",
            Step::Master => "mastering",
            Step::Copy => "copying",
        });
        bar.set_draw_target(ProgressDrawTarget::hidden());
        bar.set_style(ProgressStyle::with_template(BAR).expect("the template is well-formed"));
        Box::new(StepBar {
            bar,
            pending: Arc::default(),
            expected: AtomicU64::new(0),
            waits: Arc::new(AtomicBool::new(self.is_drawn)),
            is_verbose: self.is_verbose,
            console: self.console.clone(),
        })
    }
}

impl StepProgress for StepBar {
    fn expect(&self, bytes: ByteCount) {
        let bytes = bytes.get();
        self.expected.fetch_add(bytes, Ordering::Relaxed);
        self.bar.inc_length(bytes);
    }

    fn file(&self, name: &str, bytes: ByteCount) -> Box<dyn FileProgress> {
        let bytes = bytes.get();
        let take = |expected: u64| Some(expected.saturating_sub(bytes));
        let expected = self.expected.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).unwrap_or_default();
        self.bar.inc_length(bytes.saturating_sub(expected));
        if self.bar.elapsed() > PATIENCE {
            self.bar.set_message(Sanitized(name).to_string());
        }
        let line = || format!("{} {}: {}", self.bar.prefix(), Sanitized(name), DecimalBytes(bytes));
        let line = self.is_verbose.then(|| (line(), self.console.clone()));
        Box::new(FileBar {
            bar: self.bar.clone(),
            pending: Arc::clone(&self.pending),
            waits: Arc::clone(&self.waits),
            name: Sanitized(name).to_string(),
            done: AtomicU64::new(0),
            line,
        })
    }
}

impl Drop for StepBar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Drop for FileBar {
    fn drop(&mut self) {
        if let Some((line, console)) = &self.line {
            console.say(line);
        }
    }
}

impl FileProgress for FileBar {
    fn reached(&self, done: u64) {
        let before = self.done.fetch_max(done, Ordering::Relaxed);
        self.show(done.saturating_sub(before));
    }

    fn advanced(&self, bytes: u64) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
        self.show(bytes);
    }
}

impl FileBar {
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
