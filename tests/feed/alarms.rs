//! The made-up shows as the files of a producer: what `check` finds in them. Their words are such as have broken feeds, so some warnings are right, and
//! each rule that gives one is named here. None of these shows has an error, and no other rule says a word.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use podwright::model::media::chapter::EpisodeChapters;
use podwright::model::media::media_type::MediaType;
use podwright::model::media::remote_audio::RemoteAudio;
use podwright::model::media::transcript::EpisodeTranscript;
use podwright::model::settings::check_settings::CheckSettings;
use podwright::model::time::timestamp::Timestamp;
use podwright::seal::{SealedEpisode, SiteView};
use podwright::source::scaffold::{plain_episode_yaml, plain_show_yaml};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::Value;

use crate::agreement::MADE;
use crate::meaning;

/// Length of each recording. // milliseconds
const LENGTH: u64 = 3_600_000;
/// Its size, at 128 kbit/s. // bytes
const BYTES: u32 = 57_600_000;

/// Rules that are right about these shows, and why.
const RIGHT: &[(&str, &str)] = &[
    ("bidi-override", "U+202E is among the words"),
    ("broken-letters", "U+FFFD and signs that nobody sees are among the words"),
    ("empty-cues", "cues of signs alone"),
    ("enclosure-wrong-type", "made-up addresses of other forms end in .html"),
    ("fast-reading", "many words in few seconds"),
    ("guid-not-of-feed", "any guid"),
    ("hard-to-read", "summaries of made-up words"),
    ("impossible-length", "any number of bytes for another form"),
    ("label-too-long", "labels of five pieces"),
    ("left-over-text", "{{x}} is among the words"),
    ("locked-without-owner", "some have none"),
    ("long-cue", "cues of more than a minute"),
    ("long-transcript-lines", "many words in a line"),
    ("markdown-slip", "[CDATA[ is among the words"),
    ("markup-in-plain-text", "HTML is among the words"),
    ("missing-alt", "pictures kept elsewhere have none"),
    ("missing-content-note", "explicit episodes without one"),
    ("missing-easy-read", "none has one"),
    ("missing-summary", "some have none"),
    ("new-feed-url-is-no-feed", "any address"),
    ("no-episodes", "some have none"),
    ("number-gap", "trailers have numbers too"),
    ("shouting", "words in capitals"),
    ("speaker-spelt-twice", "a name that begins with the speaker's"),
    ("stretches-overlap", "any start and length"),
    ("stripped-html", "HTML is among the words"),
    ("subtitle-markup", "&amp; is shown as it stands"),
    ("title-repeats-show", "words in both"),
    ("title-with-keywords", "titles with strokes"),
    ("too-few-chapters", "two of them"),
    ("vague-link-text", "a link without words"),
];

/// Writes a show. What is of recordings and pictures is left out, since there are none: each recording is kept elsewhere. What the maker of shows does not
/// heed is put right: days and numbers follow each other, chapters begin at 0:00, and the link that leads nowhere by design is taken out of the notes.
fn write(made: &SiteView, root: &Path) {
    let put = |path: &str, bytes: &[u8]| {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    let mut show = made.show.clone();
    show.images = Vec::new();
    show.checks = CheckSettings::default();
    show.publish = None;
    put("podcast.yaml", plain_show_yaml(&show, "https://example.org/schema.json").as_bytes());
    put("cover.jpg", &COVER);
    for (index, sealed) in made.episodes.iter().rev().enumerate() {
        let slug = sealed.episode.slug.as_str();
        put(&format!("episodes/{slug}/episode.yaml"), episode_yaml(sealed, index).as_bytes());
        let words = sealed.transcript.as_ref().filter(|transcript| !transcript.transcript.cues.is_empty());
        if !matches!(sealed.episode.transcript, Some(EpisodeTranscript::Elsewhere(_))) {
            let told = words.map(|_| meaning::file(made, &format!("transcripts/{slug}.vtt")));
            let own =
                || format!("WEBVTT\n\n00:00.000 --> 00:50.000\n<v Ann>Only this is said in episode {index}.\n").into_bytes();
            put(&format!("episodes/{slug}/transcript.vtt"), &told.unwrap_or_else(own));
        }
    }
}

static COVER: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(1400, 1400).write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
});

