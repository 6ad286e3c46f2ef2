//! Chapters from the files that other programs write. Strict where a chapter would be lost: a line that cannot be read is refused with its
//! number, never passed over.

mod faults;
pub mod file_chapter;
mod json;
mod lines;
mod psc;

pub use crate::media::chapter_file::faults::{ChapterFileError, ChapterFileFaults};

use camino::Utf8Path;

use crate::media::chapter_file::faults::{fault, shown};
use crate::media::chapter_file::file_chapter::{FileChapter, FilePicture};
use crate::media::tags::found_tags::CHAPTERS_MAX;
use crate::model::media::chapter::Chapter;
use crate::model::time::timestamp::Timestamp;
use crate::model::wording::text::Text;

/// What a file of chapters is written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum ChapterFileKind {
    /// JSON chapters of the Podcast Namespace, or those of Podlove's web player.
    Json,
    /// Podlove Simple Chapters (<https://podlove.org/simple-chapters/>).
    Psc,
    /// Lines: labels of Audacity, the text of mp4chaps, or a time and a title.
    Lines,
}

/// Latest time that is read. // seconds; the model's 1,000 hours
const LATEST_SECONDS: f64 = 3_600_000.0;

impl ChapterFileKind {
    /// The ends of names, without the dot, the best kind first.
    pub const EXTENSIONS: [(&'static str, Self); 4] =
        [("json", Self::Json), ("psc", Self::Psc), ("xml", Self::Psc), ("txt", Self::Lines)];

    /// The kind that the end of a file's name tells; `None` for another.
    pub fn of_path(path: &Utf8Path) -> Option<Self> {
        let extension = path.extension()?;
        Self::EXTENSIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(extension)).map(|(_, kind)| *kind)
    }
}

/// The chapters of a file, by their start.
///
/// # Errors
/// Everything that cannot be read, and why; at most [`ChapterFileFaults::LISTED`] of it.
pub fn parse(text: &str, kind: ChapterFileKind) -> Result<Vec<FileChapter>, ChapterFileFaults> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut faults = ChapterFileFaults::default();
    let mut chapters = match kind {
        ChapterFileKind::Json => json::parse(text, &mut faults),
        ChapterFileKind::Psc => psc::parse(text, &mut faults),
        ChapterFileKind::Lines => lines::parse(text, &mut faults),
    };
    if !faults.errors.is_empty() {
        faults.errors.sort_by_key(|error| error.line);
        return Err(faults);
    }
    if chapters.is_empty() {
        return Err(fault(0, "the file has no chapters").into());
    }
    if chapters.len() > CHAPTERS_MAX {
        return Err(fault(0, format!("the file has {} chapters; {CHAPTERS_MAX} are read at most", chapters.len())).into());
    }
    chapters.sort_by_key(|read| read.chapter.start);
    Ok(chapters)
}

/// A chapter of a time and a title.
fn chapter(line: u32, start: Timestamp, title: Text) -> FileChapter {
    let chapter = Chapter { start, title, url: None, image: None, alt: None };
    FileChapter { chapter, line, picture: None, place: None }
}

/// The words of a title.
fn title(line: u32, text: &str) -> Result<Text, ChapterFileError> {
    text.parse().map_err(|error| fault(line, format!("the title cannot be used: {error}")))
}

/// A time that could not be read.
fn no_time(line: u32, text: impl std::fmt::Display) -> ChapterFileError {
    fault(line, format!("`{}` is not a time such as `1:23`", shown(text)))
}

/// A picture, where there is one.
fn picture(line: u32, written: Option<&str>) -> Result<Option<FilePicture>, ChapterFileError> {
    FilePicture::named(written).transpose().map_err(|message| fault(line, message))
}

/// A link, where there is one.
fn link(line: u32, url: Option<&str>) -> Result<Option<crate::model::web::http_url::HttpUrl>, ChapterFileError> {
    let Some(url) = url.filter(|url| !url.is_empty()) else { return Ok(None) };
    url.parse().map(Some).map_err(|error| fault(line, format!("the link cannot be used: {}", shown(error))))
}

