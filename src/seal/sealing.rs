//! From a show without errors, and the facts of its tagged sound, to what is published.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::catalog::{CatalogEpisode, ImageState};
use crate::check::cleared::Cleared;
use crate::media::transcript::TranscriptKind;
use crate::model::artwork::FurtherImage;
use crate::model::audio_facts::AudioFacts;
use crate::model::audio_length::AudioLength;
use crate::model::chapter::Chapter;
use crate::model::episode::Episode;
use crate::model::guid::Guid;
use crate::model::http_url::BaseUrl;
use crate::model::media_form::MediaForm;
use crate::model::moment::Moment;
use crate::model::remote_audio::RemoteAudio;
use crate::model::show::{MEDIA_FOLDER, Show};
use crate::model::show_path::ShowPath;
use crate::model::slug::Slug;
use crate::model::timestamp::Timestamp;
use crate::model::transcript::Transcript;
use crate::seal::image::{Picture, sealed};
use crate::seal::{
    Enclosure, Sealed, SealedAlternate, SealedChapter, SealedEpisode, SealedImage, SealedPicture, SealedTranscript,
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
    NoShow,
    /// No cover.
    #[error("the cover `{path}` cannot be read, and a feed needs one")]
    NoCover {
        /// Where it should be.
        path: ShowPath,
    },
    /// No sound.
    #[error("episode `{episode}` is to be published, and its audio was not measured")]
    NoAudio {
        /// Which episode.
        episode: Slug,
    },
}

/// The show as it will be served. Drafts, and episodes dated after `now`, are left out.
///
/// # Errors
/// Where the show, its cover, or the sound of an episode that is out cannot be had.
pub fn seal(cleared: &Cleared, finals: &BTreeMap<Slug, FinalAudio>, now: Moment) -> Result<Sealed, SealError> {
    let catalog = cleared.catalog();
    let show = catalog.show.as_ref().ok_or(SealError::NoShow)?;
    let no_cover = || SealError::NoCover { path: show.artwork.file.clone() };
    let cover = catalog.cover.as_ref().ok_or_else(no_cover)?;
    let found = cover.found.as_ref().map_err(|_| no_cover())?;
    let alt = show.artwork.alt.as_ref();
    let cover = Picture { path: &cover.path, facts: &found.facts, sha256: found.sha256, alt };
    let mut episodes = Vec::new();
    for known in &catalog.episodes {
        let episode = &known.episode;
        if !is_out(episode, now) {
            continue;
        }
        let audio = finals.get(&episode.slug).ok_or_else(|| SealError::NoAudio { episode: episode.slug.clone() })?;
        let own = known.artwork.as_ref().and_then(|image| image.found.as_ref().ok().map(|found| (image, found)));
        let alt = episode.artwork.as_ref().and_then(|artwork| artwork.alt.as_ref());
        let artwork = own.map(|(image, found)| Picture { path: &image.path, facts: &found.facts, sha256: found.sha256, alt });
        let pictures = known.chapter_images.iter().filter_map(|(path, image)| {
            let found = image.found.as_ref().ok()?;
            Some((path.clone(), Picture { path: &image.path, facts: &found.facts, sha256: found.sha256, alt: None }))
        });
        let transcripts: Vec<Written> = known
            .transcript
            .iter()
            .chain(&known.other_transcripts)
            .filter_map(|state| {
                let found = state.found.as_ref().ok()?;
                let kind = TranscriptKind::of_path(state.path.as_path())?;
                Some(Written { kind, transcript: &found.transcript, text: &found.text })
            })
            .collect();
        let easy_read = known.easy_read.as_ref().and_then(|state| state.text.as_ref().ok()).cloned();
        let images = further(&show.url, episode.slug.as_str(), &episode.extras.images, &known.images);
        let alternates = alternates(show, known);
        let parts = Parts { episode, audio, artwork, images, alternates, pictures: pictures.collect(), transcripts, easy_read };
        episodes.push(parts.sealed(show));
    }
    episodes.sort_by(|a, b| newest_first(&a.episode).cmp(&newest_first(&b.episode)));
    Ok(Sealed {
        feed_url: show.feed_url(),
        cover: sealed(&show.url, "cover", &cover),
        images: further(&show.url, "show", &show.extras.images, &catalog.images),
        episodes,
        show: show.clone(),
    })
}

