//! Files of the old host that come into the show, and what episode.yaml says of them then.

use std::collections::BTreeMap;

use camino::Utf8Path;

use crate::engine::import::fetcher::{FetchError, Fetched, Fetcher};
use crate::import::ledger::{Ledger, LedgerKind};
use crate::import::planned_episode::{PSC_FILE, PlannedEpisode};
use crate::import::wanted_file::{WantedFile, WantedKind};
use crate::media::chapter_file::{self, ChapterFileKind};
use crate::media::image_facts;
use crate::media::transcript::{self, TranscriptKind};
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::media::artwork::{Artwork, EpisodeArtwork, FurtherImage};
use crate::model::media::chapter::{ChapterFile, EpisodeChapters};
use crate::model::media::transcript::{EpisodeTranscript, RemoteTranscript, TranscriptType};
use crate::model::show::Show;
use crate::model::wording::language::Language;

/// The longest picture that is fetched.
const PICTURE_MAX: ByteCount = ByteCount::mebibytes(20);
/// The longest text that is fetched.
const TEXT_MAX: ByteCount = ByteCount::mebibytes(10);

/// A file of the show, and its bytes.
pub(crate) type GatheredFile = (ShowPath, Vec<u8>);

/// What is fetched.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Fetching {
    /// Nothing: the addresses of the old host stay.
    Nothing,
    /// Transcripts and chapters; pictures and recordings stay where they are.
    #[default]
    Texts,
    /// Pictures too.
    All,
}

impl Fetching {
    fn wants(self, kind: &WantedKind) -> bool {
        match kind {
            WantedKind::Transcript(_) | WantedKind::Chapters => self != Self::Nothing,
            WantedKind::Picture | WantedKind::Further(_) => self == Self::All,
        }
    }
}

/// The files of several episodes; each episode names what came.
pub(crate) fn of_episodes(
    fetcher: &Fetcher,
    fetching: Fetching,
    language: &Language,
    episodes: &mut [PlannedEpisode],
    ledger: &mut Ledger,
) -> Vec<GatheredFile> {
    let wanted = |planned: &&PlannedEpisode| {
        planned.wanted.iter().filter(move |file| fetching.wants(&file.kind)).cloned().collect::<Vec<_>>()
    };
    let addresses = episodes.iter().flat_map(|planned| wanted(&planned)).map(|file| (file.url.to_string(), limit(&file.kind)));
    let found = fetcher.fetch_all(&addresses.collect());
    let mut files = Vec::new();
    for planned in episodes {
        for file in planned.wanted.clone() {
            let is_lost = matches!(file.kind, WantedKind::Further(_));
            if fetching.wants(&file.kind) {
                let others = others(planned, &file, language);
                match took(planned, &file, &found) {
                    Ok(new) => {
                        files.push(new);
                        for _ in 0..others {
                            ledger.add(LedgerKind::NotCarried, "a transcript in another language", &planned.spot);
                        }
                    }
                    Err(reason) => ledger.add(LedgerKind::NotFetched, told(&file.kind, &reason), &planned.spot),
                }
            } else if is_lost {
                ledger.add(LedgerKind::NotCarried, "`podcast:image`: further pictures come with `--media fetch`", &planned.spot);
            }
        }
        // Chapters that came in a file of their own take the place of these.
        if let Some(psc) = &planned.psc {
            files.push((path(&planned.episode.folder, PSC_FILE), psc.clone().into_bytes()));
        }
    }
    files
}

/// How many transcripts in other languages are lost with the old addresses when this file comes.
fn others(planned: &PlannedEpisode, file: &WantedFile, language: &Language) -> usize {
    let (WantedKind::Transcript(_), Some(EpisodeTranscript::Elsewhere(all))) = (&file.kind, &planned.episode.transcript) else {
        return 0;
    };
    let is_other = |one: &&RemoteTranscript| one.language.as_ref().is_some_and(|of| of.primary() != language.primary());
    all.iter().filter(is_other).count()
}

/// What came for an episode, and what the episode says of it.
fn took(
    planned: &mut PlannedEpisode,
    file: &WantedFile,
    found: &BTreeMap<String, Result<Fetched, FetchError>>,
) -> Result<GatheredFile, String> {
    let fetched = found.get(file.url.as_str()).ok_or("it was not asked for")?;
    let bytes = &fetched.as_ref().map_err(ToString::to_string)?.bytes;
    let episode = &mut planned.episode;
    let folder = episode.folder.clone();
    match &file.kind {
        WantedKind::Picture => {
            let path = path(&folder, &format!("cover.{}", picture_ending(bytes)?));
            episode.artwork = Some(EpisodeArtwork::File(Artwork { file: path.clone(), alt: file.alt.clone() }));
            Ok((path, bytes.clone()))
        }
        WantedKind::Further(purposes) => {
            let path = path(&folder, &format!("image-{}.{}", episode.images.len() + 1, picture_ending(bytes)?));
            let artwork = Artwork { file: path.clone(), alt: file.alt.clone() };
            episode.images.push(FurtherImage { artwork, purposes: purposes.clone() });
            Ok((path, bytes.clone()))
        }
        WantedKind::Transcript(media_type) => {
            let (name, kind) = transcript_file(*media_type).ok_or("it has no times")?;
            let text = text_of(bytes)?;
            let read = transcript::parse(text, kind, &[]).map_err(|_| "it cannot be read as a transcript".to_owned())?;
            if read.transcript.cues.is_empty() {
                return Err("it has no words".to_owned());
            }
            episode.transcript = None;
            Ok((path(&folder, name), text.as_bytes().to_vec()))
        }
        WantedKind::Chapters => {
            let text = text_of(bytes)?;
            let chapters = chapter_file::parse(text, ChapterFileKind::Json).map_err(|_| "they cannot be read".to_owned())?;
            if chapters.is_empty() {
                return Err("it has no chapters".to_owned());
            }
            let length = episode.enclosure.as_ref().and_then(|remote| remote.duration);
            if chapters.iter().any(|found| length.is_some_and(|length| found.chapter.start >= length)) {
                return Err("they go on after the end of the episode".to_owned());
            }
            let path = path(&folder, "chapters.json");
            episode.chapters = EpisodeChapters { file: Some(ChapterFile::Text(path.clone())), ..EpisodeChapters::default() };
            planned.psc = None;
            Ok((path, text.as_bytes().to_vec()))
        }
    }
}

