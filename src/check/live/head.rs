//! What HEAD says of a file, beside what GET sends (RFC 9110, section 9.3.2).

use crate::check::live::look::Look;
use crate::check::rule::live::LiveRule::LiveHead;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::WebAnswer;
use crate::model::web::web_request::WebRequest;

/// A file of which HEAD is asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum HeadOf {
    Feed,
    Cover,
    EpisodePicture,
    Recording,
}

impl HeadOf {
    /// What it is called in messages.
    pub(in crate::check::live) const fn name(self) -> &'static str {
        match self {
            Self::Feed => "the feed",
            Self::Cover => "the cover",
            Self::EpisodePicture => "the episode's picture",
            Self::Recording => "the recording",
        }
    }
}

/// Whether HEAD says what GET says: status, type and length. `whole` is the length of the file as GET has told it. HEAD may leave the length out (RFC 9110,
/// section 8.6), except for a recording, where apps ask for it so.
pub(in crate::check::live) fn judge_head(
    look: &mut Look<'_>,
    of: HeadOf,
    (request, head): (&WebRequest, &WebAnswer),
    (got, whole): (&WebAnswer, Option<u64>),
) -> bool {
    let name = of.name();
    let message = if head.status != 200 {
        format!("HEAD is answered with {}, and GET sends {name}", head.status)
    } else if head.media_type() != got.media_type() {
        let media_type = |answer: &WebAnswer| answer.media_type().unwrap_or_else(|| "none".to_owned());
        format!("HEAD names the media type `{}`, and GET `{}`", media_type(head), media_type(got))
    } else {
        match (head.content_length(), whole) {
            (Some(head), Some(whole)) if head != whole => format!("HEAD names a length of {head} bytes, and GET {whole}"),
            (None, Some(_)) if of == HeadOf::Recording => format!("HEAD does not name the length of {name}, and GET does"),
            _ => return true,
        }
    };
    look.add((LiveHead, Level::Error), (request, Some(head)), message);
    false
}
