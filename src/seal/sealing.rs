//! From a show without errors, and the facts of its tagged sound, to what is published.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::catalog::{AlternateState, Catalog, CatalogEpisode, EasyReadPicture, EasyReadState, ImageState};
use crate::check::cleared::Cleared;
use crate::layout;
use crate::layout::output::Output;
use crate::layout::{FileStem, TranscriptForm};
use crate::model::episode::Episode;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::guid::Guid;
use crate::model::identity::slug::Slug;
use crate::model::media::alternate::Alternate;
use crate::model::media::alternate_facts::AlternateFacts;
use crate::model::media::artwork::{EpisodeArtwork, FurtherImage};
use crate::model::media::audio_facts::AudioFacts;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::chapter::Chapter;
use crate::model::media::recording_levels::RecordingLevels;
use crate::model::media::remote_audio::RemoteAudio;
use crate::model::media::transcript::Transcript;
use crate::model::show::Show;
use crate::model::time::moment::Moment;
use crate::model::time::timestamp::Timestamp;
use crate::seal::image::{SourceImage, sealed};
use crate::seal::missing::{missing_cover, missing_recording};
use crate::seal::{
    Enclosure, Preview, Sealed, SealedAlternate, SealedChapter, SealedEasyRead, SealedEpisode, SealedImage, SealedPicture,
    SealedTranscript, SiteView,
};

/// Sound after tagging.
#[derive(Clone, Debug, PartialEq)]
pub enum FinalAudio {
    /// It was here once.
    Measured {
        /// What was measured, for the tagged bytes.
        facts: AudioFacts,
        /// The file; `None` where it is not on this machine.
        source: Option<ShowPath>,
        /// How loud it is from its start to its end, where that is known.
        levels: Option<RecordingLevels>,
    },
    /// It was never here.
    Remote(RemoteAudio),
}

impl FinalAudio {
    fn length(&self) -> Option<AudioLength> {
        match self {
            Self::Measured { facts, .. } => Some(facts.length),
            Self::Remote(remote) => remote.length(),
        }
    }
}

/// Why a show cannot be sealed. Each is an error that `check` reports too, unless the show allows it.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SealError {
    /// Without these there is no feed.
    #[error("`podcast.yaml` lacks what a feed cannot be without")]
    IncompleteShow,
    /// No cover.
    #[error("the cover `{path}` cannot be read, and a feed needs one")]
    UnreadableCover {
        /// Where it should be.
        path: ShowPath,
    },
    /// No sound.
    #[error("episode `{episode}` is to be published, and its audio was not measured")]
    UnmeasuredAudio {
        /// Which episode.
        episode: Slug,
    },
}

/// The show as it will be served. Drafts, and episodes dated after `now`, are left out.
///
/// # Errors
/// Where the show, its cover, or the audio of an episode that is out is missing.
pub fn seal(cleared: &Cleared, finals: &BTreeMap<Slug, FinalAudio>, now: Moment) -> Result<Sealed, SealError> {
    let out = Chosen { all: false, incomplete: false, now };
    view(cleared.catalog(), finals, out).map(Sealed::new)
}

/// The show as it would be served at `now`, though it may have faults: a cover or a recording that is missing is left open.
///
/// # Errors
/// Where podcast.yaml says too little to show anything.
pub fn preview(catalog: &Catalog, finals: &BTreeMap<Slug, FinalAudio>, now: Moment) -> Result<Preview, SealError> {
    view(catalog, finals, Chosen { all: false, incomplete: true, now }).map(|view| Preview { view })
}

/// The same with drafts and the episodes that are not out at `now`, each with a mark.
///
/// # Errors
/// Where podcast.yaml says too little to show anything.
pub fn preview_of_all(catalog: &Catalog, finals: &BTreeMap<Slug, FinalAudio>, now: Moment) -> Result<Preview, SealError> {
    view(catalog, finals, Chosen { all: true, incomplete: true, now }).map(|view| Preview { view })
}

/// What of a show is chosen.
#[derive(Clone, Copy)]
struct Chosen {
    /// Drafts and held-back episodes too.
    all: bool,
    /// What lacks its cover or its recording too.
    incomplete: bool,
    now: Moment,
}

