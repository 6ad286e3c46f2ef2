//! The final bytes: what `feed`, `site` and `output` may speak of.

#[cfg(any(test, feature = "test-support"))]
pub mod fixtures;
mod image;
mod missing;
mod preview;
mod sealed;
mod sealing;
mod served_file;
mod site_view;

pub use crate::seal::preview::Preview;
pub use crate::seal::sealed::Sealed;
pub use crate::seal::sealing::{FinalAudio, SealError, preview, preview_of_all, seal};
pub use crate::seal::served_file::ServedFile;
pub use crate::seal::site_view::SiteView;

use std::collections::BTreeMap;

use crate::layout::ArtworkFile;
use crate::layout::output::Output;
use crate::model::episode::Episode;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::media::alternate::Alternate;
use crate::model::media::alternate_facts::AlternateFacts;
use crate::model::media::artwork::{EpisodeArtwork, ImagePurpose, RemoteArtwork};
use crate::model::media::audio_facts::AudioFacts;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::chapter::{Chapter, RemoteChapters};
use crate::model::media::media_type::MediaType;
use crate::model::media::recording_levels::RecordingLevels;
use crate::model::media::transcript::{EpisodeTranscript, RemoteTranscript, Transcript};
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

/// An episode whose files are final.
#[derive(Clone, Debug, PartialEq)]
pub struct SealedEpisode {
    /// What its YAML says.
    pub episode: Episode,
    /// Its page.
    pub page_url: HttpUrl,
    /// Its sound.
    pub enclosure: Enclosure,
    /// The same in other files of the show.
    pub alternates: Vec<SealedAlternate>,
    /// Its own picture.
    pub artwork: Option<SealedImage>,
    /// Further pictures.
    pub images: Vec<SealedPicture>,
    /// Chapters, each with its end; the last ends with the sound.
    pub chapters: Vec<SealedChapter>,
    /// Its transcript.
    pub transcript: Option<SealedTranscript>,
    /// Its Easy Read summary.
    pub easy_read: Option<SealedEasyRead>,
}

impl SealedEpisode {
    /// What is kept elsewhere.
    pub fn elsewhere(&self) -> KeptElsewhere<'_> {
        let artwork = self.episode.artwork.as_ref().and_then(EpisodeArtwork::elsewhere);
        KeptElsewhere {
            artwork: artwork.filter(|_| self.artwork.is_none()),
            chapters: self.episode.chapters.elsewhere.as_ref(),
            transcripts: self.episode.transcript.as_ref().map(EpisodeTranscript::elsewhere).unwrap_or_default(),
        }
    }

    /// Every picture of the episode that is served as it is.
    pub fn pictures(&self) -> impl Iterator<Item = &SealedImage> {
        let further = self.images.iter().map(|picture| &picture.image);
        let chapters = self.chapters.iter().filter_map(|chapter| chapter.image.as_ref());
        let easy_read = self.easy_read.iter().flat_map(|easy| easy.pictures.values());
        self.artwork.iter().chain(further).chain(chapters).chain(easy_read)
    }
}

/// What belongs to an episode and is kept elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct KeptElsewhere<'a> {
    /// Its picture; none where a picture of the show is served.
    pub artwork: Option<&'a RemoteArtwork>,
    /// Its chapters.
    pub chapters: Option<&'a RemoteChapters>,
    /// Its transcripts.
    pub transcripts: &'a [RemoteTranscript],
}

/// An Easy Read summary with its pictures.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SealedEasyRead {
    /// Markdown.
    pub text: String,
    /// Its pictures, by what the Markdown calls them: `![What one sees](tea.jpg)`.
    pub pictures: BTreeMap<String, SealedImage>,
}

/// Sound as it is served. Its length and hash are of the bytes after tagging.
#[derive(Clone, Debug, PartialEq)]
pub struct Enclosure {
    /// Where apps fetch it.
    pub url: HttpUrl,
    /// What it is below `feed/`; `None` where it is kept elsewhere.
    pub output: Option<Output>,
    /// The file of the show that is served; `None` where it is not on this machine.
    pub source: Option<ShowPath>,
    /// Its media type, of STANDARDS.md section 3.
    pub media_type: MediaType,
    /// Size of the file that is served.
    pub bytes: ByteCount,
    /// How long it plays; `None` where nobody knows.
    pub length: Option<AudioLength>,
    /// Everything measured, for the served bytes; `None` where they were never here.
    pub facts: Option<AudioFacts>,
    /// How loud it is from its start to its end, where that was measured.
    pub levels: Option<RecordingLevels>,
}

/// Another form of the episode as it is served.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SealedAlternate {
    /// What the YAML says.
    pub alternate: Alternate,
    /// Where apps fetch it.
    pub url: HttpUrl,
    /// What it is below `feed/`; `None` where it is kept elsewhere.
    pub output: Option<Output>,
    /// The file of the show that is served; `None` where it is not on this machine.
    pub source: Option<ShowPath>,
    /// What was measured.
    pub facts: AlternateFacts,
}

/// A further picture as it is served.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SealedPicture {
    /// The picture.
    pub image: SealedImage,
    /// What it is good for.
    pub purposes: Vec<ImagePurpose>,
}

/// A picture as it is served.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SealedImage {
    /// Where apps fetch it; the name holds the hash, because apps cache by address.
    pub url: HttpUrl,
    /// Its name below `feed/`.
    pub file: ArtworkFile,
    /// The file of the show.
    pub source: ShowPath,
    /// Its media type.
    pub media_type: &'static str,
    /// Size of the file.
    pub bytes: ByteCount,
    /// Hash of the file.
    pub sha256: Sha256,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What it shows.
    pub alt: Option<Text>,
}

/// A chapter with its end.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SealedChapter {
    /// What the YAML says.
    pub chapter: Chapter,
    /// When it ends.
    pub end: crate::model::time::timestamp::Timestamp,
    /// Its picture.
    pub image: Option<SealedImage>,
}

/// A transcript as it is served, in four forms.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SealedTranscript {
    /// The cues.
    pub transcript: Transcript,
    /// The producer's own Podcasting 2.0 JSON file, where that is what was given and apps can read it: it is served byte for byte.
    pub json: Option<String>,
    /// Where apps fetch the WebVTT form.
    pub vtt_url: HttpUrl,
    /// Where apps fetch the SubRip form.
    pub srt_url: HttpUrl,
    /// Where apps fetch the Podcasting 2.0 JSON form.
    pub json_url: HttpUrl,
    /// Where apps fetch the HTML form.
    pub html_url: HttpUrl,
}
