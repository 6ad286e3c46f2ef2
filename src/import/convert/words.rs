//! The words of an item: they stay as they were published.

use std::borrow::Cow;

use crate::feed::published::names::Vocabulary::{Content, GooglePlay, ITunes, Rss};
use crate::feed::published::tree::FeedNode;
use crate::feed::published::words::read;
use crate::import::convert::reading::ItemReader;
use crate::import::ledger::LedgerKind;
use crate::markdown::apps;
use crate::markdown::from_html;
use crate::markdown::original;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;

/// The longest description that is made of the notes alike (bytes); `feed::item` cuts one that is longer.
const DESCRIPTION_MAX: usize = 4000;

/// The keys `notes`, `content_html` and `description`.
#[derive(Default)]
pub(in crate::import) struct ItemWords {
    pub(in crate::import) notes: Option<Text>,
    pub(in crate::import) content_html: Option<Text>,
    pub(in crate::import) description: Option<Text>,
}

/// The words of an item. What apps would show is kept, in the element in which they look for it; nothing is said twice.
pub(in crate::import) fn words(reader: &mut ItemReader<'_>, item: &FeedNode) -> ItemWords {
    let content = item.value(Content, "encoded");
    let own = item.value(Rss, "description");
    let description = own
        .or_else(|| content.is_none().then(|| item.value(ITunes, "summary").or(item.value(GooglePlay, "description"))).flatten());
    let is_again = description.is_some() && description == content && content.is_some_and(|text| text.len() <= DESCRIPTION_MAX);
    let description = description.filter(|_| !is_again);
    for text in content.iter().chain(&description) {
        cleaned(reader, text);
    }
    unused(reader, item, [content, own, description], "notes");
    ItemWords {
        notes: None,
        content_html: content.and_then(|text| reader.text_of(text)),
        description: description.and_then(|text| reader.text_of(text)),
    }
}

/// The same with Markdown in the place of HTML, where that has the same words and links on this page. A description that apps would make of the
/// notes alike is not said again. `None` for an episode with chapters, whose list podwright writes below its own notes.
pub(in crate::import) fn as_markdown(reader: &mut ItemReader<'_>, words: ItemWords, page: Option<&HttpUrl>) -> ItemWords {
    // Where there is a description alone, it is what apps show.
    let is_alone = words.content_html.is_none();
    let Some(html) = words.content_html.as_ref().or(words.description.as_ref()) else { return words };
    let Some(page) = page else {
        reader.note(LedgerKind::NotCarried, "notes as Markdown: the list of chapters would be added to them, so they stay HTML");
        return words;
    };
    let found = from_html::markdown(&original_html(html)).and_then(|markdown| markdown.parse::<Text>().ok());
    let said = |text: &str| read(text);
    let same = found.map(|notes| (apps::html(notes.as_str(), page), notes));
    let same = same.filter(|(shown, _)| said(shown) == said(&original::html(&original_html(html))));
    let Some((shown, notes)) = same else {
        reader.note(LedgerKind::NotCarried, "notes as Markdown: it would say something else, so they stay HTML");
        return words;
    };
    let made = apps::for_description(&shown);
    let is_made = |text: &Text| shown.len() <= DESCRIPTION_MAX && read(&made) == read(text.as_str());
    let description = match words.description {
        None if is_made(html) => None,
        None => Some(html.clone()),
        Some(text) => Some(text).filter(|text| !(is_alone && is_made(text))),
    };
    ItemWords { notes: Some(notes), content_html: None, description }
}

/// A text as HTML: descriptions may be plain words.
fn original_html(text: &Text) -> Cow<'_, str> {
    original::paragraphs(text.as_str())
}

/// Says what whoever shows HTML must not get.
fn cleaned(reader: &mut ItemReader<'_>, raw: &str) {
    if !raw.contains('<') {
        return;
    }
    for name in original::left_out(raw) {
        reader.note(LedgerKind::WordsChanged, format!("`<{name}>` is left out of notes"));
    }
    let (before, after) = (read(raw), read(&original::html(raw)));
    if before.links != after.links {
        reader.note(LedgerKind::WordsChanged, "a link that does not lead to a web page or a mail address");
    } else if before.words != after.words {
        reader.note(LedgerKind::WordsChanged, "words inside what is left out");
    }
}

/// Short texts that podwright does not write: they are listed where they say something of their own.
pub(in crate::import) fn unused(reader: &mut ItemReader<'_>, item: &FeedNode, shown: [Option<&str>; 3], what: &str) {
    let mut said: Option<Vec<String>> = None;
    for (vocabulary, name) in [(ITunes, "summary"), (ITunes, "subtitle"), (GooglePlay, "description")] {
        for node in item.all(vocabulary, name).filter(|node| !node.text.trim().is_empty()) {
            let raw = node.text.trim();
            if shown.iter().flatten().any(|text| *text == raw) {
                continue;
            }
            let said = said.get_or_insert_with(|| shown.iter().flatten().map(|text| read(text).words).collect());
            let own = read(raw).words;
            let own = own.trim_end_matches(['.', '…', ' ']);
            if !said.iter().any(|text| text.contains(own)) {
                reader.note_at(
                    LedgerKind::NotCarried,
                    format!("`{}` that says something else than the {what}", node.written),
                    node,
                );
            }
        }
    }
}