/// Further pictures, each with what was found of it.
fn further(base: &BaseUrl, stem: &str, wanted: &[FurtherImage], found: &[ImageState]) -> Vec<SealedPicture> {
    let one = |(wanted, state): (&FurtherImage, &ImageState)| {
        let found = state.found.as_ref().ok()?;
        let alt = wanted.artwork.alt.as_ref();
        let picture = Picture { path: &state.path, facts: &found.facts, sha256: found.sha256, alt };
        Some(SealedPicture { image: sealed(base, stem, &picture), purposes: wanted.purposes.clone() })
    };
    wanted.iter().zip(found).filter_map(one).collect()
}

/// Other forms of an episode, in a folder of its own: a name beside those of episodes could one day be another episode's. Of two files with
/// the same name, the second gets a number.
fn alternates(show: &Show, known: &CatalogEpisode) -> Vec<SealedAlternate> {
    let mut names = BTreeSet::new();
    let mut sealed = Vec::new();
    for (alternate, state) in known.episode.extras.alternates.iter().zip(&known.alternates) {
        let Some(facts) = state.facts() else { continue };
        let stem =
            alternate.file.as_path().file_stem().and_then(Slug::of_title).map_or("audio".to_owned(), |slug| slug.to_string());
        let numbered = std::iter::once(stem.clone()).chain((2..).map(|number| format!("{stem}-{number}")));
        let mut paths = numbered.map(|stem| format!("{}/{stem}.{}", known.episode.slug, facts.form));
        let Some(name) = paths.find(|path| names.insert(path.clone())) else { continue };
        sealed.push(SealedAlternate {
            alternate: alternate.clone(),
            url: show.media_file(&name),
            path: show.media_url.is_none().then(|| media_path(&name)),
            source: state.is_here().then(|| alternate.file.clone()),
            facts: *facts,
        });
    }
    sealed
}

/// Where a file of the media folder stands below `feed/`.
fn media_path(name: &str) -> ShowPath {
    format!("{MEDIA_FOLDER}/{name}").parse().expect("slugs and an extension make a path")
}

fn is_out(episode: &Episode, now: Moment) -> bool {
    !episode.draft && episode.date <= now
}

/// Guids are unique, so no two episodes have the same key and the order is total.
type Order<'a> = Reverse<(Moment, Option<std::num::NonZeroU32>, Option<std::num::NonZeroU32>, &'a Guid)>;

fn newest_first(episode: &Episode) -> Order<'_> {
    Reverse((episode.date, episode.season, episode.number, &episode.guid))
}

/// What an episode is sealed from.
struct Parts<'a> {
    episode: &'a Episode,
    audio: &'a FinalAudio,
    artwork: Option<Picture<'a>>,
    images: Vec<SealedPicture>,
    alternates: Vec<SealedAlternate>,
    /// Pictures of chapters, by path.
    pictures: BTreeMap<ShowPath, Picture<'a>>,
    /// The transcript in use first, then the others.
    transcripts: Vec<Written<'a>>,
    easy_read: Option<String>,
}

/// A transcript with its file's text.
struct Written<'a> {
    kind: TranscriptKind,
    transcript: &'a Transcript,
    text: &'a str,
}

