//! Faults of transcripts: what those who read instead of hearing would miss.

mod cues;
mod fit;
mod machine;
pub(in crate::check::rules) mod speakers;
mod words;

use camino::Utf8Path;

use crate::catalog::{CatalogEpisode, FoundTranscript};
use crate::check::found::Found;
use crate::check::rule::transcript::TranscriptRule;
use crate::check::scope::{At, Scope, episode_key, in_file};
use crate::display::count::Count;
use crate::media::transcript::{TranscriptError, Unreadable, draft_line};
use crate::model::media::transcript::{Cue, EpisodeTranscript};
use crate::model::place::FilePosition;

/// Looks at the transcripts of each episode.
pub(crate) fn check(scope: &Scope<'_>, found: &mut Found) {
    for entry in scope.episodes() {
        let Some(transcript) = &entry.transcript else {
            if entry.episode.transcript.as_ref().is_some_and(|named| !named.elsewhere().is_empty()) {
                continue;
            }
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
        for state in std::iter::once(transcript).chain(&entry.other_transcripts) {
            match &state.found {
                Err(refused) => unreadable(entry, state.path.as_path(), refused, found),
                Ok(read) => {
                    repaired(entry, state.path.as_path(), read, found);
                    unread(entry, state.path.as_path(), read, found);
                }
            }
        }
        match &transcript.found {
            // The times of what could be read are judged in the same run.
            Err(refused) => cues::order(entry, transcript.path.as_path(), &refused.partial.cues, found),
            Ok(read) => {
                let text = &read.transcript;
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
                machine::check(scope, entry, file, text, found);
                fit::check(entry, file, read, found);
            }
        }
    }
}

/// Each kind of repair, at its first line.
fn repaired(entry: &CatalogEpisode, file: &Utf8Path, read: &FoundTranscript, found: &mut Found) {
    for (repair, line, count) in read.repairs.iter() {
        let rest = match count - 1 {
            0 => String::new(),
            more => format!(" (and {} more)", Count(more, "line")),
        };
        found.add(
            TranscriptRule::RepairedTranscript,
            in_file(entry, file, FilePosition::LineColumn { line, column: 1 }),
            format!("{}{rest}", repair.found()),
            repair.made(),
        );
    }
}

/// A draft of a machine that nobody has read yet.
fn unread(entry: &CatalogEpisode, file: &Utf8Path, read: &FoundTranscript, found: &mut Found) {
    let Some(line) = draft_line(&read.text) else { return };
    found.add(
        TranscriptRule::MachineTranscript,
        in_file(entry, file, FilePosition::LineColumn { line, column: 1 }),
        "the transcript is a draft that a machine made, and nobody has read it",
        "read it while you listen, correct it, and delete this line",
    );
}

fn unreadable(entry: &CatalogEpisode, file: &Utf8Path, refused: &Unreadable, found: &mut Found) {
    for (index, error) in refused.errors.iter().enumerate() {
        let is_last = index + 1 == refused.errors.len();
        let rest = match refused.more {
            more if is_last && more > 0 => format!(" (and {} more)", Count(more, "line")),
            _ => String::new(),
        };
        unreadable_line(entry, file, error, &rest, found);
    }
}

fn unreadable_line(entry: &CatalogEpisode, file: &Utf8Path, error: &TranscriptError, rest: &str, found: &mut Found) {
    let named = entry.episode.transcript.as_ref().and_then(EpisodeTranscript::file).is_some_and(|named| named.as_path() == file);
    let (at, message) = match error.line {
        // What is wrong with the file as a whole is often its name: the key that names it is where to mend it.
        0 if named => (episode_key(entry, "transcript"), format!("`{file}`: {}{rest}", error.message)),
        0 => (in_file(entry, file, FilePosition::File), format!("{}{rest}", error.message)),
        line => (in_file(entry, file, FilePosition::LineColumn { line, column: 1 }), format!("{}{rest}", error.message)),
    };
    let help = match error.line {
        0 => "put the transcript itself there, or correct its name",
        _ => "correct the line, or export the transcript again",
    };
    found.add(TranscriptRule::UnreadableTranscript, at, message, help);
}

/// The line of a cue in its file.
pub(in crate::check::rules) fn at_cue<'a>(entry: &'a CatalogEpisode, file: &Utf8Path, cue: &Cue) -> At<'a> {
    in_file(entry, file, FilePosition::LineColumn { line: cue.line.max(1), column: 1 })
}

#[cfg(test)]
mod tests;
