//! Help, manual pages and completions: what the program says of itself.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::TestShow;
use crate::support::golden::golden;
use crate::support::show::REPOSITORY;

/// The commands, as `podwright --help` lists them.
fn commands(show: &TestShow) -> Vec<String> {
    let help = show.podwright(&["--help"]).any_stdout().done().stdout;
    let (_, list) = help.split_once("\nCommands:\n").unwrap();
    let lines = list.lines().take_while(|line| line.starts_with("  ")).filter(|line| !line.starts_with("   "));
    lines.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn the_help_of_each_command_is_the_one_that_was_read_aloud() {
    let show = TestShow::empty();
    let mut all = BTreeMap::from([("podwright".to_owned(), vec!["--help".to_owned()])]);
    all.extend(commands(&show).into_iter().map(|name| (name.clone(), vec![name, "--help".to_owned()])));
    for (name, words) in all {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let text = show.podwright(&words).any_stdout().done().stdout;
        assert!(name == "podwright" || text.contains("\nExample"), "{name} has no example");
        golden(&format!("tests/show/help/{name}.txt"), &text);
    }
}

#[test]
fn an_unknown_command_or_flag_is_told_the_nearest() {
    let show = TestShow::empty();
    show.podwright(&["biuld"]).code(2).stderr_contains(&["unrecognized subcommand 'biuld'", "'build'"]).done();
    show.podwright(&["build", "--loked"]).code(2).stderr_contains(&["unexpected argument '--loked'", "'--locked'"]).done();
    show.podwright(&["explain", "missing-alx"]).code(2).stderr_contains(&["did you mean `missing-alt`?"]).done();
    show.podwright(&["man", "biuld"]).code(2).stderr_contains(&["did you mean `podwright man build`?"]).done();
}

#[test]
fn the_width_of_the_terminal_is_kept_to() {
    let show = TestShow::empty();
    let widest = |words: &[&str], columns: &str| {
        let text = show.podwright(words).env("COLUMNS", columns).any_stdout().done().stdout;
        text.lines().filter(|line| !line.contains("http")).map(|line| line.chars().count()).max().unwrap()
    };
    assert!(widest(&["explain", "missing-alt"], "60") <= 60);
    assert!(widest(&["explain", "missing-alt"], "60") < widest(&["explain", "missing-alt"], "90"));
    assert!(widest(&["check", "--help"], "60") < widest(&["check", "--help"], "90"));
}

#[test]
fn colours_come_when_they_are_wanted() {
    let show = TestShow::series();
    let coloured = |words: &[&str], no_color: &str| {
        show.podwright(words).env("NO_COLOR", no_color).any_stdout().done().stdout.contains('\u{1b}')
    };
    assert!(!coloured(&["status"], ""), "a pipe gets none");
    assert!(coloured(&["status", "--color", "always"], "1"), "who asks for colours gets them");
    assert!(!coloured(&["status", "--color", "never"], ""));
}

/// Runs a program on a text, and gives what it says; fails where it fails.
#[track_caller]
fn told_by(program: &str, arguments: &[&str], stdin: &str, show: &TestShow) -> String {
    let path = format!("{}:{}", show.home().display(), std::env::var("PATH").unwrap());
    let podwright = show.home().join("podwright");
    if !podwright.exists() {
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_podwright"), podwright).unwrap();
    }
    let mut command = Command::new(program);
    command.args(arguments).current_dir(show.path("")).env("PATH", path).env("HOME", show.home());
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = streams.spawn().unwrap_or_else(|error| panic!("{program}: {error}; `tests/run` installs it"));
    child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {text}");
    text
}

#[test]
#[ignore = "needs mandoc"]
fn each_command_has_a_manual_page_without_a_warning() {
    let show = TestShow::empty();
    show.podwright(&["man", "--all", "pages"]).done();
    let mut names = vec!["podwright".to_owned()];
    names.extend(commands(&show).iter().map(|name| format!("podwright-{name}")));
    names.sort();
    let mut found: Vec<String> = show.files().into_keys().map(|path| path["pages/".len()..path.len() - 2].to_owned()).collect();
    found.sort();
    assert_eq!(found, names);
    for name in names {
        let page = show.text(&format!("pages/{name}.1"));
        assert_eq!(told_by("mandoc", &["-T", "lint", "-W", "warning"], &page, &show), "", "{name}");
        let words: Vec<&str> = std::iter::once("man").chain(name.strip_prefix("podwright-")).collect();
        show.podwright(&words).stdout(&page).done();
        let read = told_by("mandoc", &["-T", "utf8"], &page, &show);
        assert!(read.contains("SYNOPSIS") || read.contains("S\u{8}SY"), "{name}: {read}");
    }
}

#[test]
fn the_scripts_ask_the_program() {
    let show = TestShow::series();
    let ask = |index: &str, words: &[&str]| {
        let all = [&["complete", "--index", index, "--", "podwright"], words].concat();
        show.podwright(&all).any_stdout().done().stdout
    };
    let said = ask("2", &["check", "what-i"]);
    assert_eq!(said, "what-is-co-production\n");
    assert!(ask("2", &["explain", "missing-al"]).starts_with("missing-alt\teach picture has alternative text"));
    assert!(ask("3", &["build", "--accept", "guid-ch"]).starts_with("guid-changed\t"));
    assert!(ask("2", &["check"]).contains("words-we-use\n"), "the word that is empty still may be left out");
    assert!(ask("1", &["bu"]).starts_with("build\tCheck the show"));
    assert!(!ask("1", &[""]).contains("complete\t"), "what is for scripts is not shown");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        show.podwright(&["completions", shell]).stdout_contains(&["podwright complete --index"]).done();
    }
    golden("tests/show/completions.ps1", &show.podwright(&["completions", "powershell"]).any_stdout().done().stdout);
}

