//! The fuzzer of `fuzz/`, which no usual build compiles, has the targets of this suite and all that they name.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::count::is_long;
use crate::targets::TARGETS;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(path: impl AsRef<Path>) -> String {
    let path = Path::new(ROOT).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What `fuzz/run` fuzzes where no target is named.
#[test]
fn the_script_knows_each_target_once() {
    let script = read("fuzz/run");
    let lists = ["long", "short"].map(|list| {
        let (_, behind) = script.split_once(&format!("readonly {list}=(")).expect("the script has the list");
        behind.split_once(')').expect("the list ends").0.split_whitespace().collect::<Vec<_>>()
    });
    let mut words = lists.concat();
    words.sort_unstable();
    assert_eq!(words, TARGETS.iter().map(|target| target.name).collect::<Vec<_>>());
}

/// The first words of the paths that a file imports.
fn crates_in(text: &str) -> BTreeSet<&str> {
    let imports = text.lines().filter_map(|line| line.trim_start().strip_prefix("use "));
    imports.filter_map(|path| path.split([':', ';']).next()).filter(|name| !["crate", "std", "super"].contains(name)).collect()
}

/// In a long run it is compiled too, by the Rust that compiles podwright.
#[test]
fn the_fuzzer_finds_the_modules_and_crates_that_it_names() {
    let program = read("fuzz/fuzz_targets/any.rs");
    let modules: Vec<&str> =
        program.lines().filter_map(|line| line.strip_prefix("#[path = \"../../")?.strip_suffix("\"]")).collect();
    assert_eq!(modules.len(), program.matches("#[path").count());
    let texts: Vec<String> = modules.iter().map(read).chain([program.clone()]).collect();
    let manifest = read("fuzz/Cargo.toml");
    let (_, dependencies) = manifest.split_once("[dependencies]\n").unwrap();
    let (dependencies, _) = dependencies.split_once("\n[").unwrap();
    let known: BTreeSet<String> =
        dependencies.lines().filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_"))).collect();
    for name in texts.iter().flat_map(|text| crates_in(text)) {
        assert!(known.contains(name), "{name} is not in fuzz/Cargo.toml");
    }
    for name in &known {
        assert!(texts.iter().any(|text| text.contains(&format!("{name}::"))), "{name} is in fuzz/Cargo.toml for nothing");
    }
    let local = texts.iter().flat_map(|text| text.lines().filter_map(|line| line.trim_start().strip_prefix("use crate::")));
    for module in local.filter_map(|path| path.split([':', ';']).next()) {
        assert!(modules.iter().any(|path| path.ends_with(&format!("/{module}.rs"))), "{module} is no module of the fuzzer");
    }
    if is_long() {
        fs::copy(Path::new(ROOT).join("Cargo.lock"), Path::new(ROOT).join("fuzz/Cargo.lock")).unwrap();
        let check = ["check", "--quiet", "--manifest-path", "fuzz/Cargo.toml", "--target-dir", "target/fuzzer"];
        let checked = Command::new(env!("CARGO")).args(check).current_dir(ROOT).output().unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
}
