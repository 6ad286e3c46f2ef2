//! What made-up episodes keep elsewhere, and who is in them alone.

use podwright::model::media::artwork::{EpisodeArtwork, RemoteArtwork};
use podwright::model::media::chapter::{ChaptersType, RemoteChapters};
use podwright::model::media::transcript::{EpisodeTranscript, RemoteTranscript, TranscriptType};
use podwright::seal::SealedEpisode;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::made::{line, some};
use crate::meaning::Told;
use crate::shows::{text, url};

/// What an episode keeps elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct Elsewhere {
    artwork: Option<RemoteArtwork>,
    chapters: Option<RemoteChapters>,
    transcripts: Vec<RemoteTranscript>,
    is_only: bool,
}

/// Some of it.
pub(crate) fn made_up() -> impl Strategy<Value = Elsewhere> {
    let artwork = (url(), of(text(3))).prop_map(|(url, alt)| RemoteArtwork { url, alt });
    let chapters = (url(), select(ChaptersType::ALL.to_vec())).prop_map(|(url, media_type)| RemoteChapters { url, media_type });
    // Without a language partytime gives that of the show, and what some hosts call `text/srt` no reader knows.
    let types: Vec<TranscriptType> = TranscriptType::ALL.into_iter().filter(|known| *known != TranscriptType::TextSrt).collect();
    let transcript = (url(), select(types), select(vec!["en", "cy", "pt-BR"]), any::<bool>()).prop_map(
        |(url, media_type, language, captions)| RemoteTranscript { url, media_type, language: language.parse().ok(), captions },
    );
    (of(artwork), of(chapters), vec(transcript, 0..3), any::<bool>())
        .prop_map(|(artwork, chapters, transcripts, is_only)| Elsewhere { artwork, chapters, transcripts, is_only })
}

impl Elsewhere {
    /// The episode with it, where it has nothing of its own.
    pub(crate) fn put_into(self, mut sealed: SealedEpisode) -> SealedEpisode {
        let episode = &mut sealed.episode;
        episode.people.is_only = self.is_only;
        if sealed.artwork.is_none() && sealed.images.is_empty() {
            episode.artwork = self.artwork.map(EpisodeArtwork::Elsewhere);
        }
        if sealed.chapters.is_empty() {
            episode.chapters.elsewhere = self.chapters;
        }
        if sealed.transcript.is_none() && !self.transcripts.is_empty() {
            episode.transcript = Some(EpisodeTranscript::Elsewhere(self.transcripts));
        }
        sealed
    }
}

/// What the feed says of it.
pub(crate) fn told(told: &mut Told, sealed: &SealedEpisode) {
    let elsewhere = sealed.elsewhere();
    if let Some(RemoteArtwork { url, alt }) = elsewhere.artwork {
        told.put("itunes:image[0]@href", Some(url));
        let alt = alt.as_ref().map(line);
        told.element("podcast:image[0]", &[("href", some(url)), ("alt", alt), ("purpose", some("artwork"))]);
    }
    if let Some(RemoteChapters { url, media_type }) = elsewhere.chapters {
        told.element("podcast:chapters[0]", &[("url", some(url)), ("type", some(media_type))]);
    }
    told.each("podcast:transcript", elsewhere.transcripts, |told, path, transcript| {
        let RemoteTranscript { url, media_type, language, captions } = transcript;
        let rel = captions.then(|| "captions".to_owned());
        let language = language.as_ref().map(|language| language.as_str().to_owned());
        told.element(path, &[("url", some(url)), ("type", some(media_type)), ("language", language), ("rel", rel)]);
    });
}
