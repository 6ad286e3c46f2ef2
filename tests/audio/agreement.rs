//! Titles, texts, pictures and chapters of recordings that other people's tests read, compared with mutagen and ffprobe: where these two agree, podwright
//! says the same.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use podwright::media::probe::Depth;
use podwright::media::probe::audio_probe::AudioProbe;
use podwright::media::probe::probe;
use serde_json::Value;

use crate::corpus::files;
use crate::support::file;

/// Files on which podwright may differ though the others agree, of a hundred.
const EXCEPTIONS_PER_HUNDRED: usize = 1;

/// What mutagen says of each file.
fn by_mutagen(paths: &[PathBuf]) -> Vec<Value> {
    let python = std::env::var("PODWRIGHT_TEST_PYTHON").expect("tests/run sets PODWRIGHT_TEST_PYTHON");
    let output = Command::new(python).arg(file("tests/audio/tags_by_mutagen.py")).args(paths).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn by_ffprobe(path: &Path) -> Value {
    let arguments = ["-v", "quiet", "-show_chapters", "-show_entries", "format_tags:stream_tags", "-of", "json"];
    let output = Command::new("ffprobe").args(arguments).arg(path).output().expect("ffprobe is installed");
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

/// A text that ffprobe shows, whatever the case of its name; Ogg has them in the stream.
fn shown<'a>(probed: &'a Value, name: &str) -> Option<&'a str> {
    let mut tables = vec![&probed["format"]["tags"]];
    tables.extend(probed["streams"].as_array().into_iter().flatten().map(|stream| &stream["tags"]));
    let entries = tables.into_iter().filter_map(Value::as_object).flatten();
    entries.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).and_then(|(_, value)| value.as_str())
}

/// Chapters as both others have them: start in milliseconds, title.
fn agreed_chapters(mutagen: &Value, ffprobe: &Value) -> Option<Vec<(u64, String)>> {
    let title = |value: &Value| value.as_str().unwrap_or_default().trim().to_owned();
    let one: Vec<(u64, String)> = mutagen["chapters"]
        .as_array()?
        .iter()
        .map(|chapter| (chapter["start"].as_u64().unwrap_or(0), title(&chapter["title"])))
        .collect();
    let seconds = |chapter: &Value| chapter["start_time"].as_str().and_then(|text| text.parse::<f64>().ok()).unwrap_or(-1.0);
    let mut other: Vec<(f64, String)> =
        ffprobe["chapters"].as_array()?.iter().map(|chapter| (seconds(chapter), title(&chapter["tags"]["title"]))).collect();
    other.sort_by(|a, b| a.0.total_cmp(&b.0));
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of hours are far below 2^52")]
    let is_same = |((start, title), (seconds, shown)): (&(u64, String), &(f64, String))| {
        (*start as f64 / 1000.0 - seconds).abs() < 0.002 && title == shown
    };
    (one.len() == other.len() && one.iter().zip(&other).all(is_same)).then_some(one)
}

/// In what podwright differs from both others.
fn differences(found: &AudioProbe, mutagen: &Value, ffprobe: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    for name in ["title", "artist", "album"] {
        let (Some(one), Some(other)) = (mutagen[name].as_str(), shown(ffprobe, name)) else { continue };
        let ours = found.tags.get(name).map_or("", String::as_str);
        if one.trim() == other.trim() && ours != one.trim() && !one.trim().is_empty() {
            differences.push(format!("{name}: {ours:?}, and not {one:?}"));
        }
    }
    if let Some(agreed) = agreed_chapters(mutagen, ffprobe) {
        let ours: Vec<(u64, String)> =
            found.chapters.iter().map(|chapter| (chapter.start.as_millis(), chapter.title.trim().to_owned())).collect();
        let near =
            |((start, title), (other, shown)): (&(u64, String), &(u64, String))| start.abs_diff(*other) < 2 && title == shown;
        if ours.len() != agreed.len() || !ours.iter().zip(&agreed).all(near) {
            differences.push(format!("chapters: {ours:?}, and not {agreed:?}"));
        }
        for (ours, theirs) in found.chapters.iter().zip(mutagen["chapters"].as_array().into_iter().flatten()) {
            let bytes = ours.picture.as_ref().map(|picture| picture.bytes.get());
            if theirs["picture"].as_u64().is_some() && bytes != theirs["picture"].as_u64() {
                differences.push(format!("the picture of the chapter at {}: {bytes:?}", ours.start));
            }
            if theirs["url"].as_str().is_some_and(|url| ours.url.as_deref() != Some(url)) {
                differences.push(format!("the link of the chapter at {}: {:?}", ours.start, ours.url));
            }
        }
    }
    let pictures = mutagen["pictures"].as_array().map_or(0, Vec::len);
    if pictures > 0 {
        let ours = found.tags.get("picture").map_or("", String::as_str);
        let sizes = mutagen["pictures"].as_array().into_iter().flatten().filter_map(Value::as_u64);
        let missing = sizes.filter(|size| *size > 0 && !ours.contains(&format!("{size} bytes"))).collect::<Vec<_>>();
        if ours.is_empty() && !missing.is_empty() || !missing.is_empty() {
            differences.push(format!("pictures: {ours:?}, without those of {missing:?} bytes"));
        }
    }
    differences
}

#[test]
#[ignore = "needs ffprobe, mutagen and a corpus; run by tests/run"]
fn tags_are_read_as_mutagen_and_ffprobe_agree_on_them() {
    let corpus = std::env::var("PODWRIGHT_TEST_CORPUS").expect("tests/run sets PODWRIGHT_TEST_CORPUS");
    let mut paths = Vec::new();
    files(Path::new(&corpus), &mut paths);
    paths.sort();
    let (mut compared, mut with_chapters, mut differing) = (0, 0, Vec::new());
    for (path, mutagen) in paths.iter().zip(by_mutagen(&paths)) {
        let bytes = std::fs::read(path).unwrap();
        let Ok(found) = probe(&bytes, path.extension().and_then(|ending| ending.to_str()), Depth::NoLoudness, &|_| ()) else {
            continue;
        };
        if mutagen.is_null() {
            continue;
        }
        let ffprobe = by_ffprobe(path);
        compared += 1;
        with_chapters += usize::from(!found.chapters.is_empty());
        let differences = differences(&found, &mutagen, &ffprobe);
        if !differences.is_empty() {
            differing.push(format!("{}: {}", path.display(), differences.join("; ")));
        }
    }
    println!("{compared} files were compared, {with_chapters} of them with chapters; {} differ", differing.len());
    assert!(compared >= 50, "{compared} files are no corpus");
    assert!(differing.len() * 100 <= compared * EXCEPTIONS_PER_HUNDRED, "{}", differing.join("\n"));
}
