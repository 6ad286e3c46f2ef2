//! Programs that are not ours. `tests/run` installs them; a test that needs one fails without it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use super::show::REPOSITORY;

/// Runs a Python program of the tests and reads what it prints as JSON.
#[track_caller]
pub(crate) fn python(script: &str, arguments: &[&Path]) -> Value {
    let python = of_environment("PODWRIGHT_TEST_PYTHON");
    json(Command::new(python).arg("-B").arg(Path::new(REPOSITORY).join(script)).args(arguments))
}

/// Runs a Node.js program of the tests: on a folder, with a browser, at an address.
#[track_caller]
pub(crate) fn node(script: &str, folder: &Path, address: &str) {
    let mut command = Command::new("node");
    command.arg(Path::new(REPOSITORY).join(script)).arg(folder);
    command.args([of_environment("PODWRIGHT_TEST_NODE_MODULES"), of_environment("PODWRIGHT_TEST_CHROMIUM")]).arg(address);
    let Output { status, stdout, stderr } = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{script}:\n{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
}

/// Runs ffprobe on a file and reads what it prints as JSON.
#[track_caller]
pub(crate) fn ffprobe(arguments: &[&str], file: &Path) -> Value {
    json(Command::new("ffprobe").args(["-v", "error", "-of", "json"]).args(arguments).arg(file))
}

#[track_caller]
fn json(command: &mut Command) -> Value {
    let Output { status, stdout, stderr } = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?}: {}", String::from_utf8_lossy(&stderr));
    serde_json::from_slice(&stdout).unwrap()
}

#[track_caller]
pub(crate) fn of_environment(name: &str) -> PathBuf {
    let set = std::env::var_os(name);
    PathBuf::from(set.unwrap_or_else(|| panic!("{name} is not set: `tests/run tools` says what to export")))
}
