//! Transcripts in the four forms of the Podcast Namespace (`docs/examples/transcripts/transcripts.md`), each from the same cues.

mod html;
mod json;
mod srt;
mod vtt;

use crate::feed::element::Element;
use crate::model::http_url::HttpUrl;
use crate::model::language::Language;
use crate::model::text::Text;
use crate::seal::SealedTranscript;

/// A form that transcripts are served in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Form {
    Vtt,
    Srt,
    Json,
    Html,
}

impl Form {
    /// WebVTT first: it is the one that the namespace recommends and that Apple takes speakers from.
    pub(super) const ALL: [Self; 4] = [Self::Vtt, Self::Srt, Self::Json, Self::Html];

    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Vtt => "vtt",
            Self::Srt => "srt",
            Self::Json => "json",
            Self::Html => "html",
        }
    }

    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Vtt => "text/vtt",
            Self::Srt => "application/x-subrip",
            Self::Json => "application/json",
            Self::Html => "text/html",
        }
    }

    /// The file: the producer's own where there is one of this form, else made from the cues.
    pub(super) fn text(self, sealed: &SealedTranscript, language: &Language, title: &Text) -> String {
        let cues = &sealed.transcript.cues;
        match self {
            Self::Vtt => sealed.vtt.clone().unwrap_or_else(|| vtt::write(cues)),
            Self::Srt => sealed.srt.clone().unwrap_or_else(|| srt::write(cues)),
            Self::Json => sealed.json.clone().unwrap_or_else(|| json::write(cues)),
            Self::Html => html::write(cues, language, title),
        }
    }

    pub(super) fn url(self, sealed: &SealedTranscript) -> &HttpUrl {
        match self {
            Self::Vtt => &sealed.vtt_url,
            Self::Srt => &sealed.srt_url,
            Self::Json => &sealed.json_url,
            Self::Html => &sealed.html_url,
        }
    }

    /// `podcast:transcript`. Forms with a time for every line are captions; HTML is for reading.
    pub(super) fn element(self, sealed: &SealedTranscript, language: &Language) -> Element {
        let rel = (self != Self::Html).then_some("captions");
        Element::new("podcast:transcript")
            .with("url", self.url(sealed).as_str())
            .with("type", self.media_type())
            .with("language", language.as_str())
            .with_some("rel", rel)
    }
}