fn view(catalog: &Catalog, finals: &BTreeMap<Slug, FinalAudio>, chosen: Chosen) -> Result<SiteView, SealError> {
    let show = catalog.show.as_ref().ok_or(SealError::IncompleteShow)?;
    let no_cover = || SealError::UnreadableCover { path: show.artwork.file.clone() };
    let found = catalog.cover.as_ref().and_then(|cover| Some((cover, cover.found.as_ref().ok()?)));
    let alt = show.artwork.alt.as_ref();
    let cover = found
        .map(|(cover, found)| SourceImage { path: &cover.path, facts: &found.facts, sha256: found.sha256, alt })
        .map(|cover| sealed(show, &plain("cover"), &cover));
    let cover = cover.or_else(|| chosen.incomplete.then(|| missing_cover(show))).ok_or_else(no_cover)?;
    let mut episodes = Vec::new();
    let mut marks = BTreeMap::new();
    for known in &catalog.episodes {
        let episode = &known.episode;
        if !is_out(episode, chosen.now) {
            if !chosen.all {
                continue;
            }
            marks.insert(episode.slug.clone(), mark(episode));
        }
        let audio = finals.get(&episode.slug);
        if audio.is_none() && !chosen.incomplete {
            return Err(SealError::UnmeasuredAudio { episode: episode.slug.clone() });
        }
        let own = known.artwork.as_ref().and_then(|image| image.found.as_ref().ok().map(|found| (image, found)));
        let alt = episode.artwork.as_ref().and_then(EpisodeArtwork::alt);
        let artwork = own.map(|(image, found)| SourceImage { path: &image.path, facts: &found.facts, sha256: found.sha256, alt });
        let pictures = known.chapter_images.iter().filter_map(|(path, image)| {
            let found = image.found.as_ref().ok()?;
            Some((path.clone(), SourceImage { path: &image.path, facts: &found.facts, sha256: found.sha256, alt: None }))
        });
        let transcripts: Vec<TranscriptWithText> = known
            .transcript
            .iter()
            .chain(&known.other_transcripts)
            .filter_map(|state| {
                let found = state.found.as_ref().ok()?;
                Some(TranscriptWithText { servable: found.servable, transcript: &found.transcript, text: &found.text })
            })
            .collect();
        let easy_read = known.easy_read.as_ref().and_then(|state| easy_read(show, &episode.slug, state));
        let images = further(show, &FileStem::from(&episode.slug), &episode.images, &known.images);
        let alternates = alternates(show, known);
        let parts =
            EpisodeInputs { episode, audio, artwork, images, alternates, pictures: pictures.collect(), transcripts, easy_read };
        episodes.push(parts.sealed(show));
    }
    // Episodes of one date stay as they were published; what is new stands before them.
    let order = |episode: &Episode| catalog.lock.as_ref().and_then(|lock| lock.episodes.get(&episode.guid)?.order);
    episodes.sort_by(|a, b| {
        let key = |sealed: &SealedEpisode| (Reverse(sealed.episode.date), order(&sealed.episode));
        key(a).cmp(&key(b)).then_with(|| newest_first(&a.episode).cmp(&newest_first(&b.episode)))
    });
    Ok(SiteView {
        feed_url: Output::feed(show).url(show),
        cover,
        images: further(show, &plain("show"), &show.images, &catalog.images),
        impact: catalog.impact.clone(),
        downloads: catalog.downloads.clone(),
        episodes,
        marks,
        show: show.clone(),
    })
}

/// A summary with those of its pictures that are there.
fn easy_read(show: &Show, slug: &Slug, state: &EasyReadState) -> Option<SealedEasyRead> {
    let picture = |picture: &EasyReadPicture| {
        let state = picture.image.as_ref().ok()?;
        let found = state.found.as_ref().ok()?;
        // What it shows is said in the text, where it can be something else each time.
        let picture_found = SourceImage { path: &state.path, facts: &found.facts, sha256: found.sha256, alt: None };
        Some((picture.target.clone(), sealed(show, &slug.into(), &picture_found)))
    };
    let text = state.text.as_ref().ok()?.clone();
    Some(SealedEasyRead { text, pictures: state.pictures.iter().filter_map(picture).collect() })
}

/// Further pictures, each with what was found of it.
fn further(show: &Show, stem: &FileStem, wanted: &[FurtherImage], found: &[ImageState]) -> Vec<SealedPicture> {
    let one = |(wanted, state): (&FurtherImage, &ImageState)| {
        let found = state.found.as_ref().ok()?;
        let alt = wanted.artwork.alt.as_ref();
        let picture = SourceImage { path: &state.path, facts: &found.facts, sha256: found.sha256, alt };
        Some(SealedPicture { image: sealed(show, stem, &picture), purposes: wanted.purposes.clone() })
    };
    wanted.iter().zip(found).filter_map(one).collect()
}

/// Other forms of an episode, each with what is known of it.
fn alternates(show: &Show, known: &CatalogEpisode) -> Vec<SealedAlternate> {
    let wanted = known.episode.alternates.iter().zip(&known.alternates);
    let found: Vec<_> = wanted.filter_map(|(alternate, state)| Some((alternate, state, state.facts()?))).collect();
    let outputs =
        layout::alternates(&known.episode.slug, found.iter().map(|(alternate, _, facts)| (&alternate.file, facts.form)));
    let sealed =
        |((alternate, state, facts), output): ((&Alternate, &AlternateState, &AlternateFacts), Output)| SealedAlternate {
            alternate: alternate.clone(),
            url: output.url(show),
            source: state.is_here().then(|| alternate.file.clone()),
            facts: *facts,
            output: output.is_in_feed(show).then_some(output),
        };
    found.into_iter().zip(outputs).map(sealed).collect()
}

/// What pictures are named after that belong to no episode.
fn plain(word: &str) -> FileStem {
    word.parse().expect("a plain word")
}

