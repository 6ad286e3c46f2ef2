//! A small sealed show, for tests and benchmarks.
#![allow(clippy::unwrap_used, reason = "each value is well-formed, and the tests would say so if not")]

use crate::layout::ArtworkFile;
use crate::layout::output::Output;
use crate::model::episode::{Episode, RequiredEpisode};
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::kind::episode_kind::EpisodeKind;
use crate::model::kind::feed_medium::FeedMedium;
use crate::model::kind::medium::Medium;
use crate::model::kind::season_name::SeasonName;
use crate::model::kind::show_type::ShowType;
use crate::model::media::alternate::{Alternate, AlternateLabels, RemoteAlternate};
use crate::model::media::alternate_facts::{AlternateAudio, AlternateFacts};
use crate::model::media::artwork::{Artwork, FurtherImage, ImagePurpose};
use crate::model::media::audio_facts::{AudioFacts, BitrateMode};
use crate::model::media::audio_length::AudioLength;
use crate::model::media::chapter::Chapter;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;
use crate::model::media::media_form::MediaForm;
use crate::model::media::soundbite::Soundbite;
use crate::model::media::transcript::{Cue, Speech, Transcript};
use crate::model::people::chat::{Chat, ChatProtocol};
use crate::model::people::funding::Funding;
use crate::model::people::location::{Location, PlaceRelation};
use crate::model::people::person::Person;
use crate::model::people::social::{Comments, SocialPost, SocialProtocol};
use crate::model::people::value::{PaymentMethod, Recipient, SplitTo, TimeSplit, Value};
use crate::model::settings::services::Blocked;
use crate::model::settings::spotify::Spotify;
use crate::model::show::{Owner, RequiredShow, Show};
use crate::model::time::recurrence::{Recurrence, UpdateFrequency};
use crate::model::time::timestamp::Timestamp;
use crate::model::web::content_link::ContentLink;
use crate::model::web::other_feed::OtherFeed;
use crate::model::wording::license::Terms;
use crate::model::wording::txt::Txt;
use crate::seal::{
    Enclosure, Sealed, SealedAlternate, SealedChapter, SealedEpisode, SealedImage, SealedPicture, SealedTranscript, SiteView,
};

/// Two episodes: one with everything, one trailer with nothing that can be left out.
pub fn view() -> SiteView {
    let show = show();
    SiteView {
        feed_url: Output::feed(&show).url(&show),
        cover: image("cover"),
        images: vec![picture("show")],
        impact: None,
        downloads: None,
        episodes: vec![full_episode(), bare()],
        marks: std::collections::BTreeMap::new(),
        show,
    }
}

/// The same, sealed.
pub fn sealed() -> Sealed {
    Sealed::fixture(view())
}

/// Its show, with every key that the feed is made of.
pub fn show() -> Show {
    let other = |name: &str| OtherFeed {
        guid: "9b024349-ccf0-5f69-a609-6b82873eab3c".parse().unwrap(),
        url: Some(format!("https://example.org/{name}.xml").parse().unwrap()),
        item: (name == "two").then(|| "a-song".parse().unwrap()),
        medium: (name == "two").then_some(FeedMedium::Music),
        title: Some(name.parse().unwrap()),
    };
    let rule = Recurrence::From {
        rule: "FREQ=WEEKLY;BYDAY=MO;COUNT=10".parse().unwrap(),
        start: "2022-06-27T07:00:00+01:00".parse().unwrap(),
    };
    Show {
        owner: Some(Owner { name: "Ann".parse().unwrap(), email: "ann@example.org".parse().unwrap() }),
        show_type: ShowType::Serial,
        copyright: Some("Ann and Bob".parse().unwrap()),
        license: Some(Terms::Listed("CC-BY-4.0".parse().unwrap())),
        locked: true,
        time_zone: chrono_tz::Europe::London,
        people: vec![person("Ann", "host"), person("Bob", "producer")],
        funding: vec![Funding { url: "https://example.org/give?a=1&b=2".parse().unwrap(), text: "Give".parse().unwrap() }],
        medium: Medium::Course,
        locations: locations(),
        txt: txt(),
        social: social(),
        chat: Some(chat()),
        value: vec![value()],
        images: vec![further("show")],
        updates: Some(UpdateFrequency { text: "every Monday".parse().unwrap(), rule: Some(rule) }),
        podroll: vec![other("one"), other("two")],
        publisher: Some(other("publisher")),
        seasons: vec![SeasonName { number: std::num::NonZeroU32::MIN, name: "Beginnings".parse().unwrap() }],
        new_feed_url: Some("https://example.org/show/feed.xml".parse().unwrap()),
        hub: Some("https://hub.example.org/".parse().unwrap()),
        podping: true,
        complete: true,
        block: true,
        block_services: Blocked::All,
        allow_services: vec!["podcastindex".parse().unwrap()],
        spotify: Spotify { countries: vec!["GB".parse().unwrap(), "IE".parse().unwrap()], recent: std::num::NonZeroU32::new(20) },
        ..Show::from(RequiredShow {
            title: "A small show".parse().unwrap(),
            url: "https://example.org/show/".parse().unwrap(),
            guid: "917393e3-1b1e-5cef-ace4-edaa54e1f810".parse().unwrap(),
            language: "en-GB".parse().unwrap(),
            description: "Two lines,\nbut <small> & plain.".parse().unwrap(),
            author: "Ann & Bob".parse().unwrap(),
            categories: vec!["Education > How To".parse().unwrap(), "Society & Culture".parse().unwrap()],
            explicit: false,
            artwork: Artwork { file: "cover.jpg".parse().unwrap(), alt: None },
        })
    }
}

