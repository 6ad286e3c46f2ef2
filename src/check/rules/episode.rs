//! Faults of an episode.yaml that are not faults of reading, and of the episodes among each other.

mod among;
mod copied;
mod link_slips;
pub(in crate::check::rules) mod links;
mod notes;
mod stretches;
mod text;

use crate::check::found::Found;
use crate::check::scope::Scope;

/// Looks at each episode, and at all of them together.
pub(crate) fn check(scope: &Scope<'_>, found: &mut Found) {
    text::check(scope, found);
    among::check(scope, found);
    copied::check(scope, found);
}

#[cfg(test)]
mod tests;