/// PowerShell cannot be installed here; a parser of it can.
#[test]
#[ignore = "needs tree-sitter-powershell"]
fn the_script_for_powershell_can_be_read_as_powershell() {
    let show = TestShow::empty();
    let python = crate::support::tools::of_environment("PODWRIGHT_TEST_PYTHON");
    let reader = format!("{REPOSITORY}/tests/oracles/powershell.py");
    let script = show.podwright(&["completions", "powershell"]).any_stdout().done().stdout;
    let read = |script: &str| told_by(python.to_str().unwrap(), &["-B", &reader], script, &show);
    assert_eq!(
        read(&script),
        "Register-ArgumentCompleter ForEach-Object podwright ForEach-Object\n",
        "the commands that it runs"
    );
    assert!(read(&script.replacen('}', "", 1)).starts_with("line "), "a script that is broken is not read");
}

#[test]
#[ignore = "needs shellcheck, zsh and fish"]
fn the_scripts_are_understood_by_their_shells() {
    let show = TestShow::series();
    let script = |shell: &str| show.podwright(&["completions", shell]).any_stdout().done().stdout;
    let bash = script("bash");
    assert_eq!(told_by("shellcheck", &["--shell=bash", "--severity=style", "-"], &bash, &show), "");
    let words = "COMP_WORDS=(podwright check what-i); COMP_CWORD=2; _podwright; printf '%s\\n' \"${COMPREPLY[@]}\"\n";
    assert_eq!(told_by("bash", &["--norc", "-eu"], &format!("{bash}\n{words}"), &show), "what-is-co-production\n");
    assert_eq!(told_by("zsh", &["-f", "-n"], &script("zsh"), &show), "");
    assert_eq!(told_by("fish", &["--no-execute"], &script("fish"), &show), "");
    let asked = format!("{}\ncomplete --do-complete 'podwright check what-i'\n", script("fish"));
    assert_eq!(told_by("fish", &["--no-config"], &asked, &show).trim(), "what-is-co-production");
    let described = format!("{}\ncomplete --do-complete 'podwright explain missing-al'\n", script("fish"));
    assert!(told_by("fish", &["--no-config"], &described, &show).starts_with("missing-alt\teach picture"));
}
