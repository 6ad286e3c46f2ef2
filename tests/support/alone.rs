//! Tests in a process of their own, whose memory and time are those of one piece of work alone.
#![allow(dead_code, reason = "each suite uses what it needs")]

use std::process::Command;

pub(crate) mod watchdog;

/// Says so, and holds the word that the test was given.
const ALONE: &str = "PODWRIGHT_TEST_ALONE";

/// Whether this is such a process.
pub(crate) fn is_alone() -> bool {
    std::env::var_os(ALONE).is_some()
}

/// Runs a test again in a process of its own, whose memory is that of this work alone. `measured` gets the word that was given.
pub(crate) fn alone(test: &str, word: &str, measured: impl FnOnce(&str)) {
    if let Ok(word) = std::env::var(ALONE) {
        return measured(&word);
    }
    let ran = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--include-ignored", test])
        .env(ALONE, word)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{word}: {told}\n{}", String::from_utf8_lossy(&ran.stderr));
    assert!(told.contains("1 passed"), "{told}");
}

/// The most memory that this process ever had (bytes).
pub(crate) fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells how much memory was taken");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}
