//! What one input costs this process.

use std::fs;

/// What work took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Time of the processor, of all threads. // seconds
    pub(crate) seconds: f64,
    /// The most memory of the process meanwhile. // bytes
    pub(crate) memory: u64,
}

/// What it costs to do something in a process that does nothing else.
pub(crate) fn cost(work: impl FnOnce()) -> Cost {
    // forgets the most memory that was ever taken (proc(5), `/proc/pid/clear_refs`)
    fs::write("/proc/self/clear_refs", "5").expect("Linux forgets how much memory was taken");
    let before = processor_seconds();
    work();
    Cost { seconds: processor_seconds() - before, memory: crate::alone::most_memory() }
}

/// Time of the processor that this process has taken, in hundredths (seconds).
fn processor_seconds() -> f64 {
    let told = fs::read_to_string("/proc/self/stat").expect("Linux tells how long a process ran");
    // the name of the program, in brackets, may have spaces
    let numbers: Vec<&str> = told.rsplit_once(") ").unwrap().1.split(' ').collect();
    // proc(5), `/proc/pid/stat`: fields 14 and 15, of which the first here is field 3
    [11, 12].map(|field| numbers[field].parse::<f64>().unwrap()).iter().sum::<f64>() / 100.0
}
