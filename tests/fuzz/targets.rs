//! Where bytes of others come in, each with what must be true of whatever it makes of them. `fuzz/` feeds these functions, and so do the tests of
//! this suite.

use std::sync::LazyLock;

use camino::Utf8Path;
use podwright::engine::lock_of;
use podwright::feed::published;
use podwright::markdown::{any_page, apps, original};
use podwright::media::chapter_file::{self, ChapterFileKind};
use podwright::media::container::span::audio_span;
use podwright::media::image_facts::{self, check_whole, without_position};
use podwright::media::probe::Depth;
use podwright::media::probe::probe;
use podwright::media::transcript::{self, TranscriptKind};
use podwright::model::files::lfs_pointer::{LfsPointer, begins_as_pointer};
use podwright::model::settings::tag_version::TagVersion;
use podwright::seal::{SiteView, fixtures};
use podwright::site::render_inputs::RenderInputs;
use podwright::site::templates::Templates;
use podwright::source::episode::read_episode;
use podwright::source::impact::read_impact;
use podwright::source::reading::defaults::ShowDefaults;
use podwright::source::repaired::{repaired_episode, repaired_show};
use podwright::source::show::read_show;
use podwright::source::yaml::text::decode;
use podwright::tag::plan::plan;
use podwright::tag::wanted::Wanted;

use crate::http;
use crate::markup::runs_nothing;

/// A place where bytes come in.
pub(crate) struct Target {
    /// Its name on the command line, and of the folder of its seeds.
    pub(crate) name: &'static str,
    /// Takes bytes: facts or a refusal, and nothing that must not be.
    pub(crate) feed: fn(&[u8]),
    /// Whether it is text: most of what is not UTF-8 is refused at once.
    pub(crate) is_text: bool,
    /// Files of the repository that are seeds too: a folder, and how their names end.
    pub(crate) files: &'static [(&'static str, &'static str)],
}

const fn text_target(name: &'static str, feed: fn(&[u8]), files: &'static [(&'static str, &'static str)]) -> Target {
    Target { name, feed, is_text: true, files }
}

const fn byte_target(name: &'static str, feed: fn(&[u8]), files: &'static [(&'static str, &'static str)]) -> Target {
    Target { name, feed, is_text: false, files }
}

/// All of them.
pub(crate) const TARGETS: &[Target] = &[
    byte_target("adts", |bytes| tags(&headed(b"\xFF\xF1", bytes)), &[("tests/audio/files", ".aac")]),
    text_target(
        "chapters-json",
        |bytes| chapters(bytes, ChapterFileKind::Json),
        &[("tests/feed/whole/expected/chapters", ".json")],
    ),
    text_target("chapters-lines", |bytes| chapters(bytes, ChapterFileKind::Lines), &[]),
    text_target("chapters-psc", |bytes| chapters(bytes, ChapterFileKind::Psc), &[]),
    text_target("episode-yaml", episode_yaml, &[("episodes", "episode.yaml")]),
    text_target("feed", feed, &[("tests/feed/whole/expected", "feed.xml"), ("tests/feed/small/expected", "feed.xml")]),
    byte_target("flac", |bytes| tags(&headed(b"fLaC", bytes)), &[("tests/audio/files", ".flac")]),
    byte_target("http", http::ask, &[]),
    byte_target(
        "image",
        image,
        &[("tests/feed/small", ".png"), ("tests/feed/small", ".jpg"), ("tests/feed/whole", ".png"), ("episodes", ".jpg")],
    ),
    text_target("impact-yaml", |bytes| drop(text(bytes).map(read_impact)), &[("", "impact.yaml")]),
    text_target("lfs-pointer", lfs_pointer, &[("tests/bad", "lfs-pointer.mp3")]),
    text_target("lock", |bytes| drop(lock_of(bytes.to_vec())), &[("", "podcast.lock")]),
    text_target("markdown", markdown, &[("episodes", ".md")]),
    byte_target("mp3", scan, &[("tests/audio/files", ".mp3"), ("tests/bad", ".mp3")]),
    byte_target("mp4", |bytes| tags(&headed_at(4, b"ftyp", bytes)), &[("tests/audio/files", ".m4a")]),
    byte_target("ogg", |bytes| tags(&headed(b"OggS", bytes)), &[("tests/audio/files", ".ogg"), ("tests/audio/files", ".opus")]),
    byte_target("riff", tags, &[("tests/audio/files", ".wav"), ("tests/audio/files", ".aiff")]),
    text_target("show-yaml", show_yaml, &[("", "podcast.yaml"), ("tests/feed", "podcast.yaml")]),
    byte_target("tags", tag_before_sound, &[("tests/audio/cases", ".id3")]),
    text_target("template", template, &[("src/site/templates", ".html")]),
    text_target("transcript-html", |bytes| transcript(bytes, TranscriptKind::Html), &[]),
    text_target("transcript-json", |bytes| transcript(bytes, TranscriptKind::Json), &[]),
    text_target("transcript-srt", |bytes| transcript(bytes, TranscriptKind::Srt), &[("tests/feed", ".srt")]),
    text_target("transcript-vtt", |bytes| transcript(bytes, TranscriptKind::Vtt), &[("episodes", ".vtt")]),
];

/// The text of a file as podwright reads it.
fn text(bytes: &[u8]) -> Option<&str> {
    decode(bytes, Utf8Path::new("any.yaml")).ok()
}

