//! Tells those who carry news that the feed has changed: once for each content, and only after its public address serves it, since whoever is told asks
//! at once, and would get the old feed from a cache.

pub(in crate::engine) mod memory;
mod message;
pub(in crate::engine) mod of_build;
#[cfg(test)]
mod tests;
mod waiting;

use std::collections::BTreeSet;
use std::time::Duration;

use crate::engine::online::notify::message::{is_told, message};
use crate::engine::online::notify::waiting::{Patience, StillCached, wait_until_served};
use crate::layout::output::Output;
use crate::model::identity::digest::Sha256;
use crate::model::show::Show;
use crate::model::time::moment::Moment;
use crate::model::web::http_url::HttpUrl;
use crate::model::web::notified::{Notified, NotifyTarget};
use crate::model::web::placeholder_address::is_placeholder;
use crate::model::web::podping_token::PodpingToken;
use crate::world::clock::Clock;
use crate::world::network::Network;
use crate::world::network::web_client::{Manners, PrivateNetworks};

/// How long each of those that are told may take to answer.
const ANSWER: Duration = Duration::from_secs(10);

/// What is told, and of whom it is known already.
pub(crate) struct NotifyOptions<'a> {
    pub(crate) show: &'a Show,
    /// The feed, as the build wrote it.
    pub(crate) feed: &'a [u8],
    pub(crate) podping_token: Option<&'a PodpingToken>,
    /// What was told the last time, wherever that is remembered.
    pub(crate) remembered: Option<&'a Notified>,
    pub(crate) mode: NotifyMode,
    pub(crate) now: Moment,
    /// Gets how long it is until the address is asked again.
    pub(crate) wait: &'a dyn Fn(Duration),
}

/// Whether anything is told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NotifyMode {
    Tell,
    /// The address is asked once, nobody waits, and nobody is told.
    DryRun,
}

/// What came of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct NotifyReport {
    /// The address of the feed.
    pub(crate) feed: HttpUrl,
    /// The hash of the feed.
    pub(crate) sha256: Sha256,
    pub(crate) state: NotifyState,
    /// Who was told; in a dry run, who would be.
    pub(crate) told: Vec<NotifyOutcome>,
    /// Who is not told, and why.
    pub(crate) skipped: Vec<(NotifyTarget, &'static str)>,
    /// What is to be remembered from now on; `None` where nothing is new.
    pub(crate) remember: Option<Notified>,
}

/// How far it went.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum NotifyState {
    /// The address is a placeholder.
    Placeholder,
    /// Everybody knows already.
    Known,
    /// The address does not serve this feed.
    StillCached(StillCached),
    /// The address serves it.
    Served,
}

/// One that was told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct NotifyOutcome {
    pub(crate) to: NotifyTarget,
    /// Why it could not be told.
    pub(crate) failure: Option<String>,
}

/// Waits until the address serves the feed, and tells those that do not know it yet. Nothing that goes wrong stops a publication.
pub(in crate::engine::online::notify) fn tell_all(
    network: &dyn Network,
    clock: &dyn Clock,
    options: &NotifyOptions<'_>,
) -> NotifyReport {
    let NotifyOptions { show, podping_token, remembered, .. } = *options;
    let feed = Output::feed(show).url(show);
    let sha256 = Sha256::of(options.feed);
    let (wanted, skipped) = targets(show, podping_token);
    let report =
        |state, told, remember| NotifyReport { feed: feed.clone(), sha256, state, told, skipped: skipped.clone(), remember };
    if is_placeholder(show.url.as_url()) {
        return report(NotifyState::Placeholder, Vec::new(), None);
    }
    let remembered = remembered.filter(|told| told.feed == feed && told.sha256 == sha256);
    let mut known = remembered.map(|told| told.to.clone()).unwrap_or_default();
    let left: Vec<NotifyTarget> = wanted.into_iter().filter(|target| !known.contains(target)).collect();
    if left.is_empty() {
        return report(NotifyState::Known, Vec::new(), None);
    }
    let outcome = |to: &NotifyTarget| NotifyOutcome { to: *to, failure: None };
    let (patience, would) = match options.mode {
        NotifyMode::DryRun => (Patience::None, left.iter().map(outcome).collect()),
        NotifyMode::Tell => (Patience::UntilCachesAreOld, Vec::new()),
    };
    if let Err(stale) = wait_until_served(network, clock, (&feed, options.feed), patience, options.wait) {
        return report(NotifyState::StillCached(stale), would, None);
    }
    if options.mode == NotifyMode::DryRun {
        return report(NotifyState::Served, would, None);
    }
    let client = network.client(Manners { patience: ANSWER, private_networks: PrivateNetworks::Asked });
    let mut told = Vec::new();
    for to in left {
        let Some(message) = message(to, show, &feed, podping_token) else { continue };
        let failure = client.ask(&message).map_err(|failure| failure.to_string()).and_then(|answer| is_told(to, &answer)).err();
        if failure.is_none() {
            known.insert(to);
        }
        told.push(NotifyOutcome { to, failure });
    }
    let is_any = told.iter().any(|outcome| outcome.failure.is_none());
    let remember = is_any.then(|| Notified { feed: feed.clone(), sha256, at: options.now, to: known });
    report(NotifyState::Served, told, remember)
}

/// Who is to be told of a show, and who is not.
fn targets(show: &Show, token: Option<&PodpingToken>) -> (BTreeSet<NotifyTarget>, Vec<(NotifyTarget, &'static str)>) {
    let (mut wanted, mut skipped) = (BTreeSet::new(), Vec::new());
    if show.block {
        skipped.push((NotifyTarget::PodcastIndex, "podcast.yaml says `block: true`"));
    } else {
        wanted.insert(NotifyTarget::PodcastIndex);
    }
    if show.hub.is_some() {
        wanted.insert(NotifyTarget::Hub);
    }
    if show.podping && token.is_some() {
        wanted.insert(NotifyTarget::Podping);
    } else if show.podping {
        skipped.push((NotifyTarget::Podping, "the variable PODPING_TOKEN has no token"));
    }
    (wanted, skipped)
}
