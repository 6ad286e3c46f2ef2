//! What servers answer, judged: the rules of `podwright verify`.
//!
//! Each judge asks through a [`Look`](crate::check::live::look::Look), which knows the answers so far. What it does not know becomes a wish, and the judge leaves that question for the
//! next round; when no wish is left, the findings are complete. So what is asked and what is found follow from the same lines, and both are tested with
//! values.

mod art;
mod cache;
mod changed;
mod exposed;
mod feed;
mod head;
mod http;
mod item;
pub(crate) mod live_breach;
pub(crate) mod live_build;
pub(crate) mod live_feed;
pub(crate) mod live_report;
pub(crate) mod look;
mod media;
mod pages;
mod reached;
mod redirects;
mod remedy;
mod sample;
#[cfg(test)]
mod tests;
mod texts;

pub(crate) use crate::check::live::art::judge_art;
pub(crate) use crate::check::live::cache::kept_for;
pub(crate) use crate::check::live::changed::judge_changed;
pub(crate) use crate::check::live::exposed::judge_exposed;
pub(crate) use crate::check::live::feed::{FEED_MAX, FeedQuestion, feed_request, judge_feed};
pub(crate) use crate::check::live::head::HeadOf;
pub(crate) use crate::check::live::http::host_of;
pub(crate) use crate::check::live::item::judge_item;
pub(crate) use crate::check::live::media::Thoroughness;
pub(crate) use crate::check::live::media::parts::{PART, middle};
pub(crate) use crate::check::live::pages::judge_page;
pub(crate) use crate::check::live::reached::answer_behind;
pub(crate) use crate::check::live::sample::{SampleSize, sample};

use crate::catalog::Catalog;
use crate::check::finding::Finding;
use crate::check::found::Breach;
use crate::check::live::live_breach::LiveBreach;
use crate::check::live::live_report::LiveFinding;
use crate::check::report::level_of;
use crate::model::place::{FilePosition, Place};

/// The finding that a breach becomes; `None` where the show allows it. A show can make each rule stricter or milder.
pub(crate) fn finding(catalog: Option<&Catalog>, breach: LiveBreach) -> Option<LiveFinding> {
    let LiveBreach { rule, level, url, episode, message, help, request, answer } = breach;
    let place = Place { file: url.into(), position: FilePosition::File };
    let found = Breach { rule: rule.into(), place, episode, message, help, is_firm: false };
    let level = match catalog {
        Some(catalog) => level_of(catalog, &found, level)?,
        None => level,
    };
    let Breach { rule, place, episode, message, help, .. } = found;
    Some(LiveFinding { finding: Finding { rule, level, message, help, place, episode }, request, answer })
}
