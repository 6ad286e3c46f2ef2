//! Findings as the tests name them: `error missing-transcript episodes/door/episode.yaml:1`.

use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::support::TestShow;

/// Runs `check` at a fixed time.
pub(crate) fn run(show: &TestShow, format: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_podwright"));
    command.args(["check", "--format", format]).current_dir(show.path("")).env_clear().env("HOME", show.home());
    command.env("SOURCE_DATE_EPOCH", "1672531200").stdin(Stdio::null()).output().unwrap()
}

/// Runs `check`, and gives what it found, a line each. Exit code and counts must agree with it.
#[track_caller]
pub(crate) fn findings(show: &TestShow) -> Vec<String> {
    let output = run(show, "json");
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    let found: Vec<String> = report["findings"].as_array().unwrap().iter().map(line).collect();
    let of = |level: &str| found.iter().filter(|line| line.starts_with(level)).count();
    assert_eq!(report["errors"], of("error"));
    assert_eq!(report["warnings"], of("warning"));
    assert_eq!(report["notes"], of("note"));
    assert_eq!(output.status.code(), Some(i32::from(of("error") > 0)), "{found:?}");
    for finding in report["findings"].as_array().unwrap() {
        inside_its_file(show, finding);
    }
    found
}

fn line(finding: &Value) -> String {
    let text = |key: &str| finding[key].as_str().unwrap();
    format!("{} {} {}:{}", text("level"), text("rule"), text("path"), finding["line"])
}

/// No finding points outside its file: neither past its last line, nor past the end of the line. The file is there, unless it is what is
/// missing.
#[track_caller]
fn inside_its_file(show: &TestShow, finding: &Value) {
    let (line, column) = (finding["line"].as_u64().unwrap(), finding["column"].as_u64().unwrap());
    assert!(line >= 1 && column >= 1, "{finding:#}");
    let path = finding["path"].as_str().unwrap();
    assert!(show.path(path).exists() || finding["rule"] == "unreadable-file", "{finding:#}");
    if (line, column) == (1, 1) {
        return;
    }
    // A file that is not UTF-8 has lines all the same.
    let bytes = show.read(path);
    let text = String::from_utf8_lossy(&bytes);
    let width = text.split('\n').nth(usize::try_from(line).unwrap() - 1).map(|line| line.chars().count());
    assert!(width.is_some_and(|width| column <= width as u64 + 1), "{finding:#}");
}

/// No place of a SARIF log, which also counts bytes, is outside its file.
#[track_caller]
pub(crate) fn all_inside(show: &TestShow, log: &Value) {
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let place = &result["locations"][0]["physicalLocation"];
        let path = place["artifactLocation"]["uri"].as_str().unwrap();
        if let Some(offset) = place["region"]["byteOffset"].as_u64() {
            assert!(offset <= show.read(path).len() as u64, "{result:#}");
        }
    }
}