/// The cover and further pictures of the show. Without a cover there is no feed, so one is drawn where none comes.
pub(crate) fn of_show(
    fetcher: &Fetcher,
    fetching: Fetching,
    (show, wanted): (&mut Show, &[WantedFile]),
    drawn: &dyn Fn(&str) -> Vec<u8>,
    (ledger, spot): (&mut Ledger, &crate::import::ledger::Spot),
) -> Vec<GatheredFile> {
    let episodes: ShowPath = crate::model::files::show_files::EPISODES_FOLDER.parse().expect("a plain name");
    let is_wanted = |file: &&WantedFile| {
        let is_cover = file.kind == WantedKind::Picture;
        (is_cover && fetching != Fetching::Nothing) || (!is_cover && fetching.wants(&file.kind))
    };
    let addresses = wanted.iter().filter(is_wanted).map(|file| (file.url.to_string(), limit(&file.kind))).collect();
    let found = fetcher.fetch_all(&addresses);
    let mut files: Vec<GatheredFile> = Vec::new();
    if !wanted.iter().any(|file| file.kind == WantedKind::Picture) {
        ledger.add(LedgerKind::NotFetched, "the cover: the feed has none that can be used, so one was drawn", spot);
    }
    for file in wanted {
        if !is_wanted(&file) {
            let (kind, what) = match file.kind {
                WantedKind::Picture => (LedgerKind::NotFetched, "the cover: without the network one was drawn"),
                _ => (LedgerKind::NotCarried, "`podcast:image`: further pictures come with `--media fetch`"),
            };
            ledger.add(kind, what, spot);
            continue;
        }
        let bytes = match found.get(file.url.as_str()) {
            Some(Ok(got)) => picture_ending(&got.bytes).map(|ending| (ending, got.bytes.clone())),
            Some(Err(error)) => Err(error.to_string()),
            None => Err("it was not asked for".to_owned()),
        };
        match (bytes, &file.kind) {
            (Ok((ending, bytes)), WantedKind::Further(purposes)) => {
                let path = path(&episodes, &format!("image-{}.{ending}", show.images.len() + 1));
                let artwork = Artwork { file: path.clone(), alt: file.alt.clone() };
                show.images.push(FurtherImage { artwork, purposes: purposes.clone() });
                files.push((path, bytes));
            }
            (Ok((ending, bytes)), _) => {
                show.artwork.file = path(&episodes, &format!("cover.{ending}"));
                files.push((show.artwork.file.clone(), bytes));
            }
            (Err(reason), kind) => ledger.add(LedgerKind::NotFetched, told(kind, &reason), spot),
        }
    }
    if !files.iter().any(|(path, _)| *path == show.artwork.file) {
        files.push((show.artwork.file.clone(), drawn(show.title.as_str())));
    }
    files
}

fn limit(kind: &WantedKind) -> ByteCount {
    match kind {
        WantedKind::Picture | WantedKind::Further(_) => PICTURE_MAX,
        WantedKind::Transcript(_) | WantedKind::Chapters => TEXT_MAX,
    }
}

fn told(kind: &WantedKind, reason: &str) -> String {
    let what = match kind {
        WantedKind::Picture | WantedKind::Further(_) => "a picture",
        WantedKind::Transcript(_) => "a transcript",
        WantedKind::Chapters => "chapters",
    };
    format!("{what}: {reason}")
}

fn path(folder: &ShowPath, name: &str) -> ShowPath {
    folder.join(name).expect("a plain name is a path")
}

fn picture_ending(bytes: &[u8]) -> Result<&'static str, String> {
    let facts = image_facts::read(bytes).map_err(|error| format!("it is not an image: {error}"))?;
    Ok(facts.format.extension())
}

fn transcript_file(media_type: TranscriptType) -> Option<(&'static str, TranscriptKind)> {
    let name = match media_type {
        TranscriptType::Vtt => "transcript.vtt",
        TranscriptType::SubRip | TranscriptType::Srt | TranscriptType::TextSrt => "transcript.srt",
        TranscriptType::Json => "transcript.json",
        TranscriptType::Html => "transcript.html",
        TranscriptType::Plain => return None,
    };
    Some((name, TranscriptKind::of_path(Utf8Path::new(name))?))
}

fn text_of(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())
}
