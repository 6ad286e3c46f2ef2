//! The feed of a show of 10,000 episodes: `cargo bench --profile dist --bench feed` prints the CPU time and the memory that it takes to write, beside that of the
//! show itself; and as yardsticks, in the same run, what two readers and a sum of the same text take.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used, reason = "bench code")]

use podwright::layout::output_file::Content;
use podwright::seal::{Sealed, fixtures};

const EPISODES: usize = 10_000;

fn main() {
    let mut view = fixtures::view();
    let whole = view.episodes[0].clone();
    view.episodes = (0..EPISODES)
        .map(|number| {
            let mut one = whole.clone();
            one.episode.slug = format!("episode-{number}").parse().unwrap();
            one.episode.guid = format!("guid-{number}").parse().unwrap();
            // A feed holds no transcripts, and most of their memory would be that of the files beside it.
            one.transcript = None;
            one.chapters.clear();
            one
        })
        .collect();
    let sealed = Sealed::fixture(view);
    let written = measured(|| podwright::feed::render(&sealed).unwrap());
    let feed = written.value.iter().find(|file| file.output.to_string() == "feed.xml").unwrap();
    let Content::Bytes(text) = &feed.content else { panic!("a feed") };
    println!("{EPISODES} episodes, {:.1} MB of text", mega(text.len()));
    told("written", &written, text.len());
    told("read by feed-rs, and compared", &measured(|| podwright::feed::reread::reread(text, &sealed).unwrap()), text.len());
    told("read by the rss crate", &measured(|| rss::Channel::read_from(&text[..]).unwrap()), text.len());
    told("SHA-256", &measured(|| podwright::model::identity::digest::Sha256::of(text)), text.len());
}

/// What a piece of work gave, the CPU time that it took (seconds), and how much memory more than before at the peak (bytes).
struct Measured<T> {
    value: T,
    cpu: f64,
    memory: usize,
}

fn measured<T>(work: impl FnOnce() -> T) -> Measured<T> {
    // Linux forgets the peak (proc_pid_clear_refs(5)).
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let (before, start) = (memory("VmRSS:"), cpu_seconds());
    let value = work();
    Measured { value, cpu: cpu_seconds() - start, memory: memory("VmHWM:").saturating_sub(before) }
}

fn told<T>(what: &str, measured: &Measured<T>, text: usize) {
    let Measured { cpu, memory, .. } = measured;
    println!(
        "{what}: {cpu:.2} s of CPU, {:.1} MB more memory at the peak, {:.1} times the text",
        mega(*memory),
        mega(*memory) / mega(text)
    );
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// User and system time of this process (seconds): fields 14 and 15 of `/proc/self/stat`, in hundredths.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let (_, fields) = stat.rsplit_once(')').unwrap();
    let ticks = |index| fields.split_whitespace().nth(index).unwrap().parse::<f64>().unwrap();
    (ticks(11) + ticks(12)) / 100.0
}

/// A figure of this process's memory (bytes).
fn memory(name: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
}
