//! Everything known about a show, without opinion.

pub mod alternate_probe;
pub mod past;
pub mod tag_refusal;
pub mod unreadable_text;

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8PathBuf;

use crate::catalog::alternate_probe::AlternateProbe;
use crate::catalog::tag_refusal::TagRefusal;
use crate::catalog::unreadable_text::UnreadableText;
use crate::lock::Lock;
use crate::media::image_facts::{ImageError, ImageFacts};
use crate::media::probe::audio_probe::AudioProbe;
use crate::media::probe::probe_error::ProbeError;
use crate::media::transcript::{Repairs, Unreadable};
use crate::model::episode::Episode;
use crate::model::fault::Fault;
use crate::model::files::lfs_pointer::LfsPointer;
use crate::model::files::show_files::{EPISODE_FILE, SHOW_FILE};
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::impact::Impact;
use crate::model::impact::download_table::DownloadTable;
use crate::model::media::alternate_facts::AlternateFacts;
use crate::model::media::audio_facts::AudioFacts;
use crate::model::media::audio_fault::AudioFault;
use crate::model::media::remote_audio::RemoteAudio;
use crate::model::media::transcript::Transcript;
use crate::model::media::transcript_fit::TranscriptFit;
use crate::model::place::Place;
use crate::model::show::Show;

/// A show with everything that was read and measured for it.
#[derive(Clone, Debug)]
pub struct Catalog {
    /// The show; `None` where podcast.yaml has a fault in a key that must be there.
    pub show: Option<Show>,
    /// The cover; `None` where `show` is.
    pub cover: Option<ImageState>,
    /// Further pictures of the show, in the order of its YAML.
    pub images: Vec<ImageState>,
    /// Episodes, ordered by folder name. An episode whose YAML has a fault in a key that must be there is not among them.
    pub episodes: Vec<CatalogEpisode>,
    /// Faults of reading, ordered by file, line, column.
    pub faults: Vec<Fault>,
    /// Items of lists that are left out, because they could not be read: each is a fault too. Places are those of the file.
    pub lost: Vec<Place>,
    /// Texts that have blanks around them in the file, and here none. Places are those of the file.
    pub untrimmed: Vec<Place>,
    /// What came of the show; `None` where it has no impact.yaml, or that has a fault in a key that must be there.
    pub impact: Option<Impact>,
    /// How often it was heard; `None` where nobody has counted.
    pub downloads: Option<DownloadTable>,
    /// What was published before; `None` where there is no podcast.lock yet.
    pub lock: Option<Lock>,
    /// What the feed that a build replaces says, as a lock would have it: the one in `feed/`, or the one at the show's address.
    pub replaced: Option<Lock>,
    /// Why nothing could be found at the show's address to compare with; `None` if nobody looked, or something was found.
    pub no_history: Option<String>,
    /// Recordings that are not in the show's folder, and that stand below `feed/` since an earlier build, byte for byte as the lock knows them.
    pub served_already: BTreeSet<ShowPath>,
    /// The line of a `.gitignore` that keeps podcast.lock out of Git.
    pub lock_ignored: Option<Place>,
}

/// An episode with everything that was read and measured for it.
#[derive(Clone, Debug)]
pub struct CatalogEpisode {
    /// What its YAML says.
    pub episode: Episode,
    /// Its sound.
    pub audio: AudioState,
    /// Whether its tags say what the YAML says.
    pub tags: TagState,
    /// Its own picture, where it has one.
    pub artwork: Option<ImageState>,
    /// Further pictures, in the order of its YAML.
    pub images: Vec<ImageState>,
    /// The same in other files, in the order of its YAML.
    pub alternates: Vec<AlternateState>,
    /// Pictures of its chapters, by path.
    pub chapter_images: BTreeMap<ShowPath, ImageState>,
    /// Its transcript, where there is a file for it.
    pub transcript: Option<TranscriptState>,
    /// Other transcript files found beside the one in use, such as an `.srt` beside the `.vtt`.
    pub other_transcripts: Vec<TranscriptState>,
    /// Its Easy Read summary, where there is one.
    pub easy_read: Option<EasyReadState>,
}

/// What is known of an episode's sound.
#[derive(Clone, Debug)]
pub enum AudioState {
    /// No audio file, and the lock knows nothing.
    Missing,
    /// More than one audio file and no `audio:` that says which.
    Several(Vec<ShowPath>),
    /// A file that was read now, or that is byte for byte the one in the lock.
    Present {
        /// The file.
        path: ShowPath,
        /// What was found in it.
        probe: Box<AudioProbe>,
    },
    /// A Git LFS pointer, or no file at all, for sound whose facts are in the lock.
    Locked {
        /// Where the file is or would be, where that is known.
        path: Option<ShowPath>,
        /// The facts.
        facts: Box<AudioFacts>,
        /// The faults that were found when it was measured.
        faults: Vec<AudioFault>,
    },
    /// Sound that is kept elsewhere and was never here: what the YAML says of it.
    Remote(RemoteAudio),
    /// A recording, and an `enclosure:` that says there is none.
    HereAndElsewhere {
        /// The file.
        path: ShowPath,
    },
    /// A Git LFS pointer that the lock does not know.
    UnknownPointer {
        /// The file.
        path: ShowPath,
        /// What it points to.
        pointer: LfsPointer,
    },
    /// A file in which no sound could be found.
    Unreadable {
        /// The file.
        path: ShowPath,
        /// Why.
        error: ProbeError,
    },
}