/// An episode with every key that its item is made of beside the usual.
fn episode_with_rare_keys(slug: &str, date: &str) -> Episode {
    let soundbite = |start, length, title: Option<&str>| Soundbite {
        start: Timestamp::from_millis(start),
        length: Timestamp::from_millis(length),
        title: title.map(|title| title.parse().unwrap()),
    };
    Episode {
        locations: locations(),
        txt: txt(),
        social: Comments::Disabled,
        chat: Some(chat()),
        value: vec![value()],
        funding: vec![Funding { url: "https://example.org/one".parse().unwrap(), text: "For this one".parse().unwrap() }],
        license: Some(Terms::Own { name: "Ask & use".parse().unwrap(), url: "https://example.org/terms".parse().unwrap() }),
        images: vec![further("one")],
        alternates: vec![alternate()],
        remote_alternates: vec![remote_alternate()],
        mirrors: vec!["ipfs://bafy/one.mp3".parse().unwrap()],
        content_links: vec![ContentLink {
            url: "https://video.example.org/one".parse().unwrap(),
            text: "With sign language".parse().unwrap(),
        }],
        soundbites: vec![soundbite(10_500, 15_000, Some("Who decides?")), soundbite(0, 20_000, None)],
        display_number: Some("Ch.2".parse().unwrap()),
        block: true,
        ..episode(slug, date)
    }
}

fn locations() -> Vec<Location> {
    let london = Location {
        name: "London & around".parse().unwrap(),
        geo: Some("51.5,-0.1".parse().unwrap()),
        osm: Some("R65606".parse().unwrap()),
        country: Some("GB".parse().unwrap()),
        rel: PlaceRelation::Subject,
    };
    let nowhere = Location { name: "Nowhere".parse().unwrap(), geo: None, osm: None, country: None, rel: PlaceRelation::Creator };
    vec![london, nowhere]
}

fn txt() -> Vec<Txt> {
    let purposes = [Some("applepodcastsverify"), None];
    purposes.map(|purpose| Txt { purpose: purpose.map(|word| word.parse().unwrap()), text: "abc-123".parse().unwrap() }).into()
}

fn social() -> Comments {
    let post = SocialPost {
        protocol: SocialProtocol::ActivityPub,
        url: "https://example.social/@show/1".parse().unwrap(),
        account: Some("@show".parse().unwrap()),
        account_url: Some("https://example.social/@show".parse().unwrap()),
        priority: std::num::NonZeroU32::new(2),
    };
    let short =
        SocialPost { protocol: SocialProtocol::AtProto, account: None, account_url: None, priority: None, ..post.clone() };
    Comments::Posts(vec![post, short])
}

fn chat() -> Chat {
    Chat {
        server: "irc.example.org".parse().unwrap(),
        protocol: ChatProtocol::Irc,
        account: Some("@show".parse().unwrap()),
        space: Some("#show".parse().unwrap()),
    }
}

