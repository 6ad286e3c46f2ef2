//! What each of those that carry news is sent, and what its answer means.

use url::Url;
use url::form_urlencoded::Serializer;

use crate::model::files::byte_count::ByteCount;
use crate::model::show::Show;
use crate::model::web::http_url::HttpUrl;
use crate::model::web::notified::NotifyTarget;
use crate::model::web::podping_token::PodpingToken;
use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_request::{BodyReading, WebRequest};

/// Podcast Index, "Pub Notify" <https://podcastindex-org.github.io/docs-api/#get-/hub/pubnotify>: no key is needed.
const PODCAST_INDEX: &str = "https://api.podcastindex.org/api/1.0/hub/pubnotify";

/// The service that writes podpings for those that have a token <https://github.com/Podcastindex-org/podping.cloud>.
const PODPING: &str = "https://podping.cloud/";

/// How much of an answer is read.
const ANSWER_MAX: ByteCount = ByteCount::kibibytes(16);

/// The longest reason that is told. // characters
const REASON_MAX: usize = 200;

/// The request that tells one of them; `None` where the show does not name it.
pub(in crate::engine::online::notify) fn message(
    to: NotifyTarget,
    show: &Show,
    feed: &HttpUrl,
    token: Option<&PodpingToken>,
) -> Option<WebRequest> {
    let get = |address: &str, parameters: &[(&str, &str)]| {
        let url = Url::parse_with_params(address, parameters).ok()?;
        Some(WebRequest::get(url.as_str(), BodyReading::Start(ANSWER_MAX)))
    };
    match to {
        NotifyTarget::PodcastIndex => get(PODCAST_INDEX, &[("url", feed.as_str())]),
        NotifyTarget::Hub => {
            // WebSub leaves to each hub how it is told (W3C Recommendation, section 6); all that are known take this form
            let form =
                Serializer::new(String::new()).append_pair("hub.mode", "publish").append_pair("hub.url", feed.as_str()).finish();
            Some(WebRequest::post(show.hub.as_ref()?.as_str(), form, BodyReading::Start(ANSWER_MAX)))
        }
        NotifyTarget::Podping => {
            let parameters = [("url", feed.as_str()), ("reason", "update"), ("medium", show.medium.as_str())];
            Some(get(PODPING, &parameters)?.with("authorization", token?.exposed()))
        }
    }
}

/// Whether an answer says that the news has come.
///
/// # Errors
/// What else it says.
pub(in crate::engine::online::notify) fn is_told(to: NotifyTarget, answer: &WebAnswer) -> Result<(), String> {
    if !(200..300).contains(&answer.status) {
        let hint = match answer.status {
            401 | 403 if to == NotifyTarget::Podping => ": it does not accept the token in PODPING_TOKEN",
            300..=399 => ": its address is another one",
            429 => ": too many requests",
            _ => "",
        };
        return Err(format!("the server answers with {}{hint}", answer.status));
    }
    // the Podcast Index tells its refusals with 200
    let said: Option<serde_json::Value> =
        if to == NotifyTarget::PodcastIndex { serde_json::from_slice(&answer.body).ok() } else { None };
    match said.as_ref().map(|said| &said["status"]) {
        Some(status) if *status == "false" || *status == false => {
            let reason = said.as_ref().and_then(|said| said["description"].as_str()).unwrap_or("it gives no reason");
            Err(format!("it refuses: {}", reason.chars().take(REASON_MAX).collect::<String>()))
        }
        _ => Ok(()),
    }
}
