//! Another form of an episode beside the main one, and chapters that another program wrote: from the YAML to the feed, the lock and a clone.

use std::fs;

use crate::support::TestShow;
use crate::support::show::{REPOSITORY, assert_same_files};

const EPISODE: &str = "episodes/words-we-use/episode.yaml";

pub(crate) const CHAPTERS: &str =
    "chapters:\n  - 0:00.000 Who should have a say?\n  - 0:12.175 Who the series is for\n  - 0:23.194 What we'll talk about\n";

fn add(show: &TestShow, lines: &str) {
    show.write(EPISODE, format!("{}{lines}", show.text(EPISODE)));
}

#[test]
fn a_second_file_is_served_with_the_sum_of_its_bytes_and_known_by_the_lock() {
    let show = TestShow::series();
    let opus = fs::read(format!("{REPOSITORY}/tests/audio/files/opus.opus")).unwrap();
    show.write("episodes/words-we-use/small.opus", &opus);
    add(&show, "alternates:\n  - {file: small.opus, title: Small file}\n");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    assert_eq!(show.read("feed/media/words-we-use/small.opus"), opus);
    let feed = show.text("feed/feed.xml");
    // `openssl dgst -sha256 -binary tests/audio/files/opus.opus | openssl base64 -A` prints it.
    let sum = std::process::Command::new("sh")
        .args(["-c", "python3 -c 'import base64, hashlib, sys; print(base64.b64encode(hashlib.sha256(sys.stdin.buffer.read()).digest()).decode())' < \"$0\""])
        .arg(show.path("feed/media/words-we-use/small.opus"))
        .output()
        .unwrap();
    let sum = String::from_utf8(sum.stdout).unwrap();
    assert!(feed.contains(&format!("value=\"sha256-{}\"", sum.trim())), "{sum}");
    assert!(feed.contains("/media/words-we-use/small.opus\"></podcast:source>"));
    assert!(feed.contains(&format!("length=\"{}\" title=\"Small file\" type=\"audio/opus\"", opus.len())), "{feed}");
    assert!(show.text("feed/manifest.json").contains("\"media/words-we-use/small.opus\""));
    // A clone has neither the file nor the one in feed/media.
    let built = show.files_below("feed");
    show.remove("episodes/words-we-use/small.opus");
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    assert_same_files(&built, &show.files_below("feed"));
    // Without the lock nobody knows it.
    show.edit(EPISODE, "small.opus", "other.opus");
    let findings = show.podwright(&["check", "--format", "json"]).code(1).json();
    assert_eq!(findings["findings"][0]["rule"], "missing-audio", "{findings:#}");
}

#[test]
fn chapters_of_other_programs_reach_feed_and_tags() {
    let show = TestShow::series();
    let folder = "episodes/coming-soon";
    show.edit(&format!("{folder}/episode.yaml"), CHAPTERS, "");
    show.write(&format!("{folder}/chapters.txt"), "0.000000\t5.000000\tWelcome\n5.000000\t9.0\tWho it is for\n");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let chapters: serde_json::Value = serde_json::from_slice(&show.read("feed/chapters/coming-soon.json")).unwrap();
    assert_eq!(chapters["chapters"][1]["title"], "Who it is for");
    assert_eq!(chapters["chapters"][1]["startTime"], 5);
    let probed = show.podwright(&["probe", "--no-loudness", "--format", "json", &format!("{folder}/audio.mp3")]).json();
    assert_eq!(probed[0]["chapters"].as_array().unwrap().len(), 2, "{probed:#}");
    // A line that cannot be read is told with its place.
    show.write(&format!("{folder}/chapters.txt"), "0:00 Welcome\nWho it is for\n");
    let findings = show.podwright(&["check", "--format", "json"]).code(1).json();
    let first = findings["findings"].as_array().unwrap().iter().find(|one| one["rule"] == "bad-value").unwrap();
    assert_eq!((&first["path"], &first["line"]), (&"episodes/coming-soon/chapters.txt".into(), &2.into()), "{findings:#}");
}

