//! What only one kind of system has.

use crate::code;
use crate::tree::Source;

/// Names that only some systems know, with words of which one stands in the `cfg` over the module that may use them.
const SYSTEMS: &[(&str, &[&str])] = &[
    ("dunce", &["windows"]),
    ("fs4", &["windows"]),
    ("rexpect", &["unix"]),
    ("rustix", &["unix", "linux"]),
    ("std::os::fd", &["unix", "linux"]),
    ("std::os::linux", &["linux"]),
    ("std::os::macos", &["macos"]),
    ("std::os::unix", &["unix", "linux", "macos"]),
    ("std::os::windows", &["windows"]),
    ("tokio::signal::unix", &["unix"]),
    ("tokio::signal::windows", &["windows"]),
    ("winapi_util", &["windows"]),
    ("xattr", &["unix", "linux"]),
];

/// The condition over `mod NAME;`, in the text of the module above; none where every system compiles it.
fn condition(parent: &str, name: &str) -> String {
    let lines: Vec<&str> = parent.lines().map(str::trim).collect();
    let declares =
        |line: &str| line.strip_suffix(';').is_some_and(|line| line.rsplit(' ').next() == Some(name) && line.contains("mod "));
    let pair = lines.windows(2).find(|pair| declares(pair[1]) && pair[0].starts_with("#[cfg("));
    pair.map(|pair| pair[0].to_owned()).unwrap_or_default()
}

/// Where a name of one system is used in a module that others compile too. `parent` gives the text of the module above a path.
pub(crate) fn named_everywhere(source: &Source, parent: &dyn Fn(&str) -> String) -> Vec<String> {
    let (folder, name) = source.path.trim_end_matches(".rs").rsplit_once('/').unwrap_or_default();
    let condition = condition(&parent(folder), name);
    let is_kept_to = |words: &[&str]| !condition.contains("not(") && words.iter().any(|word| condition.contains(word));
    SYSTEMS
        .iter()
        .filter(|(_, words)| !is_kept_to(words))
        .flat_map(|(system, _)| code::lines_naming(&source.code, system).into_iter().map(move |line| (system, line)))
        .map(|(system, line)| {
            format!("{}:{line}: `{system}` is not on every system: use it in a module under `#[cfg(...)]`", source.path)
        })
        .collect()
}
