//! Where tests stand, what they share, and where they run.

use serde_yaml::Value;

/// What suites and fuzz targets share: the start of a file's path, and the files that it may name by `#[path]`. Cargo builds each suite as a crate
/// of its own, so the lines of `main.rs` are the one way to share a module without a second package.
const SHARED: &[(&str, &[&str])] = &[
    ("tests/", &["../support/alone.rs", "../support/count.rs", "../support/golden.rs", "../support/mod.rs"]),
    (
        "fuzz/",
        &["../../tests/fuzz/http.rs", "../../tests/fuzz/markup.rs", "../../tests/fuzz/seeds.rs", "../../tests/fuzz/targets.rs"],
    ),
];

/// Where a module is taken from a place that its name does not tell.
pub(crate) fn modules_from_elsewhere(path: &str, text: &str) -> Vec<String> {
    let is_shared = |line: &str| {
        let is_main = !path.starts_with("tests/") || path.ends_with("/main.rs");
        let files = SHARED.iter().find(|(start, _)| path.starts_with(start)).map_or(&[][..], |(_, files)| files);
        is_main && files.iter().any(|file| line == format!("#[path = \"{file}\"]"))
    };
    let marks = [["#[", "path"].concat(), ["include", "!("].concat()];
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim()))
        .filter(|(_, line)| marks.iter().any(|mark| line.starts_with(mark.as_str())) && !is_shared(line))
        .map(|(number, line)| format!("{path}:{number}: {line}"))
        .collect()
}

/// The suites among the files of `tests/`, and what stands beside them without being one.
pub(crate) fn suites(paths: &[String]) -> (Vec<String>, Vec<String>) {
    let inner = || paths.iter().filter_map(|path| path.strip_prefix("tests/"));
    let suites: Vec<String> = inner().filter_map(|path| path.strip_suffix("/main.rs")).map(str::to_owned).collect();
    let is_in_place = |path: &str| {
        path.split_once('/').is_some_and(|(folder, _)| folder == "support" || suites.iter().any(|suite| suite == folder))
    };
    let strays = inner()
        .filter(|path| !is_in_place(path))
        .map(|path| format!("tests/{path}: a suite is a folder with a main.rs"))
        .collect();
    (suites, strays)
}

/// The commands of the job that runs on macOS and Windows.
pub(crate) fn commands_of_other_systems(workflow: &str) -> Vec<String> {
    let workflow: Value = serde_yaml::from_str(workflow).expect("the workflow is YAML");
    let job = &workflow["jobs"]["systems"];
    let runners = job["strategy"]["matrix"]["runner"].as_sequence().expect("the job has runners");
    for system in ["macos-", "windows-"] {
        assert!(runners.iter().any(|runner| runner.as_str().is_some_and(|name| name.starts_with(system))), "{runners:?}");
    }
    let steps = job["steps"].as_sequence().expect("the job has steps");
    steps.iter().filter_map(|step| step["run"].as_str()).map(str::to_owned).collect()
}

/// The suites that no command of these tests.
pub(crate) fn untested(suites: &[String], commands: &[String]) -> Vec<String> {
    let tests = |command: &&String| command.starts_with("cargo test ");
    let words: Vec<&str> = commands.iter().filter(tests).flat_map(|command| command.split_whitespace()).collect();
    let is_tested = |suite: &str| words.windows(2).any(|pair| pair == ["--test", suite]);
    suites.iter().filter(|suite| !is_tested(suite)).cloned().collect()
}
