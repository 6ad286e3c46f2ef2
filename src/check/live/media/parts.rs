//! Parts of a recording (RFC 9110, section 14): the first bytes, some in the middle, the last ones, and none past the end.

use crate::check::live::live_build::BuiltFile;
use crate::check::live::look::Look;
use crate::check::live::reached::asked;
use crate::check::rule::live::LiveRule::{LiveBytes, LiveCors, LiveRange, LiveRangeEnd};
use crate::model::files::byte_count::ByteCount;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::{BodyEnd, WebAnswer};
use crate::model::web::web_request::{BodyReading, WebRequest};

/// How long the parts in the middle and at the end are. // bytes
pub(crate) const PART: u64 = 64 * 1024;

/// The site of a web player that is not the show's own.
pub(in crate::check::live) const OTHER_SITE: &str = "https://player.example";

/// A recording whose length is known.
pub(in crate::check::live) struct Recording<'a> {
    pub(in crate::check::live) url: &'a str,
    /// Its length (bytes).
    pub(in crate::check::live) length: u64,
    /// What was answered to a request for the whole.
    pub(in crate::check::live) described: &'a WebAnswer,
    pub(in crate::check::live) built: Option<&'a BuiltFile>,
}

/// The part in the middle of a file of this length, as its first byte and its length.
pub(crate) fn middle(length: u64) -> (u64, u64) {
    let from = length / 2;
    (from, PART.min(length - from))
}

/// Judges the parts of a recording.
pub(in crate::check::live) fn judge_parts(look: &mut Look<'_>, recording: &Recording<'_>) {
    let Recording { url, length, described, built } = *recording;
    if length < 2 {
        return;
    }
    let is_first = look.is_first_of_host(url);
    let part = |from: u64, count: u64| {
        let reading = BodyReading::Start(ByteCount::new(count));
        WebRequest::get(url, reading).with("range", format!("bytes={from}-{}", from + count - 1))
    };
    let first = part(0, 2).with("origin", OTHER_SITE);
    let Some(answer) = asked(look, &first) else { return };
    if !judge_part(look, &first, answer, (0, 2, length)) {
        return;
    }
    if is_first && !answer.is_for_all() && answer.header("access-control-allow-origin") != Some(OTHER_SITE) {
        let message =
            "a web player on another site may play the recording, and may not read it: it cannot draw a waveform or keep it";
        look.add((LiveCors, Level::Note), (&first, Some(answer)), message);
    }
    let (from, count) = middle(length);
    let middle = match strong_validator(described) {
        Some(validator) => part(from, count).with("if-range", validator),
        None => part(from, count),
    };
    let last_count = PART.min(length);
    let last = WebRequest::get(url, BodyReading::Start(ByteCount::new(last_count))).with("range", format!("bytes=-{last_count}"));
    let beyond = WebRequest::get(url, BodyReading::Start(ByteCount::ZERO)).with("range", format!("bytes={length}-"));
    let wanted = [
        (&middle, from, count, built.and_then(|built| built.middle.as_ref())),
        (&last, length - last_count, last_count, built.and_then(|built| built.last.as_ref())),
    ];
    for (request, from, count, bytes) in wanted {
        let Some(answer) = asked(look, request) else { continue };
        if judge_part(look, request, answer, (from, count, length)) && bytes.is_some_and(|bytes| *bytes != answer.body) {
            let message = format!("bytes {from} to {} are not those of the recording that was built", from + count - 1);
            look.add((LiveBytes, Level::Error), (request, Some(answer)), message);
        }
    }
    if is_first && let Some(answer) = asked(look, &beyond) {
        judge_end(look, &beyond, answer, length);
    }
}

/// What `If-Range` may name (RFC 9110, section 13.1.5): a strong tag, or else a date that is strong.
fn strong_validator(described: &WebAnswer) -> Option<&str> {
    match described.header("etag") {
        Some(tag) => Some(tag).filter(|tag| !tag.starts_with("W/")),
        None => described.header("last-modified").filter(|_| is_date_strong(described)),
    }
}

/// Whether a file was changed so long ago that no second version can have the same date (RFC 9110, section 8.8.2.2).
fn is_date_strong(described: &WebAnswer) -> bool {
    const MINUTE: chrono::TimeDelta = chrono::TimeDelta::seconds(60);
    let date = |name| described.header(name).and_then(|date| chrono::DateTime::parse_from_rfc2822(date).ok());
    matches!((date("date"), date("last-modified")), (Some(now), Some(changed)) if now - changed >= MINUTE)
}

/// Whether a part was sent, and the right one.
fn judge_part(look: &mut Look<'_>, request: &WebRequest, answer: &WebAnswer, (from, count, length): (u64, u64, u64)) -> bool {
    let to = from + count - 1;
    let has_condition = request.headers.iter().any(|(name, _)| *name == "if-range");
    let message = match answer.status {
        206 => match answer.content_range() {
            (Some(part), whole) if part == (from, to) && whole.is_none_or(|whole| whole == length) => {
                if answer.body.len() as u64 == count {
                    return true;
                }
                match &answer.end {
                    BodyEnd::Broken(reason) => {
                        format!("the part {from}-{to} breaks off after {} bytes: {reason}", answer.body.len())
                    }
                    _ => format!("{} bytes are sent for the part {from}-{to}", answer.body.len()),
                }
            }
            _ => {
                let said = answer.header("content-range").unwrap_or("none");
                format!("the part {from}-{to} of {length} bytes is sent with the wrong `Content-Range`: `{said}`")
            }
        },
        200 if has_condition => "a part is asked for with the recording's own tag (`If-Range`), and the whole is sent".to_owned(),
        200 => "a part is asked for, and the whole recording is sent: listeners cannot skip around in it".to_owned(),
        status => format!("the part {from}-{to} of {length} bytes is answered with {status} instead of 206"),
    };
    look.add((LiveRange, Level::Error), (request, Some(answer)), message);
    false
}

fn judge_end(look: &mut Look<'_>, request: &WebRequest, answer: &WebAnswer, length: u64) {
    let said = answer.header("content-range");
    let message = match (answer.status, said, answer.content_range().1) {
        // Apache never sends one with a refusal, and the standard only recommends it
        (416, None, _) => return,
        (416, _, Some(whole)) if whole == length => return,
        (416, Some(said), _) => {
            format!("a part past the end is refused with `Content-Range: {said}` instead of `bytes */{length}`")
        }
        (status, ..) => format!("a part past the end is answered with {status} instead of 416"),
    };
    look.add((LiveRangeEnd, Level::Warning), (request, Some(answer)), message);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_strong_validator_may_join_two_parts() {
        let validator = |headers: &[(&str, &str)]| {
            let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            strong_validator(&WebAnswer { headers, ..WebAnswer::default() }).map(str::to_owned)
        };
        let (old, now) = ("Sun, 01 Jan 2023 00:00:00 GMT", "Mon, 02 Jan 2023 00:00:00 GMT");
        assert_eq!(validator(&[("etag", "\"1\""), ("date", now), ("last-modified", old)]).as_deref(), Some("\"1\""));
        assert_eq!(validator(&[("etag", "W/\"1\""), ("date", now), ("last-modified", old)]), None);
        assert_eq!(validator(&[("date", now), ("last-modified", old)]).as_deref(), Some(old));
        assert_eq!(validator(&[("date", now), ("last-modified", now)]), None);
        assert_eq!(validator(&[("last-modified", old)]), None);
    }
}
