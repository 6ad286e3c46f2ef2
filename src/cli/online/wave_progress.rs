//! How far publishing has come: at a terminal a bar with bytes, speed and the time left; in a pipe a line for each wave.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::session::Session;
use crate::model::files::binary_size::BinarySize;
use crate::model::files::byte_count::ByteCount;
use crate::publish::apply::Watcher;
use crate::publish::wave::Wave;
use crate::world::console::Console;

/// How often the bar is drawn (per second).
const DRAWS: u8 = 10;
/// What it says.
const BAR: &str =
    "sending {msg:24!} {wide_bar} {percent:>3}% {decimal_bytes}/{decimal_total_bytes} {decimal_bytes_per_sec} {eta} left";

/// Shows how far publishing has come.
pub(in crate::cli) struct WaveProgress {
    bar: ProgressBar,
    console: Console,
    kind: ProgressKind,
}

/// How progress is shown.
#[derive(Clone, Copy, Eq, PartialEq)]
enum ProgressKind {
    Bar,
    Lines,
    Nothing,
}

impl WaveProgress {
    pub(in crate::cli) fn new(session: &Session) -> Self {
        let console = session.world.console.clone();
        let kind = match (session.global.quiet, console.err_is_terminal) {
            (true, _) => ProgressKind::Nothing,
            (false, true) => ProgressKind::Bar,
            (false, false) => ProgressKind::Lines,
        };
        let bar = ProgressBar::new(0);
        bar.set_draw_target(ProgressDrawTarget::hidden());
        bar.set_style(ProgressStyle::with_template(BAR).expect("the template is well-formed"));
        Self { bar, console, kind }
    }

    fn say(&self, text: &str) {
        match self.kind {
            ProgressKind::Lines => self.console.say(text),
            ProgressKind::Bar => self.bar.suspend(|| self.console.say(text)),
            ProgressKind::Nothing => {}
        }
    }
}

impl Watcher for WaveProgress {
    fn holds(&self, who: &str) {
        self.say(&format!("publishing as `{who}`"));
    }

    fn begins(&self, bytes: ByteCount) {
        self.bar.set_length(bytes.get());
        if self.kind == ProgressKind::Bar {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(DRAWS));
        }
    }

    fn wave(&self, wave: Wave, files: usize) {
        self.bar.set_message(words(wave, files));
    }

    fn sent(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    fn done(&self, wave: Wave, files: usize, bytes: ByteCount) {
        if self.kind == ProgressKind::Lines {
            self.say(&format!("sent {}, {}", words(wave, files), BinarySize(bytes)));
        }
    }
}

/// What a wave has.
fn words(wave: Wave, files: usize) -> String {
    let (one, many) = wave.words();
    if files == 1 { format!("1 {one}") } else { format!("{files} {many}") }
}

impl Drop for WaveProgress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
