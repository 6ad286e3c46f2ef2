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

/// Judges whether private files are served.
pub(crate) fn judge_exposed(look: &mut Look<'_>, build: &LiveBuild) {
    for url in &build.private {
        let request = WebRequest::get(url, BodyReading::Start(GLANCE));
        // A server that answers everything with a page of its own does not serve the file.
        if let Some(Ok(answer)) = look.ask(&request)
            && is_served(answer)
            && !is_web_page(&answer.body)
        {
            look.add(
                (LiveExposed, Level::Error),
                (&request, Some(answer)),
                "the server gives everybody a file that is not meant for them",
            );
        }
    }
    for url in &build.drafts {
        let request = WebRequest::get(url, BodyReading::Start(GLANCE));
        let Some(Ok(answer)) = look.ask(&request) else { continue };
        if !is_served(answer) {
            continue;
        }
        let nothing = WebRequest::get(&build.nothing, BodyReading::Start(GLANCE));
        if let Some(Ok(of_nothing)) = look.ask(&nothing)
            && !is_served(of_nothing)
        {
            look.add((LiveExposed, Level::Error), (&request, Some(answer)), "the page of a draft is online");
        }
    }
}

fn is_served(answer: &WebAnswer) -> bool {
    matches!(answer.status, 200 | 206)
}
