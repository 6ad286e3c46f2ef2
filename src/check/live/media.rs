//! Recordings, as apps ask for them: what is said of them, their first bytes, and parts.

pub(in crate::check::live) mod parts;

use crate::check::live::cache::judge_immutable;
use crate::check::live::head::{HeadOf, judge_head};
use crate::check::live::http::is_same_type;
use crate::check::live::live_build::BuiltFile;
use crate::check::live::live_feed::LiveFile;
use crate::check::live::look::{ArrivalEnd, Look};
use crate::check::live::media::parts::{Recording, judge_parts};
use crate::check::live::reached::{answer_of, asked, judge_missing};
use crate::check::live::redirects::{AddressKind, judge_redirects};
use crate::check::rule::live::LiveRule::{LiveBytes, LiveCompressedMedia, LiveLength, LiveRange, LiveType};
use crate::media::container::sniff::sniff;
use crate::model::files::byte_count::ByteCount;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::{BodyEnd, WebAnswer, plain_type};
use crate::model::web::web_request::{BodyReading, WebRequest};

/// How much of the start is looked at. // bytes
const START: u64 = 1024;

/// A tag that no server has given out.
const UNKNOWN_TAG: &str = "\"podwright-verify\"";

/// How much of an episode is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Thoroughness {
    /// Parts of the recording, and one form of its transcript: a server that names the type of one form rightly does so for each episode.
    OneForm,
    /// Parts of the recording, and each form of its transcript.
    EveryForm,
    /// That, and every byte of the recording.
    EveryByte,
}

/// Judges a recording.
pub(in crate::check::live) fn judge_recording(
    look: &mut Look<'_>,
    named: &LiveFile,
    built: Option<&BuiltFile>,
    thoroughness: Thoroughness,
) {
    let Some(arrival) = look.follow(WebRequest::head(&named.url).with("accept-encoding", "gzip")) else { return };
    if matches!(arrival.end, ArrivalEnd::Failure(_) | ArrivalEnd::Astray(_) | ArrivalEnd::Circle | ArrivalEnd::Endless) {
        judge_redirects(look, AddressKind::Other, &arrival);
        let _noted = answer_of(look, &arrival);
        return;
    }
    let ArrivalEnd::Answer(head) = arrival.end else { return };
    // A tag that is unknown makes the range void: the whole is sent, and only its start is read (RFC 9110, section 13.1.5).
    let start = WebRequest::get(&arrival.request.url, BodyReading::Start(ByteCount::new(START)))
        .with("range", format!("bytes=0-{}", START - 1))
        .with("if-range", UNKNOWN_TAG);
    let Some(started) = look.follow(start) else { return };
    judge_redirects(look, AddressKind::Other, &arrival);
    if matches!(started.end, ArrivalEnd::Astray(_) | ArrivalEnd::Circle | ArrivalEnd::Endless) {
        return judge_redirects(look, AddressKind::Other, &started);
    }
    let Some(answer) = answer_of(look, &started) else { return };
    if !matches!(answer.status, 200 | 206) {
        return judge_missing(look, "the recording", &started.request, answer);
    }
    if !judge_start(look, named, &started.request, answer) {
        return;
    }
    if let Some((packed, packing)) = [head, answer].into_iter().find_map(|answer| Some((answer, answer.packing()?))) {
        let message = format!("the recording is sent with `Content-Encoding: {packing}`");
        return look.add((LiveCompressedMedia, Level::Error), (&arrival.request, Some(packed)), message);
    }
    let whole = if answer.status == 206 { answer.content_range().1 } else { answer.content_length() };
    let is_head_fine = judge_head(look, HeadOf::Recording, (&arrival.request, head), (answer, whole));
    let length = whole.or_else(|| head.content_length().filter(|_| is_head_fine));
    judge_length(look, named, length, (&started.request, answer));
    judge_type(look, named, &started.request, answer);
    judge_immutable(look, &started.request, answer);
    if answer.status == 206 {
        let message = "a part is sent although `If-Range` names an ETag that the file does not have: an app could join parts of two versions";
        look.add((LiveRange, Level::Warning), (&started.request, Some(answer)), message);
    }
    if let Some(length) = length {
        judge_parts(look, &Recording { url: &started.request.url, length, described: answer, built });
        if thoroughness == Thoroughness::EveryByte {
            judge_every_byte(look, &started.request.url, length, built);
        }
    }
}

/// Whether the first bytes are those of a recording.
fn judge_start(look: &mut Look<'_>, named: &LiveFile, request: &WebRequest, answer: &WebAnswer) -> bool {
    let media_type = plain_type(&named.media_type);
    let is_sound = media_type.starts_with("audio/") || media_type == "video/mp4";
    let message = match (&answer.end, sniff(&answer.body)) {
        (BodyEnd::Broken(reason), _) => format!("the recording breaks off near its start: {reason}"),
        (_, Err(error)) if is_sound => format!("it is not a recording: {error}"),
        _ => return true,
    };
    look.add((LiveBytes, Level::Error), (request, Some(answer)), message);
    false
}

fn judge_length(look: &mut Look<'_>, named: &LiveFile, length: Option<u64>, (request, answer): (&WebRequest, &WebAnswer)) {
    let wanted = named.length.trim().parse::<u64>().ok();
    let message = match (length, wanted) {
        (Some(length), Some(wanted)) if length == wanted => return,
        (Some(length), Some(wanted)) => format!("the recording has {length} bytes, and the feed says {wanted}"),
        (Some(length), None) => format!("the recording has {length} bytes, and the feed says `{}`", named.length),
        (None, _) => "the server does not say how long the recording is".to_owned(),
    };
    look.add((LiveLength, Level::Error), (request, Some(answer)), message);
}

fn judge_type(look: &mut Look<'_>, named: &LiveFile, request: &WebRequest, answer: &WebAnswer) {
    let wanted = plain_type(&named.media_type);
    let message = match answer.media_type() {
        Some(found) if is_same_type(&found, &wanted) => return,
        Some(found) => format!("the server calls the recording `{found}`, and the feed `{wanted}`"),
        None => format!("the server does not name the media type of the recording, which is `{wanted}` in the feed"),
    };
    look.add((LiveType, Level::Error), (request, Some(answer)), message);
}

/// Every byte, against the hash of the build or the length alone.
fn judge_every_byte(look: &mut Look<'_>, url: &str, length: u64, built: Option<&BuiltFile>) {
    let request = WebRequest::get(url, BodyReading::Hash(ByteCount::new(length)));
    let Some(answer) = asked(look, &request) else { return };
    if answer.status != 200 {
        return judge_missing(look, "the recording", &request, answer);
    }
    let message = match (&answer.end, built, answer.sha256) {
        (BodyEnd::Broken(reason), ..) => format!("the recording breaks off after {} of {length} bytes: {reason}", answer.read),
        (BodyEnd::Enough, ..) => format!("more is sent of the recording than the {length} bytes that it has"),
        (_, Some(built), Some(sum)) if built.sha256 != sum => "the recording is another one than the build wrote".to_owned(),
        _ if answer.read != length => format!("{} bytes are sent of the recording, which has {length}", answer.read),
        _ => return,
    };
    look.add((LiveBytes, Level::Error), (&request, Some(answer)), message);
}
