//! The registry against everything that must keep step with it.

use podwright::check::rule::Rule;
use podwright::check::rule::live::LiveRule;
use podwright::report::paint::Paint;

use crate::fixtures::{folder, ids};
use crate::support::show::REPOSITORY;

#[test]
fn each_rule_has_both_fixtures_and_each_fixture_a_rule() {
    // rules on servers have faults of a server instead: `live_faults.rs`
    let of_show = Rule::all().into_iter().filter(|rule| rule.family() != LiveRule::FAMILY);
    let known: Vec<String> = of_show.map(|rule| rule.id().to_owned()).collect();
    assert_eq!(ids(), known);
    for id in known {
        for kind in ["bad", "good"] {
            assert!(folder().join(&id).join(format!("{kind}.txt")).is_file(), "{id} has no {kind}.txt");
        }
    }
}

#[test]
fn each_rule_explains_itself_under_four_headings() {
    for rule in Rule::all() {
        let text = podwright::report::rules::explain(rule, Paint::PLAIN);
        for heading in ["\nChecks\n  ", "\nWhy\n  ", "\nRemedy\n  ", "\nSource\n  "] {
            assert!(text.contains(heading), "{rule}: {heading:?}");
        }
    }
}

#[test]
fn each_rule_stands_in_the_documents_with_its_level() {
    let page = std::fs::read_to_string(std::path::Path::new(REPOSITORY).join("docs/rules.md")).unwrap();
    let readme = std::fs::read_to_string(std::path::Path::new(REPOSITORY).join("README.md")).unwrap();
    assert!(readme.contains("(docs/rules.md)"), "README.md leads to the table of rules");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
    for rule in Rule::all() {
        let start = format!("| `{rule}` | {} | ", rule.level());
        assert_eq!(rows.iter().filter(|row| row.starts_with(&start)).count(), 1, "{start}");
    }
}
