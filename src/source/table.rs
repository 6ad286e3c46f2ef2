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
    for TableRow { name, kind, needed, doc, example } in rows("", shape) {
        let _infallible = writeln!(text, "| `{name}` | {kind} | {needed} | {} | `{}` |", cell(&doc), cell(example));
    }
    text
}

/// A key in a table.
#[derive(Eq, PartialEq)]
struct TableRow {
    /// With the keys above it: `people.name`.
    name: String,
    kind: String,
    needed: String,
    doc: String,
    example: &'static str,
}

/// A key that must be there.
const NEEDED: &str = "yes";

fn rows(above: &str, shape: &Shape) -> Vec<TableRow> {
    match shape {
        Shape::Keys(keys) => {
            let with_those_below = |KeyShape { key, need, shape }: &KeyShape| {
                let (shape, name) = (shape(), format!("{above}{}", key.name));
                let needed = match need {
                    Need::Required => NEEDED.to_owned(),
                    Need::Optional => "no".to_owned(),
                    Need::Default(default) => format!("no: `{default}`"),
                };
                let below = rows(&format!("{name}."), &shape);
                let row = TableRow { name, kind: kind(&shape), needed, doc: key.doc.to_owned(), example: key.example };
                std::iter::once(row).chain(below).collect::<Vec<_>>()
            };
            keys.iter().flat_map(with_those_below).collect()
        }
        Shape::List { item, .. } => rows(above, &item()),
        Shape::Either(shapes) => either(above, shapes),
        Shape::Text(_) | Shape::Flag | Shape::Whole { .. } | Shape::Number { .. } => Vec::new(),
    }
}

/// The keys of several forms of a value. Where a value may be a list or a group, the keys of each item of the list have rows of their own, named
/// `chapters[].title`; where both have the same keys, as where a list of one may be written as a group, once is enough.
fn either(above: &str, shapes: &[Shape]) -> Vec<TableRow> {
    let (lists, groups): (Vec<&Shape>, Vec<&Shape>) = shapes.iter().partition(|shape| matches!(shape, Shape::List { .. }));
    let forms = |above: &str, shapes: &[&Shape]| joined(above, shapes.iter().map(|shape| rows(above, shape)).collect());
    let (in_lists, in_groups) = (forms(above, &lists), forms(above, &groups));
    if in_lists.is_empty() || in_lists == in_groups {
        return in_groups;
    }
    if in_groups.is_empty() {
        return in_lists;
    }
    let items = format!("{}[].", above.trim_end_matches('.'));
    forms(&items, &lists).into_iter().chain(in_groups).collect()
}

/// The keys of several groups of which a value is one, each once. What is needed in one of them alone says which key makes it another.
fn joined(above: &str, forms: Vec<Vec<TableRow>>) -> Vec<TableRow> {
    let needed_in = |form: &[TableRow]| -> Vec<String> {
        let at_top = |row: &&TableRow| row.needed == NEEDED && row.name.strip_prefix(above).is_some_and(|key| !key.contains('.'));
        form.iter().filter(at_top).map(|row| row.name.clone()).collect()
    };
    let needed: Vec<Vec<String>> = forms.iter().map(|form| needed_in(form)).filter(|names| !names.is_empty()).collect();
    let mut joined: Vec<TableRow> = Vec::new();
    for mut row in forms.into_iter().flatten() {
        let (with, without): (Vec<_>, Vec<_>) = needed.iter().partition(|names| names.contains(&row.name));
        let other = without.iter().filter_map(|names| names.iter().find(|name| !with.iter().any(|names| names.contains(name))));
        if let Some(other) =
            other.map(|name| name.trim_start_matches(above)).next().filter(|_| row.needed == NEEDED && !with.is_empty())
        {
            row.needed = format!("{NEEDED}, or `{other}`");
        }
        match joined.iter_mut().find(|known| known.name == row.name) {
            None => joined.push(row),
            Some(known) => {
                if row.doc != known.doc {
                    known.doc = format!("{}; or {}", known.doc, row.doc);
                }
                if row.needed.starts_with(NEEDED) {
                    known.needed = row.needed;
                }
            }
        }
    }
    joined
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
        assert!(table.contains(
            "| `locked` | `true`, `false` | no: `false` | `true` asks other hosts not to import the show | `true` |\n"
        ));
        assert!(table.contains("| `owner.email` | text | yes |"));
        assert!(table.contains("| `type` | `episodic`, `serial` | no: `episodic` |"));
        assert!(table.contains("| `people.role` | a word of a list | no: `Host` |"));
        let table = episode_table();
        assert!(table.contains("| `chapters` | list or text or group of keys | no |"));
        assert!(table.contains("| `chapters[].start` | text or number | yes |"));
        assert!(table.contains("| `number` | whole number | no |"));
        for once in ["artwork.alt", "transcript.url", "chapters.url", "chapters[].url", "people[].name", "value.splits.to.guid"] {
            assert_eq!(table.matches(&format!("| `{once}` |")).count(), 1, "{once}");
        }
        for (key, needed) in [
            ("artwork.file", "yes, or `url`"),
            ("artwork.url", "yes, or `file`"),
            ("artwork.alt", "no"),
            ("people[].name", "yes"),
            ("people.only", "yes"),
            ("people.only.name", "yes"),
            ("chapters[].start", "yes"),
            ("chapters[].title", "yes"),
            ("chapters[].url", "no"),
            ("chapters.url", "yes"),
            ("value.splits.to[].address", "yes"),
            ("transcript.url", "yes"),
            ("license.name", "yes"),
            ("value.splits.to.guid", "yes"),
        ] {
            let row = table.lines().find(|line| line.starts_with(&format!("| `{key}` |"))).unwrap();
            assert_eq!(row.split(" | ").nth(2), Some(needed), "{row}");
        }
        assert!(!table.contains("chapters.start`") && !table.contains("people.name`"), "{table}");
        assert!(show_table().contains("| `people.name` | text | yes |"), "a list that can be nothing else needs no mark");
        assert!(table.lines().all(|row| row.replace("\\|", "").matches('|').count() == 6), "{table}");
    }
}