fn episode_yaml(sealed: &SealedEpisode, index: usize) -> String {
    let mut episode = sealed.episode.clone();
    episode.date = format!("2015-01-{:02}T07:00:00+01:00", index + 1).parse().unwrap();
    episode.season = None;
    episode.number = u32::try_from(index + 1).ok();
    episode.audio = None;
    episode.easy_read = None;
    episode.images = Vec::new();
    episode.alternates = Vec::new();
    episode.content_html = None;
    episode.draft = false;
    episode.allow = Vec::new();
    episode.people.is_only &= !episode.people.list.is_empty();
    episode.enclosure = Some(RemoteAudio {
        url: format!("https://cdn.example.org/{}.mp3", episode.slug).parse().unwrap(),
        media_type: MediaType::Mpeg,
        bytes: BYTES.try_into().ok(),
        duration: Some(Timestamp::from_millis(LENGTH)),
    });
    if !matches!(episode.artwork, Some(podwright::model::media::artwork::EpisodeArtwork::Elsewhere(_))) {
        episode.artwork = None;
    }
    if !matches!(episode.transcript, Some(EpisodeTranscript::Elsewhere(_))) {
        episode.transcript = None;
    }
    if episode.chapters.elsewhere.is_none() {
        let mut list: Vec<_> = sealed.chapters.iter().map(|sealed| sealed.chapter.clone()).collect();
        list.dedup_by_key(|chapter| chapter.start);
        if let Some(first) = list.first_mut() {
            first.start = Timestamp::from_millis(0);
        }
        episode.chapters = EpisodeChapters { list, ..EpisodeChapters::default() };
    }
    episode.notes = episode.notes.and_then(|notes| notes.as_str().replace("[x](../y)", "").parse().ok());
    plain_episode_yaml(&episode, "https://example.org/schema.json")
}

/// What `check` finds in a show: each finding's level, rule and message.
fn findings(made: &SiteView) -> Vec<(String, String, String)> {
    let around = tempfile::tempdir().unwrap();
    write(made, around.path());
    let mut command = Command::new(env!("CARGO_BIN_EXE_podwright"));
    command.args(["check", "--all", "--format", "json"]).current_dir(around.path()).env_clear().env("HOME", around.path());
    let output = command.env("SOURCE_DATE_EPOCH", "1672531200").stdin(Stdio::null()).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| (text(finding, "level"), text(finding, "rule"), text(finding, "message"))).collect()
}

#[test]
fn made_up_shows_have_no_errors_and_only_warnings_that_are_right() {
    let found: Vec<Vec<(String, String, String)>> = MADE.par_iter().map(|made| findings(&made.sealed)).collect();
    let mut shows: BTreeMap<(&str, &str), (usize, &str)> = BTreeMap::new();
    for of_show in &found {
        let mut once: Vec<(&str, &str)> = Vec::new();
        for (level, rule, message) in of_show {
            let key = (level.as_str(), rule.as_str());
            let entry = shows.entry(key).or_insert((0, message));
            if !once.contains(&key) {
                entry.0 += 1;
                once.push(key);
            }
        }
    }
    let table: Vec<String> = shows
        .iter()
        .map(|((level, rule), (count, message))| format!("{level} {rule}: {count} of {}, such as: {message}", MADE.len()))
        .collect();
    // for whoever wants the figures
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("alarms.txt"), table.join("\n")).unwrap();
    let is_right = |level: &str, rule: &str| level != "error" && RIGHT.iter().any(|(known, _)| *known == rule);
    let wrong: Vec<&String> =
        table.iter().zip(shows.keys()).filter(|(_, (level, rule))| !is_right(level, rule)).map(|(line, _)| line).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
