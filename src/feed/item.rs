//! An item: what the feed says about an episode.

use rss::extension::itunes::ITunesItemExtension;
use rss::{Enclosure, Guid, Item};

use crate::feed::chapters;
use crate::feed::cut::cut;
use crate::feed::element::map;
use crate::feed::elements;
use crate::feed::wording::{YES, html, line, truth};
use crate::markdown::apps;
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
        description: Some(words.description()),
        content: Some(words.whole()),
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
}

impl NotesHtml {
    pub(super) fn of(sealed: &SealedEpisode) -> Self {
        let paragraph = |text: &Text| format!("<p>{}</p>\n", html(&line(text)));
        let episode = &sealed.episode;
        let warning = episode.content_note.as_ref().map(|note| format!("<p><strong>{}</strong></p>\n", html(&line(note))));
        Self {
            lead: warning.unwrap_or_default() + &paragraph(&episode.summary),
            notes: episode.notes.as_ref().map(|notes| apps::html(notes.as_str(), &sealed.page_url)).unwrap_or_default(),
            chapters: chapters::list(sealed),
        }
    }

    /// Everything.
    pub(super) fn whole(&self) -> String {
        format!("{}{}{}", self.lead, self.notes, self.chapters).trim_end().to_owned()
    }

    /// As much of the notes as fits.
    pub(super) fn description(&self) -> String {
        let chapters = if self.chapters.len() <= CHAPTER_LIST_MAX { self.chapters.as_str() } else { "" };
        let lead = cut(&self.lead, DESCRIPTION_MAX - CHAPTER_LIST_MAX);
        let notes = cut(&self.notes, DESCRIPTION_MAX - lead.len() - chapters.len());
        format!("{lead}{notes}{chapters}").trim_end().to_owned()
    }
}
