//! The tags of the six recordings, read back by mutagen and ffprobe: every text, picture and chapter is what the YAML says.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use image::imageops::FilterType;
use serde_json::{Value, json};

use crate::support::TestShow;
use crate::support::series::{Expected, episodes};
use crate::support::show::assert_same_files;
use crate::support::tools::{ffprobe, python};
use crate::support::wait::settled;

/// Each episode with what mutagen reads in its recording.
fn tags_by_mutagen(show: &TestShow) -> Vec<(Expected, Value)> {
    let episodes = episodes(show);
    let paths: Vec<PathBuf> = episodes.iter().map(|episode| show.path(&episode.audio())).collect();
    let paths: Vec<_> = paths.iter().map(PathBuf::as_path).collect();
    let read = python("tests/oracles/tags.py", &paths);
    episodes.into_iter().zip(read.as_array().unwrap().clone()).collect()
}

#[track_caller]
fn text(tags: &Value, name: &str) -> String {
    let texts = &tags["texts"][name];
    assert_eq!(texts.as_array().map(Vec::len), Some(1), "{name} of {tags:#}");
    texts[0].as_str().unwrap().to_owned()
}

#[test]
#[ignore = "needs mutagen; run by tests/run"]
fn every_text_of_the_mp3_files_is_what_the_yaml_says() {
    let show = TestShow::series();
    let about = show.yaml("podcast.yaml");
    let mut seen = 0;
    for (episode, tags) in tags_by_mutagen(&show).into_iter().filter(|(episode, _)| episode.ending == "mp3") {
        assert_eq!(tags["version"], json!([2, 3, 0]), "{}", episode.slug);
        assert_eq!(text(&tags, "TIT2"), episode.text("title"));
        assert_eq!(text(&tags, "TALB"), about["title"]);
        assert_eq!(text(&tags, "TPE1"), about["author"]);
        assert_eq!(text(&tags, "TPE2"), about["author"]);
        assert_eq!(text(&tags, "TCON"), "Podcast");
        assert_eq!(text(&tags, "TLAN"), "eng");
        assert_eq!(text(&tags, "TGID"), episode.text("guid"));
        assert_eq!(text(&tags, "TPOS"), episode.number("season").unwrap().to_string());
        assert_eq!(
            tags["texts"].get("TRCK").map(|track| track[0].clone()),
            episode.number("number").map(|n| json!(n.to_string()))
        );
        // ID3v2.3 has the year and the day (DDMM) in frames of their own.
        let date = episode.text("date");
        assert_eq!(text(&tags, "TYER"), date[..4]);
        assert_eq!(text(&tags, "TDAT"), format!("{}{}", &date[8..10], &date[5..7]));
        let comments: Vec<&Value> = tags["texts"]
            .as_object()
            .unwrap()
            .iter()
            .filter(|(name, _)| name.starts_with("COMM:"))
            .map(|(_, text)| &text[0])
            .collect();
        assert_eq!(comments, [episode.text("summary")]);
        seen += 1;
    }
    assert_eq!(seen, 5);
}

#[test]
#[ignore = "needs mutagen; run by tests/run"]
fn every_chapter_of_the_mp3_files_is_what_the_yaml_says() {
    let show = TestShow::series();
    for (episode, tags) in tags_by_mutagen(&show).into_iter().filter(|(episode, _)| episode.ending == "mp3") {
        let chapters = tags["chapters"].as_array().unwrap();
        let found: Vec<(u64, String)> =
            chapters.iter().map(|c| (c["start"].as_u64().unwrap(), c["title"].as_str().unwrap().to_owned())).collect();
        assert_eq!(found, episode.chapters(), "{}", episode.slug);
        for pair in chapters.windows(2) {
            assert_eq!(pair[0]["end"], pair[1]["start"], "{}: a chapter ends where the next begins", episode.slug);
        }
        assert_eq!(
            chapters.last().unwrap()["end"].as_u64().unwrap().abs_diff(episode.seconds * 1000) / 500,
            0,
            "{}",
            episode.slug
        );
        // One table of contents: top level (1) and ordered (2), with every chapter by its name.
        let names: Vec<&Value> = chapters.iter().map(|chapter| &chapter["id"]).collect();
        let contents = tags["contents"].as_array().unwrap();
        assert_eq!((contents.len(), &contents[0]["flags"]), (1, &json!(3)), "{}", episode.slug);
        assert_eq!(contents[0]["children"], json!(names), "{}", episode.slug);
    }
}

