//! What work costs the processor, as Linux counts it.

use std::time::Duration;

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
