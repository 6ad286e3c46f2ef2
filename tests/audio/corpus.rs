//! Recordings that other people's tests read, many of them damaged or odd on purpose: no panic, no hang, and ffmpeg's length.

use std::path::Path;
use std::path::PathBuf;

use podwright::model::media::audio_facts::AudioFacts;
use podwright::model::media::audio_fault::AudioFaultKind;
use podwright::model::media::codec::Codec;

use crate::alone::watchdog::Watchdog;
use crate::processor_time::processor_seconds;
use crate::support::decoded_by_ffmpeg;
use crate::support::file;
use crate::support::measured;

const ENDINGS: [&str; 13] = ["mp3", "m4a", "m4b", "mp4", "aac", "ogg", "oga", "opus", "flac", "wav", "aiff", "aif", "mp2"];

/// What listeners would notice, and what these recordings do not have.
const HEARD: [AudioFaultKind; 6] = [
    AudioFaultKind::SilentChannel,
    AudioFaultKind::OppositePhase,
    AudioFaultKind::Dropout,
    AudioFaultKind::ChannelImbalance,
    AudioFaultKind::LevelJump,
    AudioFaultKind::ToneNotSpeech,
];

pub(crate) fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))) {
            found.push(path);
        }
    }
}

/// Files whose length differs from what ffmpeg decodes, each with the reason: the table of ARCHITECTURE.md.
fn explained() -> Vec<String> {
    let page = std::fs::read_to_string(file("ARCHITECTURE.md")).unwrap();
    let (_, rest) = page.split_once("\n## Lengths that are not ffmpeg's\n").expect("ARCHITECTURE.md has the table");
    let table = rest.split("\n## ").next().unwrap();
    let names = table.lines().filter_map(|line| {
        let (name, reason) = line.strip_prefix("| `")?.split_once("` | ")?;
        assert!(reason.len() > 20, "{name} is without a reason");
        Some(name.to_owned())
    });
    names.collect()
}

/// One frame (seconds): how far two decoders may differ in where they begin and end.
fn frame_of(facts: &AudioFacts) -> f64 {
    let samples = match facts.codec {
        Codec::Mp3 if facts.length.sample_rate.get() < 32_000 => 576,
        Codec::Mp3 => 1152,
        Codec::HeAac => 2048,
        Codec::Flac | Codec::Alac => 4096,
        Codec::Opus => 960,
        Codec::Pcm => 1,
        _ => 1024,
    };
    f64::from(samples) / f64::from(facts.length.sample_rate.get()) + 1e-6
}

#[test]
#[ignore = "needs ffmpeg and a corpus; run by tests/run"]
fn the_corpus_is_measured_as_ffmpeg_decodes_it() {
    let corpus = std::env::var("PODWRIGHT_TEST_CORPUS").expect("tests/run sets PODWRIGHT_TEST_CORPUS");
    let mut paths = Vec::new();
    files(Path::new(&corpus), &mut paths);
    paths.sort();
    assert!(paths.len() > 30, "{} files are no corpus", paths.len());
    let (mut differing, mut slow, mut measured_files) = (Vec::new(), Vec::new(), 0);
    let (dog, explained) = (Watchdog::new(), explained());
    let (mut needed, mut alarms) = (Vec::new(), Vec::new());
    for path in &paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let ending = path.extension().unwrap().to_string_lossy().into_owned();
        dog.watch(name.clone());
        let bytes = std::fs::read(path).unwrap();
        let (found, seconds) = processor_seconds(|| measured(bytes, &ending));
        if seconds > 2.0 {
            slow.push(format!("{name}: {seconds:.1} s"));
        }
        let Ok(found) = found else { continue };
        measured_files += 1;
        let heard = found.faults.iter().filter(|fault| HEARD.contains(&fault.kind));
        alarms.extend(heard.map(|fault| format!("{name}: {}", fault.kind)));
        let facts = found.facts;
        let judged = decoded_by_ffmpeg(path, facts.length.sample_rate.get());
        if judged > 0.0 && (facts.length.seconds() - judged).abs() > frame_of(&facts) {
            needed.push(name.clone());
            if !explained.contains(&name) {
                differing.push(format!(
                    "{name}: {:.4} s, ffmpeg {judged:.4} s, {:?} {:?}",
                    facts.length.seconds(),
                    facts.codec,
                    found.faults
                ));
            }
        }
    }
    assert!(differing.is_empty(), "{} of {}:\n{}", differing.len(), paths.len(), differing.join("\n"));
    assert!(slow.is_empty(), "longer than two seconds of the processor: {slow:?}");
    assert!(measured_files > 60, "only {measured_files} could be measured");
    assert!(alarms.is_empty(), "{} false alarms in {measured_files} files: {alarms:?}", alarms.len());
    let idle: Vec<&String> = explained.iter().filter(|name| !needed.contains(name)).collect();
    assert!(idle.is_empty(), "explained, but not different: {idle:?}");
}
