//! The cover, as directories ask for it.

use crate::check::live::cache::judge_immutable;
use crate::check::live::http::is_same_type;
use crate::check::live::live_build::LiveBuild;
use crate::check::live::look::{ArrivalEnd, Look};
use crate::check::live::reached::{answer_of, judge_missing};
use crate::check::live::redirects::{AddressKind, judge_redirects};
use crate::check::rule::live::LiveRule::{LiveArtwork, LiveBytes, LiveHead};
use crate::check::rules::artwork::{SIDE_MAX, SIDE_MIN};
use crate::media::image_facts::{self, ImageFormat};
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::{BodyEnd, WebAnswer};
use crate::model::web::web_request::{BodyReading, WebRequest};

/// The largest picture that is read.
const PICTURE_MAX: ByteCount = ByteCount::new(5_000_000);

/// Judges a cover.
pub(crate) fn judge_art(look: &mut Look<'_>, url: &str, build: Option<&LiveBuild>) {
    let Some(arrival) = look.follow(WebRequest::get(url, BodyReading::Start(PICTURE_MAX))) else { return };
    let head = WebRequest::head(&arrival.request.url);
    let is_there = matches!(arrival.end, ArrivalEnd::Answer(answer) if answer.status == 200);
    let head_answer = if is_there { look.ask(&head) } else { None };
    if is_there && head_answer.is_none() {
        return;
    }
    judge_redirects(look, AddressKind::Other, &arrival);
    let Some(answer) = answer_of(look, &arrival) else { return };
    if !is_there {
        return judge_missing(look, "the cover", &arrival.request, answer);
    }
    if let Some(Ok(head_answer)) = head_answer
        && head_answer.status != 200
    {
        let message = format!("HEAD is answered with {}, so Apple does not find the cover", head_answer.status);
        look.add((LiveHead, Level::Error), (&head, Some(head_answer)), message);
    }
    let file = build.and_then(|build| build.file(url));
    if answer.end == BodyEnd::Whole && file.is_some_and(|file| file.sha256 != Sha256::of(&answer.body)) {
        return look.add((LiveBytes, Level::Error), (&arrival.request, Some(answer)), "the cover is not the file that was built");
    }
    if let Some(message) = fault(answer) {
        look.add((LiveArtwork, Level::Error), (&arrival.request, Some(answer)), message);
    }
    judge_immutable(look, &arrival.request, answer);
}

/// What directories would refuse it for.
fn fault(answer: &WebAnswer) -> Option<String> {
    if let BodyEnd::Broken(reason) = &answer.end {
        return Some(format!("the cover breaks off after {} bytes: {reason}", answer.body.len()));
    }
    let facts = match image_facts::read(&answer.body) {
        Ok(facts) => facts,
        Err(error) => return Some(format!("the cover is no picture: {error}")),
    };
    let media_type = match facts.format {
        ImageFormat::Jpeg => "image/jpeg",
        ImageFormat::Png => "image/png",
        ImageFormat::Webp | ImageFormat::Gif => return Some("the cover is neither JPEG nor PNG".to_owned()),
    };
    match answer.media_type() {
        Some(found) if is_same_type(&found, media_type) || (found == "image/jpg" && media_type == "image/jpeg") => {}
        Some(found) => return Some(format!("the server calls the cover `{found}`, and its bytes are `{media_type}`")),
        None => return Some(format!("the server does not name the media type of the cover, which is `{media_type}`")),
    }
    let (width, height) = (facts.width, facts.height);
    let is_fine = width == height && (SIDE_MIN..=SIDE_MAX).contains(&width);
    (!is_fine)
        .then(|| format!("the cover has {width} by {height} pixels, and directories want a square of {SIDE_MIN} to {SIDE_MAX}"))
}
