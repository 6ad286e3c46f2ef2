//! Made-up shows of every shape: what a producer could write, and what no producer would.

use std::ops::RangeInclusive;

use crate::elsewhere;
use crate::rare_keys;
use chrono::{DateTime, FixedOffset};
use podwright::layout::ArtworkFile;
use podwright::layout::output::Output;
use podwright::model::episode::Episode;
use podwright::model::files::byte_count::ByteCount;
use podwright::model::identity::digest::Sha256;
use podwright::model::identity::guid::ShowGuid;
use podwright::model::kind::category::Category;
use podwright::model::kind::episode_kind::EpisodeKind;
use podwright::model::kind::show_type::ShowType;
use podwright::model::media::alternate_facts::{AlternateAudio, AlternateFacts};
use podwright::model::media::artwork::Artwork;
use podwright::model::media::audio_facts::{AudioFacts, BitrateMode};
use podwright::model::media::audio_length::AudioLength;
use podwright::model::media::chapter::Chapter;
use podwright::model::media::codec::Codec;
use podwright::model::media::container::Container;
use podwright::model::media::media_form::MediaForm;
use podwright::model::media::transcript::{Cue, Speech, Transcript};
use podwright::model::people::person::{Person, Role};
use podwright::model::show::{Owner, Show};
use podwright::model::time::moment::Moment;
use podwright::model::time::timestamp::Timestamp;
use podwright::model::web::http_url::{BaseUrl, HttpUrl};
use podwright::model::wording::text::Text;
use podwright::seal::{
    Enclosure, SealedAlternate, SealedChapter, SealedEpisode, SealedImage, SealedPicture, SealedTranscript, SiteView,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// Pieces of text that have broken feeds. None is all digits or `true`: partytime drops a text that is nothing else, as it takes it for a
/// number or a truth. None ends in a bare `&`: partytime reads `&LTx` as `<x`.
const PIECES: [&str; 32] = [
    "]]>",
    "& ",
    "&amp;",
    "&amp;amp;",
    "&nbsp;x",
    "<b>",
    "</title>",
    "<script>alert(1)</script>",
    "<!--",
    "-->",
    "\"",
    "'",
    "עברית",
    "مرحبا بالعالم",
    "👩‍👩‍👧",
    "\u{202E}",
    "é",
    "e\u{301}",
    "日本語",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "\u{A0}",
    "\u{2028}",
    "\u{FFFD}",
    "<![CDATA[",
    "%20",
    "{{x}}",
    "\u{10FFFD}",
    "null",
    "Ann <ann@example.org>",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zA-Z]{1,9} ",
        2 => select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_filter("a character of text", |c| !c.is_ascii_digit() && format!("a{c}b").parse::<Text>().is_ok()).prop_map(String::from),
    ]
}

/// Text of up to so many pieces.
pub(crate) fn text(pieces: usize) -> impl Strategy<Value = Text> {
    vec(piece(), 1..=pieces).prop_filter_map("a text", |pieces| pieces.concat().parse().ok())
}

pub(crate) fn url() -> impl Strategy<Value = HttpUrl> {
    let paths = ["", "a", "a/b.html", "?a=1&b=2", "x%20y#z", "%7Ea/'()*", "?q=%3Cb%3E;c"];
    (select(vec!["https://example.org/", "https://xn--bcher-kva.example/", "https://example.org:8443/"]), select(paths.to_vec()))
        .prop_map(|(host, path)| format!("{host}{path}").parse().unwrap())
}

/// Any second from 1950 to 2199, in zones that have been.
fn moment() -> impl Strategy<Value = Moment> {
    let offsets = [0, 3600, -3600, 5 * 3600 + 45 * 60, -(3 * 3600 + 1800), 14 * 3600, -12 * 3600];
    // The hour before clocks went forward and back in London in 2022.
    let changes = [1_648_342_800_i64, 1_667_091_600];
    let seconds = prop_oneof![4 => -631_152_000_i64..7_226_582_400, 1 => (select(changes.to_vec()), 0..7200_i64).prop_map(|(at, more)| at + more)];
    (seconds, select(offsets.to_vec())).prop_map(|(seconds, offset)| {
        let zone = FixedOffset::east_opt(offset).unwrap();
        Moment::from(DateTime::from_timestamp(seconds, 0).unwrap().with_timezone(&zone))
    })
}

