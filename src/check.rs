//! Rules, what they find, and the gate: a show without an error is [`Cleared`](cleared::Cleared).
//!
//! A rule gets the catalog and the time; it reads no file and prints nothing. Each rule looks at the whole show, and what the
//! producer consents to is taken off at the end, so that it can be counted.

pub mod checked;
pub mod cleared;
pub mod consent;
pub mod finding;
pub mod forget;
pub mod located_finding;
pub mod report;
pub mod rule;
pub mod rules;

pub(crate) mod found;
pub(crate) mod imported;
pub(crate) mod live;
pub(crate) mod scope;
#[cfg(test)]
mod testing;

use crate::catalog::Catalog;
use crate::check::checked::Checked;
use crate::check::consent::Consent;
use crate::check::found::Found;
use crate::check::report::Report;
use crate::check::scope::{Scope, faulty_files};
use crate::model::time::build_time::BuildTime;

/// Everything that is wrong with a show, or worth knowing about it. The time decides only which episodes are held back and which
/// were out before.
pub fn run(catalog: Catalog, consent: Consent, time: impl Into<BuildTime>) -> Checked {
    Checked::new(catalog, consent, time.into())
}

/// What the rules find in a catalog.
pub(in crate::check) fn report_on(catalog: &Catalog, consent: &Consent, time: impl Into<BuildTime>) -> Report {
    let time = time.into();
    let mut found = Found::default();
    rules::reading::check(catalog, &mut found);
    rules::history::check(catalog, time, &mut found);
    if let Some(show) = &catalog.show {
        let faulty = faulty_files(catalog);
        let scope = Scope::new(catalog, show, time.now, &faulty);
        rules::show::check(&scope, &mut found);
        rules::episode::check(&scope, &mut found);
        rules::artwork::check(&scope, &mut found);
        rules::chapters::check(&scope, &mut found);
        rules::transcript::check(&scope, &mut found);
        rules::accessibility::check(&scope, &mut found);
        rules::loudness::check(&scope, &mut found);
        rules::impact::check(&scope, &mut found);
        if !consent.without_media {
            rules::audio::check_absent(&scope, &mut found);
        }
    }
    rules::audio::check(catalog, &mut found);
    report::resolve_levels(catalog, consent, found)
}
