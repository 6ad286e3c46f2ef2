use super::*;
use crate::media::image_facts::{ColourKind, ImageFacts, ImageFormat};
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::media::transcript::Cue;
use crate::seal::fixtures::{enclosure, episode, show};

const COVER: ImageFacts = ImageFacts {
    format: ImageFormat::Png,
    bytes: ByteCount::new(1),
    width: 1400,
    height: 1400,
    colour: ColourKind::Rgb,
    alpha: false,
    orientation: 1,
    placeholder: false,
    position: false,
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
    FinalAudio::Measured { facts: enclosure("one").facts.unwrap(), source: None, levels: None }
}

fn parts<'a>(episode: &'a Episode, audio: &'a FinalAudio) -> EpisodeInputs<'a> {
    EpisodeInputs {
        episode,
        audio: Some(audio),
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
        season: Some(season).filter(|season| *season > 0),
        number: Some(number).filter(|number| *number > 0),
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
    it.chapters.list = vec![chapter(0, None), chapter(30_000, None), chapter(10_000, None), chapter(50_000, None)];
    let ends: Vec<(u64, u64)> = parts(&it, &audio())
        .chapters(&show())
        .iter()
        .map(|sealed| (sealed.chapter.start.as_millis(), sealed.end.as_millis()))
        .collect();
    assert_eq!(ends, [(0, 10_000), (10_000, 30_000), (30_000, 50_000), (50_000, 50_000)]);
    it.chapters.list.pop();
    assert_eq!(parts(&it, &audio()).chapters(&show()).last().unwrap().end.as_millis(), 41_463);
}

#[test]
fn names_pictures_by_their_sum() {
    let mut it = episode("one", "2022-07-04T07:00:00Z");
    it.chapters.list = vec![chapter(0, Some("episodes/one/start.png")), chapter(1000, Some("episodes/one/missing.png"))];
    let path: ShowPath = "episodes/one/start.png".parse().unwrap();
    let audio = audio();
    let picture = || SourceImage { path: &path, facts: &COVER, sha256: Sha256::of(b"a"), alt: None };
    let mut parts = parts(&it, &audio);
    parts.artwork = Some(picture());
    parts.pictures.insert(path.clone(), picture());
    let sealed = parts.sealed(&show());
    let artwork = sealed.artwork.unwrap();
    assert_eq!(artwork.url.as_str(), "https://example.org/show/artwork/one-ca978112ca1b.png");
    assert_eq!((artwork.output().to_string().as_str(), artwork.media_type), ("artwork/one-ca978112ca1b.png", "image/png"));
    let image = sealed.chapters[0].image.as_ref().unwrap();
    assert_eq!((&image.file, image.alt.as_ref().map(crate::model::wording::text::Text::as_str)), (&artwork.file, Some("B")));
    assert_eq!(sealed.chapters[1].image, None);
}

#[test]
fn names_sound_as_apple_does() {
    let it = episode("one", "2022-07-04T07:00:00Z");
    let mut audio = audio();
    let named = |audio: &FinalAudio, show: &Show| {
        let sealed = parts(&it, audio).enclosure(show);
        (sealed.url.to_string(), sealed.output.map(|output| output.to_string()), sealed.media_type.to_string())
    };
    let expected =
        |url: &str, path: Option<&str>, media_type: &str| (url.to_owned(), path.map(str::to_owned), media_type.to_owned());
    let mut show = show();
    let mp3 = "https://example.org/show/media/one.mp3";
    assert_eq!(named(&audio, &show), expected(mp3, Some("media/one.mp3"), "audio/mpeg"));
    let FinalAudio::Measured { facts, .. } = &mut audio else { panic!("measured") };
    facts.container = crate::model::media::container::Container::Mp4;
    let m4a = "https://example.org/show/media/one.m4a";
    assert_eq!(named(&audio, &show), expected(m4a, Some("media/one.m4a"), "audio/x-m4a"));
    show.media_url = Some("https://bucket.example.org/a/".parse().unwrap());
    assert_eq!(named(&audio, &show), expected("https://bucket.example.org/a/one.m4a", None, "audio/x-m4a"));
    let remote = RemoteAudio {
        url: "https://old.example.org/7".parse().unwrap(),
        bytes: Some(std::num::NonZeroU32::MIN),
        media_type: "audio/mpeg".parse().unwrap(),
        duration: None,
    };
    let audio = FinalAudio::Remote(remote);
    assert_eq!(named(&audio, &show), expected("https://old.example.org/7", None, "audio/mpeg"));
    assert_eq!(parts(&it, &audio).enclosure(&show).length, None);
}

#[test]
fn every_container_has_a_type_that_apps_play() {
    use crate::model::media::codec::Codec;
    use crate::model::media::container::Container;
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
fn keeps_the_producers_own_json() {
    let it = episode("one", "2022-07-04T07:00:00Z");
    let audio = audio();
    let first =
        Transcript { cues: vec![Cue { start: Timestamp::default(), end: Timestamp::default(), speeches: Vec::new(), line: 1 }] };
    let other = Transcript::default();
    let mut parts = parts(&it, &audio);
    assert_eq!(parts.transcript(&show()), None);
    parts.transcripts = vec![
        TranscriptWithText { servable: false, transcript: &first, text: "srt" },
        TranscriptWithText { servable: true, transcript: &other, text: "json" },
    ];
    let sealed = parts.transcript(&show()).unwrap();
    assert_eq!(sealed.json.as_deref(), Some("json"));
    assert_eq!(sealed.transcript, first);
    assert_eq!(sealed.html_url.as_str(), "https://example.org/show/transcripts/one.html");
}

#[test]
fn what_cannot_be_sealed_is_named() {
    for (error, expected) in [
        (SealError::IncompleteShow, "`podcast.yaml` lacks what a feed cannot be without"),
        (
            SealError::UnreadableCover { path: "cover.jpg".parse().unwrap() },
            "the cover `cover.jpg` cannot be read, and a feed needs one",
        ),
        (
            SealError::UnmeasuredAudio { episode: "one".parse().unwrap() },
            "episode `one` is to be published, and its audio was not measured",
        ),
    ] {
        assert_eq!(error.to_string(), expected);
    }
}
