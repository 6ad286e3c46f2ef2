//! A small show, and every byte that is written for it. After a wanted change: `PODWRIGHT_BLESS=1 cargo test --test feed golden`, and read
//! the difference.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use podwright::layout::output_file::Content;

use podwright::seal::fixtures;

fn expected() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feed/small/expected")
}

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
    if std::env::var_os("PODWRIGHT_BLESS").is_some() {
        for (path, bytes) in &written {
            let path = expected().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
    let mut agreed = BTreeMap::new();
    read(&expected(), Path::new(""), &mut agreed);
    assert_eq!(written.keys().collect::<Vec<_>>(), agreed.keys().collect::<Vec<_>>());
    for (path, bytes) in &written {
        let (written, agreed) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&agreed[path]));
        for (number, (written, agreed)) in written.lines().zip(agreed.lines()).enumerate() {
            assert_eq!(written, agreed, "{}:{}", path.display(), number + 1);
        }
        assert_eq!(written, agreed, "{}", path.display());
    }
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
