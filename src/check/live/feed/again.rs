//! What an app gets that asks for the feed again (RFC 9110, sections 8.8 and 13.1).

use crate::check::live::look::Look;
use crate::check::live::reached::judge_failure;
use crate::check::rule::live::LiveRule::{LiveEtagUnstable, LiveNotModified};
use crate::model::files::byte_count::ByteCount;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_request::{BodyReading, WebRequest};

/// Judges the answers to an app that has the feed already.
pub(in crate::check::live::feed) fn judge_again(look: &mut Look<'_>, request: &WebRequest, got: &WebAnswer) {
    let plain = WebRequest::get(&request.url, BodyReading::Start(ByteCount::ZERO));
    let packed = plain.clone().with("accept-encoding", "gzip");
    // both are asked in one round: several servers behind one name then show themselves
    let (second, packed_answer) = (look.ask(&plain.clone().again()), look.ask(&packed));
    let (Some(second), Some(packed_answer)) = (second, packed_answer) else { return };
    match second {
        Err(failure) => judge_failure(look, &plain, failure),
        Ok(second) => {
            if let (Some(one), Some(other)) = (got.header("etag"), second.header("etag"))
                && one != other
            {
                let message = format!("the feed has the ETag {one} now and {other} a moment later");
                return look.add((LiveEtagUnstable, Level::Warning), (&plain, Some(second)), message);
            }
        }
    }
    let packed_answer = match packed_answer {
        Ok(answer) => answer,
        Err(failure) => return judge_failure(look, &packed, failure),
    };
    judge_not_modified(look, (&packed, packed_answer), got);
}

/// An app takes compressed answers, and asks with the tag that it got for such a one.
fn judge_not_modified(look: &mut Look<'_>, (packed, packed_answer): (&WebRequest, &WebAnswer), got: &WebAnswer) {
    let (tag, date) = (packed_answer.header("etag"), got.header("last-modified"));
    if tag.is_none() && date.is_none() {
        let message = "the feed has neither an ETag nor a date, so apps fetch it whole each time";
        return look.add((LiveNotModified, Level::Warning), (packed, Some(packed_answer)), message);
    }
    let by_tag = tag.map(|tag| packed.clone().with("if-none-match", tag));
    let by_date = date.map(|date| packed.clone().with("if-modified-since", date));
    let answers = [by_tag, by_date].map(|request| request.map(|request| (look.ask(&request), request)));
    if answers.iter().flatten().any(|(answer, _)| answer.is_none()) {
        return;
    }
    for (answer, request) in answers.iter().flatten() {
        let answer = match answer {
            Some(Ok(answer)) if answer.status == 304 => continue,
            Some(Ok(answer)) => answer,
            Some(Err(failure)) => {
                judge_failure(look, request, failure);
                continue;
            }
            None => continue,
        };
        let (name, value) = request.headers.last().map_or(("", ""), |(name, value)| (*name, value.as_str()));
        let filter =
            if value.contains("-gzip") { "; `mod_deflate` changed the ETag and does not recognise it afterwards" } else { "" };
        let message =
            format!("an app that has the feed (`{name}: {value}`) is answered with {} instead of 304{filter}", answer.status);
        return look.add((LiveNotModified, Level::Warning), (request, Some(answer)), message);
    }
    if tag.is_none() {
        let message = "the feed has no ETag, only a date: apps that ask by tag alone fetch it whole each time";
        look.add((LiveNotModified, Level::Note), (packed, Some(packed_answer)), message);
    }
}
