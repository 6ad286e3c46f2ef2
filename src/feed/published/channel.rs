//! Puts together what stands in a feed, element by element.

use crate::feed::published::date::WrittenDate;
use crate::feed::published::names::FeedTag;
use crate::feed::published::names::Vocabulary::{self, Atom, Content, ITunes, Podcast, Psc, Rss};
use crate::feed::published::sink::{DEPTH_MAX, FeedSink, is_rss};
use crate::feed::published::{Published, PublishedEnclosure, PublishedError, PublishedFile, PublishedItem, PublishedPerson};

/// A feed that is being read.
#[derive(Default)]
pub(in crate::feed) struct FeedBuilder {
    /// The elements that are open, by name.
    open: Vec<(Vocabulary, String)>,
    /// How many more are open inside the last one.
    deeper: usize,
    /// The words of the value that is being read, and how many elements were open when it began.
    value: Option<(usize, String)>,
    root: Option<(Vocabulary, String)>,
    feed: Published,
    item: Option<PublishedItem>,
}

impl FeedSink for FeedBuilder {
    type Read = Published;

    fn open(&mut self, element: FeedTag, line: u32) -> Result<(), PublishedError> {
        if self.root.is_none() {
            self.root = Some((element.vocabulary, element.name.clone()));
            is_rss(&element)?;
        }
        if self.open.len() >= DEPTH_MAX {
            self.deeper += 1;
            return Ok(());
        }
        let parent = self.open.last().map(|(vocabulary, name)| (*vocabulary, name.as_str()));
        match (parent, element.vocabulary, element.name.as_str()) {
            (Some((Rss, "channel" | "rss")), Rss, "item") if self.item.is_none() => {
                self.item = Some(PublishedItem { line, ..PublishedItem::default() });
            }
            (Some((Rss, "item")), ..) => self.begin_in_item(&element),
            (Some((Rss, "channel")), ..) => self.begin_in_channel(&element),
            (Some((ITunes, "category")), ITunes, "category") => self.subcategory(&element),
            (Some((Rss, "image")), Rss, "url") => self.begin_value(),
            _ => {}
        }
        self.open.push((element.vocabulary, element.name));
        Ok(())
    }

    fn say(&mut self, text: &str) {
        if let Some((_, value)) = &mut self.value {
            value.push_str(text);
        }
    }

    fn close(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some((vocabulary, name)) = self.open.pop() else { return };
        if self.value.as_ref().is_some_and(|(depth, _)| *depth == self.open.len()) {
            let value = self.value.take().map(|(_, value)| value).unwrap_or_default();
            self.keep(vocabulary, &name, value.trim());
        }
        let is_item = vocabulary == Rss && name == "item";
        if is_item && matches!(self.open.last(), Some((Rss, parent)) if parent == "channel" || parent == "rss") {
            self.feed.items.extend(self.item.take());
        }
    }

    fn open_element(&self) -> Option<&str> {
        self.open.last().map(|(_, name)| name.as_str())
    }

    fn finish(self) -> Result<Published, PublishedError> {
        match self.root {
            Some(_) => Ok(self.feed),
            None => Err(PublishedError::NoElement),
        }
    }
}

impl FeedBuilder {
    fn begin_value(&mut self) {
        if self.value.is_none() {
            self.value = Some((self.open.len(), String::new()));
        }
    }

    fn begin_in_item(&mut self, element: &FeedTag) {
        let Some(item) = &mut self.item else { return };
        match (element.vocabulary, element.name.as_str()) {
            (Rss, "enclosure") => {
                let found = PublishedEnclosure {
                    url: element.attribute("url").unwrap_or_default(),
                    length: element.attribute("length").unwrap_or_default(),
                    media_type: element.attribute("type").unwrap_or_default(),
                };
                let is_media = |one: &PublishedEnclosure| {
                    let kind = one.media_type.to_ascii_lowercase();
                    kind.starts_with("audio/") || kind.starts_with("video/")
                };
                // Apps play the first recording; pictures stand in enclosures too.
                match &item.enclosure {
                    Some(first) if is_media(first) || !is_media(&found) => {}
                    _ => item.enclosure = Some(found),
                }
            }
            (ITunes, "image") => set(&mut item.picture, element.attribute("href")),
            (Podcast, "chapters") => {
                let _ = item.chapters.get_or_insert_with(|| file(element));
            }
            (Podcast, "transcript") => item.transcripts.push(file(element)),
            (Psc, "chapters") => item.has_own_chapters = true,
            (Podcast, "person") => {
                item.people.push(person(element));
                self.begin_value();
            }
            (Rss | ITunes | Podcast | Content, _) => self.begin_value(),
            _ => {}
        }
    }