#[test]
#[ignore = "needs mutagen; run by tests/run"]
fn every_text_and_chapter_of_the_m4a_file_is_what_the_yaml_says() {
    let show = TestShow::series();
    let about = show.yaml("podcast.yaml");
    let (episode, tags) = tags_by_mutagen(&show).into_iter().find(|(episode, _)| episode.ending == "m4a").unwrap();
    assert_eq!(text(&tags, "©nam"), episode.text("title"));
    assert_eq!(text(&tags, "©alb"), about["title"]);
    assert_eq!(text(&tags, "©ART"), about["author"]);
    assert_eq!(text(&tags, "aART"), about["author"]);
    assert_eq!(text(&tags, "©gen"), "Podcast");
    assert_eq!(text(&tags, "©cmt"), episode.text("summary"));
    assert_eq!(text(&tags, "©day")[..10], episode.text("date")[..10]);
    assert_eq!(tags["texts"]["trkn"][0][0].as_u64(), episode.number("number"));
    assert_eq!(tags["texts"]["disk"][0][0].as_u64(), episode.number("season"));
    let chapters = tags["chapters"].as_array().unwrap().iter();
    let found: Vec<(u64, String)> =
        chapters.map(|c| (c["start"].as_u64().unwrap(), c["title"].as_str().unwrap().to_owned())).collect();
    assert_eq!(found, episode.chapters());
}

#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn ffprobe_reads_the_same_chapters() {
    let show = TestShow::series();
    for episode in episodes(&show) {
        let read = ffprobe(&["-show_chapters"], &show.path(&episode.audio()));
        let of = |chapter: &Value| {
            let start: f64 = chapter["start_time"].as_str().unwrap().parse().unwrap();
            (format!("{start:.3}"), chapter["tags"]["title"].as_str().unwrap().to_owned())
        };
        let found: Vec<(String, String)> = read["chapters"].as_array().unwrap().iter().map(of).collect();
        let expected: Vec<(String, String)> = episode
            .chapters()
            .into_iter()
            .map(|(start, title)| (format!("{}.{:03}", start / 1000, start % 1000), title))
            .collect();
        assert_eq!(found, expected, "{}", episode.slug);
    }
}

#[test]
#[ignore = "needs mutagen; run by tests/run"]
fn the_front_cover_is_the_picture_that_the_yaml_names() {
    let show = TestShow::series();
    for (episode, tags) in tags_by_mutagen(&show) {
        let pictures = tags["pictures"].as_array().unwrap();
        assert_eq!(pictures.len(), 1, "{}", episode.slug);
        if episode.ending == "mp3" {
            assert_eq!((&pictures[0]["type"], &pictures[0]["mime"]), (&json!(3), &json!("image/jpeg")), "{}", episode.slug);
        }
        let named = match episode.yaml["artwork"]["file"].as_str() {
            Some(file) => format!("episodes/{}/{file}", episode.slug),
            None => "episodes/cover.jpg".to_owned(),
        };
        let bytes = from_hex(pictures[0]["hex"].as_str().unwrap());
        assert!(bytes.len() < 300_000, "{}: {} bytes", episode.slug, bytes.len());
        for other in ["episodes/cover.jpg", "episodes/driving-the-train/cover.jpg"] {
            assert_eq!(look_alike(&bytes, &show.read(other)), other == named, "{}: {other}", episode.slug);
        }
    }
}

