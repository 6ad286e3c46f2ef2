//! Chapters from a file: one that the YAML names, or one that is found.

use std::io::ErrorKind;

use crate::display::count::Count;
use crate::engine::load::inside::{CHECK_PERMISSIONS, why};
use crate::engine::load::{Loader, TEXT_MAX, named, value};
use crate::media::chapter_file::file_chapter::{FileChapter, FilePicture};
use crate::media::chapter_file::{self, ChapterFileFaults, ChapterFileKind};
use crate::media::probe::{Depth, probe};
use crate::model::episode::Episode;
use crate::model::fault::{Fault, FaultKind};
use crate::model::files::lfs_pointer::{POINTER_MESSAGE, begins_as_pointer};
use crate::model::files::show_files::EPISODE_FILE;
use crate::model::files::show_path::ShowPath;
use crate::model::media::chapter::chapter_origin::ChapterOrigin;
use crate::model::media::chapter::{Chapter, ChapterFile, FoundChapter};
use crate::model::place::{FilePosition, KeyPath, Place};
use crate::world::disk::read_whole;

/// The name, without its end, of a file of chapters that is found by itself.
const CHAPTERS: &str = "chapters";

/// What is wrong with a file of chapters.
struct ChaptersFault {
    /// The line, from 1; 0 where the whole file is meant.
    line: u32,
    message: String,
    help: &'static str,
    /// Whether it is the key in the YAML that is wrong, since there is no such file.
    is_at_key: bool,
}

