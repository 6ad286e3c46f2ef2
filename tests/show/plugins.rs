//! `podwright foo` runs `podwright-foo`, and nothing that a show brings.

use crate::support::program::program_in;
use crate::support::show::TestShow;

#[test]
fn an_unknown_command_is_a_program_on_the_path_with_the_show_in_its_environment() {
    let show = TestShow::series();
    let path = show.program("podwright-foo", "echo \"$1|$2|$PODWRIGHT_SHOW\"; \"$PODWRIGHT\" --version >&2; exit 7");
    let root = show.path("");
    let expected = format!("--a|b c|{}\n", root.display().to_string().trim_end_matches('/'));
    let run = || show.podwright(&["foo", "--a", "b c"]).env("PATH", &path);
    let finished = run().code(7).any_stdout().stderr_contains(&[concat!("podwright ", env!("CARGO_PKG_VERSION"))]).done();
    assert_eq!(finished.stdout, expected);
    let listed = show.podwright(&["--list"]).env("PATH", &path).any_stdout().done().stdout;
    assert!(listed.lines().any(|line| line.starts_with("foo ") && line.ends_with("/podwright-foo")), "{listed}");
    assert!(listed.lines().any(|line| line.starts_with("build ")), "{listed}");
}

#[test]
fn a_command_is_told_from_the_same_word_before_it() {
    let show = TestShow::series();
    let path = show.program("podwright-foo", "echo \"$*|$PODWRIGHT_SHOW\"");
    show.write("foo/podcast.yaml", "title: Another\n");
    let folder = show.path("foo").display().to_string();
    for (words, expected) in [
        (&["--show", "foo", "foo", "x"][..], format!("x|{folder}\n")),
        (&["--show", "foo", "foo", "foo"], format!("foo|{folder}\n")),
        (&["--show=foo", "foo", "--show", "foo"], format!("--show foo|{folder}\n")),
    ] {
        let finished = show.podwright(words).env("PATH", &path).any_stdout().done();
        assert_eq!(finished.stdout, expected, "{words:?}");
    }
    show.podwright(&["--show", "foo"]).env("PATH", &path).code(2).stderr_contains(&["no command is named"]).done();
}

#[test]
fn a_program_that_is_killed_has_done_no_work() {
    let show = TestShow::series();
    let path = show.program("podwright-foo", "kill -9 $$");
    show.podwright(&["foo"]).env("PATH", &path).code(3).done();
}

#[test]
fn the_first_file_on_the_path_is_listed_and_run() {
    let show = TestShow::series();
    let first = show.program("podwright-foo", "echo first");
    let (later, folders) = (show.home().join("later"), show.home().join("folders"));
    program_in(&later, "podwright-foo", "echo later");
    std::fs::create_dir_all(folders.join("podwright-foo")).unwrap();
    let path = format!("{}:{first}:{}", folders.display(), later.display());
    let listed = show.podwright(&["--list"]).env("PATH", &path).any_stdout().done().stdout;
    let ran = show.podwright(&["foo"]).env("PATH", &path).any_stdout().done().stdout;
    let lines: Vec<&str> = listed.lines().filter(|line| line.starts_with("foo ")).collect();
    assert!(lines.len() == 1 && !lines[0].contains("later") && !lines[0].contains("folders"), "{listed}");
    assert_eq!(ran, "first\n");
}

#[test]
fn no_program_of_the_show_is_run_and_none_in_the_place_of_a_command() {
    let show = TestShow::series();
    let outside = show.program("podwright-rules", "echo not the rules");
    program_in(&show.path("tools"), "podwright-foo", "echo from the show");
    let path = format!("{}:tools:.:{outside}", show.path("tools").display());
    show.podwright(&["foo"]).env("PATH", &path).code(2).stderr_contains(&["unrecognized subcommand 'foo'"]).done();
    let rules = show.podwright(&["rules"]).env("PATH", &path).any_stdout().done().stdout;
    assert!(rules.contains("missing-transcript"), "{rules}");
    let listed = show.podwright(&["--list"]).env("PATH", &path).any_stdout().done().stdout;
    assert!(!listed.contains("podwright-"), "{listed}");
}

#[test]
fn a_misspelt_command_is_corrected_as_before() {
    let show = TestShow::series();
    show.podwright(&["bild"])
        .code(2)
        .stderr_contains(&["unrecognized subcommand 'bild'", "a similar subcommand exists: 'build'"])
        .done();
    show.podwright(&["--quiet"]).code(2).stderr_contains(&["no command is named", "--list"]).done();
}
