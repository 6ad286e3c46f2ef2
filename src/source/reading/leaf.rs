//! Single values: text with its kinds, yes or no, lists of values.

use std::fmt::Display;
use std::str::FromStr;

use crate::model::fault::FaultKind;
use crate::model::place::KeyStep;
use crate::source::reading::reader::{FromYaml, Reader};
use crate::source::reading::shape::Shape;
use crate::source::yaml::node::{Node, Value};

/// A value that is written as text.
pub(crate) trait Leaf: FromStr<Err: Display> {
    /// Completes "where … is needed".
    const NEEDED: &'static str;

    /// What to do about an empty list of such values, where at least one is needed.
    const EMPTY_LIST: Option<&'static str> = None;

    /// What the text may be.
    fn shape() -> Shape;

    /// Whether blanks around the text were left out, which a producer did not see.
    fn is_trimmed(_found: &str) -> bool {
        false
    }

    /// What is wrong with a text that was refused.
    fn problem(_found: &str, error: &Self::Err) -> String {
        error.to_string()
    }

    /// How to mend a text that was refused.
    fn help(found: &str, error: &Self::Err) -> String;

    /// The kind of the fault.
    fn kind(_error: &Self::Err) -> FaultKind {
        FaultKind::BadValue
    }
}

impl<T: Leaf> FromYaml for T {
    const EMPTY_LIST: Option<&'static str> = <T as Leaf>::EMPTY_LIST;

    fn shape() -> Shape {
        <T as Leaf>::shape()
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if let Value::Flag(_) | Value::Whole(_) | Value::Number(_) = node.value {
            let raw = reader.raw(node);
            // quotes help only where what is inside them is then right
            let help = match raw.parse::<T>() {
                Ok(_) => format!("put it in quotes: `\"{raw}\"`"),
                Err(error) => T::help(&raw, &error),
            };
            reader.wrong_type(node, T::NEEDED, help);
            return None;
        }
        let text = text(node, T::NEEDED, reader)?;
        match text.parse::<T>() {
            Ok(value) => {
                if T::is_trimmed(text) {
                    reader.trim();
                }
                Some(value)
            }
            Err(error) => {
                let message = format!("{}: {}", reader.name(), T::problem(text, &error));
                reader.fault(T::kind(&error), node, message, T::help(text, &error));
                None
            }
        }
    }
}

/// The text of a node.
pub(crate) fn text<'n>(node: &'n Node, needed: &str, reader: &mut Reader<'_>) -> Option<&'n str> {
    let help = match &node.value {
        Value::Text(text) => return Some(text),
        Value::Flag(_) | Value::Whole(_) | Value::Number(_) => format!("put it in quotes: `\"{}\"`", reader.raw(node)),
        Value::Map(_) => "where the colon or the brace is part of a text, put the whole text in quotes".to_owned(),
        _ => "write one text; where a bracket or a hyphen is part of it, put the whole text in quotes".to_owned(),
    };
    reader.wrong_type(node, needed, help);
    None
}

impl FromYaml for bool {
    fn shape() -> Shape {
        Shape::Flag
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let help = match &node.value {
            Value::Flag(flag) => return Some(*flag),
            Value::Text(text) => match text.to_ascii_lowercase().as_str() {
                "yes" | "on" | "y" => "write `true`; `yes` is plain text in YAML 1.2",
                "no" | "off" | "n" | "clean" => "write `false`; `no` is plain text in YAML 1.2",
                "true" => "write `true`, in lower case and without quotes",
                "false" => "write `false`, in lower case and without quotes",
                _ => "write `true` or `false`",
            },
            _ => "write `true` or `false`",
        };
        reader.wrong_type(node, "`true` or `false`", help);
        None
    }
}

impl<T: FromYaml> FromYaml for Vec<T> {
    fn shape() -> Shape {
        Shape::List { item: T::shape, least: usize::from(T::EMPTY_LIST.is_some()) }
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let Value::List(items) = &node.value else {
            reader.wrong_type(node, "a list", "begin each item with `- ` on a line of its own, or write `[one, two]`");
            return None;
        };
        let read = |(index, item)| {
            let value = reader.within(KeyStep::Item(index), |reader| T::read(item, reader));
            if value.is_none() {
                reader.lose(index);
            }
            value
        };
        // an item that cannot be read is a fault; the others still count
        let list: Self = items.iter().enumerate().filter_map(read).collect();
        if let Some(help) = T::EMPTY_LIST.filter(|_| items.is_empty()) {
            let message = format!("{} is an empty list", reader.name());
            reader.fault(FaultKind::BadValue, node, message, help);
        }
        (T::EMPTY_LIST.is_none() || !list.is_empty()).then_some(list)
    }
}

/// The value of a key that may be left out, where it is there.
impl<T: FromYaml> FromYaml for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        T::read(node, reader).map(Some)
    }
}
