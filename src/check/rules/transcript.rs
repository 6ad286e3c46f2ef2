//! Faults of transcripts: what those who read instead of hearing would miss.

mod cues;
mod words;

use crate::catalog::{CatalogEpisode, FoundTranscript};
use crate::check::found::Found;
use crate::check::rule::transcript::TranscriptRule;
use crate::check::scope::{At, Scope, episode_key, in_file};
use crate::model::media::transcript::Cue;
use crate::model::place::FilePosition;

/// Looks at the transcripts of each episode.
pub(crate) fn check(scope: &Scope<'_>, found: &mut Found) {
    for entry in scope.episodes() {
        let Some(transcript) = &entry.transcript else {
            found.add(
                TranscriptRule::MissingTranscript,
                episode_key(entry, "transcript"),
                "the episode has no transcript",
                format!(
                    "put a `transcript.vtt`, `.srt` or `.json` into `{}`; how to publish without: `podwright explain missing-transcript`",
                    entry.episode.folder
                ),
            );
            continue;
        };
        for other in &entry.other_transcripts {
            if let Err(error) = &other.found {
                unreadable(entry, other.path.as_path(), error, found);
            }
        }
        match &transcript.found {
            Err(error) => unreadable(entry, transcript.path.as_path(), error, found),
            Ok(FoundTranscript { transcript: text, .. }) => {
                let file = transcript.path.as_path();
                if words::count(text) == 0 {
                    found.add(
                        TranscriptRule::EmptyTranscript,
                        in_file(entry, file, FilePosition::File),
                        "the transcript has no words",
                        "put the words in, or take the file away",
                    );
                    continue;
                }
                cues::check(entry, file, text, found);
                words::check(scope, entry, file, text, found);
            }
        }
    }
}

fn unreadable(
    entry: &CatalogEpisode,
    file: &camino::Utf8Path,
    error: &crate::media::transcript::TranscriptError,
    found: &mut Found,
) {
    let named = entry.episode.transcript.as_ref().is_some_and(|named| named.as_path() == file);
    let (at, message) = match error.line {
        // What is wrong with the file as a whole is often its name: the key that names it is where to mend it.
        0 if named => (episode_key(entry, "transcript"), format!("`{file}`: {}", error.message)),
        0 => (in_file(entry, file, FilePosition::File), error.message.clone()),
        line => (in_file(entry, file, FilePosition::LineColumn { line, column: 1 }), error.message.clone()),
    };
    found.add(TranscriptRule::UnreadableTranscript, at, message, "correct the line, or export the transcript again");
}

/// The line of a cue in its file.
fn at_cue<'a>(entry: &'a CatalogEpisode, file: &camino::Utf8Path, cue: &Cue) -> At<'a> {
    in_file(entry, file, FilePosition::LineColumn { line: cue.line.max(1), column: 1 })
}

#[cfg(test)]
mod tests;
