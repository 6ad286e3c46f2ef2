//! A feed of another host becomes a show in a folder: read, planned, fetched, written, proved.

mod allowing;
pub(crate) mod fetcher;
pub(crate) mod gathering;
pub(crate) mod origin_note;
pub(crate) mod reading;
pub(crate) mod recordings;
pub(crate) mod switching;
mod waiting;
pub(crate) mod writing;

use std::collections::BTreeSet;
use std::sync::Arc;

use camino::Utf8Path;

use crate::check::consent::Consent;
use crate::check::finding::Finding;
use crate::check::rule::Rule;
use crate::engine::checked_show::CheckedShow;
use crate::engine::import::allowing::allow;
use crate::engine::progress::NoProgress;
use crate::engine::show::Show;
use crate::error::Error;
use crate::feed::proof::{Proof, prove};
use crate::feed::published::comparison::name;
use crate::import::old_feed::OldFeed;
use crate::import::plan::ImportPlan;
use crate::model::identity::slug::Slug;
use crate::model::settings::level::Level;
use crate::model::time::build_time::BuildTime;
use crate::world::disk::Disk;

/// How an import ended.
pub(crate) enum Proved {
    /// Both feeds were compared.
    Compared(Box<Proof>),
    /// The show has errors, so it has no feed yet.
    Faulty {
        /// How many.
        errors: usize,
    },
}

/// Makes the feed of the show in a folder, in memory and without pages, and holds it against the old one. In a folder that is not new, only the
/// episodes of the plan were written.
///
/// # Errors
/// If the show cannot be loaded, or its feed cannot be read.
pub(crate) fn proved(
    disk: &Arc<dyn Disk>,
    root: &Utf8Path,
    (feed, plan): (&OldFeed, &mut ImportPlan),
    is_new: bool,
    time: BuildTime,
) -> Result<Proved, Error> {
    let mut checked = checked(disk, root, time)?;
    if checked.report().count(Level::Error) > 0
        && allow(disk.as_ref(), root, &written_now(&checked.report().findings, plan, is_new), (&mut plan.ledger, &feed.spot()))?
    {
        checked = self::checked(disk, root, time)?;
    }
    let errors = checked.report().count(Level::Error);
    let told = told(feed, plan);
    let Some(xml) = checked.feed_text() else { return Ok(Proved::Faulty { errors }) };
    let proof = prove(&feed.published, &feed.pages, xml, &told).map_err(|error| Error::Disagreement(error.to_string()))?;
    Ok(Proved::Compared(Box::new(proof)))
}

/// Those about files that this run wrote: what the producer wrote is not allowed behind their back, nor what differs from what subscribers have.
fn written_now<'a>(findings: &'a [Finding], plan: &ImportPlan, is_new: bool) -> Vec<&'a Finding> {
    let written: BTreeSet<&Slug> = plan.episodes.iter().map(|planned| &planned.episode.slug).collect();
    let is_ours = |finding: &&Finding| match &finding.episode {
        Some(slug) => written.contains(slug),
        None => is_new,
    };
    findings.iter().filter(is_ours).filter(|finding| !matches!(finding.rule, Rule::History(_))).collect()
}

fn checked(disk: &Arc<dyn Disk>, root: &Utf8Path, time: BuildTime) -> Result<CheckedShow, Error> {
    let mut show = Show::open(Arc::clone(disk), root, &NoProgress)?;
    show.keep_cache();
    Ok(show.check(&Consent::default(), time))
}

/// Names of the items of which the ledger tells that something differs.
fn told(feed: &OldFeed, plan: &ImportPlan) -> BTreeSet<String> {
    let of_feed = plan.told.iter().filter_map(|index| feed.published.items.get(*index));
    let names = of_feed.map(|item| item.guid.clone().unwrap_or_else(|| name(item)));
    let new = plan.episodes.iter().filter(|planned| plan.told.contains(&planned.index));
    names.chain(new.map(|planned| planned.episode.guid.to_string())).collect()
}
