//! The feed of a show of 10,000 episodes: `cargo bench --bench feed` prints the CPU time that it takes to write, and how much memory beside
//! that of the show itself and of the text.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::unwrap_used, reason = "bench code")]

// The small show of the library's own tests names its modules from the root of the crate.
use podwright::{model, seal};

#[path = "../src/seal/samples.rs"]
mod samples;

use podwright::model::output_file::Content;

const EPISODES: usize = 10_000;

fn main() {
    let mut sealed = samples::sealed();
    let whole = sealed.episodes[0].clone();
    sealed.episodes = (0..EPISODES)
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
    let (cpu, memory) = (cpu_seconds(), peak());
    let files = podwright::feed::render(&sealed).unwrap();
    let (cpu, memory) = (cpu_seconds() - cpu, peak() - memory);
    let feed = files.iter().find(|file| file.path.to_string() == "feed.xml").unwrap();
    let Content::Bytes(bytes) = &feed.content else { panic!("a feed") };
    let text = bytes.len();
    println!(
        "{EPISODES} episodes: {cpu:.2} s of CPU, {:.1} MB of text, {:.1} MB more memory at the peak",
        mega(text),
        mega(memory)
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

/// The most memory that this process has had (bytes).
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
}
