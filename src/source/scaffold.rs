//! New files: a show or an episode as YAML with a comment for each key, and the keys that it does not have as commented examples.

use std::fmt::Write as _;

use crate::model::episode::Episode;
use crate::model::key::Key;
use crate::model::show::Show;
use crate::source::reading::keys;
use crate::source::reading::shape::{KeyShape, Shape};
use crate::source::yaml::to_yaml::keys_of;
use crate::source::yaml::written::{Yaml, write_key};

/// The text of podcast.yaml for a show. It reads back as the same show. `schema` is the path or address of the JSON Schema.
pub fn show_yaml(show: &Show, schema: &str) -> String {
    document(schema, &keys::shape::<Show>(), &keys_of(show, None))
}

/// The text of episode.yaml for an episode whose files are in its folder. It reads back as the same episode. `schema` is the path or
/// address of the JSON Schema.
pub fn episode_yaml(episode: &Episode, schema: &str) -> String {
    document(schema, &keys::shape::<Episode>(), &keys_of(episode, Some(&episode.folder)))
}

/// The text of podcast.yaml with the keys that the show has, and nothing else.
pub fn plain_show_yaml(show: &Show, schema: &str) -> String {
    plain_document(schema, &keys_of(show, None))
}

/// The text of episode.yaml with the keys that the episode has, and nothing else: a back catalogue of hundreds is read by programs more than by people.
pub fn plain_episode_yaml(episode: &Episode, schema: &str) -> String {
    plain_document(schema, &keys_of(episode, Some(&episode.folder)))
}

fn plain_document(schema: &str, values: &[(&'static str, Yaml)]) -> String {
    let mut out = format!("# yaml-language-server: $schema={schema}\n");
    for (name, value) in values {
        write_key(&mut out, 0, name, value);
    }
    out
}

fn document(schema: &str, shape: &Shape, values: &[(&'static str, Yaml)]) -> String {
    let mut out = format!("# yaml-language-server: $schema={schema}\n");
    let Shape::Keys(known) = shape else { return out };
    for KeyShape { key: Key { name, doc, example }, .. } in known {
        let _infallible = write!(out, "\n# {doc}\n");
        if let Some((_, value)) = values.iter().find(|(key, _)| key == name) {
            write_key(&mut out, 0, name, value);
        } else {
            let _infallible = writeln!(out, "# {name}: {example}");
        }
    }
    out
}
