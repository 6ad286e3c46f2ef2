//! The text of a file to a tree of nodes.

use std::borrow::Cow;

use serde::de::DeserializeSeed;

use crate::source::yaml::node::{Node, NodeReader};
use crate::source::yaml::surrogates;
use crate::source::yaml::syntax::{SyntaxError, before_parsing};

/// The tree of a text.
pub(crate) fn tree(text: &str) -> Result<Node, SyntaxError> {
    before_parsing(text)?;
    let mut text = Cow::Borrowed(text);
    let mut rounds = 0;
    loop {
        let nodes = NodeReader::default();
        let error = match (&nodes).deserialize(serde_yaml::Deserializer::from_str(&text)) {
            Ok(root) => return Ok(root),
            Err(_) if nodes.grew_too_large() => return Err(SyntaxError::aliases()),
            Err(error) => error,
        };
        // what programs write as JSON is YAML but for this
        let byte = surrogates::escape_at(&text, error.location().map_or(0, |location| location.index()));
        let Some(joined) = surrogates::joined(&text, byte, rounds) else { return Err(SyntaxError::of(&text, &error)) };
        text = Cow::Owned(joined);
        rounds += 1;
    }
}