/// Seconds as a time, to the millisecond; `None` past the model's bound.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked against the range")]
fn of_seconds(seconds: f64) -> Option<Timestamp> {
    (0.0..=LATEST_SECONDS).contains(&seconds).then(|| Timestamp::from_millis((seconds * 1000.0).round() as u64))
}

/// A normal play time (RFC 2326, section 3.6): `1:02:03.5`, `2:03`, or bare seconds.
fn play_time(text: &str) -> Option<Timestamp> {
    if text.contains(':') {
        // Some programs write more digits than a millisecond has.
        let (clock, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
        let fits = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
        let fraction = fits.then(|| fraction.get(..fraction.len().min(3)).unwrap_or_default())?;
        return format!("{clock}.{fraction}").parse().ok();
    }
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && text.starts_with(|c: char| c.is_ascii_digit());
    if plain { of_seconds(text.parse().ok()?) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    pub(super) fn told(text: &str, kind: ChapterFileKind) -> Vec<String> {
        let chapters = parse(text, kind).unwrap_or_else(|faults| panic!("{faults:?}"));
        let one = |FileChapter { chapter, .. }: &FileChapter| {
            let url = chapter.url.as_ref().map(|url| format!(" <{url}>")).unwrap_or_default();
            format!("{} {}{url}", chapter.start, chapter.title)
        };
        chapters.iter().map(one).collect()
    }

    #[track_caller]
    pub(super) fn refused(text: &str, kind: ChapterFileKind, line: u32, part: &str) {
        all_refused(text, kind, &[(line, part)]);
    }

    /// The file has exactly these faults: line, and a part of what is said.
    #[track_caller]
    pub(super) fn all_refused(text: &str, kind: ChapterFileKind, expected: &[(u32, &str)]) {
        let faults = parse(text, kind).unwrap_err();
        let lines = |found: &mut dyn Iterator<Item = u32>| found.collect::<Vec<_>>();
        let found = lines(&mut faults.errors.iter().map(|error| error.line));
        assert_eq!(found, lines(&mut expected.iter().map(|(line, _)| *line)), "{faults:?}");
        for (error, (_, part)) in faults.errors.iter().zip(expected) {
            assert!(error.message.contains(part), "`{part}` in {error}");
        }
    }

    #[test]
    fn tells_the_kind_by_the_name() {
        let kind = |name: &str| ChapterFileKind::of_path(Utf8Path::new(name));
        assert_eq!(kind("a/chapters.JSON"), Some(ChapterFileKind::Json));
        assert_eq!(kind("chapters.psc"), Some(ChapterFileKind::Psc));
        assert_eq!(kind("labels.txt"), Some(ChapterFileKind::Lines));
        assert_eq!(kind("chapters.doc"), None);
    }

    #[test]
    fn reads_a_time_as_players_do() {
        let time = |text: &str| play_time(text).map(Timestamp::as_millis);
        assert_eq!(time("1:02:03.5"), Some(3_723_500));
        assert_eq!(time("00:00:10.123456"), Some(10_123));
        assert_eq!(time("2:03"), Some(123_000));
        assert_eq!(time("37.5"), Some(37_500));
        for bad in ["", "-1", ".5", "1:", "1:2", "1e3", "nan", "3600001", "1:00."] {
            assert_eq!(time(bad), None, "{bad}");
        }
    }

    #[test]
    fn no_text_makes_it_panic() {
        let parts = [
            "{\"chapters\":[",
            "{\"startTime\":1",
            ",\"title\":\"a\"}",
            "]}",
            "<psc:chapter start=\"",
            "0:00",
            "\" title=\"a\"/>",
            "\n",
            "\t",
            "1.5",
            " é",
            "<",
            "&",
            "\u{0}",
        ];
        let mut seed = 1_u32;
        for _ in 0..5_000 {
            let mut text = String::new();
            for _ in 0..10 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(parts[(seed >> 16) as usize % parts.len()]);
            }
            for (_, kind) in ChapterFileKind::EXTENSIONS {
                assert!(parse(&text, kind).is_ok_and(|chapters| !chapters.is_empty()) || parse(&text, kind).is_err());
            }
        }
    }
}
