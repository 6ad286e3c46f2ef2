//! YAML itself: from text to a tree of nodes and back, with the place of each.

pub(in crate::source) mod cursor;
mod inside_text;
mod line_index;
pub mod locate;
pub(in crate::source) mod misread;
pub(in crate::source) mod node;
pub(in crate::source) mod places;
pub mod plain;
pub(in crate::source) mod position;
pub(in crate::source) mod surrogates;
pub(in crate::source) mod syntax;
pub mod text;
pub(in crate::source) mod to_yaml;
pub(in crate::source) mod tree;
pub mod with_key;
pub mod without_keys;
pub(in crate::source) mod written;