impl Loader<'_> {
    /// Puts the chapters of a file into an episode that lists none itself. A file that cannot be read is a fault.
    pub(in crate::engine) fn take_chapters(&self, episode: &mut Episode, names: &[String]) {
        if !episode.chapters.list.is_empty() || episode.chapters.elsewhere.is_some() {
            return;
        }
        let written = episode.chapters.file.clone();
        let Some(file) = written.or_else(|| found(episode, names)) else { return };
        let read = match &file {
            ChapterFile::Text(path) => self.of_text(episode, path),
            ChapterFile::Recording(path) => {
                self.of_recording(episode, path).map(|chapters| (chapters, Vec::new())).map_err(|fault| vec![fault])
            }
        };
        match read {
            Ok((chapters, origins)) => {
                episode.chapters.list = chapters;
                episode.chapters.origins = origins;
            }
            Err(faults) => {
                for ChaptersFault { line, message, help, is_at_key } in faults {
                    let position = if line > 0 { FilePosition::LineColumn { line, column: 1 } } else { FilePosition::File };
                    let place = if is_at_key {
                        value(&episode.folder.file(EPISODE_FILE), KeyPath::key("chapters"))
                    } else {
                        Place { file: file.path().as_path().to_owned(), position }
                    };
                    self.fault(Fault { kind: FaultKind::BadValue, place, message, help: help.to_owned() });
                }
            }
        }
        episode.chapters.file = Some(file);
    }

    fn of_text(&self, episode: &Episode, path: &ShowPath) -> Result<(Vec<Chapter>, Vec<ChapterOrigin>), Vec<ChaptersFault>> {
        let kind = ChapterFileKind::of_path(path.as_path()).unwrap_or(ChapterFileKind::Lines);
        let text = self.chapter_text(episode, path).map_err(|fault| vec![fault])?;
        let read = chapter_file::parse(&text, kind).map_err(told)?;
        let of_show = |one: FileChapter| {
            let FileChapter { mut chapter, line, picture, place } = one;
            let picture = match picture {
                Some(FilePicture::Beside(name)) => {
                    chapter.image = Some(name.within(&episode.folder));
                    None
                }
                Some(FilePicture::Elsewhere(url)) => Some(url),
                None => None,
            };
            (chapter, ChapterOrigin { line, picture, place })
        };
        Ok(read.into_iter().map(of_show).unzip())
    }

    fn chapter_text(&self, episode: &Episode, path: &ShowPath) -> Result<String, ChaptersFault> {
        let full = self.chapter_file(episode, path)?;
        let bytes = read_whole(self.disk, &full, TEXT_MAX)
            .map_err(|error| in_text(0, format!("the file cannot be read: {}", why(&error))))?;
        if begins_as_pointer(&bytes) {
            return Err(in_text(0, POINTER_MESSAGE.to_owned()));
        }
        String::from_utf8(bytes).map_err(|_| in_text(0, "the file is not UTF-8 text".to_owned()))
    }

    /// From the recording, or from the lock where the recording is not on this machine.
    fn of_recording(&self, episode: &Episode, path: &ShowPath) -> Result<Vec<Chapter>, ChaptersFault> {
        let help = "mark the chapters in the program that writes the file, or list them under `chapters`";
        let refused = |message| ChaptersFault { line: 0, message, help, is_at_key: false };
        let locked =
            || self.locked_episode(episode).map(|locked| locked.chapters.clone()).filter(|chapters| !chapters.is_empty());
        let status = self.disk.status(&self.root.join(path.as_path())).ok().flatten();
        let is_away = status.is_none_or(|status| self.pointer(&self.root.join(path.as_path()), &status).is_some());
        if let (true, Some(chapters)) = (is_away, locked()) {
            return Ok(chapters);
        }
        let full = self.chapter_file(episode, path)?;
        let file = self.open_files.open(&full).map_err(|error| refused(format!("the file cannot be read: {}", why(&error))))?;
        let found = probe(file.as_ref(), path.as_path().extension(), Depth::NoLoudness, &|_| {})
            .map_err(|error| refused(error.to_string()))?;
        let chapters: Vec<Chapter> = FoundChapter::all_listed(&found.chapters).into_iter().map(|(chapter, _)| chapter).collect();
        if chapters.is_empty() { Err(refused("the recording has no chapters in its tags".to_owned())) } else { Ok(chapters) }
    }

    fn chapter_file(&self, episode: &Episode, path: &ShowPath) -> Result<camino::Utf8PathBuf, ChaptersFault> {
        let named_in = episode.folder.file(EPISODE_FILE);
        let help = "put the file there, or correct its name under `chapters`";
        let refused = |message| ChaptersFault { line: 0, message, help, is_at_key: true };
        let inside = self.inside(path, value(&named_in, KeyPath::key("chapters")));
        let full = self.full(&inside.ok_or_else(|| refused("the file is outside the show".to_owned()))?);
        match self.expect_file(&full) {
            Ok(()) => Ok(full),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(refused(format!("there is no file `{path}`"))),
            Err(error) => {
                let message = format!("the file cannot be read: {}", why(&error));
                Err(ChaptersFault { line: 0, message, help: CHECK_PERMISSIONS, is_at_key: false })
            }
        }
    }
}

/// A fault of a text with chapters.
fn in_text(line: u32, message: String) -> ChaptersFault {
    ChaptersFault {
        line,
        is_at_key: false,
        message,
        help: "write one chapter a line, such as `0:45 Who decides?`; or export the file again",
    }
}

/// The faults of a text; the last that is listed says how many more there are.
fn told(ChapterFileFaults { errors, more }: ChapterFileFaults) -> Vec<ChaptersFault> {
    let mut faults: Vec<ChaptersFault> = errors.into_iter().map(|error| in_text(error.line, error.message)).collect();
    if let Some(last) = faults.last_mut().filter(|_| more > 0) {
        last.message = format!("{} (and {})", last.message, Count(more, "more fault"));
    }
    faults
}

/// The file that is found by itself.
fn found(episode: &Episode, names: &[String]) -> Option<ChapterFile> {
    let mut names_of = ChapterFileKind::EXTENSIONS.iter().map(|(extension, _)| format!("{CHAPTERS}.{extension}"));
    let name = names_of.find_map(|name| named(names, &name))?;
    episode.folder.join(name).ok().map(ChapterFile::Text)
}