/// Why an episode is not out.
fn mark(episode: &Episode) -> String {
    if episode.draft {
        "Draft".to_owned()
    } else {
        format!("Not out until {}", episode.date.as_date_time().format("%Y-%m-%d %H:%M"))
    }
}

fn is_out(episode: &Episode, now: Moment) -> bool {
    !episode.draft && episode.date <= now
}

/// Guids are unique, so no two episodes have the same key and the order is total.
type Order<'a> = Reverse<(Moment, Option<u32>, Option<u32>, &'a Guid)>;

fn newest_first(episode: &Episode) -> Order<'_> {
    Reverse((episode.date, episode.season, episode.number, &episode.guid))
}

/// What an episode is sealed from.
struct EpisodeInputs<'a> {
    episode: &'a Episode,
    /// `None` where it is missing, which only a preview can show.
    audio: Option<&'a FinalAudio>,
    artwork: Option<SourceImage<'a>>,
    images: Vec<SealedPicture>,
    alternates: Vec<SealedAlternate>,
    /// Pictures of chapters, by path.
    pictures: BTreeMap<ShowPath, SourceImage<'a>>,
    /// The transcript in use first, then the others.
    transcripts: Vec<TranscriptWithText<'a>>,
    easy_read: Option<SealedEasyRead>,
}

/// A transcript with its file's text.
struct TranscriptWithText<'a> {
    /// Whether the text is Podcasting 2.0 JSON that apps can read as it stands.
    servable: bool,
    transcript: &'a Transcript,
    text: &'a str,
}

impl EpisodeInputs<'_> {
    fn sealed(&self, show: &Show) -> SealedEpisode {
        let slug = &self.episode.slug;
        SealedEpisode {
            page_url: Output::Episode(slug.clone()).url(show),
            enclosure: self.enclosure(show),
            artwork: self.artwork.as_ref().map(|picture| sealed(show, &slug.into(), picture)),
            images: self.images.clone(),
            alternates: self.alternates.clone(),
            chapters: self.chapters(show),
            transcript: self.transcript(show),
            easy_read: self.easy_read.clone(),
            episode: self.episode.clone(),
        }
    }

    fn enclosure(&self, show: &Show) -> Enclosure {
        match self.audio {
            Some(FinalAudio::Measured { facts, source, levels }) => {
                let form = facts.form();
                let output = Output::Media(self.episode.slug.clone(), form);
                Enclosure {
                    url: output.url(show),
                    output: output.is_in_feed(show).then_some(output),
                    source: source.clone(),
                    media_type: form.media_type().parse().expect("a type that podcast apps play"),
                    bytes: facts.bytes,
                    length: Some(facts.length),
                    facts: Some(facts.clone()),
                    levels: levels.clone(),
                }
            }
            None => missing_recording(show, &self.episode.slug),
            Some(FinalAudio::Remote(remote)) => Enclosure {
                url: remote.url.clone(),
                output: None,
                source: None,
                media_type: remote.media_type,
                bytes: remote.bytes.map_or(ByteCount::ZERO, ByteCount::from),
                length: remote.length(),
                facts: None,
                levels: None,
            },
        }
    }

    /// Chapters by their start, each ending where the next starts, the last with the sound.
    fn chapters(&self, show: &Show) -> Vec<SealedChapter> {
        let mut chapters: Vec<&Chapter> = self.episode.chapters.list.iter().collect();
        chapters.sort_by_key(|chapter| chapter.start);
        // Where nobody knows how long the sound is, the last chapter has no length either.
        let length = self
            .audio
            .and_then(FinalAudio::length)
            .map_or_else(Timestamp::default, |length| Timestamp::from_millis(length.millis()));
        let ends = chapters.iter().skip(1).map(|next| next.start).chain([length]);
        let sealed = |(chapter, end): (&&Chapter, Timestamp)| SealedChapter {
            end: end.max(chapter.start),
            image: self.chapter_image(chapter, show),
            chapter: (*chapter).clone(),
        };
        chapters.iter().zip(ends).map(sealed).collect()
    }

    fn chapter_image(&self, chapter: &Chapter, show: &Show) -> Option<SealedImage> {
        let picture = self.pictures.get(chapter.image.as_ref()?)?;
        let alt = chapter.alt.as_ref();
        let picture = SourceImage { path: picture.path, facts: picture.facts, sha256: picture.sha256, alt };
        Some(sealed(show, &(&self.episode.slug).into(), &picture))
    }

    /// The transcript in use, with the producer's own JSON, where apps can read that.
    fn transcript(&self, show: &Show) -> Option<SealedTranscript> {
        let first = self.transcripts.first()?;
        let own_json = self.transcripts.iter().find(|written| written.servable).map(|written| written.text.to_owned());
        let url = |form| Output::Transcript(self.episode.slug.clone(), form).url(show);
        Some(SealedTranscript {
            transcript: first.transcript.clone(),
            json: own_json,
            vtt_url: url(TranscriptForm::Vtt),
            srt_url: url(TranscriptForm::Srt),
            json_url: url(TranscriptForm::Json),
            html_url: url(TranscriptForm::Html),
        })
    }
}

#[cfg(test)]
mod tests;
