//! A show to look at.

use crate::seal::SiteView;

/// A show as it would be, faults and all. Pages can be made of it, and nothing turns it into a [`Sealed`](crate::seal::Sealed).
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// What its pages show.
    pub view: SiteView,
}
