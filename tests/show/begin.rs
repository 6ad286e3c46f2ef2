//! `init` and `new`: from an empty folder to an episode.

use crate::support::TestShow;
use crate::support::recording::behind_tag;
use crate::support::show::INIT;

#[test]
fn a_new_show_passes_check_and_lists_what_only_the_producer_can_bring() {
    let show = TestShow::empty();
    let told = show.podwright(&INIT).any_stdout().any_stderr().done().stderr;
    let findings = show.podwright(&["check", "--format", "json"]).json();
    assert_eq!(findings["errors"], 0, "{findings:#}");
    let found: Vec<(&str, String)> = findings["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap();
            (text("rule"), format!("- {}: {}: {}\n", text("path"), text("message"), text("help")))
        })
        .collect();
    let of_the_producer = ["no-episodes", "placeholder-artwork", "placeholder-text", "missing-audio", "missing-transcript"];
    assert!(of_the_producer.iter().all(|rule| found.iter().any(|(found, _)| found == rule)), "{found:?}");
    for (rule, line) in &found {
        assert_eq!(told.contains(line), of_the_producer.contains(rule), "{rule} in {told}");
    }
    assert_eq!(show.yaml("podcast.yaml")["guid"], "fcb51d07-9254-5b4b-b6e3-d1affb1ac7d9");
    assert!(show.text(".gitattributes").contains("*.mp3 filter=lfs"));
    assert!(show.text(".github/workflows/feed.yml").contains("podwright build --locked"));
}

#[test]
fn each_key_of_a_new_show_is_explained() {
    let show = TestShow::empty();
    show.podwright(&INIT).any_stdout().any_stderr().done();
    for (file, schema) in [("podcast.yaml", "show"), ("episodes/first-episode/episode.yaml", "episode")] {
        let text = show.text(file);
        let keys = show.podwright(&["schema", schema]).json();
        for (key, told) in keys["properties"].as_object().unwrap() {
            let comment = format!("# {}\n", told["description"].as_str().unwrap());
            let after = text.split_once(&comment).unwrap_or_else(|| panic!("{comment} in {file}")).1;
            assert!(after.trim_start_matches("# ").starts_with(&format!("{key}:")), "{key} in {file}");
        }
        let line = text.lines().next().unwrap();
        let schema = line.strip_prefix("# yaml-language-server: $schema=").unwrap();
        let written = show.path(file).parent().unwrap().join(schema);
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&std::fs::read(written).unwrap()).unwrap(), keys);
    }
}

#[test]
fn the_cover_of_a_new_show_is_the_same_on_every_machine_and_day() {
    let covers = ["1672531200", "1900000000"].map(|epoch| {
        let show = TestShow::empty();
        show.podwright(&INIT).env("SOURCE_DATE_EPOCH", epoch).any_stdout().any_stderr().done();
        show.read("episodes/cover.jpg")
    });
    assert!(covers[0] == covers[1]);
    let picture = image::load_from_memory(&covers[0]).unwrap();
    assert_eq!((picture.width(), picture.height()), (3000, 3000));
}

#[test]
fn a_folder_with_files_is_told_what_will_be_added() {
    let show = TestShow::empty();
    show.write("notes.txt", "mine\n").write(".gitattributes", "mine\n");
    let parts = [
        "there are files in `",
        "` already; podwright adds episodes/first-episode, .gitignore, .github/workflows/feed.yml, ",
        "it leaves alone what is there: .gitattributes\n",
        "for Git LFS, add to .gitattributes: *.mp3 filter=lfs",
    ];
    let written = show.podwright(&INIT).any_stdout().stderr_contains(&parts).done().stdout;
    assert!(!written.contains(".gitattributes") && written.contains("podcast.yaml"), "{written}");
    assert_eq!((show.text("notes.txt"), show.text(".gitattributes")), ("mine\n".to_owned(), "mine\n".to_owned()));
}

