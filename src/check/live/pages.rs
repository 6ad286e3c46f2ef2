//! A page of the show, as a browser gets it.

use crate::check::live::http::host_of;
use crate::check::live::look::Look;
use crate::check::live::reached::{answer_of, judge_missing};
use crate::check::live::redirects::{AddressKind, judge_redirects};
use crate::check::rule::live::LiveRule::{LiveCors, LiveType};
use crate::model::files::byte_count::ByteCount;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_request::{BodyReading, WebRequest};

/// How much of a page is looked at: its head is what counts.
const PAGE_START: ByteCount = ByteCount::kibibytes(4);

/// Judges a page. `recording` is what its player loads.
pub(crate) fn judge_page(look: &mut Look<'_>, url: &str, recording: Option<&str>) {
    let Some(arrival) = look.follow(WebRequest::get(url, BodyReading::Start(PAGE_START))) else { return };
    judge_redirects(look, AddressKind::Other, &arrival);
    let Some(answer) = answer_of(look, &arrival) else { return };
    let (request, at) = (&arrival.request, (&arrival.request, Some(answer)));
    if answer.status != 200 {
        return judge_missing(look, "a page", request, answer);
    }
    let media_type = answer.media_type().unwrap_or_default();
    if media_type != "text/html" && media_type != "application/xhtml+xml" {
        look.add((LiveType, Level::Error), at, format!("the server calls a page `{media_type}`, so browsers do not show it"));
    } else if let Some(charset) = answer.charset().filter(|charset| charset != "utf-8") {
        look.add(
            (LiveType, Level::Error),
            at,
            format!("the server says that a page is written in `{charset}`, and it is in UTF-8"),
        );
    }
    if let Some(recording) = recording
        && let Some(policy) =
            answer.header("content-security-policy").filter(|policy| !allows_media(policy, &request.url, recording))
    {
        let message =
            format!("the server's own `Content-Security-Policy: {policy}` keeps the player of the page from its recording");
        look.add((LiveCors, Level::Warning), at, message);
    }
    if forbids_autoplay(answer) {
        let message =
            "the server's `Permissions-Policy` forbids `autoplay`: the player does not go on by itself with the next episode";
        look.add((LiveCors, Level::Note), at, message);
    }
}

/// Whether a policy lets a page load its recording (CSP Level 3, section 6.1.10, `media-src`).
fn allows_media(policy: &str, page: &str, recording: &str) -> bool {
    let directive = |name: &str| {
        policy.split(';').map(str::trim).find_map(|directive| {
            let (found, sources) = directive.split_once(' ').unwrap_or((directive, ""));
            found.eq_ignore_ascii_case(name).then(|| sources.to_owned())
        })
    };
    let Some(sources) = directive("media-src").or_else(|| directive("default-src")) else { return true };
    let (host, scheme) = (host_of(recording), recording.split(':').next().unwrap_or_default());
    sources.split_whitespace().any(|source| match source {
        "*" => true,
        "'self'" => host_of(page) == host,
        source if source.ends_with(':') => source.trim_end_matches(':').eq_ignore_ascii_case(scheme),
        source => {
            let name = source.split_once("://").map_or(source, |(_, name)| name).split('/').next().unwrap_or_default();
            let found = host.split_once("://").map_or(host.as_str(), |(_, name)| name);
            match name.strip_prefix("*.") {
                Some(domain) => found.ends_with(&format!(".{domain}")),
                None => found.eq_ignore_ascii_case(name),
            }
        }
    })
}

fn forbids_autoplay(answer: &WebAnswer) -> bool {
    let policy = answer.header("permissions-policy").unwrap_or_default().replace(' ', "");
    policy.split(',').any(|feature| feature == "autoplay=()")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_read_as_browsers_read_it() {
        let case = |policy, expected| {
            assert_eq!(allows_media(policy, "https://a.example/e/", "https://cdn.a.example/m.mp3"), expected, "{policy}");
        };
        case("script-src 'self'", true);
        case("default-src 'self'", false);
        case("default-src 'none'; media-src https:", true);
        case("media-src cdn.a.example", true);
        case("media-src https://*.a.example/", true);
        case("media-src", false);
        case("default-src *", true);
        assert!(allows_media("default-src 'self'", "https://a.example/e/", "https://a.example/m.mp3"));
    }
}
