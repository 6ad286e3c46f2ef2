//! Each crate that podwright is built from has a licence of the list in `deny.toml`.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

use std::fs;
use std::process::Command;

use serde_json::Value;

/// Whether an SPDX expression can be fulfilled with the licences allowed. `AND` binds closer than `OR`; `WITH` belongs to its licence;
/// crates of old write `/` for `OR`.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let result = any_of(&words, &mut at, allowed);
    result && at == words.len()
}

fn any_of(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut result = all_of(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        result |= all_of(words, at, allowed);
    }
    result
}

fn all_of(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut result = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        result &= one(words, at, allowed);
    }
    result
}

fn one(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let result = any_of(words, at, allowed);
        let is_closed = words.get(*at) == Some(&")");
        *at += 1;
        return result && is_closed;
    }
    let mut licence = (*word).to_owned();
    if let [Some(&"WITH"), Some(exception)] = [words.get(*at), words.get(*at + 1)] {
        licence = format!("{licence} WITH {exception}");
        *at += 2;
    }
    allowed.contains(&licence)
}

/// The list under `allow = [` of `deny.toml`.
fn allowed_licences() -> Vec<String> {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml")).unwrap();
    let (_, list) = text.split_once("\nallow = [").unwrap();
    let (list, _) = list.split_once(']').unwrap();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn metadata() -> Value {
    let cargo = env!("CARGO");
    let version = Command::new(cargo).arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn each_crate_has_a_licence_of_the_list() {
    let allowed = allowed_licences();
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 50, "cargo lists the crates of the program");
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !is_allowed(package["license"].as_str().unwrap_or_default(), &allowed))
        .map(|package| format!("{}: {}", package["name"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "\n{}", refused.join("\n"));
}

#[test]
fn each_crate_comes_from_the_registry() {
    let metadata = metadata();
    let elsewhere: Vec<&str> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|package| package["name"] != "podwright")
        .filter(|package| !package["source"].as_str().is_some_and(|source| source.starts_with("registry+")))
        .filter_map(|package| package["name"].as_str())
        .collect();
    assert_eq!(elsewhere, Vec::<&str>::new());
}

#[test]
fn an_expression_is_read_as_spdx_means_it() {
    let allowed = ["MIT", "Apache-2.0", "Zlib"].map(str::to_owned);
    for good in ["MIT", "GPL-3.0 OR MIT", "MIT/GPL-2.0", "(GPL-3.0 OR Zlib) AND MIT", "GPL-3.0 OR MIT AND Zlib"] {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in [
        "",
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "(MIT OR Zlib) AND GPL-3.0",
        "Apache-2.0 WITH other",
        "(MIT",
        "MIT MIT",
        "GPL-3.0 AND MIT",
    ] {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}

/// cargo-cyclonedx lists crates. What a crate compiles with them stands in a file that the release workflow adds.
#[test]
fn the_parts_list_names_every_c_that_is_compiled_in() {
    let root = env!("CARGO_MANIFEST_DIR");
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "--edges", "normal,build", "--invert", "cc", "--depth", "1", "--prefix", "none"])
        .current_dir(root)
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    let compiling: Vec<String> = tree.lines().skip(1).map(|line| line.replace(" v", " ")).collect();
    assert!(!compiling.is_empty(), "{tree}");
    let parts: Value = serde_json::from_str(&fs::read_to_string(format!("{root}/.ci/native-parts.json")).unwrap()).unwrap();
    let parts = parts.as_array().unwrap();
    let notes = fs::read_to_string(format!("{root}/ARCHITECTURE.md")).unwrap();
    let (_, notes) = notes.split_once("\n### Unsafe code and C\n").unwrap();
    for compiles in &compiling {
        let is_described = |part: &&Value| part["description"].as_str().unwrap().contains(&format!("crate {compiles}"));
        assert_eq!(parts.iter().filter(is_described).count(), 1, "{compiles} in .ci/native-parts.json");
        let (name, _) = compiles.split_once(' ').unwrap();
        assert!(notes.contains(&format!("| `{name}` | C")), "{name} in ARCHITECTURE.md");
    }
    assert_eq!(parts.len(), compiling.len());
}

/// Rows of the table of dependencies in ARCHITECTURE.md: the crate and its licence.
fn rows_of_the_architecture() -> Vec<(String, String)> {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ARCHITECTURE.md")).unwrap();
    let (_, table) = text.split_once("\n## Dependencies\n").unwrap();
    let (table, _) = table.split_once("\n### ").unwrap();
    let cells = |line: &str| line.split('|').map(str::trim).map(str::to_owned).collect::<Vec<_>>();
    let of = |row: Vec<String>| Some((row.get(1)?.strip_prefix('`')?.strip_suffix('`')?.to_owned(), row.get(3)?.clone()));
    table.lines().map(cells).filter_map(of).collect()
}

#[test]
fn each_dependency_has_a_row_in_the_architecture() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let ours = packages.iter().find(|package| package["name"] == "podwright").unwrap();
    let mut found = rows_of_the_architecture();
    let licence = |wanted: &Value| {
        let name = wanted["name"].as_str()?;
        if let Some(package) = packages.iter().find(|package| package["name"] == name) {
            return package["license"].as_str();
        }
        // Only another system needs it, and it need not be on this disk: what the row says is held to the list.
        assert!(wanted["target"].is_string(), "{name} is not among the crates that cargo lists");
        let licence = found.iter().find_map(|(row, licence)| (row == name).then_some(licence.as_str()));
        assert!(is_allowed(licence.unwrap_or_default(), &allowed_licences()), "{name}: {licence:?}");
        licence
    };
    let mut expected: Vec<(String, String)> = ours["dependencies"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|wanted| wanted["name"] != "podwright")
        .filter_map(|wanted| Some((wanted["name"].as_str()?.to_owned(), licence(wanted)?.to_owned())))
        .collect();
    expected.sort();
    expected.dedup();
    found.sort();
    assert_eq!(found, expected);
}
