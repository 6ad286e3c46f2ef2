//! What podwright knows, printed: lists to choose from, schemas, templates.

pub(in crate::cli) mod categories;
pub(in crate::cli) mod languages;
pub(in crate::cli) mod listed_language;
pub(in crate::cli) mod schema;
pub(in crate::cli) mod templates;
