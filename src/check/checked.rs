//! A show that was checked, with what was found.

use crate::catalog::{Catalog, TagState};
use crate::check::consent::Consent;
use crate::check::found::Found;
use crate::check::report::{self, Report};
use crate::check::rules;
use crate::model::fault::Fault;
use crate::model::files::byte_count::ByteCount;
use crate::model::time::build_time::BuildTime;

/// A catalog and the report on this very catalog. Neither can be exchanged: only [`check::run`](crate::check::run) makes one.
#[derive(Clone, Debug)]
pub struct Checked {
    catalog: Catalog,
    report: Report,
    consent: Consent,
    time: BuildTime,
}

impl Checked {
    /// Runs every rule.
    pub(in crate::check) fn new(catalog: Catalog, consent: Consent, time: BuildTime) -> Self {
        let report = crate::check::report_on(&catalog, &consent, time);
        Self { catalog, report, consent, time }
    }

    /// What is known about the show.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// What was found.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Adds one more fault, which only showed when the pages were made.
    #[must_use]
    pub fn with_fault(self, fault: &Fault) -> Self {
        let mut found = Found::default();
        rules::reading::fault(fault, &mut found);
        self.with(found)
    }

    /// Adds what the size of the feed says: it is known only once nothing prevents writing it.
    #[must_use]
    pub(in crate::check) fn with_feed_size(self, bytes: ByteCount) -> Self {
        let mut found = Found::default();
        rules::show::size(bytes, &mut found);
        self.with(found)
    }

    /// A report on these breaches alone, at the levels that this show gives them.
    pub(crate) fn report_of(&self, found: Found) -> Report {
        report::resolve_levels(&self.catalog, &self.consent, found)
    }

    fn with(self, found: Found) -> Self {
        let report = self.report.with(report::resolve_levels(&self.catalog, &self.consent, found));
        Self { report, ..self }
    }

    /// Checks again as if the stale tags were written already: a build that writes them does not report them.
    #[must_use]
    pub fn with_tags_written(mut self) -> Self {
        for entry in &mut self.catalog.episodes {
            if matches!(entry.tags, TagState::Stale { .. }) {
                entry.tags = TagState::Fresh;
            }
        }
        Self::new(self.catalog, self.consent, self.time)
    }

    /// The catalog, without the report.
    pub fn into_catalog(self) -> Catalog {
        self.catalog
    }
}
