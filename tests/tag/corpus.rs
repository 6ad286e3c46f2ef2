//! The recordings that mutagen's own tests read: nobody here made them, and many are odd on purpose.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use podwright::media::span::audio_sha256;
use podwright::model::tag_version::TagVersion;
use podwright::tag::plan::plan;
use podwright::tag::wanted::Wanted;
use podwright::world::real_disk::RealDisk;

use crate::samples::{Folder, tag, wanted};
use crate::support::tools::python;

/// Files that are refused, and a part of the reason.
const REFUSED: [(&str, &str); 5] = [
    ("64bit.mp4", "a box is longer than the file"),
    ("emptyfile.mp3", "its sound cannot be made out"),
    ("id3v23_unsynch.id3", "its sound cannot be made out"),
    ("nero-chapters.m4b", "its tables look for sound at byte 14640330, where none is"),
    ("truncated-64bit.mp4", "a box is longer than the file"),
];

fn recordings() -> Vec<PathBuf> {
    let corpus = std::env::var("PODWRIGHT_TEST_CORPUS").expect("PODWRIGHT_TEST_CORPUS: `tests/run tools` says what to export");
    let data = PathBuf::from(corpus).join("mutagen-1.47.0/tests/data");
    let is_recording = |path: &PathBuf| {
        path.extension().is_some_and(|ending| ["mp3", "m4a", "id3", "mp4", "m4b"].iter().any(|one| ending == *one))
    };
    let mut found: Vec<PathBuf> = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path()).filter(is_recording).collect();
    found.sort();
    found
}

#[test]
#[ignore = "needs the source distribution of mutagen; run by tests/run"]
fn every_recording_of_the_corpus_is_tagged_without_harm_or_refused_for_a_reason() {
    let recordings = recordings();
    assert!(recordings.len() > 20, "{}", recordings.len());
    for version in TagVersion::ALL {
        let wanted = Wanted { version, ..wanted() };
        let mut refused = BTreeMap::new();
        for original in &recordings {
            let name = original.file_name().unwrap().to_str().unwrap().to_owned();
            let before = fs::read(original).unwrap();
            let folder = Folder::new();
            let path = folder.write(&name, &before);
            if let Err(error) = plan(&before, &wanted) {
                refused.insert(name, error.to_string());
                continue;
            }
            let told = tag(&RealDisk, &path, &wanted).unwrap_or_else(|error| panic!("{name}: {error}"));
            let after = fs::read(&path).unwrap();
            assert_eq!(Ok(told.audio_sha256), audio_sha256(&before), "{name}");
            assert!(plan(&after, &wanted).unwrap().is_empty(), "{name}");
            let read = python("tests/tag/frames.py", &[original, path.as_std_path()]);
            if !read[0].is_null() {
                assert_eq!(read[0], read[1], "{name}");
            }
        }
        let expected: BTreeMap<String, String> =
            REFUSED.iter().map(|(name, reason)| ((*name).to_owned(), (*reason).to_owned())).collect();
        let unexpected: Vec<_> =
            refused.iter().filter(|(name, error)| expected.get(*name).is_none_or(|reason| !error.contains(reason))).collect();
        assert!(unexpected.is_empty() && refused.len() == expected.len(), "{version}: {refused:#?}");
    }
}
