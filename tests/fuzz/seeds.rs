//! What each target begins with: files of its own in `seeds/`, finds among them, and files that stand elsewhere in the repository.

use std::fs;
use std::path::{Path, PathBuf};

use crate::targets::Target;

/// The longest part of a file that is a seed. // bytes; what is read for its structure has it at its start
const LENGTH_MAX: usize = 40_000;

/// The repository, also where the package is the fuzzer's own, one folder below it.
fn repository() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    if package.join("tests/fuzz").is_dir() { package } else { package.parent().unwrap() }
}

/// A file, and its bytes.
pub(crate) struct Seed {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The seeds of a target, in the order of their names.
pub(crate) fn seeds_of(target: &Target) -> Vec<Seed> {
    let repository = repository();
    let mut found = Vec::new();
    walk(&repository.join("tests/fuzz/seeds").join(target.name), "", &mut found);
    for (folder, ending) in target.files {
        if folder.is_empty() {
            found.push(repository.join(ending));
        } else {
            walk(&repository.join(folder), ending, &mut found);
        }
    }
    found.sort();
    let seed = |path: PathBuf| {
        let mut bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        // a text is cut nowhere, and none of them is long
        if bytes.contains(&0) {
            bytes.truncate(LENGTH_MAX);
        }
        Seed { name: path.strip_prefix(repository).unwrap().display().to_string(), bytes }
    };
    found.into_iter().map(seed).collect()
}

/// The files below a folder whose names end so.
fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, ending, found);
        } else if path.to_str().is_some_and(|path| path.ends_with(ending)) {
            found.push(path);
        }
    }
}
