//! docs/templates.md has a table for each group of values.

use std::fmt::Write;

use crate::site::view::{DocumentedView, GROUPS};

/// A type in the words of the documentation.
fn kind(rust: &str) -> String {
    let inner = |prefix: &str| rust.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>')).map(str::trim);
    if let Some(item) = inner("Option <").or_else(|| inner("Option<")) {
        return format!("{}, or none", kind(item));
    }
    if let Some(item) = inner("Vec <").or_else(|| inner("Vec<")) {
        return format!("list of {}", kind(item));
    }
    match rust {
        "String" | "&'static str" | "& 'static str" => "text".to_owned(),
        "bool" => "yes or no".to_owned(),
        "u8" | "u32" | "usize" => "number".to_owned(),
        "Html" => "HTML".to_owned(),
        text if text.contains('[') => "list of text".to_owned(),
        group => format!("[{group}](#{})", group.to_lowercase()),
    }
}

fn table(group: &DocumentedView) -> String {
    let mut text = format!("### {}\n\n{}\n\n| value | type | what it is |\n|---|---|---|\n", group.name, group.doc.trim());
    for (name, rust, doc) in group.values {
        let _infallible = writeln!(text, "| `{name}` | {} | {} |", kind(rust), doc.trim());
    }
    text
}

/// The tables of docs/templates.md, under a heading each.
pub fn value_tables() -> String {
    GROUPS.iter().map(table).collect::<Vec<_>>().join("\n")
}