fn value() -> Value {
    let recipient = |name: Option<&str>, address: &str, split, fee: bool| Recipient {
        name: name.map(|name| name.parse().unwrap()),
        address: address.parse().unwrap(),
        split: std::num::NonZeroU32::new(split).unwrap(),
        custom_key: fee.then(|| "696969".parse().unwrap()),
        custom_value: fee.then(|| "abc".parse().unwrap()),
        fee,
    };
    let node = format!("02{}", "d5".repeat(32));
    let song = OtherFeed {
        guid: "9b024349-ccf0-5f69-a609-6b82873eab3c".parse().unwrap(),
        url: None,
        item: Some("a-song".parse().unwrap()),
        medium: Some(FeedMedium::Music),
        title: None,
    };
    let seconds = |seconds: u64| Timestamp::from_millis(seconds * 1000);
    let remote = SplitTo::Remote { feed: song, start: Some(seconds(5)), percentage: 95.try_into().ok() };
    Value {
        method: PaymentMethod::Keysend,
        suggested: Some("0.00000005000".parse().unwrap()),
        recipients: vec![recipient(Some("Ann & Bob"), &node, 95, false), recipient(None, &node, 5, true)],
        splits: vec![
            TimeSplit { start: seconds(10), length: seconds(5), to: remote },
            TimeSplit {
                start: seconds(20),
                length: Timestamp::from_millis(2500),
                to: SplitTo::Recipients(vec![recipient(Some("Cleo"), "cleo@pay.example.org", 1, false)]),
            },
        ],
    }
}

fn further(stem: &str) -> FurtherImage {
    let artwork = Artwork { file: format!("{stem}-banner.jpg").parse().unwrap(), alt: Some("A platform.".parse().unwrap()) };
    FurtherImage { artwork, purposes: vec![ImagePurpose::Banner, ImagePurpose::Social] }
}

fn picture(stem: &str) -> SealedPicture {
    let image =
        SealedImage { width: 1920, height: 1080, alt: Some("A platform.".parse().unwrap()), ..image(&format!("{stem}-banner")) };
    SealedPicture { image, purposes: further(stem).purposes }
}

fn alternate() -> Alternate {
    let labels = AlternateLabels {
        title: Some("Small & good".parse().unwrap()),
        rel: Some("small".parse().unwrap()),
        language: Some("en".parse().unwrap()),
        height: None,
    };
    Alternate {
        file: "episodes/one/small.opus".parse().unwrap(),
        mirrors: vec!["https://mirror.example.org/small.opus".parse().unwrap()],
        labels,
    }
}

fn remote_alternate() -> RemoteAlternate {
    RemoteAlternate {
        url: "https://video.example.org/one.mp4".parse().unwrap(),
        mirrors: vec!["magnet:?xt=urn:btih:00".parse().unwrap()],
        media_type: "video/mp4".parse().unwrap(),
        bytes: std::num::NonZeroU32::new(10_562_995),
        bitrate: std::num::NonZeroU32::new(681_483),
        codecs: Some("avc1.42E01E".parse().unwrap()),
        integrity: Some("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=".parse().unwrap()),
        labels: AlternateLabels {
            title: Some("Film".parse().unwrap()),
            height: std::num::NonZeroU32::new(1080),
            ..AlternateLabels::default()
        },
    }
}

fn sealed_alternate() -> SealedAlternate {
    SealedAlternate {
        alternate: alternate(),
        url: "https://example.org/show/media/one/small.opus".parse().unwrap(),
        output: Output::of_path("media/one/small.opus"),
        source: Some("episodes/one/small.opus".parse().unwrap()),
        facts: AlternateFacts {
            bytes: ByteCount::new(123_456),
            sha256: Sha256::of(b"small"),
            form: MediaForm::Opus,
            audio: Some(AlternateAudio { codec: Codec::Opus, bitrate: 24_000 }),
        },
    }
}

/// Somebody.
pub fn person(name: &str, role: &str) -> Person {
    Person { name: name.parse().unwrap(), role: role.parse().unwrap(), href: None, img: None, approved: None }
}

fn image(stem: &str) -> SealedImage {
    SealedImage {
        url: format!("https://example.org/show/artwork/{stem}-0123456789ab.jpg").parse().unwrap(),
        file: ArtworkFile::of_name(&format!("{stem}-0123456789ab.jpg")).unwrap(),
        source: format!("{stem}.jpg").parse().unwrap(),
        media_type: "image/jpeg",
        sha256: Sha256::of(stem.as_bytes()),
        bytes: ByteCount::new(400_000),
        width: 3000,
        height: 3000,
        alt: Some("A \"train\".".parse().unwrap()),
    }
}

