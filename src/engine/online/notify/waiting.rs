//! Waits until the public address serves a feed.

use std::time::Duration;

use crate::check::live::kept_for;
use crate::engine::online::public_feed::ask_behind;
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::web::http_url::HttpUrl;
use crate::model::web::web_answer::{BodyEnd, WebAnswer};
use crate::model::web::web_request::{BodyReading, WebRequest};
use crate::world::clock::Clock;
use crate::world::network::Network;
use crate::world::network::web_client::{Manners, PrivateNetworks};

/// How long the address may take to answer.
const ANSWER: Duration = Duration::from_secs(30);

/// When it is asked after the first time; then each minute. // seconds
const ASKED_AT: [u64; 3] = [2, 5, 15];

/// How long it is asked beyond the time for which caches may keep the old feed. // seconds
const MORE: u64 = 60;

/// The longest that caches are believed to keep a feed. The rule `live-cache` warns of more. // seconds
const KEPT_MAX: u64 = 3600;

/// How long to wait.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::engine::online::notify) enum Patience {
    /// Not at all: the address is asked once.
    None,
    /// A minute longer than caches may keep the old feed.
    UntilCachesAreOld,
}

/// The address does not serve the feed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct StillCached {
    /// What it does instead.
    pub(crate) reason: String,
    /// For how many seconds it was asked.
    pub(crate) seconds: u64,
}

/// Asks the address again and again until it serves these bytes.
///
/// # Errors
/// If it does not, as long as there is patience.
pub(in crate::engine::online::notify) fn wait_until_served(
    network: &dyn Network,
    clock: &dyn Clock,
    (address, feed): (&HttpUrl, &[u8]),
    patience: Patience,
    wait: &dyn Fn(Duration),
) -> Result<(), StillCached> {
    let client = network.client(Manners { patience: ANSWER, private_networks: PrivateNetworks::Asked });
    let reading = BodyReading::Hash(ByteCount::of(feed));
    let request = WebRequest::get(address.as_str(), reading).with("cache-control", "no-cache");
    let (wanted, mut at, mut kept) = (Sha256::of(feed), 0, 0);
    loop {
        let answer = ask_behind(client.as_ref(), &request);
        let Some(reason) = fault(answer.as_ref().map_err(String::as_str), wanted) else { return Ok(()) };
        kept = kept.max(answer.ok().and_then(|answer| kept_for(&answer)).unwrap_or(0).min(KEPT_MAX));
        let following = next(at);
        if patience == Patience::None || following > kept + MORE {
            return Err(StillCached { reason, seconds: at });
        }
        let pause = Duration::from_secs(following - at);
        wait(pause);
        clock.sleep(pause);
        at = following;
    }
}

/// When it is asked after this time. // seconds
fn next(at: u64) -> u64 {
    ASKED_AT.into_iter().find(|next| *next > at).unwrap_or((at / 60 + 1) * 60)
}

/// Why an answer is not the feed with this hash; `None` where it is.
fn fault(answer: Result<&WebAnswer, &str>, wanted: Sha256) -> Option<String> {
    let answer = match answer {
        Ok(answer) => answer,
        Err(reason) => return Some(reason.to_owned()),
    };
    if answer.status != 200 {
        return Some(format!("the server answers with {}", answer.status));
    }
    if let Some(packing) = answer.packing() {
        return Some(format!("it sends the feed with `Content-Encoding: {packing}` even to an app that does not accept it"));
    }
    match (&answer.end, answer.sha256) {
        (BodyEnd::Broken(reason), _) => Some(format!("what it sends breaks off: {reason}")),
        (BodyEnd::Whole, Some(found)) if found == wanted => None,
        _ => Some("it sends another feed than the one in feed/".to_owned()),
    }
}
