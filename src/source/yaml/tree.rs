//! The text of a file to a tree of nodes.

use serde::de::DeserializeSeed;

use crate::source::yaml::node::{Node, NodeReader};
use crate::source::yaml::syntax::{SyntaxError, before_parsing};

/// The tree of a text.
pub(crate) fn tree(text: &str) -> Result<Node, SyntaxError> {
    before_parsing(text)?;
    let nodes = NodeReader::default();
    (&nodes)
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| if nodes.grew_too_large() { SyntaxError::aliases() } else { SyntaxError::of(text, &error) })
}
