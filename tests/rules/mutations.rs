//! The real series, broken in one place at a time: each copy must give the rule and the line of that place, and nothing else. The series
//! as it stands must give nothing at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::finding::findings;
use crate::picture::picture;
use crate::support::TestShow;
use crate::support::count::is_long;
use crate::support::resum::resum;
use crate::support::show::REPOSITORY;

const SLUGS: [&str; 6] = [
    "coming-soon",
    "driving-the-train",
    "how-to-start-well",
    "what-difference-does-it-make",
    "what-is-co-production",
    "words-we-use",
];

type Files = BTreeMap<String, Vec<u8>>;

/// A copy with one fault.
struct Mutation {
    files: Files,
    name: String,
    expected: Vec<String>,
}

/// The address that the series has for its recordings here, and the one that says that they are served elsewhere.
const OWN_MEDIA: &str = "https://example.org/co-production-for-beginners/media/";
const MEDIA: &str = "https://media.example.org/";

/// The series without its recordings, which it says are kept elsewhere: their facts are in the lock, and nothing is decoded.
fn series() -> Files {
    let arguments = ["ls-files", "-z", "podcast.yaml", "impact.yaml", "podcast.lock", "episodes"];
    let listed = Command::new("git").args(arguments).current_dir(REPOSITORY).output().unwrap();
    let paths = String::from_utf8(listed.stdout).unwrap();
    let texts = paths
        .split_terminator('\0')
        .filter(|path| !matches!(Path::new(path).extension(), Some(ending) if ending == "mp3" || ending == "m4a"));
    let mut files: Files = texts.map(|path| (path.to_owned(), fs::read(Path::new(REPOSITORY).join(path)).unwrap())).collect();
    let lock = text(&files, "podcast.lock");
    assert_eq!(lock.matches(OWN_MEDIA).count(), SLUGS.len());
    files.insert("podcast.lock".to_owned(), resum(&lock.replace(OWN_MEDIA, MEDIA)).into_bytes());
    let yaml = set(&text(&files, "podcast.yaml"), "media_url", Some(MEDIA));
    files.insert("podcast.yaml".to_owned(), yaml.into_bytes());
    files
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

/// Gives a key at the top of a YAML file another value, whatever lines the old one took; a new key stands at the end.
fn set(yaml: &str, key: &str, value: Option<&str>) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut inside = false;
    let mut found = false;
    for line in yaml.lines() {
        let is_top = line.starts_with(|c: char| c.is_alphabetic());
        inside = if is_top { line.starts_with(&format!("{key}:")) } else { inside };
        match (inside, is_top, value) {
            (false, ..) => lines.push(line.to_owned()),
            (true, true, Some(value)) => lines.push(format!("{key}: {value}")),
            (true, ..) => {}
        }
        found |= inside;
    }
    if let Some(value) = value.filter(|_| !found) {
        lines.push(format!("{key}: {value}"));
    }
    lines.join("\n") + "\n"
}

/// The line, from 1, on which these words first stand; 1 where they are empty: the place of what is missing.
fn line_of(text: &str, words: &str) -> usize {
    if words.is_empty() {
        return 1;
    }
    text.lines().position(|line| line.contains(words)).unwrap_or_else(|| panic!("no line has `{words}`")) + 1
}

/// A mutation of one text file. What is expected comes as `level rule`, with words of the line.
fn of_text(series: &Files, path: &str, name: &str, new: &str, expected: &[(&str, &str)]) -> Mutation {
    let mut files = series.clone();
    assert_ne!(text(&files, path), new, "{name} changes nothing in {path}");
    files.insert(path.to_owned(), new.as_bytes().to_vec());
    let mut expected: Vec<(usize, String)> =
        expected.iter().map(|(rule, words)| (line_of(new, words), (*rule).to_owned())).collect();
    expected.sort();
    let expected = expected.into_iter().map(|(line, rule)| format!("{rule} {path}:{line}")).collect();
    Mutation { files, name: format!("{path}: {name}"), expected }
}

const HARD: &str = "The implementation of participatory commissioning necessitates organisational reconfiguration across \
                    multidisciplinary partnerships notwithstanding considerable budgetary constraints.";

