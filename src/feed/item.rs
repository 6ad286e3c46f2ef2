//! An item: what the feed says about an episode.

use std::borrow::Cow;

use rss::extension::itunes::ITunesItemExtension;
use rss::{Enclosure, Guid, Item};

use crate::feed::chapters;
use crate::feed::cut::cut;
use crate::feed::element::map;
use crate::feed::elements;
use crate::feed::wording::{YES, block, html, line, truth};
use crate::markdown::apps;
use crate::markdown::original;
use crate::model::show::Show;
use crate::model::web::http_url::HttpUrl;
use crate::model::wording::text::Text;
use crate::seal::SealedEpisode;

/// Longest description. // bytes, not characters; Apple, "A Podcaster's Guide to RSS", and PSP-1
pub(super) const DESCRIPTION_MAX: usize = 4000;

/// Longest list of chapters that a description carries beside the notes (bytes).
const CHAPTER_LIST_MAX: usize = 1200;

/// The item.
pub(super) fn item(show: &Show, sealed: &SealedEpisode) -> Item {
    let episode = &sealed.episode;
    let words = NotesHtml::of(sealed);
    let enclosure = Enclosure {
        url: sealed.enclosure.url.as_str().to_owned(),
        length: sealed.enclosure.bytes.get().to_string(),
        mime_type: sealed.enclosure.media_type.to_string(),
    };
    Item {
        title: Some(line(&episode.title)),
        link: Some(link(sealed).as_str().to_owned()),
        description: words.description(),
        content: words.whole(),
        enclosure: Some(enclosure),
        guid: Some(Guid { value: episode.guid.as_str().to_owned(), permalink: false }),
        pub_date: Some(episode.date.rfc_2822()),
        extensions: map(elements::of_item(show, sealed)),
        itunes_ext: Some(itunes(show, sealed)),
        ..Item::default()
    }
}

/// The page that apps lead to.
pub(super) fn link(sealed: &SealedEpisode) -> &HttpUrl {
    sealed.episode.link.as_ref().unwrap_or(&sealed.page_url)
}

fn itunes(show: &Show, sealed: &SealedEpisode) -> ITunesItemExtension {
    let episode = &sealed.episode;
    ITunesItemExtension {
        duration: sealed.enclosure.length.map(|length| length.whole_seconds().to_string()),
        explicit: Some(truth(episode.explicit.unwrap_or(show.explicit)).to_owned()),
        episode: episode.number.map(|number| number.to_string()),
        season: episode.season.map(|season| season.to_string()),
        block: episode.block.then(|| YES.to_owned()),
        episode_type: Some(episode.kind.as_str().to_owned()),
        ..ITunesItemExtension::default()
    }
}

/// The parts of what an app shows as notes, each as HTML.
pub(super) struct NotesHtml {
    /// The warning and the summary.
    lead: String,
    notes: String,
    chapters: String,
    /// A description that is not made of the other parts.
    description: Option<String>,
    /// Whether the notes were published by another program.
    is_original: bool,
}

impl NotesHtml {
    pub(super) fn of(sealed: &SealedEpisode) -> Self {
        let episode = &sealed.episode;
        let description = episode.description.as_ref().and_then(|text| words(&block(&original::description(text.as_str()))));
        // What was published before has nothing put before or behind it.
        if let Some(html) = &episode.content_html {
            let notes = block(&original::html(html.as_str()));
            return Self { lead: String::new(), notes, chapters: String::new(), description, is_original: true };
        }
        let paragraph = |text: &Text| format!("<p>{}</p>\n", html(&line(text)));
        let notes = episode.notes.as_ref().map(|notes| apps::html(notes.as_str(), &sealed.page_url)).unwrap_or_default();
        let warning = episode.content_note.as_ref().map(|note| format!("<p><strong>{}</strong></p>\n", html(&line(note))));
        let summary = episode.summary.as_ref().filter(|summary| !original::begins_with(&notes, summary.as_str()));
        let lead = warning.unwrap_or_default() + &summary.map(paragraph).unwrap_or_default();
        Self { lead, notes, chapters: chapters::list(sealed), description, is_original: false }
    }

    /// Everything; `None` for an episode without words.
    pub(super) fn whole(&self) -> Option<String> {
        words(&format!("{}{}{}", self.lead, self.notes, self.chapters))
    }

    /// As much of the notes as fits, unless the episode has a description of its own.
    pub(super) fn description(&self) -> Option<String> {
        if self.description.is_some() {
            return self.description.clone();
        }
        let chapters = if self.chapters.len() <= CHAPTER_LIST_MAX { self.chapters.as_str() } else { "" };
        let lead = cut(&self.lead, DESCRIPTION_MAX - CHAPTER_LIST_MAX);
        let notes = if self.is_original { Cow::Borrowed(self.notes.as_str()) } else { apps::for_description(&self.notes) };
        let notes = cut(&notes, DESCRIPTION_MAX - lead.len() - chapters.len());
        words(&format!("{lead}{notes}{chapters}"))
    }
}

fn words(html: &str) -> Option<String> {
    Some(html.trim().to_owned()).filter(|html| !html.is_empty())
}
