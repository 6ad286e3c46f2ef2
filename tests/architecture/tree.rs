//! The files of the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::code;
use crate::table::SIDE_BY_SIDE;

/// A file of `src/`, but not `lib.rs` and `main.rs`, which name every room.
pub(crate) struct Source {
    /// From the repository: `src/check/rule.rs`.
    pub(crate) path: String,
    /// `["check", "rule"]`.
    pub(crate) module: Vec<String>,
    /// Its text without comments, strings and tests.
    pub(crate) code: String,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let inner = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
        Self { path: path.to_owned(), module: inner.split('/').map(str::to_owned).collect(), code: code::code_of(text) }
    }
}

/// Every file of `src/` that is in the program: files of modules that are for tests alone are not.
pub(crate) fn sources() -> Vec<Source> {
    let all: Vec<(String, String)> = all_files("rs")
        .into_iter()
        .filter(|(path, _)| path.starts_with("src/") && path != "src/lib.rs" && path != "src/main.rs")
        .collect();
    let for_tests: Vec<String> = all.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    all.iter()
        .filter(|(path, _)| {
            !for_tests.iter().any(|module| path == &format!("{module}.rs") || path.starts_with(&format!("{module}/")))
        })
        .map(|(path, text)| Source::new(path, text))
        .collect()
}

/// The folders below `src/` with too many modules side by side. A file and the folder of its children are one module.
pub(crate) fn crowded(paths: &[String]) -> Vec<String> {
    let mut folders: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for path in paths {
        let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
        for end in 2..parts.len() {
            folders.entry(parts[..end].join("/")).or_default().insert(parts[end]);
        }
    }
    let is_crowded = |modules: &BTreeSet<&str>| modules.len() > SIDE_BY_SIDE;
    folders
        .iter()
        .filter(|(_, modules)| is_crowded(modules))
        .map(|(folder, modules)| {
            format!("{folder}: {} modules side by side, where {SIDE_BY_SIDE} can be read at a glance", modules.len())
        })
        .collect()
}

/// `src/check/testing` for a `#[cfg(test)] mod testing;` in `src/check.rs`.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines
        .windows(2)
        .filter(|pair| pair[0] == "#[cfg(test)]")
        .filter_map(|pair| pair[1].rsplit_once("mod ")?.1.strip_suffix(';'))
        .map(|name| format!("{}/{name}", path.trim_end_matches(".rs")))
        .collect()
}

/// The files of Rust code, as far as they are ours, with this ending, sorted, with their text.
pub(crate) fn all_files(ending: &str) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    for folder in ["src", "tests", "benches", "fuzz/fuzz_targets"] {
        walk(&root().join(folder), ending, &mut paths);
    }
    paths.sort();
    let name = |path: &Path| path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| (name(path), fs::read_to_string(path).expect("a source file is text"))).collect()
}

/// All that tests say, in one text: files of tests, what they are compared with, and what is compiled in `src/` for tests alone.
pub(crate) fn test_files() -> String {
    let rust = all_files("rs");
    let for_tests: Vec<String> = rust.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    let is_test =
        |path: &str| for_tests.iter().any(|module| path == format!("{module}.rs") || path.starts_with(&format!("{module}/")));
    let parts = rust.into_iter().filter_map(|(path, text)| {
        if path.starts_with("tests/") || is_test(&path) {
            return Some(text);
        }
        text.find("#[cfg(test)]\nmod tests {").map(|at| text[at..].to_owned())
    });
    let expected = all_files("txt").into_iter().filter(|(path, _)| path.starts_with("tests/")).map(|(_, text)| text);
    parts.chain(expected).collect::<Vec<_>>().join("\n")
}

/// The text of a file of the repository.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("the file exists")
}

/// The names of everything in the root of the repository, sorted.
pub(crate) fn names_in_root() -> Vec<String> {
    let entries = fs::read_dir(root()).expect("the root can be listed");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("the entry can be read").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn walk(folder: &Path, ending: &str, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            walk(&path, ending, paths);
        } else if path.extension().is_some_and(|found| found == ending) {
            paths.push(path);
        }
    }
}