/// Key, value, and the finding on the line of the key: it must be the only one.
const VALUES: [(&str, &str, &str); 28] = [
    ("title", "\"Episode 9: A train\"", "warning title-with-number"),
    ("title", "THIS TITLE SHOUTS", "warning shouting"),
    ("title", "A <b>bold</b> title", "warning markup-in-plain-text"),
    ("title", "A title with 🚂🚂🚂", "warning emoji-run"),
    ("title", "[A, list]", "error wrong-type"),
    ("title", "\"\"", "error bad-value"),
    ("title", "\" A title with blanks\"", "note untrimmed-text"),
    ("guid", "\"a\\nb\"", "error bad-value"),
    ("guid", "\"\"", "error bad-value"),
    ("date", "2022-07-04", "error bad-value"),
    ("date", "Tue, 04 Jul 2022 07:00:00 +0100", "error bad-value"),
    ("date", "2022-03-27 01:30", "error impossible-time"),
    ("kind", "teaser", "error bad-value"),
    ("season", "none", "error wrong-type"),
    ("summary", HARD, "warning hard-to-read"),
    ("summary", "A **loud** word in a plain text.", "warning markup-in-plain-text"),
    ("notes", "See [the page](notes.html).", "error relative-link"),
    ("notes", "See [it](https://example.org/co-production-for-beginners/episodes/words/).", "error dead-show-link"),
    ("notes", "See [the page](javascript:alert).", "error bad-link-scheme"),
    ("notes", "See [the page](https://exa[mple/).", "error broken-link"),
    ("notes", "For more [click here](https://example.org/).", "warning vague-link-text"),
    ("notes", "See ![a train](https://example.org/train.png).", "warning stripped-html"),
    ("draft", "true", "error episode-removed"),
    ("titel", "A train", "error unknown-key"),
    ("allow", "[{rule: missing-transcripts, reason: none}]", "error unknown-rule"),
    ("allow", "[missing-transcript]", "note allow-without-reason"),
    ("allow", "[{rule: missing-audio, reason: none}]", "error rule-not-allowable"),
    ("transcript", "../../transcript.vtt", "error path-outside"),
];

/// Chapters, and the finding on the line with these words.
const CHAPTERS: [(&str, &str, &str); 6] = [
    ("  - 0:01 One\n  - 0:10 Two\n  - 0:20 Three", "error chapters-not-from-start", "0:01"),
    ("  - 0:00 One\n  - 0:20 Two\n  - 0:10 Three", "error chapters-out-of-order", "0:10"),
    ("  - 0:00 One\n  - 0:10 Two\n  - 0:10 Three", "error chapters-at-one-time", "0:10 Three"),
    ("  - 0:00 One\n  - 0:10 Two\n  - 9:59 Three", "error chapter-past-end", "9:59"),
    ("  - 0:00 One\n  - 0:75 Two\n  - 0:20 Three", "error bad-value", "0:75"),
    (
        "  - 0:00 One\n  - {start: 0:10, title: Two, url: \"http://example.org/\"}\n  - 0:20 Three",
        "warning insecure-link",
        "title: Two",
    ),
];

fn of_episode(series: &Files, slug: &str) -> Vec<Mutation> {
    let path = format!("episodes/{slug}/episode.yaml");
    let yaml = text(series, &path);
    let mutate = |name: &str, new: &str, expected: &[(&str, &str)]| of_text(series, &path, name, new, expected);
    let mut all = Vec::new();
    for (key, value, finding) in VALUES {
        // The trailer and the bonus have no season.
        let new = set(&yaml, key, Some(value));
        all.push(mutate(&format!("{key} = {value}"), &new, &[(finding, &format!("{key}: "))]));
    }
    for (chapters, finding, words) in CHAPTERS {
        let new = set(&yaml, "chapters", Some(&format!("\n{chapters}")));
        all.push(mutate(finding, &new, &[(finding, words)]));
    }
    let long = "a".repeat(256);
    all.push(mutate("a long title", &set(&yaml, "title", Some(&long)), &[("error name-too-long", "title: ")]));
    let long = "é".repeat(2001);
    all.push(mutate("a long summary", &set(&yaml, "summary", Some(&long)), &[("error summary-too-long", "summary: ")]));
    all.push(mutate("no title", &set(&yaml, "title", None), &[("error missing-key", "")]));
    all.push(mutate("a title twice", &format!("{yaml}title: Again\n"), &[("error duplicate-key", "Again")]));
    all.push(mutate("explicit", &set(&yaml, "explicit", Some("true")), &[("note missing-content-note", "")]));
    let date = "2022-07-01T00:00:00+01:00";
    let expected: &[(&str, &str)] = match slug {
        "driving-the-train" | "how-to-start-well" | "what-difference-does-it-make" => {
            &[("error date-moved", "date: "), ("warning numbers-against-dates", "date: ")]
        }
        _ => &[("error date-moved", "date: ")],
    };
    // The first episode stays before the second, and the trailer and the bonus have no number.
    all.push(mutate("another date", &set(&yaml, "date", Some(date)), expected));
    // Without its recording an episode is known by its guid alone.
    let expected = [("error missing-audio", ""), ("error guid-changed", "guid: ")];
    all.push(mutate("another guid", &set(&yaml, "guid", Some("01a205da-0000-7000-8000-000000000000")), &expected));
    all.extend(of_files(series, slug));
    all.extend(of_measures(series, slug));
    all.extend(of_recordings(series, slug));
    all
}

