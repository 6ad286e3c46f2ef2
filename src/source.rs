//! YAML text to the model, every fault with file, line and column. The only room that knows `serde_yaml`.
//!
//! `serde_yaml` gives values without positions, and stops at the first fault. So a file is first read into a tree of `node::Node`s,
//! each with a number; the tree is read into the model, all faults collected; and the position of a faulty node is found by reading
//! the text once more and stopping at the node with its number (`probe`), because an error of `serde_yaml` carries its position.

#[cfg(test)]
mod cases;
pub mod reading;
mod values;
pub mod yaml;

pub mod episode;
pub mod scaffold;
pub mod schema;
pub mod show;
#[cfg(any(test, feature = "test-support"))]
pub mod table;

use crate::model::fault::Fault;
use crate::model::place::Place;

/// What was read from a file, with everything that is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read<T> {
    /// The value; `None` where a key that must be there is missing or wrong. A key that may be left out and is wrong counts as left out.
    pub value: Option<T>,
    /// The faults, ordered by line and column.
    pub faults: Vec<Fault>,
    /// Items of lists that are left out of the value, because they could not be read.
    pub lost: Vec<Place>,
    /// Texts with blanks around them, which were left out.
    pub untrimmed: Vec<Place>,
}
