//! The rules, with the size of the feed that would be written.

use std::collections::BTreeMap;

use crate::check;
use crate::check::consent::Consent;
use crate::check::report::Report;
use crate::cli::build::published;
use crate::cli::load::Loaded;
use crate::cli::tagging::Tagging;
use crate::feed;
use crate::model::moment::Moment;
use crate::model::slug::Slug;

/// What the rules find. Where nothing stands against the feed, it is made, without being kept, for its size.
pub(super) fn judge(loaded: &Loaded, taggings: &BTreeMap<Slug, Tagging>, consent: &Consent, now: Moment) -> Report {
    let report = check::run(&loaded.catalog, consent, now);
    let Ok(cleared) = report.clone().clear(loaded.catalog.clone()) else { return report };
    // Tagging, which may come later, changes the size of the feed by a digit at most.
    match published(&cleared, loaded, taggings, now).ok().and_then(|sealed| feed::size(&sealed).ok()) {
        Some(bytes) => check::with_feed_size(report, &loaded.catalog, consent, bytes),
        None => report,
    }
}