#[test]
fn a_new_show_of_a_recording_needs_no_second_step() {
    let show = TestShow::empty();
    show.write("hello.mp3", recording("coming-soon", "audio.mp3")).write("hello.vtt", recording("coming-soon", "transcript.vtt"));
    let own = ["my-show", "--audio", "hello.mp3", "--episode", "Hello", "--summary", "A first word.", "--format", "json"];
    let made = show.podwright(&[&INIT[..1], &own, &INIT[1..]].concat()).any_stderr().json();
    let written: Vec<&str> = made["written"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect();
    assert!(written.contains(&"episodes/hello/episode.yaml"), "{written:?}");
    assert!(show.exists("my-show/episodes/hello/transcript.vtt") && !show.exists("my-show/episodes/first-episode"));
    show.podwright(&["--show", "my-show", "check"]).any_stdout().done();
    show.podwright(&["--show", "my-show", "build"]).any_stdout().any_stderr().done();
    assert!(show.text("my-show/feed/feed.xml").contains("<title>Hello</title>"));
}

/// A file of an episode of the series.
fn recording(episode: &str, file: &str) -> Vec<u8> {
    std::fs::read(format!("{}/episodes/{episode}/{file}", crate::support::show::REPOSITORY)).unwrap()
}

#[test]
fn nothing_that_is_there_is_overwritten() {
    let show = TestShow::empty();
    show.write(".gitignore", "mine\n");
    show.podwright(&INIT).any_stdout().any_stderr().done();
    assert_eq!(show.text(".gitignore"), "mine\n");
    let before = show.text("podcast.yaml");
    show.podwright(&INIT).code(2).stderr_contains(&["error: there is already a show in"]).done();
    assert_eq!(show.text("podcast.yaml"), before);
}

#[test]
fn what_an_earlier_init_has_made_stays_and_a_folder_that_is_no_episode_is_named() {
    let show = TestShow::empty();
    show.podwright(&INIT).any_stdout().any_stderr().done();
    let whole = show.files();
    let episode = show.text("episodes/first-episode/episode.yaml");
    show.remove("podcast.yaml").remove(".gitignore");
    let again = show.podwright(&INIT).any_stdout();
    let again = again.stderr_contains(&["it leaves alone what is there: episodes/first-episode, ", "adds .gitignore, "]).done();
    assert_eq!(again.stdout, ".gitignore\npodcast.yaml\n");
    assert_eq!(show.text("episodes/first-episode/episode.yaml"), episode);
    assert_eq!(show.files(), whole);
    show.remove("podcast.yaml").remove("episodes/first-episode/episode.yaml").write("episodes/first-episode/notes.txt", "mine");
    let told = ["there is already a folder `episodes/first-episode`", "move it elsewhere"];
    show.podwright(&INIT).code(2).stderr_contains(&told).done();
    assert!(!show.exists("podcast.yaml") && show.text("episodes/first-episode/notes.txt") == "mine");
}

#[test]
fn in_a_pipe_the_missing_flag_is_named() {
    let show = TestShow::empty();
    show.podwright(&["init", "--title", "My show"]).code(2).stderr_contains(&["error: the show needs `--url`"]).done();
    assert!(!show.exists("podcast.yaml"));
}

#[test]
fn a_misspelt_category_is_told_the_right_one() {
    let show = TestShow::empty();
    let mut words = INIT;
    words[8] = "Education > How too";
    show.podwright(&words).code(2).stderr_contains(&["did you mean `Education > How To`?"]).done();
    assert!(!show.exists("podcast.yaml"));
}

#[test]
fn a_recording_fills_in_its_own_episode() {
    let show = TestShow::series();
    show.write("take.mp3", show.read("episodes/driving-the-train/audio.mp3"));
    show.write("take.vtt", show.read("episodes/driving-the-train/transcript.vtt"));
    let arguments = ["new", "Driving again", "--audio", "take.mp3", "--date", "2022-07-11 07:00", "--format", "json"];
    let told = "copied the transcript `take.vtt`, which stands beside the recording";
    let made = show.podwright(&arguments).stderr_contains(&[told]).json();
    assert_eq!(made["path"], "episodes/driving-again/episode.yaml");
    assert_eq!(made["date"], "2022-07-11T07:00:00+01:00");
    assert_eq!((&made["season"], &made["number"]), (&1.into(), &5.into()));
    let written = show.yaml("episodes/driving-again/episode.yaml");
    assert_eq!(written["guid"], made["guid"]);
    assert_eq!(written["chapters"][1], "0:20.927 Who is driving?");
    assert_eq!(show.read("episodes/driving-again/audio.mp3"), show.read("take.mp3"));
    assert_eq!(show.read("episodes/driving-again/transcript.vtt"), show.read("take.vtt"));
    let guid = made["guid"].as_str().unwrap();
    assert_eq!((guid.len(), guid.as_bytes()[14]), (36, b'7'), "UUIDv7: {guid}");
}

#[test]
fn moving_a_recording_takes_it_from_where_it_was() {
    let show = TestShow::series();
    show.write("take.mp3", show.read("episodes/coming-soon/audio.mp3"));
    show.podwright(&["new", "Moved", "--audio", "take.mp3", "--move"]).any_stdout().any_stderr().done();
    assert!(!show.exists("take.mp3"));
    assert!(show.exists("episodes/moved/audio.mp3"));
}

#[test]
fn a_misspelt_language_is_told_the_right_one() {
    let show = TestShow::empty();
    let mut words = INIT;
    words[6] = "Englissh";
    show.podwright(&words).code(2).stderr_contains(&["did you mean `en`?"]).done();
}

#[test]
fn every_answer_can_be_a_flag_and_notes_come_in_through_a_pipe() {
    let show = TestShow::series();
    show.write("words.srt", "1\n00:00:00,000 --> 00:00:02,000\nHello\n").write("face.jpg", show.read("episodes/cover.jpg"));
    let arguments = [
        "new",
        "Asked",
        "--season",
        "2",
        "--number",
        "7",
        "--kind",
        "bonus",
        "--summary",
        "Said.",
        "--notes",
        "-",
        "--transcript",
        "words.srt",
        "--cover",
        "face.jpg",
        "--alt",
        "A yellow train.",
        "--person",
        "Ada Example: narrator",
        "--person",
        "Bo",
        "--content-note",
        "It speaks of grief.",
        "--explicit",
        "--draft",
        "--slug",
        "asked-twice",
        "--guid",
        "of-the-old-host",
        "--format",
        "json",
        "--date",
        "2026-03-02T07:00:00+00:00",
    ];
    let made = show.podwright(&arguments).stdin("# Notes\n\nWith *words*.\n").json();
    assert_eq!(made["guid"], "of-the-old-host");
    let written = show.yaml("episodes/asked-twice/episode.yaml");
    let expected = serde_json::json!({
        "title": "Asked", "guid": "of-the-old-host", "date": "2026-03-02T07:00:00Z", "summary": "Said.", "draft": true, "season": 2,
        "number": 7, "kind": "bonus", "notes": "# Notes\n\nWith *words*.\n", "content_note": "It speaks of grief.", "explicit": true,
        "people": [{"name": "Ada Example", "role": "Narrator"}, {"name": "Bo", "role": "Guest"}],
        "artwork": {"file": "cover.jpg", "alt": "A yellow train."},
    });
    assert_eq!(written, expected);
    assert_eq!(show.read("episodes/asked-twice/transcript.srt"), show.read("words.srt"));
    assert_eq!(show.read("episodes/asked-twice/cover.jpg"), show.read("face.jpg"));
    let refused = ["new", "Again", "--person", "Ada: Narator"];
    show.podwright(&refused).code(2).stderr_contains(&["hint: did you mean `Narrator`?"]).done();
}

#[test]
fn a_recording_tells_its_date_and_brings_its_cover() {
    let show = TestShow::series();
    let mut tag = id3::Tag::new();
    let picture = |data: Vec<u8>| id3::frame::Picture {
        mime_type: "image/jpeg".to_owned(),
        picture_type: id3::frame::PictureType::CoverFront,
        description: String::new(),
        data,
    };
    id3::TagLike::set_title(&mut tag, "Of its tags");
    id3::TagLike::set_text(&mut tag, "TDRC", "2022-08-01");
    id3::TagLike::set_text(&mut tag, "TDES", "What the tag says.");
    id3::TagLike::add_frame(&mut tag, picture(show.read("episodes/cover.jpg")));
    let sound = behind_tag(&recording("coming-soon", "audio.mp3")).to_vec();
    let tagged = |tag: &id3::Tag| {
        let mut bytes = Vec::new();
        tag.write_to(&mut bytes, id3::Version::Id3v24).unwrap();
        bytes.extend(&sound);
        bytes
    };
    show.write("S02E09 take.mp3", tagged(&tag)).write("S02E09 take.json", "{}").write("s02e09 TAKE.en.VTT", "WEBVTT\n");
    let told = ["took the episode's cover out of the recording's tags", "copied the transcript `s02e09 TAKE.en.VTT`"];
    let made = show.podwright(&["new", "--audio", "S02E09 take.mp3", "--format", "json"]).stderr_contains(&told).json();
    assert_eq!((&made["title"], &made["date"]), (&"Of its tags".into(), &"2022-08-01T00:00:00+01:00".into()));
    assert_eq!((&made["season"], &made["number"], &made["draft"]), (&2.into(), &9.into(), &false.into()));
    assert_eq!(show.yaml("episodes/of-its-tags/episode.yaml")["summary"], "What the tag says.");
    assert_eq!(show.read("episodes/of-its-tags/cover.jpg"), show.read("episodes/cover.jpg"));
    assert!(!show.exists("episodes/of-its-tags/transcript.json"), "any .json may stand beside a recording");
    let small = image::RgbImage::new(600, 600);
    let mut bytes = std::io::Cursor::new(Vec::new());
    small.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    id3::TagLike::remove_all_pictures(&mut tag);
    id3::TagLike::add_frame(&mut tag, picture(bytes.into_inner()));
    show.write("small.mp3", tagged(&tag));
    let told = ["left the cover in the recording's tags alone: it has 600 x 600 pixels"];
    show.podwright(&["new", "Small", "--audio", "small.mp3"]).any_stdout().stderr_contains(&told).done();
    assert!(!show.exists("episodes/small/cover.jpg"));
}

#[test]
fn chapters_of_a_recording_come_in_order_with_their_links_and_pictures() {
    let show = TestShow::series();
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(300, 300).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let picture = bytes.into_inner();
    let chapter = |id: &str, start: u32, title: &str, has_picture: bool| {
        let mut inner = id3::Tag::new();
        id3::TagLike::set_title(&mut inner, title);
        if has_picture {
            let link = id3::frame::ExtendedLink { description: String::new(), link: "https://example.org/two".to_owned() };
            id3::TagLike::add_frame(&mut inner, link);
            let picture_type = id3::frame::PictureType::Other;
            let (mime_type, description, data) = ("image/png".to_owned(), String::new(), picture.clone());
            id3::TagLike::add_frame(&mut inner, id3::frame::Picture { mime_type, picture_type, description, data });
        }
        let frames = id3::TagLike::frames_vec(&inner).clone();
        let (start_time, end_time, start_offset, end_offset) = (start, start + 1, u32::MAX, u32::MAX);
        id3::frame::Chapter { element_id: id.to_owned(), start_time, end_time, start_offset, end_offset, frames }
    };
    let mut tag = id3::Tag::new();
    for (id, start, title, has_picture) in
        [("c", 9000, "Three", false), ("b", 4000, "Two", true), ("h", 6000, "Hidden", false), ("a", 0, "One", false)]
    {
        id3::TagLike::add_frame(&mut tag, chapter(id, start, title, has_picture));
    }
    let elements = ["a", "b", "c"].map(str::to_owned).to_vec();
    let (element_id, top_level, ordered, frames) = ("toc".to_owned(), true, true, Vec::new());
    id3::TagLike::add_frame(&mut tag, id3::frame::TableOfContents { element_id, top_level, ordered, elements, frames });
    let mut bytes = Vec::new();
    tag.write_to(&mut bytes, id3::Version::Id3v23).unwrap();
    bytes.extend(behind_tag(&recording("coming-soon", "audio.mp3")));
    show.write("take.mp3", bytes);
    let told = ["took 1 picture of chapters out of the recording's tags", "the chapters at 0:06 are hidden"];
    show.podwright(&["new", "Pictured", "--audio", "take.mp3"]).any_stdout().stderr_contains(&told).done();
    let text = show.text("episodes/pictured/episode.yaml");
    let chapters = text.split("\nchapters:").nth(1).unwrap();
    let places: Vec<_> =
        ["One", "Two", "https://example.org/two", "Hidden", "Three"].iter().map(|words| chapters.find(words)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}");
    assert!(chapters.contains("image: chapter-2.png"), "{text}");
    assert_eq!(show.read("episodes/pictured/chapter-2.png"), picture);
}

#[test]
fn the_new_file_is_opened_in_the_producers_editor() {
    let show = TestShow::series();
    let editor = "sh -c 'echo \"# edited\" >> \"$1\"' sh";
    let path = "episodes/opened/episode.yaml";
    show.podwright(&["new", "Opened", "--edit"]).env("EDITOR", editor).stdout(&format!("{path}\n")).any_stderr().done();
    assert!(show.text(path).ends_with("# edited\n"));
    show.podwright(&["new", "Both", "--edit"]).env("EDITOR", "false").env("VISUAL", editor).any_stdout().any_stderr().done();
    assert!(show.text("episodes/both/episode.yaml").ends_with("# edited\n"), "VISUAL comes before EDITOR");
    show.podwright(&["new", "None", "--edit"]).code(2).stderr_contains(&["error: no editor is named"]).done();
    assert!(!show.exists("episodes/none"));
    let failed = show.podwright(&["new", "Failed", "--edit"]).env("EDITOR", "false");
    failed.code(3).any_stdout().stderr_contains(&["with the editor `false`", "hint: the episode is made"]).done();
    assert!(show.exists("episodes/failed/episode.yaml"));
}

#[test]
fn what_keeps_a_new_episode_back_is_said() {
    let show = TestShow::series();
    show.write("take.mp3", behind_tag(&recording("coming-soon", "audio.mp3")));
    let draft = |title: &str, words: &[&str]| {
        let told = show.podwright(&[&["new", title], words].concat()).any_stdout().any_stderr().done().stderr;
        told.lines().find(|line| line.contains(" is a draft")).map(str::to_owned)
    };
    let start = |slug: &str| format!("`episodes/{slug}` is a draft, which stays on this machine:");
    let (put, write, take) = ("put the recording into its folder,", "write its summary,", "and take `draft: true` out");
    assert_eq!(draft("One", &[]), Some(format!("{} {put} {write} {take}", start("one"))));
    assert_eq!(draft("Two", &["--summary", "Said."]), Some(format!("{} {put} {take}", start("two"))));
    assert_eq!(draft("Three", &["--audio", "take.mp3"]), Some(format!("{} {write} {take}", start("three"))));
    assert_eq!(draft("Four", &["--audio", "take.mp3", "--summary", "Said."]), None);
    assert_eq!(draft("Five", &["--draft"]), None, "whoever asks for a draft knows");
    let said = show.podwright(&["check", "--format", "json"]).whatever_code();
    let findings: serde_json::Value = serde_json::from_str(&said).unwrap();
    let help = findings["findings"].as_array().unwrap().iter().find(|one| one["rule"] == "missing-audio").unwrap();
    assert_eq!(help["help"], "put one `.mp3` or `.m4a` file there, then take `draft: true` out");
}

#[test]
fn a_show_of_drafts_is_told_which_to_publish() {
    let show = TestShow::empty();
    show.podwright(&INIT).any_stdout().stderr_contains(&["`episodes/first-episode` is a draft"]).done();
    let told = ["take `draft: true` out of `episodes/first-episode/episode.yaml` when it is ready"];
    show.podwright(&["check"]).stdout_contains(&told).done();
    show.edit("episodes/first-episode/episode.yaml", "draft: true\n", "");
    let status = show.podwright(&["status", "--format", "json"]).json();
    assert_eq!((&status["episodes"][0]["state"], &status["total"]["blocked"]), (&"blocked".into(), &1.into()));
    assert!(status["episodes"][0]["missing"][0].as_str().unwrap().starts_with("there is no audio file"), "{status:#}");
    show.edit("podcast.yaml", "https://example.org/my-show/", "http://localhost/my-show/");
    show.podwright(&["status"]).any_stdout().stderr_contains(&["in the show's own files: `podwright check` tells more"]).done();
}

#[test]
fn a_folder_that_is_there_is_left_alone() {
    let show = TestShow::series();
    let before = show.files();
    show.podwright(&["new", "Driving the train"])
        .code(2)
        .stderr_contains(&["there is already a folder `episodes/driving-the-train`"])
        .done();
    show.podwright(&["new"]).code(2).stderr_contains(&["the episode has no title"]).done();
    crate::support::show::assert_same_files(&before, &show.files());
}
