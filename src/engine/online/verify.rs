//! Asking a show's own addresses what apps will ask, and judging the answers.

pub(in crate::engine) mod asker;
mod live_parts;
mod show_build;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::check::live::live_breach::LiveBreach;
use crate::check::live::live_feed::LiveFeed;
use crate::check::live::live_report::LiveReport;
use crate::check::live::look::judged::Judged;
use crate::check::live::look::{Answers, body_of};
use crate::check::live::{
    FeedQuestion, HeadOf, SampleSize, Thoroughness, feed_request, finding, host_of, judge_art, judge_changed, judge_exposed,
    judge_feed, judge_item, judge_page, sample,
};
use crate::engine::online::verify::asker::Asker;
use crate::engine::online::verify::live_parts::live_feed;
pub(crate) use crate::engine::online::verify::show_build::ShowBuild;
use crate::error::Error;
use crate::feed::published;
use crate::model::identity::digest::Sha256;
use crate::model::identity::slug::Slug;
use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_failure::WebFailure;
use crate::model::web::web_request::WebRequest;
use crate::world::network::Network;
use crate::world::network::web_client::{Manners, PrivateNetworks};

/// How many episodes are judged before their answers are forgotten: texts and pictures would fill the memory otherwise.
const AT_ONCE: usize = 8;

/// The most requests of a run, unless every file is wanted.
const REQUESTS_MAX: usize = 400;

/// What is asked, and how.
pub(crate) struct VerifyOptions<'a> {
    /// The address of the feed.
    pub(crate) feed: &'a str,
    pub(crate) sample: SampleSize,
    /// Addresses of files that were just published.
    pub(crate) changed: &'a [String],
    /// How long each answer may take.
    pub(crate) patience: std::time::Duration,
    /// How many requests are under way at once.
    pub(crate) jobs: usize,
    /// Gets each request when it is answered.
    pub(crate) tell: &'a (dyn Fn(&WebRequest, &Result<WebAnswer, WebFailure>) + Sync),
}

/// Asks, and judges. `catalog` is the show whose feed it is, where that is here, and `build` what its last build wrote, where that is to be compared.
///
/// # Errors
/// If nothing can be asked: there is no network, or the server's name is not known.
pub(crate) fn verify(
    network: &dyn Network,
    options: &VerifyOptions<'_>,
    catalog: Option<&Catalog>,
    mut build: Option<ShowBuild>,
) -> Result<LiveReport, Error> {
    let first = feed_request(options.feed);
    let manners = |private_networks| Manners { patience: options.patience, private_networks };
    let mut answers = Answers::new();
    let mut asker = Asker::new(network.client(manners(PrivateNetworks::Refused)), options);
    asker.ask(&mut answers, vec![first.clone()]);
    let is_private = |answers: &Answers| matches!(answers.get(&first), Some(Err(WebFailure::Private(_))));
    let mut is_public = true;
    if is_private(&answers) {
        // The producer has named an address of a private network, so those in its feed may be of one as well: but only if all of the name leads there. One
        // that leads to the internet too, or at the second look, is of somebody who wants to be led in, and stays refused.
        let mut found = Answers::new();
        let mut private = Asker::new(network.client(manners(PrivateNetworks::Required)), options);
        private.ask(&mut found, vec![first.clone()]);
        if !is_private(&found) {
            (is_public, answers, asker) = (false, found, private);
            asker.client = network.client(manners(PrivateNetworks::Asked));
        }
    }
    if let Some(Err(failure)) = answers.get(&first)
        && failure.is_out_of_reach()
    {
        return Err(Error::Unreachable { address: options.feed.to_owned(), reason: failure.to_string() });
    }
    let mut judged = Judged::default();
    // the redirects first, since what is read at their end decides what else is asked
    let _on_the_way = asker.complete(&mut answers, &mut judged, &|look| look.reach(first.clone()));
    let guids = catalog.map(guids_of).unwrap_or_default();
    let body = body_of(&answers, first.clone());
    let sum = body.as_ref().map_or_else(|| Sha256::of(b""), |(_, body)| Sha256::of(body));
    let read = body.map(|(address, body)| {
        let read = published::read(body).map_err(|error| error.to_string());
        read.map(|read| live_feed(&read, &address, &guids))
    });
    let mut breaches = asker.complete(&mut answers, &mut judged, &|look| {
        let build = build.as_ref().map(|build| &build.live);
        judge_feed(look, &FeedQuestion { address: options.feed, read: read.as_ref(), build, is_public });
    });
    drop(answers);
    let feed = read.and_then(Result::ok).unwrap_or_default();
    let chosen = sample(&feed.items, options.sample, &sum);
    if let Some(picture) = &feed.picture {
        judged.leave_out(picture);
    }
    breaches.extend(items(&mut asker, &mut judged, (&feed, &chosen), (build.as_mut(), options.sample)));
    breaches.extend(site(&mut asker, &mut judged, (&feed, &chosen, options.feed), build.as_ref()));
    if let Some(build) = &build {
        breaches.extend(asker.complete(&mut Answers::new(), &mut judged, &|look| {
            options.changed.iter().for_each(|url| judge_changed(look, url, &build.live));
        }));
    }
    let mut report = LiveReport {
        feed: options.feed.to_owned(),
        asked: asker.asked,
        episodes: feed.items.len(),
        sampled: chosen.len(),
        is_complete: asker.is_complete,
        seen: feed.items.iter().filter_map(|item| item.guid.as_ref()?.parse().ok()).collect(),
        ..LiveReport::default()
    };
    for breach in breaches {
        match finding(catalog, breach) {
            Some(finding) => report.findings.push(finding),
            None => report.allowed += 1,
        }
    }
    Ok(report)
}

