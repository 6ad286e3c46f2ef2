//! What a new episode is made of beside its words: the recording, a transcript, a cover.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::check::rules::audio::form::is_playable;
use crate::cli::new::{Arguments, refuse_pointer};
use crate::display::count::Count;
use crate::display::sanitized::Sanitized;
use crate::display::shell_word::ShellWord;
use crate::engine::IMAGE_MAX;
use crate::error::Error;
use crate::media::image_facts::{ImageFacts, ImageFormat, check_whole, read};
use crate::media::probe::audio_probe::AudioProbe;
use crate::media::probe::{Depth, probe};
use crate::media::tags::embedded_cover::{chapter_pictures, embedded_cover};
use crate::media::transcript::{TranscriptKind, parse};
use crate::model::episode::Episode;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::lfs_pointer::begins_as_pointer;
use crate::model::identity::digest::Sha256;
use crate::model::media::chapter::FoundChapter;
use crate::model::media::container::Container;
use crate::world::disk::{Disk, FileKind, OpenFile, read_whole};

/// The longest transcript that is looked into.
const TRANSCRIPT_MAX: ByteCount = ByteCount::mebibytes(16);
/// Sides of a cover. // pixels; Apple, "Artwork requirements"
const SIDES: std::ops::RangeInclusive<u32> = 1400..=3000;

/// What a new episode is made of.
#[derive(Default)]
pub(super) struct Material {
    pub(super) recording: Option<Recording>,
    pub(super) transcripts: Vec<TranscriptSource>,
    pub(super) cover: Option<Cover>,
    /// Pictures of chapters in the recording's tags, by the hashes that its chapters name.
    pub(super) chapter_pictures: BTreeMap<Sha256, ChapterPicture>,
    /// Chapters whose picture cannot be used, and why.
    refused_pictures: Vec<String>,
    /// A cover in the tags that no app would take, and why.
    refused_cover: Option<String>,
}

/// A recording that was looked into.
pub(super) struct Recording {
    pub(super) path: Utf8PathBuf,
    /// The file's name without its ending.
    pub(super) stem: String,
    /// What was found in it.
    pub(super) found: AudioProbe,
}

/// A transcript.
pub(super) struct TranscriptSource {
    pub(super) path: Utf8PathBuf,
    pub(super) kind: TranscriptKind,
    /// Whether it was found by itself.
    found: bool,
}

/// A picture of a chapter.
pub(super) struct ChapterPicture {
    pub(super) bytes: Vec<u8>,
    /// The file's name in the folder of the episode.
    pub(super) name: String,
}

/// A cover of the episode's own.
pub(super) struct Cover {
    pub(super) bytes: Vec<u8>,
    pub(super) ending: &'static str,
    /// Whether it came out of the recording's tags.
    found: bool,
}

impl Material {
    /// Looks into the files that the command line names, and beside the recording.
    pub(super) fn find(disk: &dyn Disk, here: &Utf8Path, arguments: &Arguments) -> Result<Self, Error> {
        let mut material = Self::default();
        if let Some(path) = &arguments.audio {
            let path = here.join(path);
            let file = disk.open(&path).map_err(|source| Error::Disk { step: "read", path: path.clone(), source })?;
            let found = probe(file.as_ref(), path.extension(), Depth::NoLoudness, &|_| {}).map_err(|error| Error::Usage {
                message: format!("`{path}` cannot be an episode: {error}"),
                help: "name an .mp3 or .m4a file".to_owned(),
            })?;
            if arguments.cover.is_none() {
                material.take_embedded(embedded_cover(file.as_ref(), found.facts.container));
            }
            material.take_chapter_pictures(file.as_ref(), &found, &path)?;
            material.recording = Some(Recording { stem: path.file_stem().unwrap_or_default().to_owned(), found, path });
        }
        material.transcripts = match (&arguments.transcript, &material.recording) {
            (Some(path), _) => vec![named_transcript(disk, here.join(path))?],
            (None, Some(recording)) => transcripts_beside(disk, recording),
            (None, None) => Vec::new(),
        };
        if let Some(path) = &arguments.cover {
            material.cover = Some(named_cover(disk, &here.join(path))?);
        }
        Ok(material)
    }

