//! Files that have some of the keys that there are, each with its declared example, or with made-up words where it takes any: so a key that is
//! new is in made-up shows, and in the show that uses every key, without a line here.

use std::sync::LazyLock;

use podwright::model::episode::Episode;
use podwright::model::show::Show;
use podwright::model::wording::text::Text;
use podwright::source::episode::read_episode;
use podwright::source::reading::defaults::ShowDefaults;
use podwright::source::schema::{episode_schema, show_schema};
use podwright::source::show::read_show;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::shows::text;

/// A key with its example.
struct Example {
    key: String,
    value: Value,
    is_required: bool,
    /// Whether it takes any words.
    is_free: bool,
}

static OF_SHOW: LazyLock<Vec<Example>> = LazyLock::new(|| examples(&show_schema(), &|file| show(file).is_some()));
static OF_EPISODE: LazyLock<Vec<Example>> = LazyLock::new(|| examples(&episode_schema(), &|file| episode(file).is_some()));

fn examples(schema: &Value, is_good: &dyn Fn(Map<String, Value>) -> bool) -> Vec<Example> {
    let required = schema["required"].as_array().unwrap();
    let properties = schema["properties"].as_object().unwrap();
    let whole: Map<String, Value> =
        properties.iter().map(|(key, property)| (key.clone(), property["examples"][0].clone())).collect();
    let example = |(key, value): (&String, &Value)| {
        let mut odd = whole.clone();
        odd.insert(key.clone(), json!("<b>Any words</b> & é"));
        Example { key: key.clone(), value: value.clone(), is_required: required.contains(&json!(key)), is_free: is_good(odd) }
    };
    whole.iter().map(example).collect()
}

/// The show that a file says, where it is one.
fn show(file: Map<String, Value>) -> Option<Show> {
    // JSON is YAML
    let read = read_show(&Value::Object(file).to_string());
    read.value.filter(|_| read.faults.is_empty())
}

/// The episode that a file says, where it is one.
fn episode(file: Map<String, Value>) -> Option<Episode> {
    let folder = "episodes/one".parse().unwrap();
    let read = read_episode(&Value::Object(file).to_string(), &folder, &ShowDefaults::unreadable());
    read.value.filter(|_| read.faults.is_empty())
}

/// Values for about half of the keys.
fn files(examples: &'static LazyLock<Vec<Example>>) -> impl Strategy<Value = Map<String, Value>> {
    vec((any::<bool>(), text(3)), examples.len()).prop_map(|chosen| {
        let with = examples.iter().zip(chosen).filter(|(example, (is_in, _))| *is_in || example.is_required);
        let value = |example: &Example, words: &Text| if example.is_free { json!(words.as_str()) } else { example.value.clone() };
        with.map(|(example, (_, words))| (example.key.clone(), value(example, &words))).collect()
    })
}

/// A show with some of the keys.
pub(crate) fn some_show() -> impl Strategy<Value = Show> {
    files(&OF_SHOW).prop_filter_map("a show", show)
}

/// An episode with some of the keys.
pub(crate) fn some_episode() -> impl Strategy<Value = Episode> {
    files(&OF_EPISODE).prop_filter_map("an episode", episode)
}

/// A show and an episode with every key.
pub(crate) fn every_key() -> (Show, Episode) {
    let whole = |examples: &[Example]| examples.iter().map(|one| (one.key.clone(), one.value.clone())).collect();
    (show(whole(&OF_SHOW)).unwrap(), episode(whole(&OF_EPISODE)).unwrap())
}