#[test]
fn chapters_of_a_recording_reach_the_feed_and_its_tags_stay() {
    let show = TestShow::series();
    // The recording as podwright tagged it once stands for one from another program.
    fs::copy(show.path("episodes/words-we-use/audio.mp3"), show.path("episodes/coming-soon/master.mp3")).unwrap();
    let yaml = "episodes/coming-soon/episode.yaml";
    show.edit(yaml, CHAPTERS, "audio: audio.mp3\nchapters: master.mp3\n");
    let before = show.read("episodes/coming-soon/master.mp3");
    let findings = show.podwright(&["check", "--format", "json"]).code(1).json();
    let rules: Vec<&str> = findings["findings"].as_array().unwrap().iter().filter_map(|one| one["rule"].as_str()).collect();
    assert!(rules.contains(&"chapter-past-end"), "the chapters of a longer recording were read: {rules:?}");
    assert_eq!(show.read("episodes/coming-soon/master.mp3"), before);
}

/// M4A with a list of chapters that ffmpeg wrote: in the JSON, in the feed as Podlove's and in the description, and in the tags.
#[test]
#[ignore = "needs ffmpeg; run by tests/run"]
fn chapters_of_an_m4a_reach_every_place() {
    let show = TestShow::series();
    let folder = "episodes/how-to-start-well";
    let yaml = show.text(&format!("{folder}/episode.yaml"));
    let list: String = yaml
        .split_inclusive('\n')
        .skip_while(|line| *line != "chapters:\n")
        .take_while(|line| line.starts_with("chapters") || line.starts_with("  - "))
        .collect();
    show.edit(&format!("{folder}/episode.yaml"), &list, "audio: audio.m4a\nchapters: master.m4a\n");
    let chapter =
        |start: u32, end: u32, title: &str| format!("[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={end}\ntitle={title}\n");
    let told = [chapter(0, 5_000, "Welcome"), chapter(5_000, 61_500, "Who & how"), chapter(61_500, 90_000, "The end")].concat();
    show.write("chapters.txt", format!(";FFMETADATA1\n{told}"));
    let done = std::process::Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error", "-i"])
        .arg(show.path(&format!("{folder}/audio.m4a")))
        .arg("-i")
        .arg(show.path("chapters.txt"))
        .args(["-map", "0:a", "-map_chapters", "1", "-map_metadata", "1", "-c", "copy"])
        .arg(show.path(&format!("{folder}/master.m4a")))
        .status();
    assert!(done.unwrap().success(), "ffmpeg");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let json: serde_json::Value = serde_json::from_slice(&show.read("feed/chapters/how-to-start-well.json")).unwrap();
    assert_eq!(json["version"], "1.2.0");
    let read: Vec<(f64, &str)> = json["chapters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["startTime"].as_f64().unwrap(), one["title"].as_str().unwrap()))
        .collect();
    assert_eq!(read, [(0.0, "Welcome"), (5.0, "Who & how"), (61.5, "The end")]);
    let feed = show.text("feed/feed.xml");
    assert!(feed.contains("<psc:chapter start=\"00:01:01.500\" title=\"The end\">"), "Podlove");
    assert!(feed.contains("<li>00:00:05 Who &amp; how</li>\n<li>00:01:01 The end</li>"), "the description");
    let probed = show.podwright(&["probe", "--no-loudness", "--format", "json", &format!("{folder}/audio.m4a")]).json();
    assert_eq!(probed[0]["chapters"].as_array().unwrap().len(), 3, "{probed:#}");
}

#[test]
fn times_in_notes_are_links_on_the_page_and_text_in_the_feed() {
    let show = TestShow::series();
    show.edit(EPISODE, "notes: |\n", "notes: |\n  At 0:12 we ask who decides, and (1:02) somebody answers. Not at 999:59.\n\n");
    show.podwright(&["build"]).any_stdout().any_stderr().done();
    let feed = show.text("feed/feed.xml");
    let told = "<p>At 0:12 we ask who decides, and (1:02) somebody answers. Not at 999:59.</p>";
    assert_eq!(feed.matches(told).count(), 2, "in the description and in the whole notes");
    let page = show.text("feed/episodes/words-we-use/index.html");
    for time in ["0:12", "1:02"] {
        let before = &page[..page.find(&format!(">{time}</")).unwrap_or_else(|| panic!("{time} is no link"))];
        let tag = &before[before.rfind('<').unwrap()..];
        assert!(tag.starts_with("<a ") && tag.contains("href=\""), "{tag}");
    }
    assert!(page.contains("Not at 999:59."), "behind the end of the sound there is nothing to lead to");
}
