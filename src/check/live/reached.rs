//! Whether a server answers at all.

use crate::check::live::live_breach::LiveBreach;
use crate::check::live::look::{Arrival, ArrivalEnd, Look};
use crate::check::rule::live::LiveRule::{LiveTls, LiveUnreachable};
use crate::model::settings::level::Level;
use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_failure::WebFailure;
use crate::model::web::web_request::WebRequest;

/// The answer at the end of the redirects. Where there is none, that is noted; a circle and an end that is no address are noted with the redirects.
pub(in crate::check::live) fn answer_of<'a>(look: &mut Look<'_>, arrival: &Arrival<'a>) -> Option<&'a WebAnswer> {
    match arrival.end {
        ArrivalEnd::Answer(answer) => Some(answer),
        ArrivalEnd::Failure(failure) => {
            judge_failure(look, &arrival.request, failure);
            None
        }
        ArrivalEnd::Astray(_) | ArrivalEnd::Circle | ArrivalEnd::Endless => None,
    }
}

/// The answer behind all redirects, or why there is none; `None` where more has to be asked first.
pub(crate) fn answer_behind<'a>(look: &mut Look<'a>, request: WebRequest) -> Option<Result<&'a WebAnswer, String>> {
    Some(match look.follow(request)?.end {
        ArrivalEnd::Answer(answer) => Ok(answer),
        ArrivalEnd::Failure(failure) => Err(failure.to_string()),
        ArrivalEnd::Astray(_) => Err("a redirect leads to an address that apps cannot open".to_owned()),
        ArrivalEnd::Circle => Err("the redirects lead in a circle".to_owned()),
        ArrivalEnd::Endless => Err("there are too many redirects".to_owned()),
    })
}

/// The answer to a request. Where there is none, that is noted; `None` also where it has to be asked for first.
pub(in crate::check::live) fn asked<'a>(look: &mut Look<'a>, request: &WebRequest) -> Option<&'a WebAnswer> {
    match look.ask(request)? {
        Ok(answer) => Some(answer),
        Err(failure) => {
            judge_failure(look, request, failure);
            None
        }
    }
}

/// Notes why there is no answer: once for each address, however many requests to it fail for the same reason.
pub(in crate::check::live) fn judge_failure(look: &mut Look<'_>, request: &WebRequest, failure: &WebFailure) {
    let rule = if matches!(failure, WebFailure::Insecure(_)) { LiveTls } else { LiveUnreachable };
    let message = failure.to_string();
    let is_known = |breach: &LiveBreach| breach.rule == rule && breach.url == request.url && breach.message == message;
    if !look.breaches.iter().any(is_known) {
        look.add((rule, Level::Error), (request, None), message);
    }
}

/// Notes that there is no file, by the status of the answer.
pub(in crate::check::live) fn judge_missing(look: &mut Look<'_>, what: &str, request: &WebRequest, answer: &WebAnswer) {
    let status = answer.status;
    let why = match status {
        401 | 403 => "it may not be read",
        404 | 410 => "it is not there",
        429 => "too many requests",
        500..=599 => "the server has a fault",
        _ => "that is no file",
    };
    look.add(
        (LiveUnreachable, Level::Error),
        (request, Some(answer)),
        format!("the server answers with {status} where {what} should be: {why}"),
    );
}
