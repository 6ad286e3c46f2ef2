//! The SARIF log against the schema of SARIF 2.1.0, as Microsoft's package for Jest carries it.

use std::fs;
use std::path::PathBuf;

use jsonschema::Validator;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::{Value, json};

use crate::finding::run;
use crate::fixtures::{base, folder, ids};
use crate::script::Script;

const SCHEMA: &str = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";

fn validator() -> Validator {
    let modules = std::env::var_os("PODWRIGHT_TEST_NODE_MODULES").expect("`tests/run tools` says what to export");
    let text = fs::read_to_string(PathBuf::from(modules).join(SCHEMA)).unwrap();
    // A pattern of the schema has a bracket too many, which ECMA 262 reads as itself and stricter readers refuse.
    let odd = r"[a-zA-Z]{2}]?$";
    assert!(text.contains(odd));
    let schema: Value = serde_json::from_str(&text.replace(odd, r"[a-zA-Z]{2}\\]?$")).unwrap();
    assert_eq!(schema["properties"]["version"]["enum"], json!(["2.1.0"]));
    jsonschema::draft4::options().should_validate_formats(true).build(&schema).unwrap()
}

fn complaints(log: &Value, validator: &Validator) -> Vec<String> {
    validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
#[ignore = "needs an npm package: tests/run installs it"]
fn the_log_of_every_rule_follows_the_schema() {
    let validator = validator();
    let wrong: Vec<String> = ids()
        .par_iter()
        .flat_map_iter(|id| {
            let show = base();
            Script::read(&folder().join(format!("{id}/bad.txt"))).apply(&show);
            let log: Value = serde_json::from_slice(&run(&show, "sarif").stdout).unwrap();
            let results = log["runs"][0]["results"].as_array().unwrap();
            let mut wrong = complaints(&log, &validator);
            if !results.iter().any(|result| result["ruleId"] == id.as_str()) {
                wrong.push("the rule is not in the log".to_owned());
            }
            wrong.into_iter().map(move |wrong| format!("{id}: {wrong}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "needs an npm package: tests/run installs it"]
fn the_log_of_a_good_show_follows_the_schema_and_the_schema_refuses_others() {
    let validator = validator();
    let good: Value = serde_json::from_slice(&run(&base(), "sarif").stdout).unwrap();
    assert_eq!(complaints(&good, &validator), Vec::<String>::new());
    for (pointer, bad) in
        [("/version", json!("2.0.0")), ("/runs/0/columnKind", json!("bytes")), ("/runs/0/results", json!([{"level": "error"}]))]
    {
        let mut log = good.clone();
        *log.pointer_mut(pointer).unwrap() = bad;
        assert_ne!(complaints(&log, &validator), Vec::<String>::new(), "{pointer}");
    }
}
