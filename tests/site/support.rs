//! Sealed shows for the tests of the pages: the real series, and made-up ones.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use podwright::layout::ArtworkFile;
use podwright::layout::output::Output;
use podwright::layout::output_file::{Content, OutputFile};
use podwright::media::transcript::{TranscriptKind, parse};
use podwright::model::episode::Episode;
use podwright::model::files::byte_count::ByteCount;
use podwright::model::files::show_path::ShowPath;
use podwright::model::identity::digest::Sha256;
use podwright::model::impact::Impact;
use podwright::model::media::artwork::Artwork;
use podwright::model::media::audio_facts::{AudioFacts, BitrateMode};
use podwright::model::media::audio_length::AudioLength;
use podwright::model::media::codec::Codec;
use podwright::model::media::container::Container;
use podwright::model::media::media_form::MediaForm;
use podwright::model::media::transcript::Transcript;
use podwright::model::show::Show;
use podwright::model::time::timestamp::Timestamp;
use podwright::seal::{Enclosure, SealedChapter, SealedEasyRead, SealedEpisode, SealedImage, SealedTranscript, SiteView};
use podwright::site::render_inputs::RenderInputs;
use podwright::site::templates::Templates;
use podwright::source::episode::read_episode;
use podwright::source::impact::read_impact;
use podwright::source::reading::defaults::ShowDefaults;
use podwright::source::show::read_show;

/// Samples of a second in made-up facts (Hz).
const RATE: u32 = 44_100;

/// The repository's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The real series as its YAML has it, in another language where one is given.
pub(crate) fn series(language: Option<&str>) -> SiteView {
    let mut yaml = fs::read_to_string(root().join("podcast.yaml")).unwrap();
    if let Some(language) = language {
        yaml = yaml.replace("language: en-GB", &format!("language: {language}"));
    }
    let show = read_show(&yaml).value.expect("podcast.yaml is without faults");
    let defaults = ShowDefaults::of_show(&yaml);
    let mut folders: Vec<_> =
        fs::read_dir(root().join("episodes")).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    let episodes = folders.iter().map(|folder| {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let text = fs::read_to_string(folder.join("episode.yaml")).unwrap();
        let episode = read_episode(&text, &format!("episodes/{name}").parse().unwrap(), &defaults)
            .value
            .expect("episode.yaml is without faults");
        let transcript =
            parse(&fs::read_to_string(folder.join("transcript.vtt")).unwrap(), TranscriptKind::Vtt, &[]).unwrap().transcript;
        let sound = ["audio.mp3", "audio.m4a"].into_iter().find(|file| folder.join(file).exists()).unwrap();
        sealed_episode(
            &show,
            episode,
            sound,
            ByteCount::new(fs::metadata(folder.join(sound)).unwrap().len()),
            Some(transcript),
            fs::read_to_string(folder.join("easy-read.md")).ok(),
        )
    });
    SiteView { impact: Some(impact("impact.yaml")), ..seal(&show, episodes.collect()) }
}

/// What a file of the repository says came of a show.
pub(crate) fn impact(file: &str) -> Impact {
    let read = read_impact(&fs::read_to_string(root().join(file)).unwrap());
    assert!(read.faults.is_empty(), "{file}: {:?}", read.faults);
    read.value.unwrap()
}

/// A show with these episodes, newest first.
pub(crate) fn seal(show: &Show, mut episodes: Vec<SealedEpisode>) -> SiteView {
    episodes.sort_by(|a, b| b.episode.date.cmp(&a.episode.date).then(b.episode.guid.cmp(&a.episode.guid)));
    SiteView {
        show: show.clone(),
        feed_url: Output::Feed(show.feed_file.clone()).url(show),
        cover: image(show, &show.artwork, "cover"),
        images: Vec::new(),
        impact: None,
        downloads: None,
        episodes,
        marks: std::collections::BTreeMap::new(),
    }
}

