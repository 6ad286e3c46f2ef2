//! The JSON Schemas take what the reader takes, and refuse what it refuses.

use std::sync::LazyLock;

use jsonschema::Validator;
use podwright::model::fault::{Fault, FaultKind};
use podwright::source::schema::{episode_schema, show_schema};
use podwright::source::yaml::plain::from_yaml;
use proptest::prelude::*;
use serde_json::Value;

use crate::count;
use crate::documents::{EPISODE, SHOW, described, episode, show};
use crate::episode_values::EPISODE_VALUES;
use crate::hostile::damaged;
use crate::show_values::SHOW_VALUES;

fn validator(schema: &Value) -> Validator {
    assert!(jsonschema::draft202012::meta::is_valid(schema), "the schema itself is wrong");
    jsonschema::draft202012::new(schema).unwrap()
}

static SHOW_VALIDATOR: LazyLock<Validator> = LazyLock::new(|| validator(&show_schema()));
static EPISODE_VALIDATOR: LazyLock<Validator> = LazyLock::new(|| validator(&episode_schema()));

/// A good file with the value of a key at the top replaced; `None` removes the key.
fn with(good: &str, key: &str, value: Option<&str>) -> String {
    let mut text = String::new();
    let mut inside = false;
    for line in good.split_inclusive('\n') {
        let at_top = !line.starts_with([' ', '-', '#', '\n']);
        inside = if at_top { line.split(':').next() == Some(key) } else { inside };
        if !inside {
            text.push_str(line);
        }
    }
    match value {
        Some(value) => text + key + ": " + value + "\n",
        None => text,
    }
}

/// Faults that no schema can see: repeated keys, days and times that no calendar or clock has, and values that are good but hardly meant.
fn is_beyond_a_schema(kind: FaultKind) -> bool {
    kind.is_understood() || matches!(kind, FaultKind::DuplicateKey | FaultKind::ImpossibleTime)
}

#[track_caller]
fn agree(text: &str, faults: &[Fault], validator: &Validator) -> bool {
    let value: Value = from_yaml(text).unwrap();
    let faults: Vec<String> = faults.iter().filter(|fault| !is_beyond_a_schema(fault.kind)).map(described).collect();
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(faults.is_empty(), errors.is_empty(), "reader: {faults:?}\nschema: {errors:?}\n{text}");
    faults.is_empty()
}

#[test]
fn reader_and_schema_agree_on_the_show() {
    let validator = &*SHOW_VALIDATOR;
    assert!(agree(SHOW, &show(SHOW).faults, validator));
    for (key, good, bad) in SHOW_VALUES {
        for (values, expected) in [(good, true), (bad, false)] {
            for value in *values {
                let text = with(SHOW, key, Some(value));
                assert_eq!(agree(&text, &show(&text).faults, validator), expected, "{key}: {value}");
            }
        }
        let text = with(SHOW, key, None);
        agree(&text, &show(&text).faults, validator);
    }
    for text in ["", "- a", "text", "3"] {
        assert!(!agree(text, &show(text).faults, validator));
    }
}

#[test]
fn reader_and_schema_agree_on_the_episode() {
    let validator = &*EPISODE_VALIDATOR;
    assert!(agree(EPISODE, &episode(EPISODE).faults, validator));
    for (key, good, bad) in EPISODE_VALUES {
        for (values, expected) in [(good, true), (bad, false)] {
            for value in *values {
                let text = with(EPISODE, key, Some(value));
                assert_eq!(agree(&text, &episode(&text).faults, validator), expected, "{key}: {value}");
            }
        }
        let text = with(EPISODE, key, None);
        agree(&text, &episode(&text).faults, validator);
    }
}

/// Values that no key of a type takes.
fn refused(property: &Value) -> &'static [&'static str] {
    match property["type"].as_str() {
        Some("string") => &["12", "''", "true", "[A]", "{a: A}"],
        Some("boolean") => &["maybe", "1", "'true'", "[true]"],
        Some("integer") => &["-1", "1.5", "one", "'1'", "[1]"],
        Some("number") => &["one", "'1'", "[1]"],
        Some("array") => &["12", "{a: A}"],
        Some("object") => &["12", "A", "[A]"],
        _ => &["[12]", "{a: A}"],
    }
}

/// Whether a file is one.
type IsGood<'a> = &'a dyn Fn(&str) -> bool;

