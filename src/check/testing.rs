//! A good show, built in code, for tests to break.

#![allow(clippy::unwrap_used, reason = "test support code")]

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{
    AudioState, Catalog, CatalogEpisode, EasyReadState, FoundImage, FoundTranscript, ImageState, TagState, TranscriptState,
};
use crate::check::consent::Consent;
use crate::check::report::Report;
use crate::layout::output::Output;
use crate::lock::{Lock, LockedAudio, LockedEnclosure, LockedEpisode, MeasuredAudio};
use crate::media::image_facts::{ColourKind, ImageFacts, ImageFormat};
use crate::media::probe::audio_probe::{AudioProbe, EncoderChecksum};
use crate::media::transcript::Repairs;
use crate::model::episode::{Episode, RequiredEpisode};
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::identity::guid::ShowGuid;
use crate::model::kind::show_type::ShowType;
use crate::model::media::artwork::Artwork;
use crate::model::media::audio_facts::{AudioFacts, BitrateMode, LoudnessFacts};
use crate::model::media::audio_length::AudioLength;
use crate::model::media::chapter::Chapter;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;
use crate::model::media::loudness::{Loudness, TruePeak};
use crate::model::media::media_form::MediaForm;
use crate::model::media::transcript::{Cue, Speech, Transcript};
use crate::model::place::{FilePosition, KeyPath, Place};
use crate::model::settings::check_settings::RuleMention;
use crate::model::show::{RequiredShow, Show};
use crate::model::time::moment::Moment;
use crate::model::time::timestamp::Timestamp;
use crate::model::wording::text::Text;

/// The time at which tests check: after all episodes of [`show`] came out.
pub(crate) fn now() -> Moment {
    "2022-08-01T00:00:00Z".parse().unwrap()
}

pub(crate) fn text(words: &str) -> Text {
    words.parse().unwrap()
}

pub(crate) fn path(path: &str) -> ShowPath {
    path.parse().unwrap()
}

/// A serial show of three episodes without a fault, never published.
pub(crate) fn show() -> Catalog {
    let url = "https://example.org/show/";
    let cover = path("episodes/cover.jpg");
    Catalog {
        show: Some(Show {
            show_type: ShowType::Serial,
            copyright: Some(text("The tellers")),
            time_zone: chrono_tz::Europe::London,
            ..Show::from(RequiredShow {
                title: text("Plain tales"),
                url: url.parse().unwrap(),
                guid: ShowGuid::of_feed("https://example.org/show/feed.xml"),
                language: "en-GB".parse().unwrap(),
                description: text("Three short tales in plain words, for whoever likes to listen."),
                author: text("The tellers"),
                categories: vec!["Education > How To".parse().unwrap(), "History".parse().unwrap()],
                explicit: false,
                artwork: Artwork { file: cover.clone(), alt: Some(text("A red door in a white wall.")) },
            })
        }),
        cover: Some(image(cover)),
        images: Vec::new(),
        episodes: vec![episode("door", 1), episode("gate", 2), episode("wall", 3)],
        faults: Vec::new(),
        lost: Vec::new(),
        untrimmed: Vec::new(),
        lock: None,
        impact: None,
        downloads: None,
        replaced: None,
        no_history: None,
        served_already: BTreeSet::new(),
        lock_ignored: None,
    }
}

/// A picture without a fault.
pub(crate) fn image(path: ShowPath) -> ImageState {
    let facts = ImageFacts {
        format: ImageFormat::Jpeg,
        bytes: ByteCount::new(400_000),
        width: 3000,
        height: 3000,
        colour: ColourKind::Rgb,
        alpha: false,
        orientation: 1,
        placeholder: false,
        position: false,
    };
    ImageState { path, found: Ok(FoundImage { facts, sha256: Sha256::of(b"image") }) }
}

