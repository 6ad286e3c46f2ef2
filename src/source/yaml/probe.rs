//! Where a node stands.

use serde::de::DeserializeSeed;

use crate::source::yaml::node::NodeReader;
use crate::source::yaml::position::Position;

/// What is found at a node.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NodeSource {
    /// Where it begins: a quoted text at its quote, a block text at its `|` or `>`, a list at its first `-` or its `[`, a group of keys
    /// at its first key or its `{`, an alias where its anchor stands.
    pub(crate) position: Position,
    /// Bytes from the start of the text.
    pub(crate) byte: usize,
    /// The text of a scalar as it was written, without quotes.
    pub(crate) raw: Option<String>,
}

/// Finds the node with this number by reading the text again up to it.
pub(crate) fn find(text: &str, id: usize) -> NodeSource {
    let nodes = NodeReader::stop_at(id);
    let byte = match (&nodes).deserialize(serde_yaml::Deserializer::from_str(text)) {
        Err(error) => error.location().map_or(0, |location| location.index()),
        Ok(_) => 0,
    };
    NodeSource { position: Position::of_byte(text, byte), byte, raw: nodes.into_raw() }
}
