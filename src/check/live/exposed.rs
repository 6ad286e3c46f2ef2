//! What nobody should get: the show's own files beside `feed/`, and drafts.

use crate::check::live::http::is_web_page;
use crate::check::live::live_build::LiveBuild;
use crate::check::live::look::Look;
use crate::check::rule::live::LiveRule::LiveExposed;
use crate::model::files::byte_count::ByteCount;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_request::{BodyReading, WebRequest};

/// How much is read: as much as tells a page that says "not found" from the file itself.
const GLANCE: ByteCount = ByteCount::new(512);

/// Judges whether private files and pages of drafts are served.
pub(crate) fn judge_exposed(look: &mut Look<'_>, build: &LiveBuild) {
    let nothing = WebRequest::get(&build.nothing, BodyReading::Start(GLANCE));
    let private = build.private.iter().map(|url| (url, false, "the server gives everybody a file that is not meant for them"));
    let drafts = build.drafts.iter().map(|url| (url, true, "the page of a draft is online"));
    for (url, is_page, message) in private.chain(drafts) {
        let request = WebRequest::get(url, BodyReading::Start(GLANCE));
        let Some(Ok(answer)) = look.ask(&request) else { continue };
        // where a file should be, a page says "not found"
        if !is_served(answer) || (is_web_page(&answer.body) && !is_page) {
            continue;
        }
        if let Some(Ok(of_nothing)) = look.ask(&nothing)
            && !is_alike(answer, of_nothing)
        {
            look.add((LiveExposed, Level::Error), (&request, Some(answer)), message);
        }
    }
}

/// Whether a server answers so to everything: what it sends where nothing is, is of the same kind. A page there tells nothing of a file.
fn is_alike(answer: &WebAnswer, of_nothing: &WebAnswer) -> bool {
    is_served(of_nothing) && is_web_page(&answer.body) == is_web_page(&of_nothing.body)
}

fn is_served(answer: &WebAnswer) -> bool {
    matches!(answer.status, 200 | 206)
}
