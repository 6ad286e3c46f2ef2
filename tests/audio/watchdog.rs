//! Ends the tests where one piece of work does not end by itself, and names it.

use std::io::Write;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

/// Far longer than any piece of work takes on a slow and busy machine: only what never ends takes as long.
const PATIENCE: Duration = Duration::from_mins(5);

/// Watches one piece of work after the other, until it is dropped.
pub(crate) struct Watchdog(Arc<Mutex<Option<(Instant, String)>>>);

impl Watchdog {
    pub(crate) fn new() -> Self {
        let watched: Arc<Mutex<Option<(Instant, String)>>> = Arc::default();
        let seen = Arc::downgrade(&watched);
        std::thread::spawn(move || {
            while let Some(watched) = seen.upgrade() {
                let late = watched.lock().unwrap().clone().filter(|(since, _)| since.elapsed() > PATIENCE);
                if let Some((_, work)) = late {
                    // a thread that never ends cannot be stopped, only the whole program
                    let _ = writeln!(std::io::stderr(), "no end after {PATIENCE:?}: {work}");
                    std::process::abort();
                }
                drop(watched);
                std::thread::sleep(Duration::from_millis(500));
            }
        });
        Self(watched)
    }

    /// What is worked on from now on.
    pub(crate) fn watch(&self, work: String) {
        *self.0.lock().unwrap() = Some((Instant::now(), work));
    }
}

/// Does something on this thread alone, and tells how long the processor was at it (seconds): other work on the machine does not count.
pub(crate) fn processor_seconds<T: Send>(work: impl FnOnce() -> T + Send) -> (T, f64) {
    let nanoseconds = || {
        let words = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells how long each thread ran");
        words.split_whitespace().next().unwrap().parse::<u64>().unwrap()
    };
    rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| {
        let before = nanoseconds();
        let done = work();
        (done, Duration::from_nanos(nanoseconds() - before).as_secs_f64())
    })
}