    fn take_embedded(&mut self, bytes: Option<Vec<u8>>) {
        let Some(bytes) = bytes else { return };
        match usable_cover(&bytes) {
            Ok(ending) => self.cover = Some(Cover { bytes, ending, found: true }),
            Err(reason) => self.refused_cover = Some(reason),
        }
    }

    /// Takes the pictures of the chapters along that the episode will list, each once.
    fn take_chapter_pictures(&mut self, file: &dyn OpenFile, found: &AudioProbe, path: &Utf8Path) -> Result<(), Error> {
        if found.chapters.iter().all(|chapter| chapter.picture.is_none()) {
            return Ok(());
        }
        let read = chapter_pictures(file, found.facts.container);
        let mut pictures = read.map_err(|source| Error::Disk { step: "read", path: path.to_owned(), source })?;
        for (index, (_, chapter)) in FoundChapter::all_listed(&found.chapters).into_iter().enumerate() {
            let Some(picture) = &chapter.picture else { continue };
            let Some(bytes) = pictures.remove(&picture.sha256) else { continue };
            match picture_ending(&bytes) {
                Ok(ending) => {
                    let name = format!("chapter-{}.{ending}", index + 1);
                    self.chapter_pictures.insert(picture.sha256, ChapterPicture { bytes, name });
                }
                Err(reason) => self.refused_pictures.push(format!("{}: {reason}", chapter.start)),
            }
        }
        Ok(())
    }

    /// What was found without being named, for the person at the keyboard.
    pub(super) fn told(&self, moved: bool) -> Vec<String> {
        let verb = if moved { "moved" } else { "copied" };
        let mut lines: Vec<String> = self
            .transcripts
            .iter()
            .filter(|transcript| transcript.found)
            .map(|transcript| format!("{verb} the transcript `{}`, which stands beside the recording", name_of(&transcript.path)))
            .collect();
        if self.cover.as_ref().is_some_and(|cover| cover.found) {
            lines.push("took the episode's cover out of the recording's tags; say under `alt:` what it shows".to_owned());
        }
        if !self.chapter_pictures.is_empty() {
            let count = Count(self.chapter_pictures.len(), "picture");
            lines.push(format!("took {count} of chapters out of the recording's tags; say under `alt:` what each shows"));
        }
        for refused in &self.refused_pictures {
            lines.push(format!(
                "left a chapter's picture in the recording's tags, which the episode cannot use: the one at {refused}"
            ));
        }
        for note in self.recording.iter().flat_map(|recording| &recording.found.tag_notes) {
            lines.push(format!("about the recording's tags: {}", Sanitized(note)));
        }
        if let Some(reason) = &self.refused_cover {
            lines.push(format!("left the cover in the recording's tags alone: {reason}"));
        }
        lines
    }
}

impl Recording {
    /// How to make a recording that apps play of one that they do not, where podwright can decode it.
    pub(super) fn offer(&self, episode: &Episode) -> Option<String> {
        let facts = &self.found.facts;
        if is_playable(facts) || facts.codec.undecoded_name().is_some() {
            return None;
        }
        let format = if facts.container == Container::Mp4 { facts.codec.as_str() } else { facts.container.as_str() };
        let name = format!("audio.{}", self.path.extension().unwrap_or("mp3").to_ascii_lowercase());
        Some(format!(
            "apps do not play `{format}`: in the show's folder, `podwright master {} --to {}` makes the MP3 to publish",
            ShellWord(episode.folder.file(&name).as_str()),
            episode.slug
        ))
    }
}

fn name_of(path: &Utf8Path) -> &str {
    path.file_name().unwrap_or(path.as_str())
}

