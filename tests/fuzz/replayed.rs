//! Every seed of every target, finds of the fuzzer among them: within a second, and in little memory.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::alone::alone;
use crate::alone::watchdog::Watchdog;
use crate::cost::{Cost, cost};
use crate::seeds::seeds_of;
use crate::targets::TARGETS;

/// The longest that one input may take. // seconds of the processor, in a build that is hardly optimised
const SECONDS_MAX: f64 = 1.0;
/// The most memory that the process may have with it. // bytes
const MEMORY_MAX: u64 = 256 << 20;

#[test]
fn each_seed_takes_less_than_a_second_and_little_memory() {
    alone("replayed::each_seed_takes_less_than_a_second_and_little_memory", "1", |_| {
        let dog = Watchdog::new();
        for target in TARGETS {
            let seeds = seeds_of(target);
            assert!(!seeds.is_empty(), "{} has no seeds", target.name);
            // what is made once for all inputs is not counted for the first
            (target.feed)(b"");
            for seed in seeds {
                let told = format!("{} for {}", seed.name, target.name);
                dog.watch(told.clone());
                let Cost { seconds, memory } = cost(|| (target.feed)(&seed.bytes));
                assert!(seconds < SECONDS_MAX && memory < MEMORY_MAX, "{told}: {seconds} s, {memory} bytes of memory");
            }
        }
    });
}

#[test]
fn each_folder_of_seeds_is_that_of_a_target() {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds")).unwrap();
    let found: BTreeSet<String> = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let names: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    assert!(found.is_subset(&names), "{found:?}");
    assert!(TARGETS.is_sorted_by_key(|target| target.name), "the list is sorted");
}

#[test]
fn the_seeds_of_text_are_text_and_those_of_others_are_not() {
    for target in TARGETS {
        let seeds = seeds_of(target);
        let other = seeds.iter().find(|seed| str::from_utf8(&seed.bytes).is_err()).map(|seed| &seed.name);
        assert_eq!(other.is_none(), target.is_text, "{}: {other:?}", target.name);
    }
}
