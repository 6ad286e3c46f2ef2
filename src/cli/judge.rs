//! The rules, with the size of the feed that would be written.

use std::collections::BTreeMap;

use crate::check;
use crate::check::consent::Consent;
use crate::check::report::Report;
use crate::cli::build::settle;
use crate::cli::load::Loaded;
use crate::cli::tagging::Tagging;
use crate::feed;
use crate::model::moment::Moment;
use crate::model::slug::Slug;

/// What the rules find. The feed is written in memory where nothing stands against it, and its size is a fact like others.
pub(super) fn judge(loaded: &mut Loaded, taggings: &BTreeMap<Slug, Tagging>, consent: &Consent, now: Moment) -> Report {
    let report = check::run(&loaded.catalog, consent, now);
    let Ok(cleared) = report.clone().clear(loaded.catalog.clone()) else { return report };
    // Tagging, which may come later, changes the size of the feed by a digit at most.
    let bytes = settle(&cleared, loaded, taggings, now, Vec::new()).ok().and_then(|(sealed, _)| feed::size(&sealed).ok());
    loaded.catalog.feed_bytes = bytes;
    check::run(&loaded.catalog, consent, now)
}