/// An episode with what its files would give.
pub(crate) fn sealed_episode(
    show: &Show,
    episode: Episode,
    sound: &str,
    bytes: ByteCount,
    transcript: Option<Transcript>,
    easy_read: Option<String>,
) -> SealedEpisode {
    let slug = episode.slug.to_string();
    let millis =
        transcript.as_ref().and_then(|transcript| transcript.cues.last()).map_or(600_000, |cue| cue.end.as_millis() + 500);
    let is_mp3 = Path::new(sound).extension().is_some_and(|extension| extension == "mp3");
    let output = Output::Media(episode.slug.clone(), if is_mp3 { MediaForm::Mp3 } else { MediaForm::M4a });
    let ends = episode.chapters.list.iter().skip(1).map(|chapter| chapter.start).chain([Timestamp::from_millis(millis)]);
    let chapters = episode
        .chapters
        .list
        .iter()
        .cloned()
        .zip(ends)
        .map(|(chapter, end)| SealedChapter { chapter, end, image: None })
        .collect();
    let length = AudioLength { samples: millis * u64::from(RATE) / 1000, sample_rate: RATE.try_into().unwrap() };
    SealedEpisode {
        images: Vec::new(),
        alternates: Vec::new(),
        page_url: Output::Episode(episode.slug.clone()).url(show),
        enclosure: Enclosure {
            url: output.url_below(&show.url),
            output: Some(output),
            source: episode.folder.join(sound).ok(),
            media_type: if is_mp3 { "audio/mpeg" } else { "audio/x-m4a" }.parse().unwrap(),
            bytes,
            length: Some(length),
            facts: Some(AudioFacts {
                bytes,
                sha256: Sha256::of(slug.as_bytes()),
                audio_sha256: Sha256::of(slug.as_bytes()),
                container: if is_mp3 { Container::Mp3 } else { Container::Mp4 },
                codec: if is_mp3 { Codec::Mp3 } else { Codec::AacLc },
                length,
                channels: 1,
                bitrate: 96_000,
                bitrate_mode: BitrateMode::Cbr,
                seek_table: true,
                loudness: None,
            }),
            levels: None,
        },
        artwork: episode.artwork.as_ref().and_then(|artwork| Some(image(show, artwork.file()?, &slug))),
        chapters,
        transcript: transcript.map(|transcript| SealedTranscript {
            transcript,
            json: None,
            vtt_url: show.url.join(&format!("transcripts/{slug}.vtt")),
            srt_url: show.url.join(&format!("transcripts/{slug}.srt")),
            json_url: show.url.join(&format!("transcripts/{slug}.json")),
            html_url: show.url.join(&format!("transcripts/{slug}.html")),
        }),
        easy_read: easy_read.map(|text| SealedEasyRead { text, pictures: BTreeMap::new() }),
        episode,
    }
}

fn image(show: &Show, artwork: &Artwork, stem: &str) -> SealedImage {
    let sha256 = Sha256::of(artwork.file.as_path().as_str().as_bytes());
    let file = ArtworkFile::of_name(&format!("{stem}-{}.jpg", sha256.short(12))).unwrap();
    SealedImage {
        url: Output::Artwork(file.clone()).url(show),
        file,
        source: artwork.file.clone(),
        media_type: "image/jpeg",
        bytes: ByteCount::new(455_117),
        sha256,
        width: 3000,
        height: 3000,
        alt: artwork.alt.clone(),
    }
}

/// Writes the pages and everything that they link to into a folder, as `build` would.
pub(crate) fn write(sealed: &SiteView, folder: &Path) {
    let _ = fs::remove_dir_all(folder);
    let inputs = RenderInputs {
        original: &|path| fs::read(root().join(path.as_path())).ok(),
        earlier: &|_| None,
        beside: &beside(sealed),
        templates: Templates::NONE,
    };
    for file in podwright::site::render(sealed, &inputs).unwrap() {
        let Content::Bytes(bytes) = file.content else { panic!("the site copies no file") };
        put(folder, &file.output.to_string(), &bytes);
    }
    put(folder, "feed.xml", b"<rss version=\"2.0\"/>");
    for sealed_image in std::iter::once(&sealed.cover).chain(sealed.episodes.iter().flat_map(SealedEpisode::pictures)) {
        put(folder, &sealed_image.output().to_string(), &fs::read(root().join(sealed_image.source.as_path())).unwrap());
    }
    for episode in &sealed.episodes {
        // Made-up episodes have no sound.
        if let Some(sound) = episode.enclosure.source.as_ref().and_then(|source| fs::read(root().join(source.as_path())).ok()) {
            put(folder, &episode.enclosure.output.as_ref().unwrap().to_string(), &sound);
        }
        for ending in ["vtt", "srt", "json", "html"] {
            put(folder, &format!("transcripts/{}.{ending}", episode.episode.slug), b"WEBVTT\n");
        }
    }
}

/// Sizes of the transcripts as the feed would write them.
pub(crate) fn beside(sealed: &SiteView) -> BTreeMap<ShowPath, ByteCount> {
    let size = |file: OutputFile| match &file.content {
        Content::Bytes(bytes) => Some((file.path(), ByteCount::of(bytes))),
        Content::SameAs(_) => None,
    };
    podwright::feed::render(&podwright::seal::Sealed::fixture(sealed.clone())).unwrap().into_iter().filter_map(size).collect()
}

fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}