fn from_hex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// Whether two pictures show the same: scaled to 32 by 32 pixels they differ by less than 4 of 255 on average.
fn look_alike(one: &[u8], other: &[u8]) -> bool {
    let small = |bytes| image::load_from_memory(bytes).unwrap().resize_exact(32, 32, FilterType::Triangle).to_rgb8().into_raw();
    let (one, other): (Vec<u8>, Vec<u8>) = (small(one), small(other));
    let difference: u64 = one.iter().zip(&other).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    difference < 4 * one.len() as u64
}

/// What tagging would change, for people and for programs; the pictures by size and sum, which mutagen's reading of the file confirms.
#[test]
#[ignore = "needs mutagen; run by tests/run"]
fn a_dry_run_prints_the_difference_in_words_and_as_json_and_changes_nothing() {
    let show = TestShow::series();
    show.edit("episodes/coming-soon/episode.yaml", "title: Coming soon", "title: Almost there");
    let before = show.files();
    let recording = show.path("episodes/coming-soon/audio.mp3");
    let read = python("tests/oracles/tags.py", &[&recording]);
    let cover = from_hex(read[0]["pictures"][0]["hex"].as_str().unwrap());
    let sum = podwright::model::identity::digest::Sha256::of(&cover).to_string();

    let said = show.podwright(&["tag", "--dry-run"]).any_stdout().done().stdout;
    for line in [
        "coming-soon: 2 changes".to_owned(),
        "  changed title: from Coming soon to Almost there".to_owned(),
        format!("  kept front cover: image/jpeg, {} bytes, {}", cover.len(), &sum[..12]),
        "  kept album: Co-production for beginners".to_owned(),
        "words-we-use: nothing to change".to_owned(),
    ] {
        assert!(said.lines().any(|found| found == line), "`{line}` in {said}");
    }

    let plans = show.podwright(&["tag", "--dry-run", "--format", "json"]).json();
    let plan = plans.as_array().unwrap().iter().find(|plan| plan["episode"] == "coming-soon").unwrap();
    let change =
        |entry: &str| plan["changes"].as_array().unwrap().iter().find(|change| change["entry"] == entry).unwrap().clone();
    let title = json!({
        "entry": "title", "frames": "TIT2", "kind": "changed", "from": {"text": "Coming soon"}, "to": {"text": "Almost there"},
    });
    assert_eq!(change("title"), title);
    let picture = json!({ "media_type": "image/jpeg", "bytes": cover.len(), "sha256": sum });
    assert_eq!(
        change("front cover"),
        json!({ "entry": "front cover", "frames": "APIC", "kind": "kept", "from": picture, "to": picture })
    );
    assert_same_files(&before, &show.files());
    assert!(!show.exists(".podwright"), "not even a note is made");
}

/// `id3: v2.4` is how a producer asks for it.
#[test]
#[ignore = "needs mutagen; run by tests/run"]
fn the_yaml_can_ask_for_version_2_4() {
    let show = TestShow::series();
    let yaml = show.text("podcast.yaml");
    show.write("podcast.yaml", format!("{yaml}id3: v2.4\n"));
    let said = show.podwright(&["tag", "coming-soon"]).any_stderr().done().stderr;
    assert!(said.ends_with("tagged 1 file; run `podwright build` to update the feed\n"), "{said}");
    let read = python("tests/oracles/tags.py", &[&show.path("episodes/coming-soon/audio.mp3")]);
    assert_eq!((&read[0]["version"], &read[0]["texts"]["TDRC"]), (&json!([2, 4, 0]), &json!(["2022-06-27"])));
}

/// A second run touches nothing, and the name below `feed/media` is again that of the recording.
#[test]
fn a_second_build_changes_no_time_and_the_feed_serves_the_recording_itself() {
    let show = TestShow::series();
    show.edit("episodes/coming-soon/episode.yaml", "title: Coming soon", "title: Almost there");
    let file = |path: &str| {
        let file = fs::metadata(show.path(path)).unwrap();
        (file.ino(), file.mtime(), file.mtime_nsec())
    };
    let (recording, served) = ("episodes/coming-soon/audio.mp3", "feed/media/coming-soon.mp3");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let first = file(recording);
    assert_eq!(first, file(served), "they are one file");
    for command in [["build"].as_slice(), &["tag"], &["build", "--locked"]] {
        show.podwright(command).any_stdout().any_stderr().done();
        assert_eq!((first, first), (file(recording), file(served)), "{command:?}");
    }
}

