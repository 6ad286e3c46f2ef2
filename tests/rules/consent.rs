//! Levels, what is allowed, and the four forms, through the program.

use serde_json::Value;

use podwright::check::rule::Rule;

use crate::fixtures::base;
use crate::support::TestShow;

/// The good show, with an episode that has no transcript (an error) and another that has no Easy Read summary (a note).
fn broken() -> TestShow {
    let show = base();
    show.remove("episodes/door/transcript.vtt");
    show.remove("episodes/gate/easy-read.md");
    show
}

/// The levels of the two findings, and how many are allowed.
#[track_caller]
fn levels(show: &TestShow, arguments: &[&str], code: i32) -> (Vec<String>, u64) {
    let arguments: Vec<&str> = ["check", "--format", "json"].iter().chain(arguments).copied().collect();
    let report = show.podwright(&arguments).code(code).json();
    let findings = report["findings"].as_array().unwrap().iter();
    let lines = findings.map(|one| format!("{} {}", one["level"].as_str().unwrap(), one["rule"].as_str().unwrap()));
    (lines.collect(), report["allowed"].as_u64().unwrap())
}

#[track_caller]
fn case(show: &TestShow, arguments: &[&str], expected: &[&str], allowed: u64) {
    let code = i32::from(expected.iter().any(|line| line.starts_with("error ")));
    let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
    assert_eq!(levels(show, arguments, code), (expected, allowed), "{arguments:?}");
}

#[test]
fn the_command_line_sets_levels_and_counts_what_it_allows() {
    let show = broken();
    case(&show, &[], &["error missing-transcript", "note missing-easy-read"], 0);
    case(&show, &["--warn", "missing-transcript"], &["warning missing-transcript", "note missing-easy-read"], 0);
    case(&show, &["--allow", "missing-transcript"], &["note missing-easy-read"], 1);
    case(&show, &["--allow", "missing-transcript", "--deny", "missing-easy-read"], &["error missing-easy-read"], 1);
    show.podwright(&["check", "--allow", "missing-transcript", "--allow", "missing-easy-read"])
        .stdout("3 episodes, no faults (2 allowed)\n")
        .done();
}

#[test]
fn the_show_and_the_episode_set_levels_too() {
    let show = broken();
    let yaml = show.text("podcast.yaml");
    show.write("podcast.yaml", format!("{yaml}checks: {{warn: [missing-transcript], deny: [missing-easy-read]}}\n"));
    case(&show, &[], &["warning missing-transcript", "error missing-easy-read"], 0);
    case(&show, &["--allow", "missing-easy-read"], &["warning missing-transcript"], 1);
    let door = show.text("episodes/door/episode.yaml");
    show.write("episodes/door/episode.yaml", format!("{door}allow:\n  - {{rule: missing-transcript, reason: music alone}}\n"));
    case(&show, &[], &["error missing-easy-read"], 1);
    show.write("episodes/door/episode.yaml", format!("{door}allow: [missing-transcript]\n"));
    case(&show, &[], &["note allow-without-reason", "error missing-easy-read"], 1);
}

#[test]
fn a_rule_that_is_not_there_is_refused_on_the_line_and_found_in_the_yaml() {
    let show = base();
    for flag in ["--allow", "--warn", "--deny"] {
        show.podwright(&["check", flag, "missing-transcripts"])
            .code(2)
            .stderr_contains(&["there is no rule `missing-transcripts`; did you mean `missing-transcript`?"])
            .done();
    }
    show.podwright(&["explain", "missing-transcripts"]).code(2).stderr_contains(&["did you mean `missing-transcript`?"]).done();
    let yaml = show.text("podcast.yaml");
    show.write("podcast.yaml", format!("{yaml}checks:\n  allow: [missing-easy-read, missing-transcripts]\n"));
    let said = show.podwright(&["check"]).code(1).any_stdout().done().stdout;
    assert_eq!(
        said,
        "error[unknown-rule]: there is no rule `missing-transcripts`\n  --> podcast.yaml:15:30\n   |\n\
         15 |   allow: [missing-easy-read, missing-transcripts]\n   |                              ^^^^^^^^^^^^^^^^^^^\n\
         help: did you mean `missing-transcript`?\n\n1 error in the show's own files\n"
    );
}

#[test]
fn the_four_forms_say_the_same() {
    let show = broken();
    let said = |format: &str| show.podwright(&["check", "--format", format]).code(1).any_stdout().done().stdout;
    let [json, sarif]: [Value; 2] = ["json", "sarif"].map(|format| serde_json::from_str(&said(format)).unwrap());
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let of_json: Vec<String> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            format!("{} {} {}:{}:{}", text(&one["level"]), text(&one["rule"]), text(&one["path"]), one["line"], one["column"])
        })
        .collect();
    let of_sarif: Vec<String> = sarif["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let place = &one["locations"][0]["physicalLocation"];
            let (path, region) = (text(&place["artifactLocation"]["uri"]), &place["region"]);
            format!("{} {} {path}:{}:{}", text(&one["level"]), text(&one["ruleId"]), region["startLine"], region["startColumn"])
        })
        .collect();
    let of_github: Vec<String> = said("github")
        .lines()
        .map(|line| {
            let (command, rest) = line.strip_prefix("::").unwrap().split_once(" file=").unwrap();
            let (path, rest) = rest.split_once(",line=").unwrap();
            let (line, rest) = rest.split_once(",col=").unwrap();
            let (column, rest) = rest.split_once(",title=").unwrap();
            let rule = rest.split_once("::").unwrap().0;
            format!("{} {rule} {path}:{line}:{column}", command.replace("notice", "note"))
        })
        .collect();
    let human = said("human");
    let of_human: Vec<String> = human
        .split("\n\n")
        .filter_map(|one| {
            let (level, rest) = one.split_once('[')?;
            let (rule, rest) = rest.split_once("]: ")?;
            let place = rest.split_once("--> ")?.1.lines().next()?;
            Some(format!("{level} {rule} {place}"))
        })
        .collect();
    assert_eq!(of_json.len(), 2);
    assert_eq!(of_json, of_sarif);
    assert_eq!(of_json, of_github);
    // errors come last there
    assert_eq!(of_json.iter().rev().collect::<Vec<_>>(), of_human.iter().collect::<Vec<_>>());
    assert!(human.ends_with("\n1 error and 1 note in 2 of 3 episodes\n"), "{human}");
}

#[test]
fn the_rules_are_told_as_a_table_and_as_json() {
    let show = TestShow::empty();
    let ids: Vec<&str> = Rule::all().iter().map(|rule| rule.id()).collect();
    let json = show.podwright(&["rules", "--format", "json"]).json();
    let told: Vec<&str> = json.as_array().unwrap().iter().map(|rule| rule["rule"].as_str().unwrap()).collect();
    assert_eq!(told, ids);
    let table = show.podwright(&["rules"]).any_stdout().done().stdout;
    assert!(ids.iter().all(|id| table.lines().any(|line| line.starts_with(&format!("{id} ")))), "{table}");
    let explained = show.podwright(&["explain", "dead-show-link"]).any_stdout().done().stdout;
    assert!(explained.starts_with("dead-show-link (error, episode)\n\nChecks\n  each link"), "{explained}");
}
