//! The recordings that mutagen's own tests read: nobody here made them, and many are odd on purpose.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use podwright::media::container::span::audio_sha256;
use podwright::model::media::tag_version::TagVersion;
use podwright::tag::plan::plan;
use podwright::tag::wanted::Wanted;
use podwright::world::real_disk::RealDisk;
use serde_json::Value;

use crate::samples::{Folder, tag, wanted};
use crate::support::show::REPOSITORY;
use crate::support::tools::python;

/// Files that are refused, and a part of the reason. Whatever is neither MP3 nor MP4 is refused for that; the rest is here.
const REFUSED: [(&str, &str); 6] = [
    ("64bit.mp4", "a box is longer than the file"),
    ("emptyfile.mp3", "its sound cannot be made out"),
    ("id3v23_unsynch.id3", "its sound cannot be made out"),
    ("nero-chapters.m4b", "its tables look for sound at byte 14640330, where none is"),
    ("no-tags.3g2", "sound is in fragments (`moof`)"),
    ("truncated-64bit.mp4", "a box is longer than the file"),
];

/// Reasons for refusing what is no MP3 or MP4 file.
const OTHERS: [&str; 3] = ["podwright tags .mp3 and .m4a files only, and this is", "its sound cannot be made out", "its tag"];

/// Endings of files that podwright tags.
const TAGGED: [&str; 6] = ["3g2", "id3", "m4a", "m4b", "mp3", "mp4"];

fn recordings() -> Vec<PathBuf> {
    let corpus = std::env::var("PODWRIGHT_TEST_CORPUS").expect("PODWRIGHT_TEST_CORPUS: `tests/run tools` says what to export");
    let data = PathBuf::from(corpus).join("mutagen-1.47.0/tests/data");
    let mut found: Vec<PathBuf> = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn ending(path: &Path) -> &str {
    path.extension().unwrap().to_str().unwrap()
}

/// What Debian's eyeD3 reads.
fn eyed3(paths: &[&Path]) -> Value {
    let script = Path::new(REPOSITORY).join("tests/tag/frames_eyed3.py");
    let output = Command::new("/usr/bin/python3").arg("-B").arg(script).args(paths).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What a reader reads in each file before and after, compared; how many tags it read.
#[track_caller]
fn agree(reader: &str, files: &[(PathBuf, PathBuf)], read: impl Fn(&[&Path]) -> Value) -> usize {
    let paths: Vec<&Path> = files.iter().flat_map(|(before, after)| [before.as_path(), after.as_path()]).collect();
    let read = read(&paths);
    let pairs = read.as_array().unwrap().chunks(2).zip(files);
    let valid = pairs.filter(|(pair, _)| !pair[0].is_null());
    valid.inspect(|(pair, (path, _))| assert_eq!(pair[0], pair[1], "{reader}: {}", path.display())).count()
}

#[test]
#[ignore = "needs the source distribution of mutagen, and eyeD3; run by tests/run"]
fn every_recording_of_the_corpus_is_tagged_without_harm_or_refused_for_a_reason() {
    let recordings = recordings();
    assert_eq!(recordings.len(), 99);
    for version in TagVersion::ALL {
        let wanted = Wanted { version, ..wanted() };
        let (mut refused, mut files) = (BTreeMap::new(), Vec::new());
        let folder = Folder::new();
        for original in &recordings {
            let name = original.file_name().unwrap().to_str().unwrap().to_owned();
            let before = fs::read(original).unwrap();
            let path = folder.write(&name, &before);
            if let Err(error) = plan(&before, &wanted) {
                refused.insert(name, error.to_string());
                continue;
            }
            let told = tag(&RealDisk, &path, &wanted).unwrap_or_else(|error| panic!("{name}: {error}"));
            let after = fs::read(&path).unwrap();
            assert_eq!(Ok(told.audio_sha256), audio_sha256(&before), "{name}");
            assert!(plan(&after, &wanted).unwrap().is_empty(), "{name}");
            files.push((original.clone(), path.into_std_path_buf()));
        }
        let by_mutagen = agree("mutagen", &files, |paths| python("tests/tag/frames.py", paths));
        let by_eyed3 = agree("eyeD3", &files, eyed3);
        assert!(by_mutagen >= 15 && by_eyed3 >= 10, "{version}: {by_mutagen} and {by_eyed3} tags were compared");

        let is_listed = |name: &str, error: &str| match REFUSED.iter().find(|(listed, _)| *listed == name) {
            Some((_, reason)) => error.contains(reason),
            None => !TAGGED.contains(&ending(Path::new(name))) && OTHERS.iter().any(|reason| error.contains(reason)),
        };
        let unlisted: Vec<_> = refused.iter().filter(|(name, error)| !is_listed(name, error)).collect();
        let kept_promise = REFUSED.iter().all(|(name, _)| refused.contains_key(*name));
        assert!(unlisted.is_empty() && kept_promise, "{version}: {unlisted:#?} of {refused:#?}");
    }
}