fn named_transcript(disk: &dyn Disk, path: Utf8PathBuf) -> Result<TranscriptSource, Error> {
    let refused = |problem: &str| Error::Usage {
        message: format!("`{path}` cannot be a transcript: {problem}"),
        help: "name a .vtt, .srt or .json file".to_owned(),
    };
    let kind = TranscriptKind::of_path(&path).ok_or_else(|| refused("its name ends otherwise"))?;
    let bytes = read_whole(disk, &path, TRANSCRIPT_MAX);
    let bytes = bytes.map_err(|source| Error::Disk { step: "read", path: path.clone(), source })?;
    refuse_pointer(&path, &bytes)?;
    Ok(TranscriptSource { path, kind, found: false })
}

/// `take.vtt`, `take.mp3.vtt` or `take.en.vtt` beside `take.mp3`; of each kind the one with the shortest name. A file that is no transcript is
/// passed over: a `.json` beside a recording may be anything.
fn transcripts_beside(disk: &dyn Disk, recording: &Recording) -> Vec<TranscriptSource> {
    let Some(folder) = recording.path.parent() else { return Vec::new() };
    let stem = format!("{}.", recording.stem.to_lowercase());
    let mut names: Vec<String> = disk.list(folder).unwrap_or_default();
    names.retain(|name| name.to_lowercase().starts_with(&stem));
    names.sort_by_key(|name| (name.len(), name.clone()));
    let is_transcript = |path: &Utf8Path, kind| {
        let is_file = disk.status(path).is_ok_and(|status| status.is_some_and(|status| status.kind == FileKind::File));
        let text = || String::from_utf8(read_whole(disk, path, TRANSCRIPT_MAX).ok()?).ok();
        let is_pointer = || read_whole(disk, path, TRANSCRIPT_MAX).is_ok_and(|bytes| begins_as_pointer(&bytes));
        is_file && !is_pointer() && (kind != TranscriptKind::Json || text().is_some_and(|text| parse(&text, kind, &[]).is_ok()))
    };
    let of_kind = |kind: TranscriptKind| {
        let paths = names.iter().map(|name| folder.join(name)).filter(|path| TranscriptKind::of_path(path) == Some(kind));
        paths.into_iter().find(|path| is_transcript(path, kind)).map(|path| TranscriptSource { path, kind, found: true })
    };
    TranscriptKind::ALL.into_iter().filter_map(of_kind).collect()
}

fn named_cover(disk: &dyn Disk, path: &Utf8Path) -> Result<Cover, Error> {
    let failed = |source| Error::Disk { step: "read", path: path.to_owned(), source };
    let bytes = read_whole(disk, path, IMAGE_MAX).map_err(failed)?;
    match usable_cover(&bytes) {
        Ok(ending) => Ok(Cover { bytes, ending, found: false }),
        Err(reason) => Err(Error::Usage {
            message: format!("`{path}` cannot be a cover: {reason}"),
            help: "name a square JPEG or PNG of 1400 to 3000 pixels a side".to_owned(),
        }),
    }
}

/// The ending of the name of a chapter's picture; or why apps would not show it.
fn picture_ending(bytes: &[u8]) -> Result<&'static str, String> {
    ending_of(read(bytes).map_err(|error| error.to_string())?.format)
}

/// The ending of the file's name; or why directories would refuse the picture.
fn usable_cover(bytes: &[u8]) -> Result<&'static str, String> {
    let facts: ImageFacts = read(bytes).map_err(|error| error.to_string())?;
    check_whole(bytes, &facts).map_err(|error| error.to_string())?;
    let (width, height) = (facts.width, facts.height);
    if width != height || !SIDES.contains(&width) {
        return Err(format!("it has {width} x {height} pixels, and apps want a square of 1400 to 3000"));
    }
    ending_of(facts.format)
}

fn ending_of(format: ImageFormat) -> Result<&'static str, String> {
    match format {
        ImageFormat::Jpeg | ImageFormat::Png => Ok(format.extension()),
        ImageFormat::Webp | ImageFormat::Gif => Err("it is neither JPEG nor PNG".to_owned()),
    }
}
