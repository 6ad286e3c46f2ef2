//! Recordings that other people's tests read, many of them damaged or odd on purpose: no panic, no hang, and ffmpeg's length.

use std::path::Path;
use std::path::PathBuf;

use crate::support::decoded_by_ffmpeg;
use crate::support::measured;

/// Files whose length differs from what ffmpeg decodes, with the reason.
const EXPLAINED: [(&str, &str); 1] = [(
    "lame397v9short.mp3",
    "its three frames are shorter than the delay and padding that its header declares, which is then not believed",
)];

const ENDINGS: [&str; 13] = ["mp3", "m4a", "m4b", "mp4", "aac", "ogg", "oga", "opus", "flac", "wav", "aiff", "aif", "mp2"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))) {
            found.push(path);
        }
    }
}

#[test]
#[ignore = "needs ffmpeg and a corpus; run by tests/run"]
fn the_corpus_is_measured_as_ffmpeg_decodes_it() {
    let corpus = std::env::var("PODWRIGHT_TEST_CORPUS").expect("tests/run sets PODWRIGHT_TEST_CORPUS");
    let mut paths = Vec::new();
    files(Path::new(&corpus), &mut paths);
    paths.sort();
    assert!(paths.len() > 30, "{} files are no corpus", paths.len());
    let mut differing = Vec::new();
    for path in &paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let ending = path.extension().unwrap().to_string_lossy().into_owned();
        let found = measured(std::fs::read(path).unwrap(), &ending);
        let Ok(found) = found else { continue };
        let facts = found.facts;
        let judged = decoded_by_ffmpeg(path, facts.length.sample_rate);
        let is_explained = EXPLAINED.iter().any(|(known, _)| *known == name);
        if judged > 0.0 && (facts.length.seconds() - judged).abs() > 0.05 && !is_explained {
            differing.push(format!("{name}: {:.3} s, ffmpeg {judged:.3} s, {:?}", facts.length.seconds(), found.faults));
        }
    }
    assert!(differing.is_empty(), "{} of {}:\n{}", differing.len(), paths.len(), differing.join("\n"));
}
