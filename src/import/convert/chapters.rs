//! Chapters of an item: `psc:chapters` in the feed, `podcast:chapters` beside it.

use std::fmt::Write as _;

use crate::feed::published::names::Vocabulary::{Podcast, Psc};
use crate::feed::published::tree::FeedNode;
use crate::import::convert::reading::{ItemReader, time};
use crate::import::ledger::LedgerKind;
use crate::import::planned_episode::PSC_FILE;
use crate::import::wanted_file::{WantedFile, WantedKind};
use crate::model::files::show_path::ShowPath;
use crate::model::media::chapter::{Chapter, ChapterFile, ChaptersType, EpisodeChapters, RemoteChapters};
use crate::model::time::timestamp::Timestamp;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

/// The chapters of an item.
#[derive(Default)]
pub(in crate::import) struct ItemChapters {
    /// What episode.yaml says.
    pub(in crate::import) chapters: EpisodeChapters,
    /// The file that they stand in, where they have pictures.
    pub(in crate::import) psc: Option<String>,
    /// The file to be fetched in their place.
    pub(in crate::import) wanted: Option<WantedFile>,
}

/// The chapters of an item whose folder is this one, and which plays so long.
pub(in crate::import) fn chapters(
    reader: &mut ItemReader<'_>,
    item: &FeedNode,
    folder: &ShowPath,
    length: Option<Timestamp>,
) -> ItemChapters {
    let remote = item.all(Podcast, "chapters").find_map(|node| {
        let url = reader.url_attribute(node, "url")?;
        let media_type = node.attribute("type").and_then(|text| text.parse().ok()).unwrap_or(ChaptersType::JsonChapters);
        Some(RemoteChapters { url, media_type })
    });
    let wanted = remote.as_ref().map(|remote| WantedFile::new(remote.url.clone(), WantedKind::Chapters));
    let found = listed(reader, item, length);
    let mut chapters = EpisodeChapters::default();
    let mut psc = None;
    if found.is_empty() {
        chapters.elsewhere = remote;
    } else if found.iter().any(|chapter| chapter.picture.is_some()) {
        psc = Some(file(&found));
        let path = folder.join(PSC_FILE).expect("a plain name is a path");
        chapters.file = Some(ChapterFile::Text(path));
    } else {
        chapters.list = found.into_iter().map(|found| found.chapter).collect();
    }
    ItemChapters { chapters, psc, wanted }
}

struct PscChapter {
    chapter: Chapter,
    picture: Option<String>,
}

/// Those in the feed, by their start; of two at one time, the first.
fn listed(reader: &mut ItemReader<'_>, item: &FeedNode, length: Option<Timestamp>) -> Vec<PscChapter> {
    let Some(list) = item.all(Psc, "chapters").next() else { return Vec::new() };
    let mut found = Vec::new();
    for node in list.all(Psc, "chapter") {
        let start = node.attribute("start").and_then(time);
        let title: Option<Text> = reader.text_attribute(node, "title");
        let (Some(start), Some(title)) = (start, title) else {
            reader.note_at(LedgerKind::NotCarried, "a chapter without a start or a title", node);
            continue;
        };
        if length.is_some_and(|length| start >= length) {
            reader.note_at(LedgerKind::NotCarried, "a chapter that begins after the end of its episode", node);
            continue;
        }
        let url = reader.url_attribute(node, "href");
        let picture = reader.url_attribute(node, "image").map(|url| url.as_str().to_owned());
        found.push(PscChapter { chapter: Chapter { start, title, url, image: None, alt: None }, picture });
    }
    if !found.is_sorted_by_key(|found| found.chapter.start) {
        reader.note_at(LedgerKind::Mended, "chapters were not in order", list);
        found.sort_by_key(|found| found.chapter.start);
    }
    let before = found.len();
    let mut before_it: Option<Timestamp> = None;
    found.retain(|found| before_it.replace(found.chapter.start) != Some(found.chapter.start));
    if found.len() < before {
        reader.note_at(LedgerKind::Mended, "two chapters began at one time: the second is left out", list);
    }
    found
}

/// The chapters as Podlove Simple Chapters.
fn file(found: &[PscChapter]) -> String {
    let mut out = "<psc:chapters version=\"1.2\" xmlns:psc=\"http://podlove.org/simple-chapters\">\n".to_owned();
    for PscChapter { chapter, picture } in found {
        let title: String = chapter.title.as_str().split(['\n', '\r', '\t']).collect::<Vec<_>>().join(" ");
        let _infallible =
            write!(out, "  <psc:chapter start=\"{}\" title=\"{}\"", chapter.start.full(), quick_xml::escape::escape(&title));
        for (name, value) in [("href", chapter.url.as_ref().map(HttpUrl::as_str)), ("image", picture.as_deref())] {
            if let Some(value) = value {
                let _infallible = write!(out, " {name}=\"{}\"", quick_xml::escape::escape(value));
            }
        }
        out.push_str("/>\n");
    }
    out + "</psc:chapters>\n"
}
