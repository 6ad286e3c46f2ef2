//! Transcripts and Easy Read summaries.

use std::io::ErrorKind;

use camino::Utf8Path;
use percent_encoding::percent_decode_str;

use crate::catalog::{EasyReadPicture, EasyReadState, FoundTranscript, TranscriptState};
use crate::engine::load::{Loader, SUMMARY_MAX, TEXT_MAX, named, value};
use crate::markdown::outline::{Outline, Picture};
use crate::media::transcript::{self, ParsedTranscript, TranscriptError, TranscriptKind, Unreadable};
use crate::model::episode::Episode;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::lfs_pointer::{POINTER_MESSAGE, begins_as_pointer};
use crate::model::files::show_files::EPISODE_FILE;
use crate::model::files::show_path::{ShowPath, ShowPathError};
use crate::model::identity::digest::Sha256;
use crate::model::media::transcript::EpisodeTranscript;
use crate::model::place::{FilePosition, KeyPath, Place};
use crate::world::disk::read_whole;

/// Names that are found by themselves, the best first: WebVTT is the one form that carries speakers everywhere.
const TRANSCRIPTS: [&str; 4] = ["transcript.vtt", "transcript.srt", "transcript.json", "transcript.html"];
/// The Easy Read summary that is found by itself.
const EASY_READ: &str = "easy-read.md";

impl Loader<'_> {
    /// The transcript in use, and the others beside it.
    pub(in crate::engine) fn transcripts(
        &self,
        episode: &Episode,
        names: &[String],
    ) -> (Option<TranscriptState>, Vec<TranscriptState>) {
        let found = TRANSCRIPTS.iter().filter_map(|name| named(names, name));
        let found = found.filter_map(|name| episode.folder.join(name).ok());
        let written = episode.transcript.as_ref().and_then(EpisodeTranscript::file);
        let mut paths: Vec<ShowPath> = written.into_iter().cloned().collect();
        paths.extend(found.filter(|path| Some(path) != written));
        let mut states = paths.into_iter().map(|path| TranscriptState { found: self.transcript(episode, &path), path });
        (states.next(), states.collect())
    }

    fn transcript(&self, episode: &Episode, path: &ShowPath) -> Result<FoundTranscript, Unreadable> {
        let refused = |message: &str| Unreadable::from(TranscriptError { line: 0, message: message.to_owned() });
        let kind = TranscriptKind::of_path(path.as_path())
            .ok_or_else(|| refused("a transcript is a .vtt, .srt, .json or .html file"))?;
        let text = self.text(episode, path, "transcript", TEXT_MAX).map_err(|message| refused(&message))?;
        let people: Vec<String> = episode.people.beside(self.people).map(|person| person.name.to_string()).collect();
        let ParsedTranscript { transcript, repairs, servable } = transcript::parse(&text, kind, &people)?;
        Ok(FoundTranscript { transcript, repairs, servable, fit: None, sha256: Sha256::of(text.as_bytes()), text })
    }

    /// The Easy Read summary with its pictures, where there is one.
    pub(in crate::engine) fn easy_read(&self, episode: &Episode, names: &[String]) -> Option<EasyReadState> {
        let there = || named(names, EASY_READ).and_then(|name| episode.folder.join(name).ok());
        let path = episode.easy_read.clone().or_else(there)?;
        let text = self.text(episode, &path, "easy_read", SUMMARY_MAX);
        // a byte order mark would stand before the first heading, which then is none
        let text = text.map(|text| text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text));
        let found = text.as_ref().map(|text| Outline::of(text).pictures).unwrap_or_default();
        let pictures = found.into_iter().map(|picture| self.easy_read_picture(&path, picture)).collect();
        Some(EasyReadState { path, text, pictures })
    }

    fn easy_read_picture(&self, summary: &ShowPath, picture: Picture) -> EasyReadPicture {
        let Picture { target, alt, line } = picture;
        let at = Place { file: summary.as_path().to_owned(), position: FilePosition::LineColumn { line, column: 1 } };
        let image = beside(summary, &target).map(|path| self.image(&path, at));
        EasyReadPicture { target, alt, line, image }
    }

    fn text(&self, episode: &Episode, path: &ShowPath, key: &str, limit: ByteCount) -> Result<String, String> {
        let named_in = episode.folder.file(EPISODE_FILE);
        let at = value(&named_in, KeyPath::key(key));
        let full = self.full(&self.inside(path, at).ok_or("the file is outside the show")?);
        let bytes =
            self.expect_file(&full).and_then(|()| read_whole(self.disk, &full, limit)).map_err(|error| match error.kind() {
                ErrorKind::NotFound => format!("there is no file `{path}`"),
                ErrorKind::FileTooLarge => format!("the file is larger than {limit}"),
                kind => format!("the file cannot be read: {kind}"),
            })?;
        if begins_as_pointer(&bytes) {
            return Err(POINTER_MESSAGE.to_owned());
        }
        String::from_utf8(bytes).map_err(|_| "the file is not UTF-8 text: save it as UTF-8".to_owned())
    }
}

/// The file that a picture of a summary is: its name is relative to the summary, as other programs that show Markdown have it.
fn beside(summary: &ShowPath, target: &str) -> Result<ShowPath, String> {
    let is_elsewhere = target.starts_with("//") || url::Url::parse(target).is_ok();
    if is_elsewhere {
        return Err("it is not in the show, and pages load nothing from elsewhere".to_owned());
    }
    let name = percent_decode_str(target).decode_utf8().map_err(|_| "the name is not UTF-8 text".to_owned())?;
    let folder = summary.as_path().parent().unwrap_or(Utf8Path::new(""));
    folder.join(name.as_ref()).as_str().parse().map_err(|error: ShowPathError| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_stand_beside_the_summary() {
        let summary: ShowPath = "episodes/one/easy-read.md".parse().unwrap();
        for (target, expected) in [
            ("tea.jpg", Ok("episodes/one/tea.jpg")),
            ("pictures/my%20tea.jpg", Ok("episodes/one/pictures/my tea.jpg")),
            ("https://example.org/tea.jpg", Err("it is not in the show, and pages load nothing from elsewhere")),
            ("//example.org/tea.jpg", Err("it is not in the show, and pages load nothing from elsewhere")),
            ("data:image/png;base64,AA", Err("it is not in the show, and pages load nothing from elsewhere")),
            ("/tea.jpg", Err("the path begins at the root of the disk, where one inside the show is needed")),
            ("../two/tea.jpg", Err("the path has `..`, which leads out of the folder")),
            ("%ff.jpg", Err("the name is not UTF-8 text")),
        ] {
            let found = beside(&summary, target);
            assert_eq!(found.as_ref().map(|path| path.as_path().as_str()).map_err(String::as_str), expected, "{target}");
        }
    }
}
