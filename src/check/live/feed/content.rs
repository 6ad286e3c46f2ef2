//! What the feed's address sends.

use std::collections::BTreeSet;

use crate::check::live::feed::{FEED_MAX, FeedQuestion, broke_off};
use crate::check::live::http::is_web_page;
use crate::check::live::live_build::LiveBuild;
use crate::check::live::live_feed::LiveFeed;
use crate::check::live::look::Look;
use crate::check::rule::live::LiveRule::{LiveBytes, LiveFeedOld, LiveFeedType};
use crate::display::count::Count;
use crate::model::identity::digest::Sha256;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::{BodyEnd, WebAnswer};
use crate::model::web::web_request::WebRequest;

/// Media types by which apps know a feed.
const TYPES: [&str; 4] = ["application/rss+xml", "application/xml", "text/xml", "application/x-rss+xml"];

/// Judges what was sent. Whether it is a feed at all, so that more can be asked about it.
pub(in crate::check::live::feed) fn judge_content(
    look: &mut Look<'_>,
    question: &FeedQuestion<'_>,
    request: &WebRequest,
    answer: &WebAnswer,
) -> bool {
    let at = (request, Some(answer));
    if let Some(packing) = answer.packing() {
        let message = format!("the feed is sent with `Content-Encoding: {packing}` even to an app that does not accept it");
        look.add((LiveBytes, Level::Error), at, message);
        return false;
    }
    if let Some(reason) = broke_off(answer) {
        look.add(
            (LiveBytes, Level::Error),
            at,
            format!("the feed breaks off after {}: {reason}", Count(answer.body.len(), "byte")),
        );
        return false;
    }
    if is_web_page(&answer.body) {
        look.add((LiveFeedType, Level::Error), at, "a web page is at the feed's address");
        return false;
    }
    if answer.end == BodyEnd::Enough {
        look.add((LiveFeedType, Level::Error), at, format!("the feed has more than {FEED_MAX}, and directories refuse it"));
        return false;
    }
    match question.read {
        Some(Err(reason)) => {
            look.add((LiveFeedType, Level::Error), at, format!("what is at the feed's address cannot be read: {reason}"));
            return false;
        }
        Some(Ok(feed)) => {
            if let Some(build) = question.build {
                judge_age(look, build, feed, request, answer);
            }
        }
        None => {}
    }
    judge_type(look, request, answer);
    true
}

fn judge_type(look: &mut Look<'_>, request: &WebRequest, answer: &WebAnswer) {
    let message = match (answer.media_type(), answer.charset()) {
        (Some(media_type), _) if !TYPES.contains(&media_type.as_str()) => {
            format!("the server calls the feed `{media_type}`, and apps look for `{}`", TYPES[0])
        }
        (None, _) => format!("the server does not name the feed's media type, and apps look for `{}`", TYPES[0]),
        (_, Some(charset)) if charset != "utf-8" && charset != "us-ascii" => {
            format!("the server says that the feed is written in `{charset}`, and apps expect UTF-8")
        }
        _ if std::str::from_utf8(&answer.body).is_err() => "the feed is not written in UTF-8".to_owned(),
        _ => return,
    };
    look.add((LiveFeedType, Level::Error), (request, Some(answer)), message);
}

/// Whether it is the feed that the last build wrote, and what it lacks.
fn judge_age(look: &mut Look<'_>, build: &LiveBuild, feed: &LiveFeed, request: &WebRequest, answer: &WebAnswer) {
    let sum = Sha256::of(&answer.body);
    if build.guids.is_empty() || build.files.values().any(|file| file.sha256 == sum) {
        return;
    }
    let online: BTreeSet<&str> = feed.items.iter().filter_map(|item| item.guid.as_deref()).collect();
    let here: BTreeSet<&str> = build.guids.iter().map(String::as_str).collect();
    let (missing, more) = (here.difference(&online).count(), online.difference(&here).count());
    let mut difference = Vec::new();
    if missing > 0 {
        difference.push(format!("it lacks {}", Count(missing, "episode")));
    }
    if more > 0 {
        difference.push(format!("it has {} that the build has not", Count(more, "episode")));
    }
    if difference.is_empty() {
        difference.push("it has the same episodes, and other texts".to_owned());
    }
    let cached = match (answer.header("age").and_then(|age| age.parse::<u64>().ok()), answer.max_age()) {
        (Some(age), Some(kept)) if age > 0 => format!("; it is a copy that a cache has had for {age} of {kept} seconds"),
        (Some(age), None) if age > 0 => format!("; it is a copy that a cache has had for {age} seconds"),
        _ => String::new(),
    };
    let message = format!("the feed online is not the one that was built: {}{cached}", difference.join(", and "));
    look.add((LiveFeedOld, Level::Error), (request, Some(answer)), message);
}
