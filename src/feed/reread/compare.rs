//! Field by field. The parser's traits are allowed for: it writes addresses as the URL standard does and languages in lower case, and it
//! takes names that look like mail addresses apart, so author and owner are left to other tests. Of an item it drops Apple's elements
//! where `itunes:title` is missing, and the Podcast Index's where there is no transcript; what it drops is not compared.

use feed_rs::model::{Category, Entry, Feed, MediaObject, PodcastPerson, Text};
use url::Url;

use crate::feed::item::{NotesHtml, link};
use crate::feed::people::people;
use crate::feed::reread::Disagreement;
use crate::feed::transcripts;
use crate::feed::wording::{block, line};
use crate::layout::TranscriptForm;
use crate::model::files::byte_count::ByteCount;
use crate::model::people::person::Person;
use crate::model::time::moment::Moment;
use crate::model::web::http_url::HttpUrl;
use crate::seal::{Sealed, SealedEpisode};

/// What came out otherwise so far.
#[derive(Default)]
pub(super) struct Comparison {
    pub(super) found: Vec<Disagreement>,
    place: String,
}

impl Comparison {
    pub(super) fn channel(&mut self, feed: &Feed, sealed: &Sealed) {
        let show = sealed.show();
        "the show".clone_into(&mut self.place);
        self.same("the title", &line(&show.title), text(feed.title.as_ref()));
        self.same("the description", &block(show.description.as_str()), text(feed.description.as_ref()));
        self.same("the language", &show.language.as_str().to_lowercase(), feed.language.as_deref());
        self.same_or_none("the copyright", show.copyright.as_ref().map(line), text(feed.rights.as_ref()));
        let link = show.link.as_ref().unwrap_or_else(|| show.url.as_url());
        let plain = feed.links.iter().find(|link| link.rel.is_none()).map(|link| link.href.as_str());
        self.same("the link", &address(link), plain);
        let itself = feed.links.iter().find(|link| link.rel.as_deref() == Some("self")).map(|link| link.href.as_str());
        self.same("the feed's own address", &address(sealed.feed_url()), itself);
        self.same("the cover", sealed.cover().url.as_str(), feed.logo.as_ref().map(|logo| logo.uri.as_str()));
        let updated = feed.updated.map(|date| date.timestamp().to_string());
        self.same_or_none("the date of the last change", sealed.last_change().as_ref().map(seconds), updated.as_deref());
        let wanted: Vec<String> = show.categories.iter().map(ToString::to_string).collect();
        let found: Vec<String> = feed.categories.iter().map(category).collect();
        self.same("the categories", &wanted.join(", "), Some(&found.join(", ")));
        let explicit = if show.explicit { "explicit" } else { "not explicit" };
        self.same("explicit", explicit, Some(if feed.rating.is_some() { "explicit" } else { "not explicit" }));
        self.people(&show.people.iter().collect::<Vec<_>>(), feed.people.iter());
        let (wanted, found) = (sealed.episodes().len().to_string(), feed.entries.len().to_string());
        self.same("the number of episodes", &wanted, Some(&found));
    }

    pub(super) fn item(&mut self, entry: &Entry, sealed: &Sealed, wanted: &SealedEpisode) {
        let episode = &wanted.episode;
        self.place = format!("episode `{}`", episode.slug);
        self.same("the guid", episode.guid.as_str(), Some(&entry.id));
        if entry.id != episode.guid.as_str() {
            // Every other field would differ too, and none of that would say more.
            return;
        }
        let words = NotesHtml::of(wanted);
        self.same("the title", &line(&episode.title), text(entry.title.as_ref()));
        self.same("the link", &address(link(wanted)), entry.links.first().map(|link| link.href.as_str()));
        self.same_or_none("the description", words.description(), text(entry.summary.as_ref()));
        self.same_or_none("the notes", words.whole(), entry.content.as_ref().and_then(|content| content.body.as_deref()));
        self.same("the date", &seconds(&episode.date), entry.published.map(|date| date.timestamp().to_string()).as_deref());
        self.enclosure(entry, wanted);
        let remote = wanted.elsewhere().transcripts;
        if wanted.transcript.is_some() || !remote.is_empty() {
            self.numbers(entry, wanted);
            self.people(&people(sealed.show(), &episode.people), entry.media.iter().flat_map(|media| &media.people));
        }
        let transcripts: Vec<String> = entry
            .media
            .iter()
            .flat_map(|media| &media.transcripts)
            .map(|transcript| format!("{} ({})", transcript.url, transcript.content_type))
            .collect();
        let told = |form: TranscriptForm| {
            Some(format!("{} ({})", address(transcripts::url(form, wanted.transcript.as_ref()?)), form.media_type()))
        };
        let remote = remote.iter().map(|one| format!("{} ({})", address(&one.url), one.media_type));
        let meant: Vec<String> = TranscriptForm::ALL.into_iter().filter_map(told).chain(remote).collect();
        self.same("the transcripts", &meant.join(", "), Some(&transcripts.join(", ")));
    }

