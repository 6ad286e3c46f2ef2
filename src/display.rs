//! The grammar of messages: counts, lists, sizes, near misses, text made safe for a terminal.

pub mod columns;
pub mod count;
pub mod list;
pub mod near;
pub mod printable;
pub mod sanitized;
pub mod shell_word;