impl Parts<'_> {
    fn sealed(&self, show: &Show) -> SealedEpisode {
        let (slug, base) = (&self.episode.slug, &show.url);
        SealedEpisode {
            page_url: base.join(&format!("episodes/{slug}/")),
            enclosure: self.enclosure(show),
            artwork: self.artwork.as_ref().map(|picture| sealed(base, slug.as_str(), picture)),
            images: self.images.clone(),
            alternates: self.alternates.clone(),
            chapters: self.chapters(base),
            transcript: self.transcript(base),
            easy_read: self.easy_read.clone(),
            episode: self.episode.clone(),
        }
    }

    fn enclosure(&self, show: &Show) -> Enclosure {
        match self.audio {
            FinalAudio::Measured { facts, source } => {
                let form = MediaForm::of(facts.container, facts.codec);
                let name = format!("{}.{form}", self.episode.slug);
                Enclosure {
                    url: show.media_file(&name),
                    path: show.media_url.is_none().then(|| media_path(&name)),
                    source: source.clone(),
                    media_type: form.media_type().parse().expect("a type that podcast apps play"),
                    bytes: facts.bytes,
                    length: Some(facts.length),
                    facts: Some(facts.clone()),
                }
            }
            FinalAudio::Remote(remote) => Enclosure {
                url: remote.url.clone(),
                path: None,
                source: None,
                media_type: remote.media_type,
                bytes: u64::from(remote.bytes.get()),
                length: remote.length(),
                facts: None,
            },
        }
    }

    /// Chapters by their start, each ending where the next starts, the last with the sound.
    fn chapters(&self, base: &BaseUrl) -> Vec<SealedChapter> {
        let mut chapters: Vec<&Chapter> = self.episode.chapters.iter().collect();
        chapters.sort_by_key(|chapter| chapter.start);
        // Where nobody knows how long the sound is, the last chapter has no length either.
        let length = self.audio.length().map_or_else(Timestamp::default, |length| Timestamp::from_millis(length.millis()));
        let ends = chapters.iter().skip(1).map(|next| next.start).chain([length]);
        let sealed = |(chapter, end): (&&Chapter, Timestamp)| SealedChapter {
            end: end.max(chapter.start),
            image: self.chapter_image(chapter, base),
            chapter: (*chapter).clone(),
        };
        chapters.iter().zip(ends).map(sealed).collect()
    }

    fn chapter_image(&self, chapter: &Chapter, base: &BaseUrl) -> Option<SealedImage> {
        let picture = self.pictures.get(chapter.image.as_ref()?)?;
        let alt = chapter.alt.as_ref();
        let picture = Picture { path: picture.path, facts: picture.facts, sha256: picture.sha256, alt };
        Some(sealed(base, self.episode.slug.as_str(), &picture))
    }

    /// The transcript in use, with the producer's own text for each kind that there is a file of.
    fn transcript(&self, base: &BaseUrl) -> Option<SealedTranscript> {
        let first = self.transcripts.first()?;
        let own = |kind| self.transcripts.iter().find(|written| written.kind == kind).map(|written| written.text.to_owned());
        let url = |extension: &str| base.join(&format!("transcripts/{}.{extension}", self.episode.slug));
        Some(SealedTranscript {
            transcript: first.transcript.clone(),
            vtt: own(TranscriptKind::Vtt),
            srt: own(TranscriptKind::Srt),
            json: own(TranscriptKind::Json),
            vtt_url: url("vtt"),
            srt_url: url("srt"),
            json_url: url("json"),
            html_url: url("html"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::image_facts::{ColourKind, ImageFacts, ImageFormat};
    use crate::model::digest::Sha256;
    use crate::model::transcript::Cue;
    use crate::seal::samples::{enclosure, episode, show};

    const COVER: ImageFacts = ImageFacts {
        format: ImageFormat::Png,
        bytes: 1,
        width: 1400,
        height: 1400,
        colour: ColourKind::Rgb,
        alpha: false,
        orientation: 1,
        placeholder: false,
    };

    fn chapter(start: u64, image: Option<&str>) -> Chapter {
        let image = image.map(|path| path.parse().unwrap());
        Chapter {
            start: Timestamp::from_millis(start),
            title: "A".parse().unwrap(),
            url: None,
            image,
            alt: Some("B".parse().unwrap()),
        }
    }

    fn audio() -> FinalAudio {
        FinalAudio::Measured { facts: enclosure("one").facts.unwrap(), source: None }
    }

    fn parts<'a>(episode: &'a Episode, audio: &'a FinalAudio) -> Parts<'a> {
        Parts {
            episode,
            audio,
            artwork: None,
            images: Vec::new(),
            alternates: Vec::new(),
            pictures: BTreeMap::new(),
            transcripts: Vec::new(),
            easy_read: None,
        }
    }

    #[test]
    fn holds_back_drafts_and_the_future() {
        let now: Moment = "2022-07-04T06:00:00Z".parse().unwrap();
        let mut it = episode("one", "2022-07-04T07:00:00+01:00");
        assert!(is_out(&it, now));
        it.draft = true;
        assert!(!is_out(&it, now));
        assert!(!is_out(&episode("one", "2022-07-04T07:00:01+01:00"), now));
    }

    #[test]
    fn orders_newest_first_and_never_leaves_two_equal() {
        let numbered = |slug: &str, date: &str, season, number| Episode {
            season: std::num::NonZeroU32::new(season),
            number: std::num::NonZeroU32::new(number),
            ..episode(slug, date)
        };
        let mut episodes = [
            numbered("old", "2022-07-01T00:00:00Z", 9, 9),
            numbered("a", "2022-07-02T00:00:00Z", 0, 0),
            numbered("b", "2022-07-02T01:00:00+01:00", 0, 0),
            numbered("c", "2022-07-02T00:00:00Z", 1, 1),
            numbered("d", "2022-07-02T00:00:00Z", 1, 2),
            numbered("e", "2022-07-02T00:00:00Z", 2, 1),
        ];
        episodes.sort_by(|a, b| newest_first(a).cmp(&newest_first(b)));
        let slugs: Vec<&str> = episodes.iter().map(|episode| episode.slug.as_str()).collect();
        assert_eq!(slugs, ["e", "d", "c", "b", "a", "old"]);
    }

    #[test]
    fn chapters_end_where_the_next_one_starts() {
        let mut it = episode("one", "2022-07-04T07:00:00Z");
        it.chapters = vec![chapter(0, None), chapter(30_000, None), chapter(10_000, None), chapter(50_000, None)];
        let ends: Vec<(u64, u64)> = parts(&it, &audio())
            .chapters(&show().url)
            .iter()
            .map(|sealed| (sealed.chapter.start.as_millis(), sealed.end.as_millis()))
            .collect();
        assert_eq!(ends, [(0, 10_000), (10_000, 30_000), (30_000, 50_000), (50_000, 50_000)]);
        it.chapters.pop();
        assert_eq!(parts(&it, &audio()).chapters(&show().url).last().unwrap().end.as_millis(), 41_463);
    }

    #[test]
    fn names_pictures_by_their_sum() {
        let mut it = episode("one", "2022-07-04T07:00:00Z");
        it.chapters = vec![chapter(0, Some("episodes/one/start.png")), chapter(1000, Some("episodes/one/missing.png"))];
        let path: ShowPath = "episodes/one/start.png".parse().unwrap();
        let audio = audio();
        let picture = || Picture { path: &path, facts: &COVER, sha256: Sha256::of(b"a"), alt: None };
        let mut parts = parts(&it, &audio);
        parts.artwork = Some(picture());
        parts.pictures.insert(path.clone(), picture());
        let sealed = parts.sealed(&show());
        let artwork = sealed.artwork.unwrap();
        assert_eq!(artwork.url.as_str(), "https://example.org/show/artwork/one-ca978112ca1b.png");
        assert_eq!((artwork.path.to_string().as_str(), artwork.media_type), ("artwork/one-ca978112ca1b.png", "image/png"));
        let image = sealed.chapters[0].image.as_ref().unwrap();
        assert_eq!((&image.path, image.alt.as_ref().map(crate::model::text::Text::as_str)), (&artwork.path, Some("B")));
        assert_eq!(sealed.chapters[1].image, None);
    }

    #[test]
    fn names_sound_as_apple_does() {
        let it = episode("one", "2022-07-04T07:00:00Z");
        let mut audio = audio();
        let named = |audio: &FinalAudio, show: &Show| {
            let sealed = parts(&it, audio).enclosure(show);
            (sealed.url.to_string(), sealed.path.map(|path| path.to_string()), sealed.media_type.to_string())
        };
        let expected =
            |url: &str, path: Option<&str>, media_type: &str| (url.to_owned(), path.map(str::to_owned), media_type.to_owned());
        let mut show = show();
        let mp3 = "https://example.org/show/media/one.mp3";
        assert_eq!(named(&audio, &show), expected(mp3, Some("media/one.mp3"), "audio/mpeg"));
        let FinalAudio::Measured { facts, .. } = &mut audio else { panic!("measured") };
        facts.container = crate::model::audio_facts::Container::Mp4;
        let m4a = "https://example.org/show/media/one.m4a";
        assert_eq!(named(&audio, &show), expected(m4a, Some("media/one.m4a"), "audio/x-m4a"));
        show.media_url = Some("https://bucket.example.org/a/".parse().unwrap());
        assert_eq!(named(&audio, &show), expected("https://bucket.example.org/a/one.m4a", None, "audio/x-m4a"));
        let remote = RemoteAudio {
            url: "https://old.example.org/7".parse().unwrap(),
            bytes: std::num::NonZeroU32::MIN,
            media_type: "audio/mpeg".parse().unwrap(),
            duration: None,
        };
        let audio = FinalAudio::Remote(remote);
        assert_eq!(named(&audio, &show), expected("https://old.example.org/7", None, "audio/mpeg"));
        assert_eq!(parts(&it, &audio).enclosure(&show).length, None);
    }

    #[test]
    fn every_container_has_a_type_that_apps_play() {
        use crate::model::audio_facts::{Codec, Container};
        let it = episode("one", "2022-07-04T07:00:00Z");
        for container in
            [Container::Mp3, Container::Mp4, Container::Adts, Container::Ogg, Container::Flac, Container::Wav, Container::Aiff]
        {
            for codec in [Codec::Opus, Codec::Other] {
                let mut audio = audio();
                let FinalAudio::Measured { facts, .. } = &mut audio else { panic!("measured") };
                (facts.container, facts.codec) = (container, codec);
                assert!(parts(&it, &audio).enclosure(&show()).media_type.as_str().starts_with("audio/"));
            }
        }
    }

    #[test]
    fn keeps_the_producers_own_file_of_each_kind() {
        let it = episode("one", "2022-07-04T07:00:00Z");
        let audio = audio();
        let first = Transcript {
            cues: vec![Cue { start: Timestamp::default(), end: Timestamp::default(), speeches: Vec::new(), line: 1 }],
        };
        let other = Transcript::default();
        let mut parts = parts(&it, &audio);
        assert_eq!(parts.transcript(&show().url), None);
        parts.transcripts = vec![
            Written { kind: TranscriptKind::Srt, transcript: &first, text: "srt" },
            Written { kind: TranscriptKind::Vtt, transcript: &other, text: "vtt" },
        ];
        let sealed = parts.transcript(&show().url).unwrap();
        assert_eq!((sealed.srt.as_deref(), sealed.vtt.as_deref(), sealed.json), (Some("srt"), Some("vtt"), None));
        assert_eq!(sealed.transcript, first);
        assert_eq!(sealed.html_url.as_str(), "https://example.org/show/transcripts/one.html");
    }
}
