//! What a show reads is its own: links that lead out of it, hidden files, pipes and names that are not UTF-8 are refused, and nothing of them is shown.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::support::TestShow;
use crate::support::count::is_long;
use crate::support::show::REPOSITORY;

const SECRET: &str = "ghp_SECRETTOKEN";

/// Files that a show reads, each with the rule or message that names it when it may not be read.
const INPUTS: [&str; 11] = [
    "podcast.yaml",
    "podcast.lock",
    "episodes/words-we-use/episode.yaml",
    "episodes/words-we-use/audio.mp3",
    "episodes/words-we-use/transcript.vtt",
    "episodes/words-we-use/transcript.json",
    "episodes/words-we-use/easy-read.md",
    "episodes/cover.jpg",
    "episodes/driving-the-train/cover.jpg",
    "templates/episode.html",
    "templates/style.css",
];

/// The series, with a secret outside and one that git keeps.
fn show_with_secrets() -> TestShow {
    let show = TestShow::series();
    let secret = format!("token: {SECRET}\n[http]\n\textraheader = {SECRET}\n");
    fs::write(show.home().join("secret"), &secret).unwrap();
    show.write(".git/config", &secret).write("episodes/words-we-use/.env", &secret).write(".podwright/notes", &secret);
    show
}

/// The way from an input to the show's folder.
fn up(input: &str) -> String {
    "../".repeat(input.matches('/').count())
}

fn put_link(show: &TestShow, input: &str, target: &str) {
    let full = show.path(input);
    fs::create_dir_all(full.parent().unwrap()).unwrap();
    fs::remove_file(&full).unwrap_or_default();
    symlink(target, full).unwrap();
}

#[track_caller]
fn refused(show: &TestShow, input: &str, target: &str) {
    for command in [&["check"][..], &["build"], &["status"]] {
        let both = if command[0] == "status" {
            show.podwright(command).whatever_both()
        } else {
            let (printed, said) = show.podwright(command).env("COLUMNS", "500").fails();
            printed + &said
        };
        assert!(!both.contains(SECRET), "{command:?} shows {input} -> {target}: {both}");
        if command == ["check"] {
            assert!(
                both.contains("leads out of the show") || both.contains("hidden files are not part of the show"),
                "{input} -> {target}: {both}"
            );
        }
    }
    for (path, bytes) in show.files_below("feed") {
        assert!(!String::from_utf8_lossy(&bytes).contains(SECRET), "{path} holds what {input} -> {target} leads to");
    }
}

#[test]
fn no_input_leads_out_of_the_show() {
    for (index, input) in INPUTS.into_iter().enumerate() {
        let show = show_with_secrets();
        let targets = [format!("{}../home/secret", up(input)), show.home().join("secret").to_str().unwrap().to_owned()];
        for target in targets.into_iter().skip(usize::from(!is_long() && index % 2 == 1)).take(if is_long() { 2 } else { 1 }) {
            put_link(&show, input, &target);
            refused(&show, input, &target);
        }
    }
}

#[test]
fn no_input_leads_to_a_hidden_file() {
    let stride = if is_long() { 1 } else { 4 };
    for (index, input) in INPUTS.into_iter().enumerate() {
        let show = show_with_secrets();
        // The last by way of a second link, whose name is not hidden.
        symlink(".git", show.path("plain")).unwrap();
        let targets = [".git/config", "episodes/words-we-use/.env", ".podwright/notes", "plain/config"];
        for target in targets.iter().skip(index % stride).step_by(stride) {
            let target = format!("{}{target}", up(input));
            put_link(&show, input, &target);
            refused(&show, input, &target);
        }
    }
}

#[test]
fn a_link_to_a_file_of_the_show_is_fine() {
    let show = TestShow::series();
    for input in ["episodes/words-we-use/transcript.vtt", "episodes/cover.jpg", "podcast.yaml", "podcast.lock"] {
        let name = Path::new(input).file_name().unwrap().to_str().unwrap();
        show.write(&format!("shared/{name}"), show.read(input));
        put_link(&show, input, &format!("{}shared/{name}", up(input)));
    }
    show.podwright(&["build", "--locked"]).any_stdout().any_stderr().done();
    assert!(show.path("podcast.lock").is_symlink(), "nothing had to be written");
}

#[test]
fn no_input_is_waited_for() {
    for input in INPUTS {
        let show = TestShow::series();
        let full = show.path(input);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::remove_file(&full).unwrap_or_default();
        assert!(Command::new("mkfifo").arg(&full).status().unwrap().success());
        let (said, errors) = show.podwright(&["check"]).fails();
        let name = full.file_name().unwrap().to_str().unwrap();
        assert!(format!("{said}{errors}").contains(name), "{input}: {said}{errors}");
    }
}

/// A name that is not UTF-8 is no reason to pass over an episode in silence.
#[test]
fn a_name_that_is_not_utf_8_is_reported() {
    let latin = OsStr::from_bytes(b"caf\xe9");
    for (from, to) in [
        ("episodes/words-we-use", OsStr::from_bytes(b"episodes/\xff\xfe")),
        ("episodes/words-we-use", OsStr::from_bytes(b"episodes/caf\xe9")),
        ("episodes/words-we-use/audio.mp3", OsStr::from_bytes(b"episodes/words-we-use/caf\xe9.mp3")),
        ("episodes/words-we-use/transcript.vtt", OsStr::from_bytes(b"episodes/words-we-use/\xe9.vtt")),
    ] {
        let show = TestShow::series();
        fs::rename(show.path(from), show.path("").join(to)).unwrap();
        let said = ["is not UTF-8, so the file or folder cannot be read", "rename it"];
        show.podwright(&["build"]).env("COLUMNS", "500").code(1).stdout_contains(&said).any_stderr().done();
    }
    // Hidden names are nobody's business.
    let show = TestShow::series();
    let hidden = [&b"."[..], latin.as_bytes()].concat();
    fs::write(show.path("episodes").join(OsStr::from_bytes(&hidden)), "x").unwrap();
    show.podwright(&["check"]).any_stdout().any_stderr().done();
}

/// `actions/checkout` keeps its token in .git/config unless it is told not to.
#[test]
fn no_workflow_leaves_a_token_in_the_checkout() {
    let mut checkouts = 0;
    for path in
        [".github/workflows/ci.yml", ".github/workflows/feed.yml", ".github/workflows/release.yml", "src/cli/init/feed.yml"]
    {
        let workflow: serde_json::Value =
            serde_yaml::from_str(&fs::read_to_string(Path::new(REPOSITORY).join(path)).unwrap()).unwrap();
        for step in workflow["jobs"].as_object().unwrap().values().flat_map(|job| job["steps"].as_array().unwrap()) {
            if step["uses"].as_str().is_some_and(|uses| uses.starts_with("actions/checkout@")) {
                assert_eq!(step["with"]["persist-credentials"], false, "{path}: {step}");
                checkouts += 1;
            }
        }
    }
    assert!(checkouts >= 8, "{checkouts} checkouts were found");
}
