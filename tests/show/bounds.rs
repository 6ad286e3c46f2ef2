//! docs/limits.md: the table is true, and what is bounded takes time and memory that grow with its length.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::bounds_inputs::HOSTILE;
use crate::bounds_inputs::HostileInput;
use crate::support::count;
use crate::support::show::{REPOSITORY, TestShow};
use crate::support::tools;

/// How often each input is read. The least time counts, since other work on the machine only ever adds to it.
const TIMES: usize = 5;

/// How far apart the inputs of a short run are.
const STRIDE: usize = 5;

/// The most that an input of twice the length may take, in times of the single one. What grows with the square takes four.
const GROWTH_MAX: f64 = 3.0;

/// Less is too little to be compared: then all that the limit allows takes no time. // seconds
const LEAST: f64 = 0.2;

/// What is read at all takes longer. // seconds
const READ: f64 = 0.03;

/// Runs a program, and prints how it ended, the time of the processor (seconds), and the most memory (KiB).
const MEASURED: &str = "\
import os, sys
null = os.open('/dev/null', os.O_WRONLY)
actions = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=actions)
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
";

/// What a run costs.
#[derive(Clone, Copy, Debug)]
struct Cost {
    /// Time of the processor (seconds).
    seconds: f64,
    /// The most memory (bytes).
    memory: u64,
}

/// The least that some runs cost.
#[track_caller]
fn cost(input: &HostileInput, length: usize, times: usize) -> Cost {
    let show = TestShow::empty();
    let arguments = (input.make)(&show, length);
    let mut least = Cost { seconds: f64::INFINITY, memory: u64::MAX };
    for _ in 0..times {
        // what was measured once is not measured again
        let _ = std::fs::remove_dir_all(show.path(".podwright"));
        let mut command = Command::new(tools::of_environment("PODWRIGHT_TEST_PYTHON"));
        command.args(["-c", MEASURED, env!("CARGO_BIN_EXE_podwright")]).args(&arguments).current_dir(show.path(""));
        let output = command.env("HOME", show.home()).env("SOURCE_DATE_EPOCH", "1672531200").output().unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        let words: Vec<&str> = told.split_whitespace().collect();
        let [code, seconds, memory] = words[..] else { panic!("{}", String::from_utf8_lossy(&output.stderr)) };
        assert!(["0", "1", "2"].contains(&code), "{}: podwright ends with {code}", input.name);
        let memory = memory.parse::<u64>().unwrap() * 1024;
        least = Cost { seconds: least.seconds.min(seconds.parse().unwrap()), memory: least.memory.min(memory) };
    }
    least
}

/// The most memory of a class (bytes).
fn class(name: &str) -> u64 {
    match name {
        "small" => 64 << 20,
        "medium" => 256 << 20,
        "large" => 1 << 30,
        _ => panic!("`{name}` is no class of memory"),
    }
}

#[test]
#[ignore = "needs Python; run by tests/run"]
#[expect(clippy::print_stdout, reason = "people read the figures of a long run")]
fn twice_the_input_takes_about_twice_the_time_and_memory_of_its_class() {
    let rows = rows();
    let stride = if count::is_long() { 1 } else { STRIDE };
    let mut broken = Vec::new();
    for input in HOSTILE.iter().step_by(stride) {
        let row = rows.iter().find(|row| row.input == input.row).unwrap();
        let start = cost(input, 1, 2);
        let costs = [input.length, 2 * input.length].map(|length| cost(input, length, TIMES));
        let [single, double] = costs.map(|cost| cost.seconds - start.seconds);
        let is_read = double > READ || input.is_quick;
        let grows_too_fast = double > LEAST && double > GROWTH_MAX * single;
        let takes_too_much = costs[1].memory >= class(&row.memory);
        let told = format!("{}: {single:.2} s, then {double:.2} s and {} MiB", input.name, costs[1].memory >> 20);
        println!("{told}");
        if !is_read || grows_too_fast || takes_too_much {
            broken.push(told);
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// A row of docs/limits.md.
struct Row {
    input: String,
    bound: String,
    memory: String,
    /// File and name.
    constants: Vec<(String, String)>,
}

fn rows() -> Vec<Row> {
    let text = std::fs::read_to_string(Path::new(REPOSITORY).join("docs/limits.md")).unwrap();
    let lines = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")).skip(1);
    lines
        .map(|line| {
            let [input, bound, _reason, memory, constants] = line.split(" | ").collect::<Vec<_>>()[..] else { panic!("{line}") };
            let constant = |words: &str| {
                let (file, name) = words.split_once(' ').unwrap();
                (file.trim_matches('`').to_owned(), name.to_owned())
            };
            Row {
                input: input.to_owned(),
                bound: bound.to_owned(),
                memory: memory.to_owned(),
                constants: constants.split(", ").map(constant).collect(),
            }
        })
        .collect()
}

/// A number with a comma before each group of three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| str::from_utf8(group).unwrap()).collect();
    groups.join(",")
}

/// The value of a constant as a document may write it: a number, and a size where it is one.
#[track_caller]
fn written(file: &str, name: &str) -> Vec<String> {
    let source = std::fs::read_to_string(Path::new(REPOSITORY).join("src").join(file)).unwrap();
    let declared = source.lines().find_map(|line| line.split_once(&format!("const {name}: ")));
    let value =
        declared.unwrap_or_else(|| panic!("{file} has no {name}")).1.split_once(" = ").unwrap().1.split_once(';').unwrap().0;
    let number = |text: &str| text.trim().replace('_', "").parse::<u64>().unwrap();
    let value = match value.strip_prefix("ByteCount::") {
        Some(size) => {
            let (unit, count) = size.trim_end_matches(')').split_once('(').unwrap();
            count.split(" * ").map(number).product::<u64>() << if unit == "mebibytes" { 20 } else { 10 }
        }
        None => match value.split_once(" << ") {
            Some((number_of, shift)) => number(number_of) << number(shift),
            None => value.split(" * ").map(number).product(),
        },
    };
    let unit = |shift: u32, unit: &str| (value % (1 << shift) == 0).then(|| format!("{} {unit}", grouped(value >> shift)));
    [Some(grouped(value)), unit(10, "KiB"), unit(20, "MiB"), unit(30, "GiB")].into_iter().flatten().collect()
}

#[test]
fn the_table_of_limits_agrees_with_the_constants() {
    let rows = rows();
    assert!(rows.len() > 15);
    for row in &rows {
        class(&row.memory);
        let found: Vec<&str> = row.bound.split([';', ',']).collect();
        for (file, name) in &row.constants {
            let values = written(file, name);
            assert!(values.iter().any(|value| row.bound.contains(value)), "{file} {name}: none of {values:?} in {found:?}");
        }
    }
}

#[test]
fn every_limit_is_measured() {
    let listed: BTreeSet<String> = rows().into_iter().map(|row| row.input).collect();
    let measured: BTreeSet<String> = HOSTILE.iter().map(|input| input.row.to_owned()).collect();
    // The tests of findings and of the preview show these two.
    let elsewhere = ["a line shown with a finding", "requests to the preview"].map(str::to_owned);
    assert_eq!(listed, measured.into_iter().chain(elsewhere).collect());
}