fn person() -> impl Strategy<Value = Person> {
    (text(3), any::<Index>(), of(url()), of(url())).prop_map(|(name, role, href, img)| {
        let roles: Vec<Role> = Role::all().collect();
        Person { name, role: *role.get(&roles), href, img, approved: None }
    })
}

pub(crate) fn image(stem: String) -> impl Strategy<Value = SealedImage> {
    (any::<[u8; 32]>(), select(vec![("jpg", "image/jpeg"), ("png", "image/png")]), 1..5000_u32, 1..5000_u32, of(text(6)))
        .prop_map(move |(sum, (extension, media_type), width, height, alt)| {
            let sha256 = Sha256::from(sum);
            let file = ArtworkFile::of_name(&format!("{stem}-{}.{extension}", sha256.short(12))).unwrap();
            let source = format!("{stem}.{extension}").parse().unwrap();
            SealedImage {
                url: Output::Artwork(file.clone()).url_below(&base()),
                file,
                source,
                media_type,
                sha256,
                bytes: ByteCount::new(4096),
                width,
                height,
                alt,
            }
        })
}

fn pictures(stem: &'static str) -> impl Strategy<Value = Vec<SealedPicture>> {
    vec((image(stem.to_owned()), rare_keys::purposes()).prop_map(|(image, purposes)| SealedPicture { image, purposes }), 0..3)
}

fn alternate(slug: String) -> impl Strategy<Value = SealedAlternate> {
    let forms = vec![MediaForm::Opus, MediaForm::M4a, MediaForm::Mp4];
    (rare_keys::alternate(), select(forms), any::<[u8; 32]>(), 1..u64::from(u32::MAX), 8_000..320_000_u32).prop_map(
        move |(alternate, form, sum, bytes, bitrate)| {
            let output = Output::Alternate(slug.parse().unwrap(), "small".parse().unwrap(), form);
            let audio = AlternateAudio { codec: if form == MediaForm::Opus { Codec::Opus } else { Codec::AacLc }, bitrate };
            SealedAlternate {
                alternate,
                url: output.url_below(&base()),
                output: Some(output),
                source: None,
                facts: AlternateFacts {
                    bytes: ByteCount::new(bytes),
                    sha256: sum.into(),
                    form,
                    audio: (!form.is_film()).then_some(audio),
                },
            }
        },
    )
}

pub(crate) fn base() -> BaseUrl {
    "https://example.org/show/".parse().unwrap()
}

fn show() -> impl Strategy<Value = Show> {
    let names = (text(8), text(60), text(4), of(text(4)), of(url()));
    let lists = (vec(person(), 0..4), vec(rare_keys::funding(), 0..3), vec(any::<Index>(), 1..4));
    let facts = (
        any::<[bool; 3]>(),
        of(rare_keys::terms()),
        select(vec!["en", "en-GB", "de", "cy", "pt-BR"]),
        of(text(2)),
        any::<u128>(),
        rare_keys::of_show(),
    );
    (names, lists, facts).prop_map(|(names, lists, facts)| {
        let (title, description, author, copyright, link) = names;
        let (people, funding, categories) = lists;
        let ([explicit, is_serial, locked], license, language, owner, guid, rare) = facts;
        let all: Vec<Category> = Category::all().collect();
        let mut chosen: Vec<Category> = Vec::new();
        for category in categories.iter().map(|index| *index.get(&all)) {
            if !chosen.contains(&category) {
                chosen.push(category);
            }
        }
        Show {
            title,
            url: base(),
            link,
            guid: ShowGuid::of_feed(&guid.to_string()),
            language: language.parse().unwrap(),
            description,
            author,
            // A whole name of digits, or the name `true`, makes partytime lose the owner.
            owner: owner.map(|name| Owner {
                name: format!("Ann {name}").parse().unwrap(),
                email: "o'ann+x@example.org".parse().unwrap(),
            }),
            categories: chosen,
            explicit,
            show_type: if is_serial { ShowType::Serial } else { ShowType::Episodic },
            artwork: Artwork { file: "cover.jpg".parse().unwrap(), alt: None },
            copyright,
            license,
            locked,
            time_zone: chrono_tz::Europe::London,
            people,
            funding,
            ..rare
        }
    })
}