/// The transcript and the Easy Read summary.
fn of_files(series: &Files, slug: &str) -> Vec<Mutation> {
    let yaml = format!("episodes/{slug}/episode.yaml");
    let path = format!("episodes/{slug}/transcript.vtt");
    let vtt = text(series, &path);
    // Each file may be named and gone, or neither named nor there.
    let without = |file: &str, key: &str, gone: &str, missing: &str| {
        let mut files = series.clone();
        assert!(files.remove(&format!("episodes/{slug}/{file}")).is_some());
        let words = text(series, &yaml);
        let expected = vec![format!("{gone} {yaml}:{}", line_of(&words, &format!("{key}: ")))];
        let named = Mutation { files: files.clone(), name: format!("{slug} without {file}"), expected };
        files.insert(yaml.clone(), set(&words, key, None).into_bytes());
        let expected = vec![format!("{missing} {yaml}:1")];
        [named, Mutation { files, name: format!("{slug} without {file} and {key}"), expected }]
    };
    let cues: Vec<&str> = vtt.split("\n\n").collect();
    let silent = vtt.replace("<v First voice>", "").replace("<v Second voice>", "");
    let mutate = |name: &str, new: &str, expected: &[(&str, &str)]| of_text(series, &path, name, new, expected);
    let first = vtt.lines().find(|line| line.contains("-->")).unwrap();
    let second = vtt.lines().filter(|line| line.contains("-->")).nth(1).unwrap();
    let backwards = second.replacen(second.split(' ').next().unwrap(), "00:00:00.000", 1);
    // A transcript that the lock does not know is compared with the recording where that is.
    let new = ("note not-measured", "");
    let mut all = Vec::from(without("transcript.vtt", "transcript", "error unreadable-transcript", "error missing-transcript"));
    all.extend(without("easy-read.md", "easy_read", "error unreadable-easy-read", "note missing-easy-read"));
    all.extend([
        mutate("no speakers", &silent, &[new, ("warning no-speaker-names", first)]),
        mutate("the first cues only", &format!("{}\n", cues[..5].join("\n\n")), &[new, ("warning transcript-incomplete", "")]),
        mutate("no arrow", &vtt.replacen("-->", "->", 1), &[new, ("note repaired-transcript", "->")]),
        mutate("a cue before the first", &vtt.replacen(second, &backwards, 1), &[new, ("error cues-out-of-order", &backwards)]),
        mutate("no words", "WEBVTT\n", &[("error empty-transcript", "")]),
    ]);
    all
}

/// A measure of the lock, its value, and the finding: of sound that is elsewhere, it stands at the episode's YAML.
const MEASURES: [(&str, &str, &str); 9] = [
    ("integrated_lufs", "-24.0", "warning loudness-off-target"),
    ("integrated_lufs", "-16.0", "warning loudness-off-target"),
    ("true_peak_dbtp", "-0.5", "warning true-peak-too-high"),
    ("leading_silence_seconds", "2.5", "warning silence-at-start"),
    ("trailing_silence_seconds", "2.5", "warning silence-at-end"),
    ("longest_silence_seconds", "15.5", "warning silence-inside"),
    ("clipped_samples", "12", "warning clipped-audio"),
    ("bitrate_bps", "24000", "warning bitrate-too-low"),
    ("bitrate_bps", "320000", "note bitrate-outside-advice"),
];

