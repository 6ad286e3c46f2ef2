//! Transcripts in the four forms of the Podcast Namespace (`docs/examples/transcripts/transcripts.md`), each from the same cues.

mod html;
mod json;
mod srt;
mod vtt;

use crate::feed::element::Element;
use crate::layout::TranscriptForm;
use crate::model::episode::Episode;
use crate::model::media::transcript::{Cue, DRAFT_MARK, RemoteTranscript};
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::language::Language;
use crate::seal::SealedTranscript;

/// The file, made from the cues; JSON is the producer's own where there is one. Players of captions are strict, so what they get is
/// always written here.
pub(super) fn text(form: TranscriptForm, sealed: &SealedTranscript, language: &Language, episode: &Episode) -> String {
    let cues = &sealed.transcript.cues;
    match form {
        TranscriptForm::Vtt => vtt::write(cues),
        TranscriptForm::Srt => srt::write(cues),
        TranscriptForm::Json => sealed.json.clone().unwrap_or_else(|| json::write(cues)),
        TranscriptForm::Html => html::write(cues, language, &episode.title, &episode.slug),
    }
}

/// A draft for the episode's folder, marked as one that nobody has read.
pub(crate) fn vtt_draft(cues: &[Cue]) -> String {
    let marked = format!("WEBVTT\n\n{DRAFT_MARK}: read it, correct it, and delete this line\n");
    vtt::write(cues).replacen("WEBVTT\n", &marked, 1)
}

/// Where a form is served.
pub(super) fn url(form: TranscriptForm, sealed: &SealedTranscript) -> &HttpUrl {
    match form {
        TranscriptForm::Vtt => &sealed.vtt_url,
        TranscriptForm::Srt => &sealed.srt_url,
        TranscriptForm::Json => &sealed.json_url,
        TranscriptForm::Html => &sealed.html_url,
    }
}

/// `podcast:transcript`. Forms with a time for every line are captions; HTML is for reading.
pub(super) fn element(form: TranscriptForm, sealed: &SealedTranscript, language: &Language) -> Element {
    let rel = (form != TranscriptForm::Html).then_some("captions");
    Element::empty()
        .with("url", url(form, sealed).as_str())
        .with("type", form.media_type())
        .with("language", language.as_str())
        .with_some("rel", rel)
}

/// The same of a transcript that is kept elsewhere.
pub(super) fn remote(transcript: &RemoteTranscript) -> Element {
    Element::empty()
        .with("url", transcript.url.as_str())
        .with("type", transcript.media_type.as_str())
        .with_some("language", transcript.language.as_ref().map(Language::as_str))
        .with_some("rel", transcript.captions.then_some("captions"))
}
