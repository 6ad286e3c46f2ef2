//! Findings as SARIF 2.1.0, for code scanning
//! (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html>).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::check::rule::Rule;
use crate::model::place::{FilePosition, Place};
use crate::model::settings::level::Level;
use crate::report::findings::{LocatedFinding, ordered};

/// The schema that the log follows.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// One log with one run; it ends in a line end. Paths are relative to the show.
pub fn sarif(findings: &[LocatedFinding]) -> String {
    let ordered = ordered(findings);
    // Only rules that speak are described: all of them would bury two findings under a thousand lines.
    let used: BTreeMap<&str, Rule> = ordered.iter().map(|located| located.finding.rule).map(|rule| (rule.id(), rule)).collect();
    let rules: Vec<Value> = used.values().copied().map(rule).collect();
    let results: Vec<Value> = ordered.into_iter().map(|located| result(located, &used)).collect();
    crate::report::pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(rule: Rule) -> Value {
    json!({
        "id": rule.id(),
        "shortDescription": {"text": rule.section("Checks")},
        "fullDescription": {"text": rule.section("Why")},
        "helpUri": source(rule),
        "help": {"text": format!("{} Source: {}", rule.section("Remedy"), rule.section("Source"))},
        "defaultConfiguration": {"level": level(rule.level())},
        "properties": {"tags": [rule.family()]},
    })
}

/// The first page that the rule's source names.
fn source(rule: Rule) -> Option<String> {
    let source = rule.section("Source");
    let (_, rest) = source.split_once('<')?;
    rest.split_once('>').map(|(address, _)| address.to_owned())
}

fn result(located: &LocatedFinding, used: &BTreeMap<&str, Rule>) -> Value {
    let finding = &located.finding;
    let mut location = json!({"artifactLocation": {"uri": uri(&finding.place)}});
    if !finding.place.is_on_the_web() {
        location["region"] = match finding.place.position {
            // A region by line or by byte, never both: they would have to agree (clause 3.30.2).
            FilePosition::Offset(offset) => json!({"byteOffset": offset, "byteLength": 0}),
            _ => json!({"startLine": located.line, "startColumn": located.column}),
        };
    }
    json!({
        "ruleId": finding.rule.id(),
        "ruleIndex": used.values().position(|rule| *rule == finding.rule),
        "level": level(finding.level),
        "message": {"text": format!("{}\nhelp: {}", finding.message, finding.help)},
        "locations": [{"physicalLocation": location}],
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// A relative path as a relative URI, or an address as it is (RFC 3986, 4.2 and 4.3): every byte but those that need no escape is percent-encoded.
fn uri(place: &Place) -> String {
    use std::fmt::Write;
    let unescaped: &[u8] = if place.is_on_the_web() { b"-._~/:?#[]@!$&'()*+,;=%" } else { b"-._~/" };
    let mut uri = String::new();
    for byte in place.file.as_str().bytes() {
        if byte.is_ascii_alphanumeric() || unescaped.contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::findings::testing::two;

    #[test]
    fn each_result_points_to_its_rule_and_its_place() {
        let log: Value = serde_json::from_str(&sarif(&two())).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        for (index, result) in run["results"].as_array().unwrap().iter().enumerate() {
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"], "result {index}");
        }
        for rule in run["tool"]["driver"]["rules"].as_array().unwrap() {
            let uri = rule["helpUri"].as_str().unwrap();
            assert!(uri.starts_with("https://"), "{rule}");
        }
        let place = |index: usize| run["results"][index]["locations"][0]["physicalLocation"].clone();
        assert_eq!(place(0)["region"], json!({"byteOffset": 150_204, "byteLength": 0}));
        assert_eq!(place(1), json!({"artifactLocation": {"uri": "podcast.yaml"}, "region": {"startLine": 7, "startColumn": 5}}));
    }

    #[test]
    fn a_path_with_blanks_and_accents_is_a_uri() {
        let place = Place { file: "episodes/é a/b.mp3".into(), position: FilePosition::File };
        assert_eq!(uri(&place), "episodes/%C3%A9%20a/b.mp3");
    }

    #[test]
    fn an_address_stays_as_it_is_and_has_no_line() {
        let mut findings = two();
        findings.truncate(1);
        findings[0].finding.place = crate::report::findings::testing::on_the_web();
        let log: Value = serde_json::from_str(&sarif(&findings)).unwrap();
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(*place, json!({"artifactLocation": {"uri": "https://a.example/b%%20c.mp3"}}));
    }
}