    fn enclosure(&mut self, entry: &Entry, wanted: &SealedEpisode) {
        let enclosure = &wanted.enclosure;
        let meant = format!("{} ({}, {})", address(&enclosure.url), enclosure.media_type, enclosure.bytes);
        let found = first(entry, |media| media.content.first()).map(|content| {
            let url = content.url.as_ref().map(Url::as_str).unwrap_or_default();
            let media_type = content.content_type.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{url} ({media_type}, {})", ByteCount::new(content.size.unwrap_or_default()))
        });
        self.same("the enclosure", &meant, found.as_deref());
    }

    fn numbers(&mut self, entry: &Entry, wanted: &SealedEpisode) {
        let episode = &wanted.episode;
        let season = first(entry, |media| media.season.as_ref()).map(|season| season.number.to_string());
        self.same_or_none("the season", episode.season.map(|season| season.to_string()), season.as_deref());
        let number = first(entry, |media| media.episode.as_ref()).map(|episode| episode.number.to_string());
        self.same_or_none("the number", episode.number.map(|number| number.to_string()), number.as_deref());
    }

    fn people<'a>(&mut self, wanted: &[&Person], found: impl Iterator<Item = &'a PodcastPerson>) {
        let meant: Vec<String> =
            wanted.iter().map(|person| format!("{} ({})", line(&person.name), person.role.feed_name().to_lowercase())).collect();
        let found: Vec<String> = found.map(|person| format!("{} ({})", person.name, role(person))).collect();
        self.same("the people", &meant.join(", "), Some(&found.join(", ")));
    }

    fn same(&mut self, field: &'static str, expected: &str, found: Option<&str>) {
        let found = found.unwrap_or_default();
        if expected != found {
            let (place, expected, found) = (self.place.clone(), expected.to_owned(), found.to_owned());
            self.found.push(Disagreement { place, field, expected, found });
        }
    }

    fn same_or_none(&mut self, field: &'static str, expected: Option<String>, found: Option<&str>) {
        self.same(field, &expected.unwrap_or_default(), found);
    }
}

/// The first value that any of an entry's media objects has: the parser spreads an item over several.
fn first<'a, T>(entry: &'a Entry, value: impl Fn(&'a MediaObject) -> Option<&'a T>) -> Option<&'a T> {
    entry.media.iter().find_map(value)
}

fn text(text: Option<&Text>) -> Option<&str> {
    text.map(|text| text.content.as_str())
}

fn seconds(moment: &Moment) -> String {
    moment.unix_seconds().to_string()
}

fn category(category: &Category) -> String {
    match category.subcategories.first() {
        Some(sub) => format!("{} > {}", category.term, sub.term),
        None => category.term.clone(),
    }
}

/// The role as the taxonomy spells it, in lower case.
fn role(person: &PodcastPerson) -> String {
    serde_json::to_value(person.role).ok().and_then(|role| role.as_str().map(str::to_lowercase)).unwrap_or_default()
}

/// The address as the URL standard writes it.
fn address(url: &HttpUrl) -> String {
    Url::parse(url.as_str()).map_or_else(|_| url.as_str().to_owned(), String::from)
}