/// What was measured of an episode's sound.
fn of_measures(series: &Files, slug: &str) -> Vec<Mutation> {
    let lock = text(series, "podcast.lock");
    let start = lock.find(&format!("    slug: {slug}\n")).unwrap();
    // Apple's advice on bit rates is for MP3.
    let is_mp3 = lock[start..].find("container: mp3").is_some_and(|at| at < lock[start..].find("samples: ").unwrap());
    let measures = MEASURES.iter().filter(|(_, _, finding)| is_mp3 || !finding.ends_with("-advice"));
    measures
        .map(|(key, value, finding)| {
            let at = start + lock[start..].find(&format!("{key}: ")).unwrap();
            let end = at + lock[at..].find([',', '}']).unwrap();
            let mut files = series.clone();
            let changed = resum(&format!("{}{key}: {value}{}", &lock[..at], &lock[end..]));
            files.insert("podcast.lock".to_owned(), changed.into_bytes());
            let expected = vec![format!("{finding} episodes/{slug}/episode.yaml:1")];
            Mutation { files, name: format!("{slug}: {key} {value} in the lock"), expected }
        })
        .collect()
}

/// Files in place of an episode's recording, and the finding at the file.
const RECORDINGS: [(&str, &str); 3] = [
    ("", "error empty-audio"),
    ("<!doctype html><title>404</title>\n", "error not-audio"),
    (
        "version https://git-lfs.github.com/spec/v1\n\
         oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n",
        "error unknown-pointer",
    ),
];

/// Another file than the one that was published.
fn of_recordings(series: &Files, slug: &str) -> Vec<Mutation> {
    let yaml = format!("episodes/{slug}/episode.yaml");
    let with = |name: &str, names: &[&str], words: &str, expected: String| {
        let mut files = series.clone();
        files.extend(names.iter().map(|name| (format!("episodes/{slug}/{name}"), words.as_bytes().to_vec())));
        Mutation { files, name: format!("{slug}: {name}"), expected: vec![expected] }
    };
    let mut all: Vec<Mutation> = RECORDINGS
        .iter()
        .map(|(words, finding)| with(finding, &["audio.mp3"], words, format!("{finding} episodes/{slug}/audio.mp3:1")))
        .collect();
    let several = format!("error several-audio-files {yaml}:1");
    all.push(with("two files", &["audio.mp3", "take-2.mp3"], "", several));
    all
}

/// Pictures in place of the cover, and the finding at the file.
const COVERS: [(&str, &str); 6] = [
    ("jpeg 3000x2000", "error artwork-not-square"),
    ("jpeg 1000x1000", "error artwork-wrong-size"),
    ("jpeg 3000x3000 grey", "error artwork-not-rgb"),
    ("jpeg 3000x3000 turned", "warning artwork-rotated"),
    ("jpeg 3000x3000 heavy", "warning artwork-too-heavy"),
    ("png 3000x3000", "error artwork-wrong-extension"),
];

/// The show's cover, and that of an episode.
fn of_covers(series: &Files) -> Vec<Mutation> {
    let mut all = Vec::new();
    for (path, yaml) in [
        ("episodes/cover.jpg", "podcast.yaml"),
        ("episodes/driving-the-train/cover.jpg", "episodes/driving-the-train/episode.yaml"),
    ] {
        for (wanted, finding) in COVERS {
            let mut files = series.clone();
            files.insert(path.to_owned(), picture(wanted));
            all.push(Mutation { files, name: format!("{path}: {wanted}"), expected: vec![format!("{finding} {path}:1")] });
        }
        let mut files = series.clone();
        files.remove(path).unwrap();
        let expected = vec![format!("error missing-artwork {yaml}:{}", line_of(&text(series, yaml), "cover.jpg"))];
        all.push(Mutation { files, name: format!("{path} is gone"), expected });
    }
    all
}

/// An episode's folder that is gone is missed at its entry in the lock.
fn of_removal(series: &Files, slug: &str) -> Mutation {
    let folder = format!("episodes/{slug}/");
    let files: Files =
        series.iter().filter(|(path, _)| !path.starts_with(&folder)).map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    let line = line_of(&text(series, "podcast.lock"), &format!("slug: {slug}")) - 1;
    Mutation { files, name: format!("{folder} is gone"), expected: vec![format!("error episode-removed podcast.lock:{line}")] }
}