/// The second one is told to wait, and changes nothing.
#[test]
fn two_podwrights_at_once_exclude_each_other() {
    let show = TestShow::series();
    show.edit("episodes/coming-soon/episode.yaml", "title: Coming soon", "title: Almost there");
    let before = show.files();
    fs::create_dir(show.path(".podwright")).unwrap();
    let busy = fs::File::create(show.path(".podwright/busy")).unwrap();
    busy.lock().unwrap();
    for command in ["build", "tag"] {
        show.podwright(&[command])
            .code(3)
            .stderr_contains(&["error: another podwright is at work on this show", "hint: wait"])
            .done();
    }
    assert_same_files(&before, &show.files());
    drop(busy);
    show.podwright(&["tag"]).any_stderr().done();
    assert_ne!(before, show.files());
}

/// What was measured once is not measured again because a title has changed, whether `build` or `tag` wrote it.
#[test]
fn after_tagging_a_build_reads_no_recording_again() {
    let show = TestShow::series();
    // a recording that came this very moment would rightly be looked at once more
    settled(&show);
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    for title in ["Almost there", "Nearly there"] {
        let yaml = show.yaml("episodes/coming-soon/episode.yaml");
        let before = format!("title: {}", yaml["title"].as_str().unwrap());
        show.edit("episodes/coming-soon/episode.yaml", &before, &format!("title: {title}"));
        let said = show.podwright(&["tag", "--verbose"]).any_stderr().done().stderr;
        let read: Vec<&str> = said.lines().filter(|line| line.contains("episodes/")).collect();
        assert_eq!(read.len(), 1, "only the new tag itself: {said}");
    }
    let said = show.podwright(&["build", "--verbose"]).any_stdout().any_stderr().done().stderr;
    assert!(!said.contains("audio.mp3"), "{said}");
    // A clone that knows nothing of it comes to the same.
    let clone = TestShow::series();
    clone.write("episodes/coming-soon/episode.yaml", show.text("episodes/coming-soon/episode.yaml"));
    clone.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_same_files(&clone.files(), &show.files());
}

/// Scaled covers are kept beside the show; whatever becomes of what is kept, the tag is the same.
#[test]
fn a_kept_picture_is_believed_only_as_it_was_kept() {
    let retitled = |show: &TestShow, title: &str| {
        let yaml = show.yaml("episodes/coming-soon/episode.yaml");
        let before = format!("title: {}", yaml["title"].as_str().unwrap());
        show.edit("episodes/coming-soon/episode.yaml", &before, &format!("title: {title}"));
        show.podwright(&["tag", "coming-soon"]).any_stderr().done();
        show.read("episodes/coming-soon/audio.mp3")
    };
    let show = TestShow::series();
    let first = retitled(&show, "Almost there");
    let folder = show.path(".podwright/pictures");
    let kept = || -> Vec<PathBuf> { fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect() };
    assert!(!kept().is_empty());
    assert_ne!(retitled(&show, "Nearly there"), first);
    assert_eq!(retitled(&show, "Almost there"), first, "with the pictures that were kept");
    let bytes: Vec<Vec<u8>> = kept().iter().map(|path| fs::read(path).unwrap()).collect();
    for path in kept() {
        fs::write(path, b"something else").unwrap();
    }
    let (gone, theirs) = (folder.join("0".repeat(64)), folder.join("of somebody else"));
    fs::write(&gone, b"of a picture that the show has no longer").unwrap();
    fs::write(&theirs, b"no picture of ours").unwrap();
    retitled(&show, "Nearly there");
    assert_eq!(retitled(&show, "Almost there"), first, "with pictures that were spoilt");
    assert!(!gone.exists() && theirs.exists());
    fs::remove_file(theirs).unwrap();
    let again: Vec<Vec<u8>> = kept().iter().map(|path| fs::read(path).unwrap()).collect();
    assert_eq!(again, bytes, "they were kept anew");
}
