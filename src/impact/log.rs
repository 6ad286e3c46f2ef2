//! Access logs: their formats, their lines, and the request in a line.

pub(in crate::impact) mod byte_range;
pub(in crate::impact) mod byte_search;
pub(in crate::impact) mod field;
pub mod format;
pub(in crate::impact) mod formats;
pub(in crate::impact) mod hit;
pub mod log_error;
pub mod log_reader;
