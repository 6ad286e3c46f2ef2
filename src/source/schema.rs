//! JSON Schemas of the two files, for editors (draft 2020-12; <https://json-schema.org/draft/2020-12>). They are made of what the reader
//! itself asks for.

use serde_json::{Map, Value, json};

use crate::model::episode::Episode;
use crate::model::show::Show;
use crate::source::reading::keys;
use crate::source::reading::shape::{KeyShape, Need, Shape, TextShape};

/// The schema of podcast.yaml.
pub fn show_schema() -> Value {
    document("A show, in podcast.yaml", &keys::shape::<Show>())
}

/// The schema of episode.yaml.
pub fn episode_schema() -> Value {
    document("An episode, in episode.yaml", &keys::shape::<Episode>())
}

fn document(title: &str, shape: &Shape) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!(title));
    schema.extend(schema_of(shape));
    Value::Object(schema)
}

fn schema_of(shape: &Shape) -> Map<String, Value> {
    let schema = match shape {
        Shape::Text(text) => return text_schema(text),
        Shape::Flag => json!({"type": "boolean"}),
        Shape::Whole { least, most } => json!({"type": "integer", "minimum": least, "maximum": most}),
        Shape::Number { least, most } => json!({"type": "number", "minimum": least, "maximum": most}),
        Shape::List { item, least: 0 } => json!({"type": "array", "items": schema_of(&item())}),
        Shape::List { item, least } => json!({"type": "array", "items": schema_of(&item()), "minItems": least}),
        Shape::Keys(keys) => keys_schema(keys),
        Shape::Either(shapes) => json!({"anyOf": shapes.iter().map(schema_of).collect::<Vec<_>>()}),
    };
    match schema {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn text_schema(TextShape { words, patterns }: &TextShape) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("string"));
    let pattern = match patterns.as_slice() {
        [] => None,
        [one] => Some(json!({"pattern": one})),
        all => Some(json!({"allOf": all.iter().map(|one| json!({"pattern": one})).collect::<Vec<_>>()})),
    };
    match (words.is_empty(), pattern) {
        (true, None) => {}
        (true, Some(Value::Object(pattern))) => schema.extend(pattern),
        (false, Some(pattern)) => {
            schema.insert("anyOf".to_owned(), json!([{"enum": words}, pattern]));
        }
        (_, _) => {
            schema.insert("enum".to_owned(), json!(words));
        }
    }
    schema
}

fn keys_schema(keys: &[KeyShape]) -> Value {
    let mut properties = Map::new();
    for KeyShape { key, need, shape } in keys {
        let mut property = schema_of(&shape());
        property.insert("description".to_owned(), json!(key.doc));
        property.insert("examples".to_owned(), json!([plain(key.example)]));
        if let Need::Default(default) = need {
            property.insert("default".to_owned(), plain(default));
        }
        properties.insert(key.name.to_owned(), Value::Object(property));
    }
    let required: Vec<&str> = keys.iter().filter(|key| key.need == Need::Required).map(|key| key.key.name).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// An example or a default, which are written in YAML.
fn plain(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).unwrap_or_else(|_| json!(yaml))
}
