//! A show that may be published.

use crate::catalog::Catalog;

/// A catalog in which no rule found an error. Only `check` makes one.
#[derive(Clone, Debug)]
pub struct Cleared(Catalog);

impl Cleared {
    /// The catalog.
    pub fn catalog(&self) -> &Catalog {
        &self.0
    }
}