fn markdown() -> impl Strategy<Value = Text> {
    let block = prop_oneof![
        (piece(), piece()).prop_map(|(a, b)| format!("## {a}{b}\n\n")),
        vec(piece(), 1..40).prop_map(|words| format!("{}\n\n", words.concat())),
        vec(piece(), 1..5).prop_map(|items| format!("- {}\n\n", items.join("\n- "))),
        (piece(), url()).prop_map(|(words, url)| format!("[{words}]({url}) <{url}> [x](../y)\n\n")),
    ];
    prop_oneof![3 => vec(block.clone(), 1..6), 1 => vec(block, 20..40)]
        .prop_filter_map("a text", |blocks| blocks.concat().parse().ok())
}

/// Who speaks in the transcripts.
pub(crate) const SPEAKERS: [&str; 4] = ["Ann", "First voice", "Dr. O’Neil & Co", "李"];

/// Cues in order, with what a transcript may hold after reading.
pub(crate) fn transcript() -> impl Strategy<Value = Transcript> {
    let word = prop_oneof![
        4 => "[a-z]{1,8}",
        1 => select(vec!["<x>", "1 < 2", "&", "&amp;", "-->", "Yes:", "עברית", "日本", "[music]", "{x}", "12", "https://example.org"]).prop_map(str::to_owned),
    ];
    let line = vec(word, 1..8).prop_map(|words| words.join(" "));
    let lines = vec(line, 1..3).prop_map(|lines| lines.join("\n"));
    let speech = (select(SPEAKERS.to_vec()), lines);
    let cue = (0..5000_u64, 0..5000_u64, vec(speech, 1..3));
    vec(cue, 0..12).prop_map(|cues| {
        let mut at = 0;
        let cues = cues.into_iter().map(|(gap, length, speeches)| {
            let start = at + gap;
            at = start + length;
            let mut told: Vec<Speech> = Vec::new();
            for (speaker, text) in speeches {
                if told.last().is_none_or(|last| last.speaker.as_deref() != Some(speaker)) {
                    told.push(Speech { speaker: Some(speaker.to_owned()), text });
                }
            }
            // A cue without time would be one with the next, were their times the same.
            at += 1;
            Cue { start: Timestamp::from_millis(start), end: Timestamp::from_millis(at), speeches: told, line: 0 }
        });
        Transcript { cues: cues.collect() }
    })
}

fn sealed_transcript(transcript: Transcript, slug: &str) -> SealedTranscript {
    let url = |extension: &str| base().join(&format!("transcripts/{slug}.{extension}"));
    SealedTranscript {
        transcript,
        json: None,
        vtt_url: url("vtt"),
        srt_url: url("srt"),
        json_url: url("json"),
        html_url: url("html"),
    }
}

fn enclosure(slug: &str, bytes: ByteCount, samples: u64, is_mp3: bool) -> Enclosure {
    let form = if is_mp3 { MediaForm::Mp3 } else { MediaForm::M4a };
    let output = Output::Media(slug.parse().unwrap(), form);
    let length = AudioLength { samples, sample_rate: 44_100_u32.try_into().unwrap() };
    Enclosure {
        url: output.url_below(&base()),
        output: Some(output),
        source: is_mp3.then(|| format!("episodes/{slug}/audio.mp3").parse().unwrap()),
        media_type: form.media_type().parse().unwrap(),
        bytes,
        length: Some(length),
        facts: Some(AudioFacts {
            bytes,
            sha256: Sha256::of(slug.as_bytes()),
            audio_sha256: Sha256::of(b""),
            container: if is_mp3 { Container::Mp3 } else { Container::Mp4 },
            codec: if is_mp3 { Codec::Mp3 } else { Codec::AacLc },
            length,
            channels: 2,
            bitrate: 128_000,
            bitrate_mode: BitrateMode::Cbr,
            seek_table: true,
            loudness: None,
        }),
        levels: None,
    }
}

fn chapters() -> impl Strategy<Value = Vec<(u64, Text, Option<HttpUrl>, Option<SealedImage>)>> {
    vec((0..600_000_u64, text(4), of(url()), of(image("chapter".to_owned()))), 0..6).prop_map(|mut chapters| {
        chapters.sort_by_key(|chapter| chapter.0);
        chapters
    })
}

