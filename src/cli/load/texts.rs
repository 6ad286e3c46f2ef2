//! Transcripts and Easy Read summaries.

use crate::catalog::{FoundTranscript, TextState, TranscriptState};
use crate::cli::load::{Loader, TEXT_MAX};
use crate::media::transcript::{self, TranscriptError, TranscriptKind};
use crate::model::digest::Sha256;
use crate::model::episode::Episode;
use crate::model::show_path::ShowPath;
use crate::world::disk::read_whole;

/// Names that are found by themselves, the best first: WebVTT is the one form that carries speakers everywhere.
const TRANSCRIPTS: [&str; 4] = ["transcript.vtt", "transcript.srt", "transcript.json", "transcript.html"];
/// The Easy Read summary that is found by itself.
const EASY_READ: &str = "easy-read.md";

impl Loader<'_> {
    /// The transcript in use, and the others beside it.
    pub(super) fn transcripts(&self, episode: &Episode, names: &[String]) -> (Option<TranscriptState>, Vec<TranscriptState>) {
        let found = TRANSCRIPTS.iter().filter(|name| names.iter().any(|there| there == *name));
        let found = found.filter_map(|name| episode.folder.join(name).ok());
        let mut paths: Vec<ShowPath> = episode.transcript.iter().cloned().collect();
        paths.extend(found.filter(|path| Some(path) != episode.transcript.as_ref()));
        let mut states = paths.into_iter().map(|path| TranscriptState { found: self.transcript(episode, &path), path });
        (states.next(), states.collect())
    }

    fn transcript(&self, episode: &Episode, path: &ShowPath) -> Result<FoundTranscript, TranscriptError> {
        let refused = |message: &str| TranscriptError { line: 0, message: message.to_owned() };
        let kind = TranscriptKind::of_path(path.as_path())
            .ok_or_else(|| refused("a transcript is a .vtt, .srt, .json or .html file"))?;
        let text = self.text(episode, path, "transcript").map_err(|message| refused(&message))?;
        let transcript = transcript::parse(&text, kind)?;
        Ok(FoundTranscript { transcript, sha256: Sha256::of(text.as_bytes()), text })
    }

    /// The Easy Read summary, where there is one.
    pub(super) fn easy_read(&self, episode: &Episode, names: &[String]) -> Option<TextState> {
        let there = || names.iter().any(|name| name == EASY_READ).then(|| episode.folder.join(EASY_READ).ok()).flatten();
        let path = episode.easy_read.clone().or_else(there)?;
        Some(TextState { text: self.text(episode, &path, "easy_read"), path })
    }

    fn text(&self, episode: &Episode, path: &ShowPath, key: &str) -> Result<String, String> {
        let named_in = episode.folder.as_path().join("episode.yaml");
        let full = self.inside(path, &named_in, key).ok_or("the file is outside the show")?;
        if !self.is_file(&full) {
            return Err(format!("there is no file `{path}`"));
        }
        let bytes =
            read_whole(self.disk, &full, TEXT_MAX).map_err(|error| format!("the file cannot be read: {}", error.kind()))?;
        String::from_utf8(bytes).map_err(|_| "the file is not UTF-8 text: save it as UTF-8".to_owned())
    }
}
