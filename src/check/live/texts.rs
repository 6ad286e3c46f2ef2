//! Chapters and transcripts, as a web player on another site asks for them.

use camino::Utf8Path;

use crate::check::live::cache::judge_immutable;
use crate::check::live::http::{is_same_type, is_web_page};
use crate::check::live::live_build::BuiltFile;
use crate::check::live::live_feed::LiveFile;
use crate::check::live::look::Look;
use crate::check::live::media::parts::OTHER_SITE;
use crate::check::live::reached::{answer_of, judge_missing};
use crate::check::live::redirects::{AddressKind, judge_redirects};
use crate::check::rule::live::LiveRule::{LiveBytes, LiveCors, LiveType};
use crate::media::chapter_file::{self, ChapterFileKind};
use crate::media::transcript::{self, TranscriptKind};
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::settings::level::Level;
use crate::model::web::web_answer::{BodyEnd, WebAnswer, plain_type};
use crate::model::web::web_request::{BodyReading, WebRequest};

/// The longest text that is read.
const TEXT_MAX: ByteCount = ByteCount::new(5_000_000);

/// What a text is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::check::live) enum TextKind {
    Chapters,
    Transcript,
}

impl TextKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Chapters => "the chapters",
            Self::Transcript => "the transcript",
        }
    }

    /// The name with its verb.
    const fn being(self) -> &'static str {
        match self {
            Self::Chapters => "the chapters are",
            Self::Transcript => "the transcript is",
        }
    }
}

/// Judges a text that an episode names.
pub(in crate::check::live) fn judge_text(look: &mut Look<'_>, kind: TextKind, named: &LiveFile, built: Option<&BuiltFile>) {
    let request = WebRequest::get(&named.url, BodyReading::Start(TEXT_MAX)).with("origin", OTHER_SITE);
    let Some(arrival) = look.follow(request) else { return };
    judge_redirects(look, AddressKind::Other, &arrival);
    let Some(answer) = answer_of(look, &arrival) else { return };
    let (request, at) = (&arrival.request, (&arrival.request, Some(answer)));
    if answer.status != 200 {
        return judge_missing(look, kind.name(), request, answer);
    }
    if let Some(packing) = answer.packing() {
        let message = format!("{} sent with `Content-Encoding: {packing}` even to an app that does not accept it", kind.being());
        return look.add((LiveBytes, Level::Error), at, message);
    }
    let wanted = plain_type(&named.media_type);
    if let Err(reason) = content(kind, &wanted, &named.url, answer) {
        return look.add((LiveBytes, Level::Error), at, format!("{} cannot be read: {reason}", kind.name()));
    }
    if answer.end == BodyEnd::Whole && built.is_some_and(|built| built.sha256 != Sha256::of(&answer.body)) {
        look.add((LiveBytes, Level::Error), at, format!("{} not the file that was built", kind.being()));
    }
    judge_type(look, kind, &wanted, request, answer);
    judge_immutable(look, request, answer);
    if !answer.is_for_all() && answer.header("access-control-allow-origin") != Some(OTHER_SITE) {
        let message =
            format!("web players on other sites may not read {}: `Access-Control-Allow-Origin` is missing", kind.name());
        look.add((LiveCors, Level::Warning), at, message);
    }
}

/// Whether our own readers can read it.
fn content(kind: TextKind, wanted: &str, url: &str, answer: &WebAnswer) -> Result<(), String> {
    if let BodyEnd::Broken(reason) = &answer.end {
        return Err(format!("it breaks off after {} bytes: {reason}", answer.body.len()));
    }
    if answer.end == BodyEnd::Enough {
        return Err(format!("it has more than {TEXT_MAX}"));
    }
    if wanted != "text/html" && is_web_page(&answer.body) {
        return Err("it is a web page".to_owned());
    }
    let Ok(text) = std::str::from_utf8(&answer.body) else { return Err("it is not written in UTF-8".to_owned()) };
    match kind {
        TextKind::Chapters => {
            chapter_file::parse(text, ChapterFileKind::Json).map(drop).map_err(|faults| match faults.errors.first() {
                Some(error) if error.line > 0 => format!("line {}: {}", error.line, error.message),
                Some(error) => error.message.clone(),
                None => "it has no chapters".to_owned(),
            })
        }
        TextKind::Transcript => match transcript_kind(wanted, url) {
            Some(kind) => transcript::parse(text, kind, &[]).map(drop).map_err(|unreadable| match unreadable.errors.first() {
                Some(error) => format!("line {}: {}", error.line, error.message),
                None => "it has no words".to_owned(),
            }),
            None => Ok(()),
        },
    }
}

/// The kind of a transcript by its media type, else by the end of its address. What apps call HTML is any page with words, which is not read here.
fn transcript_kind(wanted: &str, url: &str) -> Option<TranscriptKind> {
    match wanted {
        "text/vtt" => Some(TranscriptKind::Vtt),
        "application/json" => Some(TranscriptKind::Json),
        "text/html" | "text/plain" => None,
        wanted if is_same_type(wanted, "application/srt") => Some(TranscriptKind::Srt),
        _ => TranscriptKind::of_path(Utf8Path::new(url.split(['?', '#']).next().unwrap_or_default())),
    }
}

fn judge_type(look: &mut Look<'_>, kind: TextKind, wanted: &str, request: &WebRequest, answer: &WebAnswer) {
    let name = kind.name();
    let message = match (answer.media_type(), answer.charset()) {
        (Some(found), _) if !is_same_type(&found, wanted) => {
            format!("the server calls {name} `{found}`, and the feed `{wanted}`")
        }
        (None, _) => format!("the server does not name the media type of {name}, which is `{wanted}` in the feed"),
        (_, Some(charset)) if charset != "utf-8" => {
            format!("the server says that {} written in `{charset}`, and the text is in UTF-8", kind.being())
        }
        (Some(found), None) if found == "text/html" && names_charset(&answer.body) => return,
        (Some(found), None) if found.starts_with("text/") && found != "text/vtt" && !answer.body.is_ascii() => {
            format!("the server does not say that {name} in `{found}` is UTF-8, so browsers show the wrong letters")
        }
        _ => return,
    };
    look.add((LiveType, Level::Error), (request, Some(answer)), message);
}

/// Whether a page says itself how it is written, where browsers look for it (WHATWG HTML, 4.2.5.4). Which letters it has was read before.
fn names_charset(body: &[u8]) -> bool {
    String::from_utf8_lossy(body.get(..body.len().min(1024)).unwrap_or_default()).to_ascii_lowercase().contains("charset")
}