/// The episodes that were chosen, a few at a time.
fn items(
    asker: &mut Asker<'_>,
    judged: &mut Judged,
    (feed, chosen): (&LiveFeed, &[usize]),
    (mut build, sample): (Option<&mut ShowBuild>, SampleSize),
) -> Vec<LiveBreach> {
    let mut breaches = Vec::new();
    for some in chosen.chunks(AT_ONCE) {
        let thoroughness = |index: &usize| match sample {
            SampleSize::All => Thoroughness::EveryByte,
            SampleSize::Some(_) if chosen.first() == Some(index) => Thoroughness::EveryForm,
            SampleSize::Some(_) => Thoroughness::OneForm,
        };
        let items: Vec<_> = some.iter().map(|index| (&feed.items[*index], thoroughness(index))).collect();
        if let Some(build) = build.as_deref_mut() {
            let recordings = items.iter().filter_map(|(item, _)| item.recording.as_ref());
            build.keep_parts_of(recordings.map(|recording| recording.url.as_str()));
        }
        let live = build.as_deref().map(|build| &build.live);
        breaches.extend(asker.complete(&mut Answers::new(), judged, &|look| {
            for (item, thoroughness) in &items {
                judge_item(look, item, live, *thoroughness);
            }
        }));
    }
    breaches
}

/// The cover, a page of the show and one of an episode, and what nobody should get.
fn site(
    asker: &mut Asker<'_>,
    judged: &mut Judged,
    (feed, chosen, address): (&LiveFeed, &[usize], &str),
    build: Option<&ShowBuild>,
) -> Vec<LiveBreach> {
    let live = build.map(|build| &build.live);
    let newest = chosen.first().map(|index| &feed.items[*index]);
    // what is compared with the build may be a feed elsewhere, and then the server at `url:` is not the one that was named
    let own = build.filter(|build| host_of(&build.page) == host_of(address));
    // a page elsewhere is not the show's own
    let page = newest.and_then(|item| item.page.as_deref()).filter(|page| own.is_some() || host_of(page) == host_of(address));
    let recording = newest.and_then(|item| item.recording.as_ref()).map(|recording| recording.url.as_str());
    asker.complete(&mut Answers::new(), judged, &|look| {
        if let Some(picture) = &feed.picture {
            judge_art(look, HeadOf::Cover, picture, live);
        }
        if let Some(build) = own {
            judge_page(look, &build.page, None);
            judge_exposed(look, &build.live);
        }
        if let Some(page) = page {
            judge_page(look, page, recording);
        }
    })
}

/// The episodes of a show by their guid.
fn guids_of(catalog: &Catalog) -> BTreeMap<String, Slug> {
    catalog.episodes.iter().map(|entry| (entry.episode.guid.to_string(), entry.episode.slug.clone())).collect()
}

/// The most requests of a run; `None` where every file is wanted.
fn limit(sample: SampleSize) -> Option<usize> {
    match sample {
        SampleSize::All => None,
        SampleSize::Some(_) => Some(REQUESTS_MAX),
    }
}
