//! How many requests are answered, for whoever waits: on a terminal, after half a second.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget};

/// How often it is drawn (per second).
const DRAWS: u8 = 10;
/// Work that is over sooner needs no counter.
const PATIENCE: Duration = Duration::from_millis(500);

/// Counts requests.
pub(in crate::cli) struct RequestCounter {
    bar: ProgressBar,
    /// Whether it is wanted and not drawn yet.
    waits: AtomicBool,
}

impl RequestCounter {
    pub(in crate::cli) fn new(is_drawn: bool) -> Self {
        let bar = ProgressBar::new_spinner();
        bar.set_draw_target(ProgressDrawTarget::hidden());
        Self { bar, waits: AtomicBool::new(is_drawn) }
    }

    /// One more is answered.
    pub(in crate::cli) fn answered(&self) {
        self.bar.inc(1);
        if self.bar.elapsed() > PATIENCE {
            if self.waits.swap(false, Ordering::Relaxed) {
                self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(DRAWS));
            }
            self.bar.set_message(format!("asking: {} answered", self.bar.position()));
        }
    }
}

impl Drop for RequestCounter {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
