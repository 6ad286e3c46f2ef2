//! Values as YAML that people like to edit: in blocks, plain where plain text reads back as itself, else in double quotes.

use std::fmt::Write as _;

use crate::source::yaml::node::{Node, Value};
use crate::source::yaml::tree::tree;

/// A value to be written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Yaml {
    /// What is YAML already: a number, `true`, a date, a time.
    Raw(String),
    /// Text, whatever is in it.
    Text(String),
    /// A list.
    List(Vec<Yaml>),
    /// A group of keys.
    Keys(Vec<(&'static str, Yaml)>),
}

impl Yaml {
    /// Text.
    pub(crate) fn text(text: impl ToString) -> Self {
        Self::Text(text.to_string())
    }

    /// What is YAML already.
    pub(crate) fn raw(raw: impl ToString) -> Self {
        Self::Raw(raw.to_string())
    }

    /// A group of those keys that have a value.
    pub(crate) fn keys<const N: usize>(keys: [(&'static str, Option<Yaml>); N]) -> Self {
        Self::Keys(keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect())
    }
}

/// Writes `key: value` and a line end, indented by so many blanks.
pub(crate) fn write_key(out: &mut String, indent: usize, key: &str, value: &Yaml) {
    out.extend(std::iter::repeat_n(' ', indent));
    out.push_str(key);
    out.push(':');
    write_value(out, indent, value);
}

/// Writes what follows a colon or a hyphen, with the blank before it and the line end after it.
fn write_value(out: &mut String, indent: usize, value: &Yaml) {
    match value {
        Yaml::Raw(raw) => {
            let _infallible = writeln!(out, " {raw}");
        }
        Yaml::Text(text) => write_text(out, indent, text),
        Yaml::List(items) if items.is_empty() => out.push_str(" []\n"),
        Yaml::List(items) => {
            out.push('\n');
            for item in items {
                write_item(out, indent + 2, item);
            }
        }
        Yaml::Keys(keys) if keys.is_empty() => out.push_str(" {}\n"),
        Yaml::Keys(keys) => {
            out.push('\n');
            for (key, value) in keys {
                write_key(out, indent + 2, key, value);
            }
        }
    }
}

fn write_item(out: &mut String, indent: usize, item: &Yaml) {
    out.extend(std::iter::repeat_n(' ', indent));
    out.push('-');
    match item {
        Yaml::Keys(keys) if !keys.is_empty() => {
            let mut group = String::new();
            for (key, value) in keys {
                write_key(&mut group, indent + 2, key, value);
            }
            // the first key stands behind the hyphen
            out.push_str(&group[indent + 1..]);
        }
        item => write_value(out, indent, item),
    }
}

fn write_text(out: &mut String, indent: usize, text: &str) {
    if text.contains('\n') && reads_back(&format!("k: |\n{}", block(2, text)), &format!("{text}\n")) {
        out.push_str(" |\n");
        out.push_str(&block(indent + 2, text));
    } else if let Some(lines) = folded(text).filter(|lines| reads_back(&format!("k: >-\n{}", block(2, lines)), text)) {
        out.push_str(" >-\n");
        out.push_str(&block(indent + 2, &lines));
    } else if is_plain(text) {
        let _infallible = writeln!(out, " {text}");
    } else {
        let _infallible = writeln!(out, " {}", double_quoted(text));
    }
}

/// Longest line of a text that is folded. // characters; so that a change shows well in a comparison of two versions
const LINE_MAX: usize = 96;

/// A long text in lines that YAML joins again; `None` where it is short, or has line ends of its own.
fn folded(text: &str) -> Option<String> {
    if text.contains('\n') || text.chars().count() <= LINE_MAX {
        return None;
    }
    let mut lines = String::new();
    let mut length = 0;
    for word in text.split(' ') {
        let word_length = word.chars().count();
        if length > 0 && length + 1 + word_length > LINE_MAX {
            lines.push('\n');
            length = 0;
        } else if length > 0 {
            lines.push(' ');
            length += 1;
        }
        lines.push_str(word);
        length += word_length;
    }
    Some(lines)
}

/// The lines of a text, indented; empty ones left empty.
fn block(indent: usize, text: &str) -> String {
    text.split('\n').fold(String::new(), |mut all, line| {
        if !line.is_empty() {
            all.extend(std::iter::repeat_n(' ', indent));
            all.push_str(line);
        }
        all.push('\n');
        all
    })
}

/// Whether a text needs no quotes, here and for those who still read YAML 1.1, where `no` is false and `12:30` a number.
fn is_plain(text: &str) -> bool {
    let word_of_1_1 = ["y", "n", "yes", "no", "on", "off"].iter().any(|word| text.eq_ignore_ascii_case(word));
    let starts_well = text.starts_with(|c: char| c.is_alphanumeric());
    let has_letter = text.contains(char::is_alphabetic);
    !word_of_1_1 && starts_well && has_letter && !text.contains('\n') && reads_back(&format!("k: {text}\n"), text)
}

/// Whether the value of the only key of this YAML is this text.
fn reads_back(yaml: &str, text: &str) -> bool {
    let Ok(Node { value: Value::Map(entries), .. }) = tree(yaml) else { return false };
    matches!(entries.as_slice(), [(_, Node { value: Value::Text(found), .. })] if found == text)
}

/// The text in double quotes (YAML 1.2, section 7.3.1), everything escaped that is not a visible character.
fn double_quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        let _infallible = match character {
            '"' | '\\' => write!(quoted, "\\{character}"),
            '\n' => write!(quoted, "\\n"),
            '\t' => write!(quoted, "\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}') => {
                write!(quoted, "\\u{:04X}", u32::from(c))
            }
            c => write!(quoted, "{c}"),
        };
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &str) {
        let mut out = String::new();
        write_key(&mut out, 0, "k", &Yaml::text(text));
        assert_eq!(out, expected);
    }

    #[test]
    fn quotes_what_would_be_read_as_something_else() {
        case("Two words", "k: Two words\n");
        case("What is co-production?", "k: What is co-production?\n");
        case("5 o'clock", "k: 5 o'clock\n");
        case("Part 1: start", "k: \"Part 1: start\"\n");
        case("a #b", "k: \"a #b\"\n");
        case("a#b", "k: a#b\n");
        case("[draft]", "k: \"[draft]\"\n");
        case("2022", "k: \"2022\"\n");
        case("1e5", "k: \"1e5\"\n");
        case("no", "k: \"no\"\n");
        case("null", "k: \"null\"\n");
        case("say \"x\" \\ y:", "k: \"say \\\"x\\\" \\\\ y:\"\n");
        case("a\u{2028}b", "k: \"a\\u2028b\"\n");
        case("a\n\n  b", "k: |\n  a\n\n    b\n");
        let long = format!("{}: {}", "long ".repeat(12).trim(), "words ".repeat(12).trim());
        case(
            &long,
            &format!("k: >-\n  {}: {}\n  {}\n", "long ".repeat(12).trim(), "words ".repeat(6).trim(), "words ".repeat(6).trim()),
        );
        case(&format!("{}  x", "a".repeat(100)), &format!("k: {}  x\n", "a".repeat(100)));
        case("a\r\nb", "k: \"a\\u000D\\nb\"\n");
    }

    #[test]
    fn groups_and_lists_are_blocks() {
        let mut out = String::new();
        let person = Yaml::keys([("name", Some(Yaml::text("A"))), ("role", None), ("note", Some(Yaml::text("b\nc")))]);
        write_key(&mut out, 0, "people", &Yaml::List(vec![person, Yaml::text("plain")]));
        write_key(&mut out, 0, "none", &Yaml::List(vec![]));
        assert_eq!(out, "people:\n  - name: A\n    note: |\n      b\n      c\n  - plain\nnone: []\n");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn any_text_reads_back(text in prop_oneof!["(?s).{0,40}", "([a-z #:]{1,9} ){9,30}"], nested in any::<bool>()) {
            let mut out = String::new();
            let value = Yaml::text(text.trim());
            let value = if nested { Yaml::List(vec![Yaml::keys([("k", Some(value))])]) } else { value };
            write_key(&mut out, 0, "key", &value);
            let root = tree(&out).unwrap();
            let Value::Map(entries) = root.value else { panic!() };
            let mut found = &entries[0].1;
            if nested {
                let Value::List(items) = &found.value else { panic!() };
                let Value::Map(entries) = &items[0].value else { panic!() };
                found = &entries[0].1;
            }
            let Value::Text(found) = &found.value else { panic!("{out}") };
            prop_assert_eq!(found.trim(), text.trim());
        }
    }
}
