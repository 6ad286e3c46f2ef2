//! What editors show of the schemas.

use podwright::source::schema::{episode_schema, show_schema};
use serde_json::{Value, json};

/// Each key of a schema, with those of groups below it.
fn properties(schema: &Value, found: &mut Vec<(String, Value)>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(keys)) = map.get("properties") {
                found.extend(keys.iter().map(|(name, key)| (name.clone(), key.clone())));
            }
            map.values().for_each(|value| properties(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| properties(item, found)),
        _ => {}
    }
}

#[test]
fn every_key_has_a_description_and_an_example_that_is_right() {
    for schema in [show_schema(), episode_schema()] {
        let mut found = Vec::new();
        properties(&schema, &mut found);
        assert!(found.len() > 30);
        for (name, key) in found {
            let doc = key["description"].as_str().unwrap();
            assert!(!doc.is_empty() && !doc.ends_with('.'), "{name}: {doc}");
            let validator = jsonschema::draft202012::new(&key).unwrap();
            for example in key["examples"].as_array().unwrap().iter().chain(key.get("default")) {
                assert!(validator.is_valid(example), "{name}: {example}");
            }
        }
    }
}

#[test]
fn editors_are_offered_the_words() {
    let schema = show_schema();
    let words = |key: &Value| key["anyOf"][0]["enum"].as_array().unwrap().len();
    assert_eq!(words(&schema["properties"]["categories"]["items"]), 110);
    assert_eq!(words(&schema["properties"]["license"]["anyOf"][0]), 9);
    assert!(words(&schema["properties"]["language"]) > 180);
    assert!(words(&schema["properties"]["people"]["items"]["properties"]["role"]) > 50);
    assert_eq!(schema["properties"]["type"]["enum"], json!(["episodic", "serial"]));
    assert_eq!(schema["required"].as_array().unwrap().len(), 9);
    assert_eq!(episode_schema()["required"], json!(["title", "guid", "date"]));
}
