//! The keys of the two files as Markdown tables, for the README and docs/. They are made of what the reader itself asks for.

use std::fmt::Write as _;

use crate::model::episode::Episode;
use crate::model::show::Show;
use crate::source::reading::keys;
use crate::source::reading::shape::{KeyShape, Need, Shape};

/// The keys of podcast.yaml.
pub fn show_table() -> String {
    table(&keys::shape::<Show>())
}

/// The keys of episode.yaml.
pub fn episode_table() -> String {
    table(&keys::shape::<Episode>())
}

/// The keys of podcast.yaml without those of its groups, a line each.
pub fn show_list() -> String {
    list(&keys::shape::<Show>())
}

/// The keys of episode.yaml without those of its groups, a line each.
pub fn episode_list() -> String {
    list(&keys::shape::<Episode>())
}

fn list(shape: &Shape) -> String {
    let mut text = "| key | needed | what it is |\n|---|---|---|\n".to_owned();
    let Shape::Keys(keys) = shape else { return text };
    for KeyShape { key, need, .. } in keys {
        let needed = if *need == Need::Required { "yes" } else { "no" };
        let _infallible = writeln!(text, "| `{}` | {needed} | {} |", key.name, cell(key.doc));
    }
    text
}

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn table(shape: &Shape) -> String {
    let mut text = "| key | type | needed | what it is | example |\n|---|---|---|---|---|\n".to_owned();
    rows("", shape, &mut text);
    text
}

fn rows(above: &str, shape: &Shape, text: &mut String) {
    match shape {
        Shape::Keys(keys) => {
            for KeyShape { key, need, shape } in keys {
                let (shape, name) = (shape(), format!("{above}{}", key.name));
                let needed = match need {
                    Need::Required => "yes".to_owned(),
                    Need::Optional => "no".to_owned(),
                    Need::Default(default) => format!("no: `{default}`"),
                };
                let row = format!("| `{name}` | {} | {needed} | {} | `{}` |\n", kind(&shape), cell(key.doc), cell(key.example));
                text.push_str(&row);
                rows(&format!("{name}."), &shape, text);
            }
        }
        Shape::List { item, .. } => rows(above, &item(), text),
        Shape::Either(shapes) => shapes.iter().for_each(|shape| rows(above, shape, text)),
        Shape::Text(_) | Shape::Flag | Shape::Whole { .. } | Shape::Number { .. } => {}
    }
}

fn kind(shape: &Shape) -> String {
    match shape {
        Shape::Text(text) if !text.words.is_empty() && text.patterns.is_empty() && text.words.len() < 6 => {
            text.words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
        }
        Shape::Text(text) if !text.words.is_empty() => "a word of a list".to_owned(),
        Shape::Text(_) => "text".to_owned(),
        Shape::Flag => "`true`, `false`".to_owned(),
        Shape::Whole { .. } => "whole number".to_owned(),
        Shape::Number { .. } => "number".to_owned(),
        Shape::List { .. } => "list".to_owned(),
        Shape::Keys(_) => "group of keys".to_owned(),
        Shape::Either(shapes) => {
            let mut kinds: Vec<String> = shapes.iter().map(kind).collect();
            kinds.dedup();
            kinds.join(" or ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_for_each_key_and_none_for_those_of_its_groups() {
        assert!(show_list().contains("| `title` | yes | the show's name |\n"));
        assert!(show_list().contains("| `owner` | no |") && !show_list().contains("owner.email"));
        assert!(episode_list().contains("| `chapters` | no |"));
    }

    #[test]
    fn a_row_for_each_key() {
        let table = show_table();
        assert!(table.contains("| `title` | text | yes | the show's name | `Co-production for beginners` |\n"));
        assert!(
            table.contains(
                "| `locked` | `true`, `false` | no: `false` | `true` forbids other hosts to import the show | `true` |\n"
            )
        );
        assert!(table.contains("| `owner.email` | text | yes |"));
        assert!(table.contains("| `type` | `episodic`, `serial` | no: `episodic` |"));
        assert!(table.contains("| `people.role` | a word of a list | no: `Host` |"));
        let table = episode_table();
        assert!(table.contains("| `chapters` | list or text or group of keys | no |"));
        assert!(table.contains("| `chapters.start` | text or number | yes |"));
        assert!(table.contains("| `number` | whole number | no |"));
        assert!(table.lines().all(|row| row.replace("\\|", "").matches('|').count() == 6), "{table}");
    }
}
