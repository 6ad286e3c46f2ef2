//! `init` and `new`: from an empty folder to an episode.

use crate::support::TestShow;

const INIT: [&str; 9] = [
    "init",
    "--title",
    "My show",
    "--url",
    "https://example.org/my-show/",
    "--language",
    "en-GB",
    "--category",
    "Education > How To",
];

#[test]
fn a_new_show_lacks_only_what_the_producer_must_bring() {
    let show = TestShow::empty();
    show.podwright(&INIT).any_stdout().any_stderr().done();
    let findings = show.podwright(&["check", "--format", "json"]).code(1).json();
    let errors: Vec<&str> = findings["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["level"] == "error")
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    assert_eq!(errors, ["missing-artwork"]);
    assert_eq!(show.yaml("podcast.yaml")["guid"], "fcb51d07-9254-5b4b-b6e3-d1affb1ac7d9");
    assert!(show.text(".gitattributes").contains("*.mp3 filter=lfs"));
    assert!(show.text(".github/workflows/feed.yml").contains("podwright build --locked"));
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
    let made = show.podwright(&arguments).json();
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
    show.podwright(&["new", "Moved", "--audio", "take.mp3", "--move"]).any_stdout().done();
    assert!(!show.exists("take.mp3"));
    assert!(show.exists("episodes/moved/audio.mp3"));
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