/// What is known of another form of an episode.
#[derive(Clone, Debug)]
pub enum AlternateState {
    /// A file that was read.
    Present {
        /// The facts.
        facts: AlternateFacts,
        /// What else it shows.
        probe: AlternateProbe,
    },
    /// A Git LFS pointer, or no file at all, for one whose facts are in the lock.
    Locked(AlternateFacts),
    /// No file, and the lock knows nothing.
    Missing,
    /// A Git LFS pointer that the lock does not know.
    UnknownPointer,
    /// A file that cannot be served as sound or film.
    Unreadable {
        /// Why.
        reason: String,
    },
}

impl AlternateState {
    /// The facts, wherever they come from.
    pub fn facts(&self) -> Option<&AlternateFacts> {
        match self {
            Self::Present { facts, .. } | Self::Locked(facts) => Some(facts),
            Self::Missing | Self::UnknownPointer | Self::Unreadable { .. } => None,
        }
    }

    /// Whether the file is on this machine.
    pub fn is_here(&self) -> bool {
        matches!(self, Self::Present { .. })
    }
}

/// Whether tags say what the YAML says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TagState {
    /// There is no file to look at.
    Unknown,
    /// Nothing would change.
    Fresh,
    /// Tagging would change something.
    Stale {
        /// How many fields.
        changes: usize,
    },
    /// The tags are of a kind that podwright will not touch.
    Refused {
        /// Why.
        refusal: TagRefusal,
        /// What players would go on showing that is not the episode's, in words.
        old: Option<String>,
    },
}

/// A picture.
#[derive(Clone, Debug)]
pub struct ImageState {
    /// The file.
    pub path: ShowPath,
    /// What was found.
    pub found: Result<FoundImage, ImageError>,
}

/// A picture that could be read.
#[derive(Clone, Debug)]
pub struct FoundImage {
    /// Size, format and colour.
    pub facts: ImageFacts,
    /// Hash of the file.
    pub sha256: Sha256,
}

/// A transcript.
#[derive(Clone, Debug)]
pub struct TranscriptState {
    /// The file.
    pub path: ShowPath,
    /// What was found.
    pub found: Result<FoundTranscript, Unreadable>,
}

/// A transcript that could be read.
#[derive(Clone, Debug)]
pub struct FoundTranscript {
    /// The cues.
    pub transcript: Transcript,
    /// What was read as it was meant, though the standard has another form.
    pub repairs: Repairs,
    /// Whether the file is Podcasting 2.0 JSON that apps can read as it stands.
    pub servable: bool,
    /// Whether it belongs to the recording; `None` where nobody compared them.
    pub fit: Option<TranscriptFit>,
    /// The file's text as it stands.
    pub text: String,
    /// Hash of the file.
    pub sha256: Sha256,
}

/// What is known of an Easy Read summary.
#[derive(Clone, Debug)]
pub struct EasyReadState {
    /// The file.
    pub path: ShowPath,
    /// Its text, or why it cannot be read.
    pub text: Result<String, UnreadableText>,
    /// Its pictures, in order.
    pub pictures: Vec<EasyReadPicture>,
}

/// A picture of an Easy Read summary.
#[derive(Clone, Debug)]
pub struct EasyReadPicture {
    /// The file, as the Markdown names it.
    pub target: String,
    /// What it shows, as the Markdown says; empty where it says nothing.
    pub alt: String,
    /// Line in the file, from 1.
    pub line: u32,
    /// What is known of the file, or why the name is none of a file in the show.
    pub image: Result<ImageState, String>,
}

impl Catalog {
    /// The file that the show's YAML stands in, relative to the show.
    pub fn show_file() -> Utf8PathBuf {
        Utf8PathBuf::from(SHOW_FILE)
    }
}

impl CatalogEpisode {
    /// The file that the episode's YAML stands in, relative to the show.
    pub fn file(&self) -> Utf8PathBuf {
        self.episode.folder.file(EPISODE_FILE)
    }

    /// The facts of its sound, wherever they come from.
    pub fn audio_facts(&self) -> Option<&AudioFacts> {
        match &self.audio {
            AudioState::Present { probe, .. } => Some(&probe.facts),
            AudioState::Locked { facts, .. } => Some(facts),
            _ => None,
        }
    }

    /// The faults of its sound, wherever they come from.
    pub fn audio_faults(&self) -> &[AudioFault] {
        match &self.audio {
            AudioState::Present { probe, .. } => &probe.faults,
            AudioState::Locked { faults, .. } => faults,
            _ => &[],
        }
    }
}
