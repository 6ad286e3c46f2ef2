//! Hostile text in every key that takes text, as the tables of keys list them: what is not in a table is no key, and what is in one cannot be
//! forgotten here.

use serde_json::{Map, Value, json};

/// Text that would run in a page if any field were not escaped.
pub(crate) const HOSTILE: &str =
    "\"'><script>hacked=1</script><img src=x onerror=hacked=1><svg onload=hacked=1>{{7*7}}</title></textarea>&lt;";

/// What is tried, the worst first: a key takes what its length and its kind allow.
fn attempts() -> [String; 5] {
    [
        HOSTILE.to_owned(),
        HOSTILE.chars().take(100).collect(),
        "\"><script>hacked=1</script>".to_owned(),
        "javascript:hacked=1".to_owned(),
        "https://example.org/?a='onclick='hacked=1'&c=1".to_owned(),
    ]
}

/// Values for every key of a file.
#[derive(Debug)]
pub(crate) struct Filled {
    /// The file's values.
    pub(crate) values: Value,
    /// Where hostile text stands in them.
    pub(crate) hostile: Vec<String>,
    /// Where the reader takes none, so that none can reach a page.
    pub(crate) guarded: Vec<String>,
    /// Keys for which the tables' own examples were refused.
    pub(crate) left_out: Vec<String>,
}

/// Fills every key of a schema, with hostile text where `takes` allows it. What `values` has already keeps its kind.
pub(crate) fn filled(schema: &Value, mut values: Value, takes: &dyn Fn(&Value) -> bool) -> Filled {
    assert!(takes(&values), "the values to begin with are good: {values}");
    let mut left_out = Vec::new();
    for (key, shape) in schema["properties"].as_object().expect("a file has keys") {
        if values.get(key).is_some() {
            continue;
        }
        let with = |value: &Value| {
            let mut trial = values.clone();
            trial[key] = value.clone();
            trial
        };
        let found =
            [whole(shape), shape["examples"][0].clone()].into_iter().find(|value| !value.is_null() && takes(&with(value)));
        match found {
            Some(value) => values[key] = value,
            None => left_out.push(key.clone()),
        }
    }
    let mut places = Vec::new();
    texts(&values, String::new(), &mut places);
    let (mut hostile, mut guarded) = (Vec::new(), Vec::new());
    for place in places {
        // The name of a file is not text for a page, and the file is to be found.
        let is_file = ["/file", "/audio", "/transcript", "/easy_read", "/image"].iter().any(|end| place.ends_with(end));
        let with = |text: &String| {
            let mut trial = values.clone();
            *trial.pointer_mut(&place).expect("the place was found in these values") = json!(text);
            trial
        };
        match attempts().iter().map(with).find(|trial| !is_file && takes(trial)) {
            Some(trial) => {
                values = trial;
                hostile.push(place);
            }
            None => guarded.push(place),
        }
    }
    Filled { values, hostile, guarded, left_out }
}

/// A value with everything that a shape allows, made of its keys' examples.
fn whole(shape: &Value) -> Value {
    if let Some(shapes) = shape["anyOf"].as_array() {
        let rich = shapes.iter().find(|shape| shape["properties"].is_object());
        return rich.map_or_else(|| shape["examples"][0].clone(), whole);
    }
    if let Some(keys) = shape["properties"].as_object() {
        let values: Map<String, Value> =
            keys.iter().map(|(key, shape)| (key.clone(), whole(shape))).filter(|(_, value)| !value.is_null()).collect();
        return Value::Object(values);
    }
    if shape["items"].is_object() {
        let item = whole(&shape["items"]);
        return if item.is_object() { json!([item]) } else { shape["examples"][0].clone() };
    }
    shape["examples"][0].clone()
}

/// Where texts stand (JSON Pointer, RFC 6901).
fn texts(value: &Value, place: String, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(place),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| texts(item, format!("{place}/{index}"), found)),
        Value::Object(keys) => {
            for (key, value) in keys {
                texts(value, format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        _ => {}
    }
}
