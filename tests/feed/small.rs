//! A small show, and every byte that is written for it. After a wanted change: `tests/generate`, and read the difference.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use podwright::layout::output_file::Content;
use podwright::seal::fixtures;

use crate::golden::golden;

/// What is agreed on.
const EXPECTED: &str = "tests/feed/small/expected";

#[test]
fn writes_the_bytes_that_were_agreed_on() {
    let files = podwright::feed::render(&fixtures::sealed()).unwrap();
    let written: BTreeMap<PathBuf, Vec<u8>> = files
        .into_iter()
        .filter_map(|file| match file.content {
            Content::Bytes(bytes) => Some((PathBuf::from(file.output.to_string()), bytes)),
            Content::SameAs(_) => None,
        })
        .collect();
    for (path, bytes) in &written {
        golden(&format!("{EXPECTED}/{}", path.display()), bytes);
    }
    let mut agreed = BTreeMap::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(EXPECTED), Path::new(""), &mut agreed);
    assert_eq!(written.keys().collect::<Vec<_>>(), agreed.keys().collect::<Vec<_>>());
}

fn read(folder: &Path, below: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let below = below.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            read(&entry.path(), &below, files);
        } else {
            files.insert(below, std::fs::read(entry.path()).unwrap());
        }
    }
}