    fn begin_in_channel(&mut self, element: &FeedTag) {
        match (element.vocabulary, element.name.as_str()) {
            (ITunes, "image") => {
                if let Some(picture) = element.attribute("href") {
                    self.feed.picture = Some(picture);
                }
            }
            (ITunes, "category") => self.feed.categories.extend(element.attribute("text").map(|text| vec![text])),
            (Atom, "link") => {
                let href = element.attribute("href");
                match element.attribute("rel").as_deref() {
                    Some("self") => set(&mut self.feed.feed_url, href),
                    Some("next") => set(&mut self.feed.next_page, href),
                    _ => {}
                }
            }
            (Rss, "image") => {}
            (Podcast, "person") => {
                self.feed.people.push(person(element));
                self.begin_value();
            }
            (Rss | ITunes | Podcast, _) => self.begin_value(),
            _ => {}
        }
    }

    fn subcategory(&mut self, element: &FeedTag) {
        if let (Some(category), Some(text)) = (self.feed.categories.last_mut(), element.attribute("text")) {
            category.push(text);
        }
    }

    /// A value has ended: the first of each kind counts.
    fn keep(&mut self, vocabulary: Vocabulary, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let text = Some(value.to_owned());
        let in_image = matches!(self.open.last(), Some((Rss, parent)) if parent == "image");
        if let Some(item) = &mut self.item {
            match (vocabulary, name) {
                (Rss, "guid") => set(&mut item.guid, text),
                (Rss, "title") => set(&mut item.title, text),
                (Rss, "pubdate") => {
                    let _ = item.date.get_or_insert_with(|| WrittenDate::new(value));
                }
                (Rss, "link") => set(&mut item.link, text),
                (Rss, "description") => set(&mut item.description, text),
                (Content, "encoded") => set(&mut item.content, text),
                (ITunes, "summary") => set(&mut item.summary, text),
                (ITunes, "duration") => set(&mut item.duration, text),
                (ITunes, "season") => item.season = text,
                (ITunes, "episode") => item.number = text,
                (Podcast, "season") => set(&mut item.season, text),
                (Podcast, "episode") => set(&mut item.number, text),
                (ITunes, "explicit") => set(&mut item.explicit, text),
                (ITunes, "author") => set(&mut item.author, text),
                (Podcast, "person") => call_last(&mut item.people, value),
                _ => {}
            }
            return;
        }
        match (vocabulary, name) {
            (Rss, "url") if in_image => set(&mut self.feed.picture, text),
            (Rss, "title") => set(&mut self.feed.title, text),
            (Rss, "language") => set(&mut self.feed.language, text),
            (Podcast, "guid") => set(&mut self.feed.guid, text),
            (ITunes, "author") => set(&mut self.feed.author, text),
            (ITunes, "explicit") => set(&mut self.feed.explicit, text),
            (Podcast, "person") => call_last(&mut self.feed.people, value),
            _ => {}
        }
    }
}

fn file(element: &FeedTag) -> PublishedFile {
    PublishedFile { url: element.attribute("url").unwrap_or_default(), media_type: element.attribute("type").unwrap_or_default() }
}

fn person(element: &FeedTag) -> PublishedPerson {
    PublishedPerson { name: String::new(), role: element.attribute("role").unwrap_or_default() }
}

/// The words of the element that began last are a name.
fn call_last(people: &mut [PublishedPerson], value: &str) {
    if let Some(person) = people.last_mut() {
        value.clone_into(&mut person.name);
    }
}

fn set(field: &mut Option<String>, value: Option<String>) {
    if field.is_none() {
        *field = value;
    }
}
