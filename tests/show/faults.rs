//! Every fault of a file in one run, each on its line.

use crate::support::TestShow;

/// Each line with a fault says at its end which: `# fault: rule`.
const EPISODE: &str = "\
titel: What is co-production?             # fault: unknown-key
title: 2022                               # fault: wrong-type
guid: 0190b2f0-8e4c-7c3a-9f6e-2b7d1c5a4e10
date: 2022-03-27 01:30                    # fault: impossible-time
season: none                              # fault: wrong-type
number: -1                                # fault: bad-value
kind: teaser                              # fault: bad-value
summary: One.
summary: Two.                             # fault: duplicate-key
chapters:
  - 0:00 Welcome
  - 1:75 Who decides?                     # fault: bad-value
  - {start: 2:10}                         # fault: missing-key
transcript: ../../../transcript.vtt       # fault: path-outside
";

/// The line, from 1, and the rule of each mark.
fn marked(text: &str) -> Vec<(u64, String)> {
    let of_line = |(index, line): (usize, &str)| Some((index as u64 + 1, line.split_once("# fault: ")?.1.trim().to_owned()));
    text.lines().enumerate().filter_map(of_line).collect()
}

#[test]
fn ten_faults_are_ten_findings_each_on_its_line() {
    let expected = marked(EPISODE);
    assert_eq!(expected.len(), 10);
    let show = TestShow::series();
    show.write("episodes/what-is-co-production/episode.yaml", EPISODE);
    let before = show.files();
    let report = show.podwright(&["check", "--format", "json"]).code(1).json();
    let found: Vec<(u64, String)> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["path"] == "episodes/what-is-co-production/episode.yaml")
        .map(|finding| (finding["line"].as_u64().unwrap(), finding["rule"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(found, expected, "{report:#}");
    crate::support::show::assert_same_files(&before, &show.files());
}

#[test]
fn a_byte_order_mark_is_no_part_of_an_easy_read_summary() {
    let show = TestShow::series();
    let found = |text: &str| {
        show.write("episodes/words-we-use/easy-read.md", text);
        let report = show.podwright(&["check", "--format", "json", "words-we-use"]).code(1).json();
        report["findings"].as_array().unwrap().iter().map(|finding| finding["message"].to_string()).collect::<Vec<_>>()
    };
    // after the mark, `#` would begin a paragraph of six words
    assert!(found("\u{FEFF}# Words we use in this show\n").iter().any(|message| message.contains("has no words")));
}