/// An episode without a fault, one minute long.
pub(crate) fn episode(slug: &str, number: u32) -> CatalogEpisode {
    let folder = path(&format!("episodes/{slug}"));
    CatalogEpisode {
        episode: Episode {
            season: Some(1),
            number: Some(number),
            summary: Some(text(&format!("A tale of a {slug} that was shut for years. One day a child gave it a push."))),
            notes: Some(text("Read [the whole tale](https://example.org/tale).")),
            chapters: [(0, "Start"), (19_000 + 1000 * u64::from(number), "Middle"), (40_000, "End")].map(chapter).to_vec().into(),
            ..Episode::from(RequiredEpisode {
                slug: slug.parse().unwrap(),
                folder: folder.clone(),
                title: text(&format!("The {slug}")),
                guid: format!("7d1a9c52-0000-4000-8000-{number:012}").parse().unwrap(),
                date: format!("2022-07-{number:02}T07:00:00+01:00").parse().unwrap(),
            })
        },
        audio: AudioState::Present {
            path: path(&format!("episodes/{slug}/audio.mp3")),
            probe: Box::new(AudioProbe {
                facts: facts(slug),
                encoder_checksum: EncoderChecksum::None,
                tags: BTreeMap::new(),
                chapters: Vec::new(),
                tag_notes: Vec::new(),
                timeline: None,
                levels: None,
                tenths: Vec::new(),
                faults: Vec::new(),
            }),
        },
        tags: TagState::Fresh,
        artwork: None,
        images: Vec::new(),
        alternates: Vec::new(),
        chapter_images: BTreeMap::new(),
        transcript: Some(transcript(
            &folder,
            "transcript.vtt",
            &CUES.map(|(start, end, words)| (start, end, words.replace("door", slug))),
        )),
        other_transcripts: Vec::new(),
        easy_read: Some(EasyReadState {
            path: folder.join("easy-read.md").unwrap(),
            text: Ok("- A door opens.\n- It was shut.\n".to_owned()),
            pictures: Vec::new(),
        }),
    }
}

pub(crate) fn chapter((millis, title): (u64, &str)) -> Chapter {
    Chapter { start: Timestamp::from_millis(millis), title: text(title), url: None, image: None, alt: None }
}

/// Start and end (milliseconds), and the words.
pub(crate) type CueText<'a> = (u64, u64, &'a str);

