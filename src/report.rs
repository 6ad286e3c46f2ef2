//! Findings, plans and facts to text and JSON. Everything here is pure: text in memory, which `cli` prints.

pub mod findings;
pub mod impact;
pub mod import;
pub(crate) mod lettering;
pub(crate) mod live;
pub(crate) mod master;
pub mod paint;
pub mod plot;
pub mod probe;
pub(crate) mod publish;
pub mod rules;
pub mod status;
pub mod subscribers;
pub mod tags;

use serde::Serialize;

/// JSON for people and programs: set in, in the order of the fields, with a line end.
fn pretty(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("maps with text as keys, and no number that JSON lacks");
    text.push('\n');
    text
}
