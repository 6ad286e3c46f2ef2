//! Rules, what they find, and the gate: a show without an error is [`Cleared`](cleared::Cleared).
//!
//! A rule gets the catalog and the time; it reads no file and prints nothing. Each rule looks at the whole show, and what the
//! producer consents to is taken off at the end, so that it can be counted.

pub mod cleared;
pub mod consent;
pub mod finding;
pub mod report;
pub mod rule;
pub mod rules;

mod found;
mod markdown;
mod plain_language;
mod scope;
#[cfg(test)]
mod testing;

use crate::catalog::Catalog;
use crate::check::consent::Consent;
use crate::check::found::Found;
use crate::check::report::Report;
use crate::check::scope::Scope;
use crate::model::moment::Moment;

/// Everything that is wrong with a show, or worth knowing about it. `now` decides only which episodes are held back and which
/// were published before.
pub fn run(catalog: &Catalog, consent: &Consent, now: Moment) -> Report {
    let mut found = Found::default();
    rules::reading::check(catalog, &mut found);
    rules::history::check(catalog, now, &mut found);
    if let Some(show) = &catalog.show {
        rules::show::check(&Scope { catalog, show, now }, &mut found);
        rules::episode::check(&Scope { catalog, show, now }, &mut found);
        rules::artwork::check(&Scope { catalog, show, now }, &mut found);
        rules::chapters::check(&Scope { catalog, show, now }, &mut found);
        rules::transcript::check(&Scope { catalog, show, now }, &mut found);
        rules::accessibility::check(&Scope { catalog, show, now }, &mut found);
        rules::loudness::check(&Scope { catalog, show, now }, &mut found);
    }
    rules::audio::check(catalog, &mut found);
    report::settle(catalog, consent, found)
}