fn show_yaml(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let read = read_show(text);
    assert!(read.value.is_some() || !read.faults.is_empty());
    repaired_show(text);
    ShowDefaults::of_show(text);
}

fn episode_yaml(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let (folder, defaults) = ("episodes/one".parse().unwrap(), ShowDefaults::of_show("time_zone: Europe/London\n"));
    let read = read_episode(text, &folder, &defaults);
    assert!(read.value.is_some() || !read.faults.is_empty());
    repaired_episode(text, &folder, &defaults);
}

fn lfs_pointer(bytes: &[u8]) {
    assert!(LfsPointer::parse(bytes).is_none() || begins_as_pointer(bytes), "a pointer begins as one");
}

fn markdown(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let page = "https://example.org/show/episodes/one/".parse().unwrap();
    for html in [apps::html(text, &page), any_page::of_markdown(text), any_page::of_original(text)] {
        runs_nothing(&html);
    }
    // what was published elsewhere may have pictures
    original::html(text);
    original::description(text);
}

fn transcript(bytes: &[u8], kind: TranscriptKind) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let lines = u32::try_from(text.split(['\r', '\n']).count()).unwrap();
    if let Ok(parsed) = transcript::parse(text, kind, &["Ada Lovelace".to_owned()]) {
        assert!(parsed.transcript.cues.iter().all(|cue| cue.line <= lines + 1), "{:?}", parsed.transcript);
    }
}

fn chapters(bytes: &[u8], kind: ChapterFileKind) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    if let Ok(found) = chapter_file::parse(text, kind) {
        assert!(found.is_sorted_by_key(|one| one.chapter.start), "{found:?}");
    }
}

fn image(bytes: &[u8]) {
    let Ok(facts) = image_facts::read(bytes) else { return };
    // what is damaged is refused by either, and what is whole stays so without its place
    if let Some(clean) = without_position(bytes) {
        assert!(image_facts::read(&clean).is_ok_and(|clean| !clean.position), "{facts:?}");
    }
    let _ = check_whole(bytes, &facts);
}

/// A template in the place of that of an episode's page, and a page made of it.
fn template(bytes: &[u8]) {
    static VIEW: LazyLock<SiteView> = LazyLock::new(fixtures::view);
    let Ok(text) = str::from_utf8(bytes) else { return };
    let mut templates = Templates::default();
    if templates.add("episode.html", text.to_owned()).is_ok() {
        let _ = podwright::site::render(&VIEW, &RenderInputs { templates: &templates, ..RenderInputs::none() });
    }
}

fn feed(bytes: &[u8]) {
    let _ = published::read(bytes);
}

/// Bytes that begin so, whatever they are.
fn headed(head: &[u8], bytes: &[u8]) -> Vec<u8> {
    headed_at(0, head, bytes)
}

/// Bytes that have this at that place.
fn headed_at(place: usize, head: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes.resize(bytes.len().max(place + head.len()), 0);
    bytes[place..place + head.len()].copy_from_slice(head);
    bytes
}

/// Scans bytes as an MP3 file: what is found lies in the file, and in its order.
fn scan(bytes: &[u8]) {
    let bytes = &bytes.to_vec();
    let length = bytes.len() as u64;
    tags(bytes);
    let Ok(span) = audio_span(bytes) else { return };
    assert!(span.payload.start < span.payload.end && span.payload.end <= length, "{span:?}");
    assert!(span.head.iter().all(|tag| tag.span.end <= span.payload.start), "{span:?}");
    assert!(span.tail.iter().all(|tag| tag.span.start >= span.payload.end && tag.span.end <= length), "{span:?}");
    assert!(span.garbage.iter().all(|garbage| garbage.start < garbage.end && garbage.end <= length), "{span:?}");
}

/// Reads the tags and tables of a file of any kind, as `probe` reads them, and as `tag` does to plan what it would change.
fn tags(bytes: &[u8]) {
    let bytes = &bytes.to_vec();
    if let Ok(found) = probe(bytes, None, Depth::NoLoudness, &|_| ()) {
        assert!(found.facts.bytes.get() == bytes.len() as u64);
        assert!(found.faults.iter().all(|fault| fault.offset.is_none_or(|offset| offset <= bytes.len() as u64)), "{found:?}");
    }
    let wanted = Wanted {
        version: TagVersion::V23,
        title: "Title".to_owned(),
        album: "A show".to_owned(),
        artist: "Somebody".to_owned(),
        track: Some(1),
        disc: None,
        date: "2022-07-06".to_owned(),
        summary: "Words".to_owned(),
        language: "eng".to_owned(),
        cover: None,
        chapters: Vec::new(),
        guid: "0192f0c4-7b1e-7c3d-8a55-2f0f6a1d9e01".to_owned(),
        feed_url: "https://example.org/feed.xml".to_owned(),
        category: "Education".to_owned(),
    };
    // refused or planned, but never a panic
    let _ = plan(bytes, &wanted);
}

/// Takes bytes for the tag before three frames, so that they are read however little sense they make.
pub(crate) fn tag_before_sound(bytes: &[u8]) {
    let mut frame = vec![0xFF, 0xFB, 0x90, 0xC4];
    frame.resize(417, 0);
    let mut file = bytes.to_vec();
    file.extend(frame.repeat(3));
    tags(&file);
}
