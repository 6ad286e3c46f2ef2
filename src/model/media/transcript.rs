//! A transcript: what is said, when, and by whom; and where it is.

use crate::model::files::show_path::ShowPath;
use crate::model::key::keys;
use crate::model::keywords::keywords;
use crate::model::time::timestamp::Timestamp;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::language::Language;

/// How the note begins that marks a draft which nobody has read. // it stands in a comment of WebVTT, which players pass over
pub(crate) const DRAFT_MARK: &str = "NOTE draft, made by a machine";

/// Cues in the order of the file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Transcript {
    /// The cues.
    pub cues: Vec<Cue>,
}

/// A stretch of speech.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cue {
    /// When it starts.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// What is said, by whom. More than one where a cue holds a dialogue.
    pub speeches: Vec<Speech>,
    /// The line of the file on which the cue's times stand, from 1.
    pub line: u32,
}

/// Words of one speaker within a cue.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Speech {
    /// The speaker, where named.
    pub speaker: Option<String>,
    /// The words, as plain text, lines separated by `\n`; hostile text.
    pub text: String,
}

/// Where an episode's transcript is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum EpisodeTranscript {
    /// In the episode's folder.
    File(ShowPath),
    /// Elsewhere: the feed names it, and nothing is copied.
    Elsewhere(Vec<RemoteTranscript>),
}

keys! {
    /// A transcript that is kept elsewhere.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct RemoteTranscript {
        required {
            url: HttpUrl, "where it is", "https://old.example.org/one.vtt";
            media_type as "type": TranscriptType, "its media type", "text/vtt";
        }
        optional {
            language: Option<Language>, "its language", "en-GB";
        }
        defaulted {
            captions: bool, "`true` says that it has a time for every line", "true";
        }
    }
}

keywords! {
    /// The media type of a transcript.
    pub enum TranscriptType else "not a media type of a transcript" {
        /// WebVTT.
        Vtt = "text/vtt",
        /// SubRip, as it is registered.
        SubRip = "application/x-subrip",
        /// SubRip, as many hosts write it.
        Srt = "application/srt",
        /// SubRip, as some hosts write it.
        TextSrt = "text/srt",
        /// Podcasting 2.0 JSON.
        Json = "application/json",
        /// To be read.
        Html = "text/html",
        /// Words alone.
        Plain = "text/plain",
    }
}

impl TranscriptType {
    /// The name of the form.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vtt => "WebVTT",
            Self::SubRip | Self::Srt | Self::TextSrt => "SubRip",
            Self::Json => "JSON",
            Self::Html => "HTML",
            Self::Plain => "TXT",
        }
    }
}

impl EpisodeTranscript {
    /// The file in the episode's folder.
    pub fn file(&self) -> Option<&ShowPath> {
        match self {
            Self::File(file) => Some(file),
            Self::Elsewhere(_) => None,
        }
    }

    /// Those that are kept elsewhere.
    pub fn elsewhere(&self) -> &[RemoteTranscript] {
        match self {
            Self::File(_) => &[],
            Self::Elsewhere(all) => all,
        }
    }
}
