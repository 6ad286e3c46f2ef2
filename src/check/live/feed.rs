//! The feed itself: what an app gets that asks for it, and what it gets that has it already.

mod again;
mod content;

use crate::check::live::cache::judge_feed_cache;
use crate::check::live::feed::again::judge_again;
use crate::check::live::feed::content::judge_content;
use crate::check::live::head::{HeadOf, judge_head};
use crate::check::live::http::{is_https, is_same_address, without_tls};
use crate::check::live::live_build::LiveBuild;
use crate::check::live::live_feed::LiveFeed;
use crate::check::live::look::{Arrival, ArrivalEnd, Look};
use crate::check::live::reached::{answer_of, asked};
use crate::check::live::redirects::{AddressKind, judge_redirects};
use crate::check::rule::live::LiveRule::{LiveFeedStatus, LiveHttp, LiveSelfLink};
use crate::model::files::byte_count::ByteCount;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::{BodyEnd, WebAnswer};
use crate::model::web::web_request::{BodyReading, WebRequest};

/// The longest feed that directories take.
pub(crate) const FEED_MAX: ByteCount = ByteCount::new(5_000_000);

/// What is asked of a feed.
pub(crate) struct FeedQuestion<'a> {
    /// Its address.
    pub(crate) address: &'a str,
    /// What was read in it: nothing yet, or why it cannot be read.
    pub(crate) read: Option<&'a Result<LiveFeed, String>>,
    /// What it should be.
    pub(crate) build: Option<&'a LiveBuild>,
    /// Whether the address is of the open internet, where secure connections can be expected.
    pub(crate) is_public: bool,
}

/// The first request for a feed.
pub(crate) fn feed_request(address: &str) -> WebRequest {
    WebRequest::get(address, BodyReading::Start(FEED_MAX))
}

/// Judges the feed.
pub(crate) fn judge_feed(look: &mut Look<'_>, question: &FeedQuestion<'_>) {
    let Some(arrival) = look.follow(feed_request(question.address)) else { return };
    judge_redirects(look, AddressKind::Feed, &arrival);
    let Some(answer) = answer_of(look, &arrival) else { return };
    let request = &arrival.request;
    if answer.status != 200 {
        let message = match answer.status {
            status @ (403 | 410) => {
                format!("the feed's address answers with {status}, at which some apps unsubscribe people (gPodder does)")
            }
            status => format!("the feed's address answers with {status} instead of 200"),
        };
        return look.add((LiveFeedStatus, Level::Error), (request, Some(answer)), message);
    }
    if !judge_content(look, question, request, answer) {
        return;
    }
    judge_self_link(look, question, &arrival, answer);
    judge_feed_cache(look, request, answer);
    let head_request = WebRequest::head(&request.url);
    if let Some(head) = asked(look, &head_request) {
        judge_head(look, HeadOf::Feed, (&head_request, head), (answer, answer.content_length()));
    }
    judge_again(look, request, answer);
    judge_http(look, question, request);
}

fn judge_self_link(look: &mut Look<'_>, question: &FeedQuestion<'_>, arrival: &Arrival<'_>, answer: &WebAnswer) {
    let Some(Ok(feed)) = question.read else { return };
    // behind permanent redirects the newest address is the feed's own
    let permanent = arrival.hops.iter().take_while(|hop| matches!(hop.status, 301 | 308)).last();
    let address = permanent.map_or(question.address, |hop| hop.to.as_str());
    let message = match feed.self_link.as_deref() {
        Some(link) if is_same_address(link, address) => return,
        Some(link) => format!("the feed is at `{address}`, and calls `{link}` its own address"),
        None => "the feed does not name its own address (`atom:link rel=\"self\"`)".to_owned(),
    };
    look.add((LiveSelfLink, Level::Warning), (&arrival.request, Some(answer)), message);
}

fn judge_http(look: &mut Look<'_>, question: &FeedQuestion<'_>, request: &WebRequest) {
    if !question.is_public {
        return;
    }
    if !is_https(&request.url) {
        return look.add(
            (LiveHttp, Level::Warning),
            (request, None),
            "the feed is served without encryption: its address begins with http",
        );
    }
    let Some(arrival) = without_tls(&request.url).and_then(|url| look.follow(WebRequest::head(&url))) else { return };
    if let ArrivalEnd::Answer(answer) | ArrivalEnd::Astray(answer) = arrival.end
        && !is_https(&arrival.request.url)
        && answer.status < 400
    {
        let message = format!("the same address with http answers with {}, and does not lead to https", answer.status);
        look.add((LiveHttp, Level::Warning), (&arrival.request, Some(answer)), message);
    }
}

/// Whether an answer broke off.
fn broke_off(answer: &WebAnswer) -> Option<&str> {
    match &answer.end {
        BodyEnd::Broken(reason) => Some(reason),
        _ => None,
    }
}
