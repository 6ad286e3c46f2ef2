//! Chapters beside and inside the feed: JSON chapters 1.2 (Podcast Namespace, `docs/examples/chapters/jsonChapters.md`), Podlove Simple
//! Chapters 1.2 (<https://podlove.org/simple-chapters/>), and times in the description, which Apple and Spotify read.

use serde::Serialize;
use serde_json::Number;

use crate::feed::element::Element;
use crate::feed::wording::{html, line};
use crate::layout::output::Output;
use crate::model::media::chapter::RemoteChapters;
use crate::model::media::chapter::chapter_origin::{ChapterOrigin, ChapterPlace};
use crate::model::show::Show;
use crate::model::time::timestamp::Timestamp;
use crate::model::web::http_url::HttpUrl;
use crate::seal::{SealedChapter, SealedEpisode};

/// Fewest chapters that Apple takes from a description (podcasters.apple.com, "Chapters").
const LIST_MIN: usize = 3;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ChaptersFile {
    version: &'static str,
    title: String,
    podcast_name: String,
    chapters: Vec<ChapterEntry>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ChapterEntry {
    start_time: Number,
    end_time: Number,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    img: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<PlaceEntry>,
}

#[derive(Serialize)]
struct PlaceEntry {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    osm: Option<String>,
}

impl From<&ChapterPlace> for PlaceEntry {
    fn from(place: &ChapterPlace) -> Self {
        let ChapterPlace { name, geo, osm } = place;
        Self { name: line(name), geo: geo.as_ref().map(|geo| format!("geo:{geo}")), osm: osm.as_ref().map(ToString::to_string) }
    }
}

/// What the file of chapters says of one of them beside.
fn origin(sealed: &SealedEpisode, index: usize) -> Option<&ChapterOrigin> {
    sealed.episode.chapters.origins.get(index)
}

/// The picture of a chapter: of the show, or kept elsewhere.
fn picture(sealed: &SealedEpisode, index: usize, chapter: &SealedChapter) -> Option<String> {
    let own = chapter.image.as_ref().map(|image| &image.url);
    own.or_else(|| origin(sealed, index)?.picture.as_ref()).map(|url| url.as_str().to_owned())
}

/// The chapters as JSON, ended by a line break.
pub(super) fn json(show: &Show, sealed: &SealedEpisode) -> String {
    let chapters = sealed.chapters.iter().enumerate().map(|(index, one)| ChapterEntry {
        start_time: seconds(one.chapter.start),
        end_time: seconds(one.end),
        title: line(&one.chapter.title),
        img: picture(sealed, index, one),
        url: one.chapter.url.as_ref().map(|url| url.as_str().to_owned()),
        location: origin(sealed, index).and_then(|origin| origin.place.as_ref()).map(PlaceEntry::from),
    });
    let title = line(&sealed.episode.title);
    let file = ChaptersFile { version: "1.2.0", title, podcast_name: line(&show.title), chapters: chapters.collect() };
    let mut text = serde_json::to_string_pretty(&file).expect("strings and numbers make JSON");
    text.push('\n');
    text
}

/// Whole seconds as a whole number, since some apps read no other.
pub(super) fn seconds(time: Timestamp) -> Number {
    let millis = time.as_millis();
    if millis.is_multiple_of(1000) {
        Number::from(millis / 1000)
    } else {
        Number::from_f64(time.as_seconds()).expect("a time is a finite number")
    }
}

/// `podcast:chapters`: the file that apps fetch.
pub(super) fn podcast(show: &Show, sealed: &SealedEpisode) -> Option<Element> {
    if let Some(RemoteChapters { url, media_type }) = sealed.elsewhere().chapters {
        return Some(Element::empty().with("url", url.as_str()).with("type", media_type.as_str()));
    }
    let file = Output::Chapters(sealed.episode.slug.clone());
    let element = || Element::empty().with("url", file.url(show).as_str()).with("type", file.media_type());
    (!sealed.chapters.is_empty()).then(element)
}

/// `psc:chapters`: the chapters themselves.
pub(super) fn podlove(sealed: &SealedEpisode) -> Option<Element> {
    let chapters = || {
        let all = Element::empty().with("version", "1.2");
        sealed.chapters.iter().enumerate().fold(all, |all, (index, one)| {
            // The whole form with hours: AntennaPod takes bare seconds for 0.
            let chapter = Element::empty()
                .with("start", one.chapter.start.full())
                .with("title", line(&one.chapter.title))
                .with_some("href", one.chapter.url.as_ref().map(HttpUrl::as_str))
                .with_some("image", picture(sealed, index, one));
            all.holding("psc:chapter", chapter)
        })
    };
    (!sealed.chapters.is_empty()).then(chapters)
}

/// The chapters as a list with times, for the description: from three chapters on, the first at 0, as Apple wants it; else nothing.
pub(super) fn list(sealed: &SealedEpisode) -> String {
    let starts_at_zero = sealed.chapters.first().is_some_and(|first| first.chapter.start.as_millis() == 0);
    if sealed.chapters.len() < LIST_MIN || !starts_at_zero {
        return String::new();
    }
    let item = |start: Timestamp, title: &str| {
        let full = start.full();
        format!("<li>{} {}</li>\n", full.split('.').next().unwrap_or_default(), html(title))
    };
    // The list has whole seconds: of two chapters within one, apps would drop one.
    let mut free = 0;
    let items: String = sealed
        .chapters
        .iter()
        .map(|sealed| {
            let second = (sealed.chapter.start.as_millis() / 1000).max(free);
            free = second + 1;
            item(Timestamp::from_millis(second * 1000), &line(&sealed.chapter.title))
        })
        .collect();
    format!("<ul>\n{items}</ul>\n")
}