/// Each key takes its example and refuses what is of another type, whether or not the tables have more values for it.
#[test]
fn reader_and_schema_agree_on_the_example_of_each_key_and_on_values_of_other_types() {
    let of_show = |text: &str| agree(text, &show(text).faults, &SHOW_VALIDATOR);
    let of_episode = |text: &str| agree(text, &episode(text).faults, &EPISODE_VALIDATOR);
    let files: [(Value, &str, IsGood<'_>); 2] = [(show_schema(), SHOW, &of_show), (episode_schema(), EPISODE, &of_episode)];
    for (schema, good, is_good) in files {
        for (key, property) in schema["properties"].as_object().unwrap() {
            let example = property["examples"][0].to_string();
            assert!(is_good(&with(good, key, Some(&example))), "{key}: {example}");
            for value in refused(property) {
                assert!(!is_good(&with(good, key, Some(value))), "{key}: {value}");
            }
        }
    }
}

/// What the type alone does not say of a value, such as the parts of a group, the tables have to try.
#[test]
fn every_key_that_is_more_than_a_word_or_a_number_has_good_and_bad_values() {
    for (which, schema, table) in [("show", show_schema(), SHOW_VALUES), ("episode", episode_schema(), EPISODE_VALUES)] {
        for (key, property) in schema["properties"].as_object().unwrap() {
            if is_plain(property) {
                continue;
            }
            let rows: Vec<_> = table.iter().filter(|(name, _, _)| name == key).collect();
            assert!(rows.iter().any(|(_, good, _)| !good.is_empty()), "{which}: no good value of {key}");
            assert!(rows.iter().any(|(_, _, bad)| !bad.is_empty()), "{which}: no bad value of {key}");
        }
    }
}

/// Whether a key takes words, a number or a flag, of which its type and its patterns say everything: those are tried where a type is declared.
fn is_plain(property: &Value) -> bool {
    property["enum"].is_null() && ["string", "boolean", "integer"].contains(&property["type"].as_str().unwrap_or_default())
}

/// Whether a fault is one that no schema sees: a host that the URL standard refuses, a day that the calendar does not have, a tag.
fn is_beyond_a_pattern(fault: &Fault) -> bool {
    is_beyond_a_schema(fault.kind)
        || ["web address", "not a day", "does not exist", "has the tag"].iter().any(|words| fault.message.contains(words))
}

/// The verdicts on a file that may be anything.
fn agree_on_anything(text: &str, faults: &[Fault], validator: &Validator) -> Result<(), TestCaseError> {
    // what is no YAML, or has tags, no schema is asked about
    let Ok(value) = from_yaml::<Value>(text) else { return Ok(()) };
    if faults.iter().any(is_beyond_a_pattern) || faults.iter().any(|fault| fault.kind == FaultKind::InvalidYaml) {
        return Ok(());
    }
    let faults: Vec<String> = faults.iter().map(described).collect();
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    prop_assert_eq!(faults.is_empty(), errors.is_empty(), "reader: {:?}\nschema: {:?}\n{}", faults, errors, text);
    Ok(())
}

proptest! {
    #![proptest_config(count::properties(1000))]

    #[test]
    fn reader_and_schema_agree_on_a_damaged_show(text in damaged(SHOW)) {
        agree_on_anything(&text, &show(&text).faults, &SHOW_VALIDATOR)?;
    }

    #[test]
    fn reader_and_schema_agree_on_a_damaged_episode(text in damaged(EPISODE)) {
        agree_on_anything(&text, &episode(&text).faults, &EPISODE_VALIDATOR)?;
    }
}

/// All values of a table, each for any key of it.
fn any_value(
    table: &'static [(&'static str, &'static [&'static str], &'static [&'static str])],
) -> impl Strategy<Value = &'static str> {
    let values: Vec<&str> = table.iter().flat_map(|(_, good, bad)| good.iter().chain(*bad).copied()).collect();
    proptest::sample::select(values)
}

proptest! {
    #![proptest_config(count::properties(400))]

    #[test]
    fn reader_and_schema_agree_on_any_value_of_a_show(key in 0..SHOW_VALUES.len(), value in any_value(SHOW_VALUES)) {
        let text = with(SHOW, SHOW_VALUES[key].0, Some(value));
        agree(&text, &show(&text).faults, &SHOW_VALIDATOR);
    }

    #[test]
    fn reader_and_schema_agree_on_any_value_of_an_episode(key in 0..EPISODE_VALUES.len(), value in any_value(EPISODE_VALUES)) {
        let text = with(EPISODE, EPISODE_VALUES[key].0, Some(value));
        agree(&text, &episode(&text).faults, &EPISODE_VALIDATOR);
    }
}
