//! A show that may be published.

use crate::catalog::Catalog;

/// A catalog in which no rule found an error. Only `check` makes one.
#[derive(Clone, Debug)]
pub struct Cleared(Catalog);

impl Cleared {
    /// Only [`Report::clear`](crate::check::report::Report::clear) calls it, after it saw that there is no error.
    pub(in crate::check) fn new(catalog: Catalog) -> Self {
        Self(catalog)
    }

    /// The catalog.
    pub fn catalog(&self) -> &Catalog {
        &self.0
    }
}
