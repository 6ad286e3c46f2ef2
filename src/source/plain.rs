//! Plain data in YAML, for files that podwright writes and reads itself.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::source::position::Position;
use crate::source::text::without_mark;

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
            return PlainError { line: 1, column: 1, message: written };
        };
        let Position { line, column } = Position::of_byte(text, location.index());
        // the place stands in the message too, and once is enough
        let place = format!(" at line {} column {}", location.line(), location.column());
        PlainError { line, column, message: written.replacen(&place, "", 1) }
    })
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
        assert_eq!(error.message, "b: invalid type: string \"x\", expected u32");
        let error = from_yaml::<BTreeMap<String, u32>>("a: 1\nb: 2\n]\n").unwrap_err();
        assert_eq!((error.line, error.column), (3, 1));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(map in proptest::collection::btree_map(".*", ".*", 0..4)) {
            prop_assert_eq!(from_yaml::<BTreeMap<String, String>>(&to_yaml(&map)), Ok(map));
        }
    }
}
