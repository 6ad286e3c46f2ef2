//! How long `podwright check` takes for shows of 100 to 10,000 episodes whose sound stands in podcast.lock alone, as in a clone by CI: the
//! whole program, from its start to its last line. criterion prints elements a second, and an element is an episode: the number must stay
//! the same from the first line to the last. `cargo bench --profile dist --bench check`.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "bench code")]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use tempfile::TempDir;

/// Episodes of each show.
const EPISODES: [usize; 5] = [100, 300, 1_000, 3_000, 10_000];

/// The show that all fixtures of the rules change; its first episode is copied.
const BASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/base");
/// The cover of the series.
const COVER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/episodes/cover.jpg");

/// A show without a fault, of so many episodes, one a day.
fn show(count: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let base = |path: &str| fs::read_to_string(Path::new(BASE).join(path)).unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("podcast.yaml", &base("podcast.yaml"));
    fs::create_dir_all(folder.path().join("episodes")).unwrap();
    fs::copy(COVER, folder.path().join("episodes/cover.jpg")).unwrap();
    let files = ["easy-read.md", "transcript.vtt"].map(|name| (name, base(&format!("episodes/door/{name}"))));
    let yaml = base("episodes/door/episode.yaml");
    let lock = base("podcast.lock");
    let (head, entries) = lock.split_once("episodes:\n").unwrap();
    let second = entries.find("-000000000002:").and_then(|guid| entries[..guid].rfind('\n')).unwrap();
    let (entry, _) = entries.split_at(second + 1);
    let mut locked = format!("{head}episodes:\n");
    for number in 1..=count {
        let one = |text: &str| of_number(text, number);
        write(&format!("episodes/door-{number}/episode.yaml"), &one(&yaml));
        for (name, text) in &files {
            write(&format!("episodes/door-{number}/{name}"), text);
        }
        write!(locked, "{}", one(entry)).unwrap();
    }
    write("podcast.lock", &locked);
    folder
}

/// The first episode's text, as that of another: its own title, guid, date, number, address and sums.
fn of_number(text: &str, number: usize) -> String {
    let day = chrono::NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(number as u64);
    let mut out = String::new();
    for line in text.lines() {
        let start = line.find(':').map_or("", |colon| line[..colon].trim());
        let sum = |seed: usize| format!("{:x}", (seed as u128 * 2 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835));
        let changed = match start {
            "sha256" => {
                let (key, old) = line.split_once(": ").unwrap();
                let sum = sum(number);
                format!("{key}: {}{sum}", &old[..old.len() - sum.len()])
            }
            "number" => format!("number: {number}"),
            "date" => line.replace("2022-07-01", &day.to_string()),
            _ => line
                .replace("-000000000001", &format!("-{number:012}"))
                .replace("The door", &format!("The door {number}"))
                .replace("slug: door", &format!("slug: door-{number}"))
                .replace("media/door.mp3", &format!("media/door-{number}.mp3")),
        };
        writeln!(out, "{changed}").unwrap();
    }
    out
}

/// Checks a show, which has no fault.
fn check(folder: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_podwright"));
    let output =
        command.args(["check", "--now", "2030-01-01T00:00:00Z"]).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.ends_with(" episodes, no faults\n"), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

fn benchmark(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    group.sampling_mode(SamplingMode::Flat).sample_size(10).warm_up_time(Duration::from_secs(1));
    for count in EPISODES {
        let folder = show(count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_with_input(BenchmarkId::new("episodes", count), folder.path(), |bencher, folder| {
            bencher.iter(|| check(folder));
        });
    }
    group.finish();
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
