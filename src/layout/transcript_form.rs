//! Forms that transcripts are served in (Podcast Namespace, `docs/examples/transcripts/transcripts.md`).

use crate::model::keywords::keywords;

keywords! {
    /// A form that transcripts are served in. WebVTT first: the namespace recommends it, and Apple takes speakers from it.
    pub enum TranscriptForm {
        /// WebVTT.
        Vtt = "vtt",
        /// `SubRip`.
        Srt = "srt",
        /// JSON.
        Json = "json",
        /// HTML.
        Html = "html",
    }
}

impl TranscriptForm {
    /// The media type, without parameters.
    pub fn media_type(self) -> &'static str {
        let content_type = self.content_type();
        content_type.split_once(';').map_or(content_type, |(media_type, _)| media_type)
    }

    /// The media type as a server should name it.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Vtt => "text/vtt; charset=utf-8",
            Self::Srt => "application/x-subrip; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
        }
    }
}