fn episode(index: usize) -> impl Strategy<Value = SealedEpisode> {
    let slug = format!("episode-{index}");
    let words = (text(8), of(text(20)), of(markdown()), of(text(10)));
    let facts = (
        moment(),
        0..5_u32,
        0..2000_u32,
        select(EpisodeKind::ALL.to_vec()),
        of(any::<bool>()),
        vec(person(), 0..4),
        rare_keys::of_episode(),
    );
    let files =
        (1..u64::from(u32::MAX) * 4, 1..4_000_000_000_u64, any::<bool>(), of(image(slug.clone())), chapters(), of(transcript()));
    let further = (pictures("banner"), vec(alternate(slug.clone()), 0..3));
    (words, facts, files, further, "[!-%'-~]{1,12}(&[=+])?").prop_map(move |(words, facts, files, further, guid)| {
        let (title, summary, notes, content_note) = words;
        let (date, season, number, kind, explicit, people, rare) = facts;
        let (images, alternates) = further;
        let (bytes, samples, is_mp3, artwork, chapters, transcript) = files;
        let ends: Vec<u64> = chapters.iter().skip(1).map(|chapter| chapter.0).chain([1_000_000]).collect();
        let sealed =
            |((start, title, url, image), end): ((u64, Text, Option<HttpUrl>, Option<SealedImage>), u64)| SealedChapter {
                chapter: Chapter { start: Timestamp::from_millis(start), title, url, image: None, alt: None },
                end: Timestamp::from_millis(end),
                image,
            };
        SealedEpisode {
            episode: Episode {
                slug: slug.parse().unwrap(),
                folder: format!("episodes/{slug}").parse().unwrap(),
                title,
                guid: format!("{guid}{index}").parse().unwrap(),
                date,
                season: Some(season).filter(|season| *season > 0),
                number: Some(number).filter(|number| *number > 0),
                kind,
                summary,
                notes,
                people: people.into(),
                content_note,
                explicit,
                images: images.iter().map(|picture| rare_keys::further(&picture.purposes)).collect(),
                alternates: alternates.iter().map(|sealed| sealed.alternate.clone()).collect(),
                ..rare
            },
            page_url: base().join(&format!("episodes/{slug}/")),
            enclosure: enclosure(&slug, ByteCount::new(bytes), samples, is_mp3),
            artwork,
            images,
            alternates,
            chapters: chapters.into_iter().zip(ends).map(sealed).collect(),
            transcript: transcript.map(|transcript| sealed_transcript(transcript, &slug)),
            easy_read: None,
        }
    })
}

fn with_elsewhere(index: usize) -> impl Strategy<Value = SealedEpisode> {
    (episode(index), elsewhere::made_up()).prop_map(|(sealed, elsewhere)| elsewhere.put_into(sealed))
}

/// One and the same show with one episode, which has this transcript.
pub(crate) fn with_transcript(transcript: Transcript) -> SiteView {
    let mut sealed = with_episodes(1..=1).new_tree(&mut TestRunner::deterministic()).unwrap().current();
    sealed.episodes[0].transcript = Some(sealed_transcript(transcript, "episode-0"));
    sealed
}

/// A whole show with up to five episodes, newest first.
pub(crate) fn sealed() -> impl Strategy<Value = SiteView> {
    with_episodes(0..=5)
}

fn with_episodes(count: RangeInclusive<usize>) -> impl Strategy<Value = SiteView> {
    let episodes = count.prop_flat_map(|count| (0..count).map(|index| with_elsewhere(index).boxed()).collect::<Vec<_>>());
    (show(), image("cover".to_owned()), pictures("show"), episodes).prop_map(|(mut show, cover, images, mut episodes)| {
        show.images = images.iter().map(|picture| rare_keys::further(&picture.purposes)).collect();
        episodes.sort_by(|a, b| (b.episode.date, &b.episode.guid).cmp(&(a.episode.date, &a.episode.guid)));
        SiteView {
            feed_url: Output::Feed(show.feed_file.clone()).url(&show),
            cover,
            images,
            impact: None,
            downloads: None,
            episodes,
            show,
            marks: std::collections::BTreeMap::new(),
        }
    })
}
