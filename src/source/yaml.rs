//! YAML itself: from text to a tree of nodes and back, with the place of each.

pub mod locate;
pub(in crate::source) mod node;
pub mod plain;
pub(in crate::source) mod position;
pub(in crate::source) mod probe;
pub(in crate::source) mod syntax;
pub mod text;
pub(in crate::source) mod to_yaml;
pub(in crate::source) mod tree;
pub mod with_key;
pub(in crate::source) mod written;
