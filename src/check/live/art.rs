//! The cover and the episodes' own pictures, as directories ask for them.

use crate::check::live::cache::judge_immutable;
use crate::check::live::head::{HeadOf, judge_head};
use crate::check::live::http::is_same_type;
use crate::check::live::live_build::LiveBuild;
use crate::check::live::look::{ArrivalEnd, Look};
use crate::check::live::reached::{answer_of, judge_failure, judge_missing};
use crate::check::live::redirects::{AddressKind, judge_redirects};
use crate::check::rule::live::LiveRule::{LiveArtwork, LiveBytes};
use crate::check::rules::artwork::{SIDE_MAX, SIDE_MIN};
use crate::media::image_facts::{self, ImageFormat};
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::{BodyEnd, WebAnswer};
use crate::model::web::web_request::{BodyReading, WebRequest};

/// The largest picture that is read.
const PICTURE_MAX: ByteCount = ByteCount::new(5_000_000);

/// Judges a picture.
pub(crate) fn judge_art(look: &mut Look<'_>, of: HeadOf, url: &str, build: Option<&LiveBuild>) {
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
        return judge_missing(look, of.name(), &arrival.request, answer);
    }
    match head_answer {
        Some(Ok(found)) => {
            judge_head(look, of, (&head, found), (answer, answer.content_length()));
        }
        Some(Err(failure)) => judge_failure(look, &head, failure),
        None => {}
    }
    let file = build.and_then(|build| build.file(url));
    if answer.end == BodyEnd::Whole && file.is_some_and(|file| file.sha256 != Sha256::of(&answer.body)) {
        return look.add(
            (LiveBytes, Level::Error),
            (&arrival.request, Some(answer)),
            format!("{} is not the file that was built", of.name()),
        );
    }
    if let Some(message) = fault(of.name(), answer) {
        look.add((LiveArtwork, Level::Error), (&arrival.request, Some(answer)), message);
    }
    judge_immutable(look, &arrival.request, answer);
}

/// What directories would refuse a picture of this name for.
fn fault(name: &str, answer: &WebAnswer) -> Option<String> {
    if let BodyEnd::Broken(reason) = &answer.end {
        return Some(format!("{name} breaks off after {} bytes: {reason}", answer.body.len()));
    }
    let facts = match image_facts::read(&answer.body) {
        Ok(facts) => facts,
        Err(error) => return Some(format!("{name} is not an image: {error}")),
    };
    let media_type = match facts.format {
        ImageFormat::Jpeg => "image/jpeg",
        ImageFormat::Png => "image/png",
        ImageFormat::Webp | ImageFormat::Gif => return Some(format!("{name} is neither JPEG nor PNG")),
    };
    match answer.media_type() {
        Some(found) if is_same_type(&found, media_type) || (found == "image/jpg" && media_type == "image/jpeg") => {}
        Some(found) => return Some(format!("the server says {name} is `{found}`, but it is `{media_type}`")),
        None => return Some(format!("the server does not name the media type of {name}, which is `{media_type}`")),
    }
    let (width, height) = (facts.width, facts.height);
    let is_fine = width == height && (SIDE_MIN..=SIDE_MAX).contains(&width);
    (!is_fine)
        .then(|| format!("{name} has {width} by {height} pixels, and directories want a square of {SIDE_MIN} to {SIDE_MAX}"))
}
