//! What `init` and `new` offer where apps do not play the recording.

use crate::support::TestShow;
use crate::support::show::{INIT, REPOSITORY};

/// A recording of the tests, under another name in the home of whoever runs the program.
fn recording(show: &TestShow, file: &str, name: &str) -> String {
    let path = show.home().join(name);
    std::fs::copy(std::path::Path::new(REPOSITORY).join("tests/audio/files").join(file), &path).unwrap();
    path.display().to_string()
}

#[test]
fn a_recording_that_apps_do_not_play_is_offered_to_be_mastered() {
    for (file, format) in [("pcm.wav", "wav"), ("flac.flac", "flac"), ("alac.m4a", "alac"), ("pcm.aiff", "aiff")] {
        let show = TestShow::empty();
        show.podwright(&INIT).any_stdout().any_stderr().done();
        let ending = file.rsplit_once('.').unwrap().1;
        let audio = recording(&show, file, &format!("Take 3.{ending}"));
        let offer = format!(
            "apps do not play `{format}`: in the show's folder, `podwright master episodes/tea/audio.{ending} --to tea` makes the MP3 \
             to publish"
        );
        show.podwright(&["new", "--audio", &audio, "Tea"]).any_stdout().stderr_contains(&[&offer]).done();
        assert!(show.exists(&format!("episodes/tea/audio.{ending}")), "the command names the file that is there");
    }
}

#[test]
fn a_new_show_offers_the_same_for_its_first_episode() {
    let show = TestShow::empty();
    let audio = recording(&show, "flac.flac", "tea.flac");
    let words: Vec<&str> = INIT.into_iter().chain(["--audio", &audio, "--episode", "Tea"]).collect();
    let offer = "`podwright master episodes/tea/audio.flac --to tea`";
    show.podwright(&words).any_stdout().stderr_contains(&[offer]).done();
}

#[test]
fn what_apps_play_or_podwright_cannot_decode_is_not_offered() {
    for file in ["mp3-vbr.mp3", "aac-moov-last.m4a", "opus.opus"] {
        let show = TestShow::empty();
        show.podwright(&INIT).any_stdout().any_stderr().done();
        let audio = recording(&show, file, file);
        let told = show.podwright(&["new", "--audio", &audio, "Tea"]).any_stdout().any_stderr().done().stderr;
        assert!(!told.contains("podwright master"), "{file}: {told}");
    }
}

#[test]
fn a_command_that_a_finding_offers_can_be_pasted() {
    let show = TestShow::series();
    let audio = std::fs::read(std::path::Path::new(REPOSITORY).join("tests/audio/files/flac.flac")).unwrap();
    show.remove("episodes/words-we-use/audio.mp3");
    show.write("episodes/words-we-use/my take.flac", audio);
    show.podwright(&["check", "--format", "json"])
        .code(1)
        .any_stderr()
        .stdout_contains(&["`podwright master 'episodes/words-we-use/my take.flac' --to words-we-use`"])
        .done();
}
