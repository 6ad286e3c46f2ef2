//! How keys and single values are read, and what is said of a wrong one.

pub mod defaults;
pub(in crate::source) mod groups;
pub(in crate::source) mod keys;
pub(in crate::source) mod leaf;
pub(in crate::source) mod leaves;
pub(in crate::source) mod number;
pub(in crate::source) mod reader;
pub(in crate::source) mod shape;
pub(in crate::source) mod spelling;
pub mod value;
pub(in crate::source) mod words;
