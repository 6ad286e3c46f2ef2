//! Plain data in YAML, for files that podwright writes and reads itself.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::source::yaml::position::Position;
use crate::source::yaml::text::without_mark;

/// Why plain data could not be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct PlainError {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1 (characters).
    pub column: u32,
    /// What is wrong.
    pub message: String,
}

/// Reads plain data.
///
/// # Errors
/// Where the text is not YAML, or not of the form that `T` describes.
pub fn from_yaml<T: DeserializeOwned>(text: &str) -> Result<T, PlainError> {
    let text = without_mark(text);
    serde_yaml::from_str(text).map_err(|error| {
        let written = error.to_string();
        let Some(location) = error.location() else {
            return PlainError { line: 1, column: 1, message: in_words(&written) };
        };
        let Position { line, column } = Position::of_byte(text, location.index());
        // the place stands in the message too, and once is enough
        let place = format!(" at line {} column {}", location.line(), location.column());
        PlainError { line, column, message: in_words(&written.replacen(&place, "", 1)) }
    })
}

/// What serde says, in the words of those who know the file and not the program.
fn in_words(written: &str) -> String {
    if let Some((before, wanted)) = written.split_once(", expected ")
        && let Some((place, found)) = before.split_once("invalid type: ").or_else(|| before.split_once("invalid value: "))
    {
        return format!("{place}{} where {} is needed", found_in_words(found), wanted_in_words(wanted));
    }
    let known = written.split(", expected ").next().unwrap_or(written);
    [("missing field", "missing key"), ("unknown field", "unknown key"), ("duplicate field", "repeated key")]
        .iter()
        .fold(known.to_owned(), |text, (serde, ours)| text.replace(serde, ours))
}

fn found_in_words(found: &str) -> String {
    let (kind, value) = found.split_at(found.find([' ', '"', '`']).unwrap_or(found.len()));
    match kind {
        "string" => format!("the text {}", value.trim()),
        "map" => "a group of keys".to_owned(),
        "sequence" => "a list".to_owned(),
        "unit" => "nothing".to_owned(),
        "integer" => format!("the number {}", value.trim()),
        "floating" => format!("the number {}", value.trim().trim_start_matches("point ")),
        "boolean" => value.trim().to_owned(),
        _ => found.to_owned(),
    }
}

fn wanted_in_words(wanted: &str) -> &str {
    match wanted {
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a string" | "str" => "text",
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list",
        "a map" => "a group of keys",
        wanted if wanted.starts_with("struct ") || wanted.starts_with("internally tagged enum ") => "a group of keys",
        wanted if wanted.starts_with("enum ") || wanted.starts_with("variant ") => "a word of the list",
        wanted => wanted,
    }
}

/// Writes plain data.
///
/// # Panics
/// Where `T` holds what YAML cannot: bytes, or an enum within an enum. That is a fault of `T`, not of any value.
pub fn to_yaml<T: Serialize>(value: &T) -> String {
    serde_yaml::to_string(value).expect("plain data has neither bytes nor nested enums")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_error_says_where() {
        let error = from_yaml::<BTreeMap<String, u32>>("a: 1\nb: x\n").unwrap_err();
        assert_eq!((error.line, error.column), (2, 4));
        assert_eq!(error.message, "b: the text \"x\" where a whole number is needed");
        let error = from_yaml::<BTreeMap<String, u32>>("a: 1\nb: 2\n]\n").unwrap_err();
        assert_eq!((error.line, error.column), (3, 1));
    }

    #[test]
    fn an_error_names_no_type_of_the_program() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "only its errors matter")]
        struct Thing {
            number: u32,
            list: Vec<f64>,
            text: Option<String>,
        }
        let message = |text| from_yaml::<Thing>(text).unwrap_err().message;
        assert_eq!(message("number: 1\n"), "missing key `list`");
        assert_eq!(message("number: 1\nlist: []\nx: 1\n"), "unknown key `x`");
        assert_eq!(message("number: 1\nnumber: 2\n"), "repeated key `number`");
        assert_eq!(message("number: -1\n"), "number: the number `-1` where a whole number is needed");
        assert_eq!(message("number: 1.5\n"), "number: the number `1.5` where a whole number is needed");
        assert_eq!(message("number: [1]\n"), "number: a list where a whole number is needed");
        assert_eq!(message("list: {a: 1}\n"), "list: a group of keys where a list is needed");
        assert_eq!(message("list: [true]\n"), "list[0]: `true` where a number is needed");
        assert_eq!(message("text: [a]\n"), "text: a list where text is needed");
        assert_eq!(message("[1]\n"), "a list where a group of keys is needed");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(map in proptest::collection::btree_map(".*", ".*", 0..4)) {
            prop_assert_eq!(from_yaml::<BTreeMap<String, String>>(&to_yaml(&map)), Ok(map));
        }
    }
}
