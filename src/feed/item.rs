//! An item: what the feed says about an episode.

use rss::extension::itunes::ITunesItemExtension;
use rss::{Enclosure, Guid, Item};

use crate::feed::alternates;
use crate::feed::channel::{further_image, image, person};
use crate::feed::chapters;
use crate::feed::cut::cut;
use crate::feed::element::{Element, map};
use crate::feed::extras;
use crate::feed::transcripts;
use crate::feed::wording::{html, line, truth};
use crate::layout::TranscriptForm;
use crate::markdown::apps;
use crate::model::person::Person;
use crate::model::show::Show;
use crate::model::text::Text;
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
        link: Some(sealed.page_url.as_str().to_owned()),
        description: Some(words.description()),
        content: Some(words.whole()),
        enclosure: Some(enclosure),
        guid: Some(Guid { value: episode.guid.as_str().to_owned(), permalink: false }),
        pub_date: Some(episode.date.rfc_2822()),
        extensions: map(elements(show, sealed)),
        itunes_ext: Some(itunes(show, sealed)),
        ..Item::default()
    }
}

fn itunes(show: &Show, sealed: &SealedEpisode) -> ITunesItemExtension {
    let episode = &sealed.episode;
    ITunesItemExtension {
        duration: sealed.enclosure.length.map(|length| length.whole_seconds().to_string()),
        explicit: Some(truth(episode.explicit.unwrap_or(show.explicit)).to_owned()),
        episode: episode.number.map(|number| number.to_string()),
        season: episode.season.map(|season| season.to_string()),
        block: episode.extras.block.then(|| extras::YES.to_owned()),
        episode_type: Some(episode.kind.as_str().to_owned()),
        ..ITunesItemExtension::default()
    }
}

fn elements(show: &Show, sealed: &SealedEpisode) -> Vec<Element> {
    let episode = &sealed.episode;
    let mut elements = Vec::new();
    if let Some(artwork) = &sealed.artwork {
        // Not through the crate's own type, which breaks the line inside the empty element.
        elements.push(Element::new("itunes:image").with("href", artwork.url.as_str()));
        elements.push(image(artwork));
    }
    elements.extend(sealed.images.iter().map(further_image));
    // Both spellings of season and number: some apps read Apple's alone, some the namespace's.
    elements.extend(episode.season.map(|season| {
        let name = show.extras.seasons.iter().find(|known| known.number == season).map(|known| line(&known.name));
        Element::text("podcast:season", season.to_string()).with_some("name", name)
    }));
    elements.extend(episode.number.map(|number| {
        let display = episode.extras.display_number.as_ref().map(line);
        Element::text("podcast:episode", number.to_string()).with_some("display", display)
    }));
    elements.extend(extras::of_episode(&episode.extras));
    if let Some(transcript) = &sealed.transcript {
        elements.extend(TranscriptForm::ALL.map(|form| transcripts::element(form, transcript, &show.language)));
    }
    elements.extend(chapters::elements(show, sealed));
    elements.extend(alternates::elements(sealed));
    elements.extend(people(show, &episode.people).into_iter().map(person));
    elements
}

/// The people of an item. In the namespace they replace those of the show wholly (`person.md`), so an episode with a guest names the
/// hosts again. An episode without people of its own names none, and the show's count.
pub(super) fn people<'a>(show: &'a Show, own: &'a [Person]) -> Vec<&'a Person> {
    if own.is_empty() {
        return Vec::new();
    }
    let again = |known: &&Person| !own.iter().any(|person| (&person.name, person.role) == (&known.name, known.role));
    show.people.iter().filter(again).chain(own).collect()
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
