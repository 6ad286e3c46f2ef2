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