pub(crate) const CUES: [CueText<'static>; 3] =
    [(1_000, 20_000, "There was a door in the wall."), (20_500, 40_000, "Nobody had the key."), (41_000, 59_000, "It was open.")];

pub(crate) fn transcript(folder: &ShowPath, name: &str, cues: &[(u64, u64, impl AsRef<str>)]) -> TranscriptState {
    let cues = cues
        .iter()
        .zip(1..)
        .map(|((start, end, words), index)| Cue {
            start: Timestamp::from_millis(*start),
            end: Timestamp::from_millis(*end),
            speeches: vec![Speech { speaker: Some("Teller".to_owned()), text: words.as_ref().to_owned() }],
            line: index * 3,
        })
        .collect();
    TranscriptState {
        path: folder.join(name).unwrap(),
        found: Ok(FoundTranscript {
            transcript: Transcript { cues },
            repairs: Repairs::default(),
            servable: false,
            fit: None,
            text: String::new(),
            sha256: Sha256::of(b"transcript"),
        }),
    }
}

/// A minute of speech, MP3 at 96 kbit/s in mono.
pub(crate) fn facts(seed: &str) -> AudioFacts {
    AudioFacts {
        bytes: ByteCount::new(720_000),
        sha256: Sha256::of(format!("{seed} file").as_bytes()),
        audio_sha256: Sha256::of(seed.as_bytes()),
        container: Container::Mp3,
        codec: Codec::Mp3,
        length: AudioLength { samples: 60 * 44_100, sample_rate: 44_100_u32.try_into().unwrap() },
        channels: 1,
        bitrate: 96_000,
        bitrate_mode: BitrateMode::Cbr,
        seek_table: true,
        loudness: Some(LoudnessFacts {
            integrated: Some(Loudness::from_lufs(-19.0)),
            range: Some(2.0),
            true_peak: Some(TruePeak::from_dbtp(-2.5)),
            leading_silence: 0.6,
            trailing_silence: 0.6,
            longest_silence: 1.0,
            clipped_samples: 0,
            equal_channels: false,
        }),
    }
}

/// The lock that a build of the catalog would have written.
pub(crate) fn locked(catalog: &Catalog) -> Lock {
    let show = catalog.show.as_ref().unwrap();
    let episodes = catalog.episodes.iter().map(|entry| {
        let episode = &entry.episode;
        let locked = LockedEpisode {
            slug: episode.slug.clone(),
            title: episode.title.clone(),
            date: episode.date,
            origin: None,
            order: None,
            enclosure: LockedEnclosure {
                url: Output::Media(episode.slug.clone(), MediaForm::Mp3).url(show),
                media_type: "audio/mpeg".parse().unwrap(),
            },
            audio: LockedAudio::Measured(Box::new(MeasuredAudio {
                facts: entry.audio_facts().unwrap().clone(),
                levels: None,
                faults: Vec::new(),
                tags: Sha256::of(b"tags"),
            })),
            replaced: Vec::new(),
            artwork: None,
            transcript: None,
            alternates: Vec::new(),
            chapters: Vec::new(),
        };
        (episode.guid.clone(), locked)
    });
    Lock {
        guid: show.guid,
        feed_url: Output::feed(show).url(show),
        cover: None,
        accepted: Vec::new(),
        moves: Vec::new(),
        out: BTreeSet::new(),
        online: BTreeSet::new(),
        episodes: episodes.collect(),
    }
}

/// A rule named in YAML.
pub(crate) fn mention(name: &str) -> RuleMention {
    RuleMention {
        name: name.to_owned(),
        reason: Some("because".to_owned()),
        place: Place { file: "podcast.yaml".into(), position: FilePosition::Value(KeyPath::key("checks")) },
    }
}

impl Catalog {
    /// The show, to break it.
    pub(crate) fn show_mut(&mut self) -> &mut Show {
        self.show.as_mut().unwrap()
    }

    /// The facts of an episode's sound, to break them.
    pub(crate) fn facts_mut(&mut self, episode: usize) -> &mut AudioFacts {
        match &mut self.episodes[episode].audio {
            AudioState::Present { probe, .. } => &mut probe.facts,
            _ => panic!("the show has its sound"),
        }
    }

    /// What one hears of an episode, to break it.
    pub(crate) fn heard_mut(&mut self, episode: usize) -> &mut LoudnessFacts {
        self.facts_mut(episode).loudness.as_mut().unwrap()
    }
}

/// Breaks the good show and checks it.
pub(crate) fn check(break_it: impl FnOnce(&mut Catalog)) -> Report {
    let mut catalog = show();
    break_it(&mut catalog);
    crate::check::report_on(&catalog, &Consent::default(), now())
}

/// The findings of a broken show as `rule file place`, in order: what tests compare.
pub(crate) fn findings(break_it: impl FnOnce(&mut Catalog)) -> Vec<String> {
    check(break_it).findings.iter().map(line).collect()
}

fn line(finding: &crate::check::finding::Finding) -> String {
    let position = match &finding.place.position {
        FilePosition::File => String::new(),
        FilePosition::Value(keys) => format!(" {keys}"),
        FilePosition::LineColumn { line, column } => format!(" {line}:{column}"),
        FilePosition::Offset(offset) => format!(" @{offset}"),
    };
    format!("{} {}{position}", finding.rule, finding.place.file)
}

/// Breaks the good show, and expects these findings and no others.
#[track_caller]
pub(crate) fn expect(expected: &[&str], break_it: impl FnOnce(&mut Catalog)) {
    assert_eq!(findings(break_it), expected);
}
