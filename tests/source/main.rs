//! Reading of YAML through the public functions of `source`: the real series, hostile texts, and the JSON Schemas against the reader.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "test support code")]

#[path = "../support/count.rs"]
mod count;

mod documents;
mod editors;
mod episode_values;
mod hostile;
mod lost_words;
mod positions;
mod scaffold;
mod schema;
mod series;
mod shared_values;
mod show_values;