/// An episode with a summary, and nothing else that can be left out.
pub fn episode(slug: &str, date: &str) -> Episode {
    let required = RequiredEpisode {
        slug: slug.parse().unwrap(),
        folder: format!("episodes/{slug}").parse().unwrap(),
        title: "Who decides?".parse().unwrap(),
        guid: format!("guid-of-{slug}").parse().unwrap(),
        date: date.parse().unwrap(),
    };
    Episode { summary: "In short.".parse().ok(), ..Episode::from(required) }
}

/// Sound of 41.463 seconds.
pub fn enclosure(slug: &str) -> Enclosure {
    Enclosure {
        url: format!("https://example.org/show/media/{slug}.mp3").parse().unwrap(),
        output: Output::of_path(&format!("media/{slug}.mp3")),
        source: Some(format!("episodes/{slug}/audio.mp3").parse().unwrap()),
        media_type: "audio/mpeg".parse().unwrap(),
        bytes: ByteCount::new(498_416),
        length: Some(AudioLength { samples: 1_828_530, sample_rate: 44_100_u32.try_into().unwrap() }),
        facts: Some(AudioFacts {
            bytes: ByteCount::new(498_416),
            sha256: Sha256::of(b""),
            audio_sha256: Sha256::of(b""),
            container: Container::Mp3,
            codec: Codec::Mp3,
            length: AudioLength { samples: 1_828_530, sample_rate: 44_100_u32.try_into().unwrap() },
            channels: 1,
            bitrate: 96_000,
            bitrate_mode: BitrateMode::Cbr,
            seek_table: true,
            loudness: None,
        }),
        levels: None,
    }
}

fn chapter(start: u64, end: u64, title: &str) -> SealedChapter {
    let start = Timestamp::from_millis(start);
    let chapter = Chapter { start, title: title.parse().unwrap(), url: None, image: None, alt: None };
    SealedChapter { chapter, end: Timestamp::from_millis(end), image: None }
}

fn full_episode() -> SealedEpisode {
    let mut decided = chapter(12_500, 30_000, "Who <b>decides</b>?");
    decided.chapter.url = Some("https://example.org/who".parse().unwrap());
    decided.image = Some(image("one"));
    let speech = |speaker: &str, text: &str| Speech { speaker: Some(speaker.to_owned()), text: text.to_owned() };
    let cue =
        |start, end, speeches| Cue { start: Timestamp::from_millis(start), end: Timestamp::from_millis(end), speeches, line: 1 };
    let cues = vec![
        cue(600, 3724, vec![speech("Ann", "Hello,\n& welcome.")]),
        cue(4024, 5854, vec![speech("Ann", "Note: <this>.")]),
        cue(6000, 7000, vec![speech("Bob", "Yes."), speech("Ann", "No.")]),
    ];
    let url = |extension: &str| format!("https://example.org/show/transcripts/one.{extension}").parse().unwrap();
    SealedEpisode {
        episode: Episode {
            season: Some(1),
            number: Some(2),
            notes: Some("## More\n\nA [link](https://example.org/?a&b) ]]>\n".parse().unwrap()),
            people: vec![person("Cleo", "guest")].into(),
            content_note: Some("Speaks of care & loss.".parse().unwrap()),
            explicit: Some(true),
            ..episode_with_rare_keys("one", "2022-07-04T07:00:00+01:00")
        },
        page_url: "https://example.org/show/episodes/one/".parse().unwrap(),
        enclosure: enclosure("one"),
        artwork: Some(image("one")),
        images: vec![picture("one")],
        alternates: vec![sealed_alternate()],
        chapters: vec![chapter(0, 12_500, "Welcome"), decided, chapter(30_000, 41_463, "End")],
        transcript: Some(SealedTranscript {
            transcript: Transcript { cues },
            json: None,
            vtt_url: url("vtt"),
            srt_url: url("srt"),
            json_url: url("json"),
            html_url: url("html"),
        }),
        easy_read: None,
    }
}

fn bare() -> SealedEpisode {
    SealedEpisode {
        episode: Episode { kind: EpisodeKind::Trailer, ..episode("two", "2022-06-27T07:00:00+01:00") },
        page_url: "https://example.org/show/episodes/two/".parse().unwrap(),
        enclosure: Enclosure { source: None, ..enclosure("two") },
        artwork: None,
        images: Vec::new(),
        alternates: Vec::new(),
        chapters: Vec::new(),
        transcript: None,
        easy_read: None,
    }
}
