//! How lines of each kind of log are taken apart.

pub(in crate::impact) mod columns;
pub(in crate::impact) mod json_fields;
pub(in crate::impact) mod template;