/// Key, value, and the findings on the line of the key.
const SHOW_VALUES: [(&str, &str, &[&str]); 16] = [
    ("title", "Co-production | support | care", &["warning title-with-keywords"]),
    ("title", "A <i>title</i>", &["warning markup-in-plain-text"]),
    ("url", "http://example.org/co-production-for-beginners/", &["error feed-url-changed", "error insecure-show-url"]),
    ("url", "https://example.org/co-production-for-beginners", &["error bad-value"]),
    ("guid", "917393e3-1b1e-5cef-ace4-edaa54e1f810", &["error show-guid-changed"]),
    ("guid", "my-show", &["error bad-value"]),
    ("language", "en_GB", &["error bad-value"]),
    ("description", "Co-production for beginners", &["warning useless-description"]),
    ("copyright", "© 2022 Co-production for beginners", &["note copyright-not-name"]),
    ("explicit", "sometimes", &["error wrong-type"]),
    ("type", "Serial", &["error bad-value"]),
    ("license", "CC-BY-9.0", &["error bad-value"]),
    ("time_zone", "Europe/Londn", &["error bad-value"]),
    ("locked", "true", &["warning locked-without-owner"]),
    ("checks", "{deny: [missing-transcripts]}", &["error unknown-rule"]),
    ("licence", "CC-BY-4.0", &["error unknown-key"]),
];

fn of_show(series: &Files) -> Vec<Mutation> {
    let yaml = text(series, "podcast.yaml");
    let mut all = Vec::new();
    for (key, value, rules) in SHOW_VALUES {
        let words = format!("{key}: ");
        let expected: Vec<(&str, &str)> = rules.iter().map(|rule| (*rule, words.as_str())).collect();
        all.push(of_text(series, "podcast.yaml", value, &set(&yaml, key, Some(value)), &expected));
    }
    for path in ["podcast.yaml", "episodes/words-we-use/episode.yaml"] {
        let broken = format!("{}\nbroken: [\n", text(series, path));
        let mut mutation = of_text(series, path, "not YAML", &broken, &[]);
        mutation.expected = vec![format!("error invalid-yaml {path}")];
        all.push(mutation);
    }
    all
}

/// What is wrong with a mutation; `None` where it gives what it should.
fn complaint(mutation: &Mutation) -> Option<String> {
    let show = TestShow::empty();
    for (path, bytes) in &mutation.files {
        show.write(path, bytes);
    }
    let found = findings(&show);
    // Where a parser gives up is its own affair: there the file alone is named.
    let agrees = found.len() == mutation.expected.len()
        && found
            .iter()
            .zip(&mutation.expected)
            .all(|(found, expected)| found == expected || !expected.contains(':') && found.starts_with(expected.as_str()));
    (!agrees).then(|| format!("{}\n  expected {:#?}\n  found {found:#?}", mutation.name, mutation.expected))
}

#[test]
fn the_series_as_it_stands_gives_nothing_at_all() {
    let show = TestShow::series();
    show.podwright(&["check"]).stdout("6 episodes, no faults\n").done();
}

#[test]
fn each_single_fault_in_the_series_is_found_on_its_line_and_nothing_else_is() {
    let series = series();
    let mut mutations: Vec<Mutation> = of_show(&series).into_iter().chain(of_covers(&series)).collect();
    // Each fault in every episode; in a short run each in one of them.
    let of_episodes = SLUGS.iter().enumerate().flat_map(|(index, slug)| {
        let all = of_episode(&series, slug).into_iter().enumerate();
        all.filter(move |(number, _)| is_long() || number % SLUGS.len() == index).map(|(_, mutation)| mutation)
    });
    mutations.extend(of_episodes);
    // Without the first or a later episode its season begins late or has a gap, which is a second fault.
    mutations.extend(["coming-soon", "what-difference-does-it-make", "words-we-use"].map(|slug| of_removal(&series, slug)));
    assert!(mutations.len() >= if is_long() { 360 } else { 90 }, "{}", mutations.len());
    let complaints: Vec<String> = mutations.par_iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{} of {}\n{}", complaints.len(), mutations.len(), complaints.join("\n"));
}
