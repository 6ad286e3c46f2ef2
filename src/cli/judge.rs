//! The rules, with the size of the feed that would be written.

use std::collections::BTreeMap;

use crate::check;
use crate::check::consent::Consent;
use crate::check::report::Report;
use crate::cli::build::published;
use crate::engine::load::Loaded;
use crate::engine::tagging::Tagging;
use crate::feed;
use crate::model::moment::Moment;
use crate::model::slug::Slug;

/// What the rules find. Where nothing stands against the feed, it is made, without being kept, for its size.
pub(in crate::cli) fn judge(loaded: &Loaded, taggings: &BTreeMap<Slug, Tagging>, consent: &Consent, now: Moment) -> Report {
    let cleared = match check::run(loaded.catalog.clone(), consent.clone(), now).clear() {
        Ok(cleared) => cleared,
        Err(checked) => return checked.report().clone(),
    };
    // Tagging, which may come later, changes the size of the feed by a digit at most.
    match published(&cleared, loaded, taggings, now).ok().and_then(|sealed| feed::size(&sealed).ok()) {
        Some(bytes) => cleared.with_feed_size(bytes).report().clone(),
        None => cleared.report().clone(),
    }
}
