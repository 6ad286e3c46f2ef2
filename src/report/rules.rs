//! The rules themselves: as a table, as JSON, and one of them whole.

use std::fmt::Write;

use serde::Serialize;

use crate::check::rule::{HEADINGS, Rule};
use crate::display::count::Count;
use crate::report::paint::Paint;

#[derive(Serialize)]
struct RuleJson {
    rule: &'static str,
    level: &'static str,
    family: &'static str,
    can_be_allowed: bool,
    checks: String,
    why: String,
    remedy: String,
    source: String,
}

/// A line a rule, ordered by id: id, level, family, what it checks; then how many there are.
pub fn table(paint: Paint) -> String {
    let rules = Rule::all();
    let ids = rules.iter().map(|rule| rule.id().len()).max().unwrap_or(0);
    let families = rules.iter().map(|rule| rule.family().len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in &rules {
        let level = paint.level(rule.level(), &format!("{:<7}", rule.level().as_str()));
        let id = paint.bold(&format!("{:<ids$}", rule.id()));
        let used = ids + families + 13;
        let mut lines = paint.wrap(&rule.section("Checks"), used).into_iter();
        let _ = writeln!(out, "{id}  {level}  {:<families$}  {}", rule.family(), lines.next().unwrap_or_default());
        for line in lines {
            let _ = writeln!(out, "{:used$}{line}", "");
        }
    }
    let _ = writeln!(out, "\n{}; `podwright explain RULE` tells all about one", Count(rules.len(), "rule"));
    out
}

/// An array with an object a rule, ordered by id.
pub fn json() -> String {
    let entries: Vec<RuleJson> = Rule::all()
        .into_iter()
        .map(|rule| RuleJson {
            rule: rule.id(),
            level: rule.level().as_str(),
            family: rule.family(),
            can_be_allowed: rule.can_be_allowed(),
            checks: rule.section("Checks"),
            why: rule.section("Why"),
            remedy: rule.section("Remedy"),
            source: rule.section("Source"),
        })
        .collect();
    crate::report::pretty(&entries)
}

/// Everything about one rule.
pub fn explain(rule: Rule, paint: Paint) -> String {
    let mut out =
        format!("{} ({}, {})\n", paint.bold(rule.id()), paint.level(rule.level(), rule.level().as_str()), rule.family());
    for heading in HEADINGS {
        let _ = writeln!(out, "\n{}", paint.bold(heading));
        for line in paint.wrap(&rule.section(heading), 2) {
            let _ = writeln!(out, "  {line}");
        }
    }
    let consent = if rule.can_be_allowed() {
        format!(
            "`checks: {{allow: [{rule}]}}` in podcast.yaml turns it off for the show, `allow: [{{rule: {rule}, reason: ...}}]` in \
             episode.yaml for one episode"
        )
    } else {
        "it cannot be turned off: without it no feed can be written".to_owned()
    };
    let _ = writeln!(out, "\n{}", paint.bold("Level"));
    for line in paint.wrap(&format!("{} unless the show says otherwise; {consent}", rule.level()), 2) {
        let _ = writeln!(out, "  {line}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_a_line_a_rule() {
        let printed = table(Paint::PLAIN);
        assert_eq!(printed.lines().count(), Rule::all().len() + 2);
        assert!(printed.contains("\nmissing-transcript "), "{printed}");
    }

    #[test]
    fn json_has_every_rule_with_its_text() {
        let read: serde_json::Value = serde_json::from_str(&json()).unwrap();
        let ids: Vec<&str> = read.as_array().unwrap().iter().map(|rule| rule["rule"].as_str().unwrap()).collect();
        assert_eq!(ids, Rule::all().iter().map(|rule| rule.id()).collect::<Vec<_>>());
        assert!(read[0]["why"].as_str().is_some_and(|why| !why.is_empty()));
    }

    #[test]
    fn explains_a_rule_whole() {
        let printed = explain("missing-transcript".parse().unwrap(), Paint { colour: false, width: 80 });
        assert!(
            printed.starts_with("missing-transcript (error, transcript)\n\nChecks\n  each episode has a transcript.\n"),
            "{printed}"
        );
        for heading in HEADINGS {
            assert!(printed.contains(&format!("\n{heading}\n  ")), "{heading}");
        }
        assert!(printed.lines().all(|line| line.len() <= 80 || line.contains("https://")), "{printed}");
    }
}
