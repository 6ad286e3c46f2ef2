//! A published feed compared with the show: what its subscribers would see.

use std::collections::BTreeMap;

use crate::catalog::{AudioState, Catalog, CatalogEpisode};
use crate::check::found::Found;
use crate::check::report::Report;
use crate::check::rule::history::HistoryRule;
use crate::check::scope::{At, episode_key, in_audio, in_episode, show_key};
use crate::engine::checked_show::CheckedShow;
use crate::feed::published::comparison::{Aspect, ChangedEpisode, FeedChange, FeedComparison, compare};
use crate::feed::published::date::WrittenDate;
use crate::feed::published::{Published, PublishedEnclosure, PublishedItem, read};
use crate::layout::output::Output;
use crate::model::place::{FilePosition, KeyPath, Place};
use crate::model::show::Show;
use crate::model::time::moment::Moment;
use crate::model::web::http_url::HttpUrl;

/// The show's episodes by their guids.
type ByGuid<'a> = BTreeMap<&'a str, &'a CatalogEpisode>;

/// What a published feed and a show differ in.
pub(crate) struct Against {
    /// Every difference, and what could not be compared.
    pub(crate) comparison: FeedComparison,
    /// The differences that cost subscribers something, as findings of the rules on what was published.
    pub(crate) report: Report,
}

impl CheckedShow {
    /// Compares the feed that subscribers have with the one that they would get from this show. Where errors prevent that feed, only
    /// what identifies the show and its episodes is compared.
    pub(crate) fn against(&self, old: &Published, now: Moment) -> Against {
        let new = self.feed_text().and_then(|xml| read(xml).ok());
        let new = new.unwrap_or_else(|| outline(self.catalog(), now));
        let comparison = compare(old, &new);
        let mut found = Found::default();
        // An old feed may have tens of thousands of items, and each may differ. Of two episodes with one guid the first is meant.
        let episodes = self.catalog().episodes.iter().rev().map(|entry| (entry.episode.guid.as_str(), entry)).collect();
        for change in &comparison.changes {
            find(change, &episodes, now, &mut found);
        }
        Against { report: self.report_of(found), comparison }
    }
}

/// What identifies the show and the episodes that are out.
fn outline(catalog: &Catalog, now: Moment) -> Published {
    let show = catalog.show.as_ref();
    let out = catalog.episodes.iter().filter(|entry| !entry.episode.draft && entry.episode.date <= now);
    Published {
        guid: show.map(|show| show.guid.to_string()),
        feed_url: show.map(|show| Output::feed(show).url(show).to_string()),
        items: out.map(|entry| item(entry, show)).collect(),
        is_outline: true,
        ..Published::default()
    }
}

fn item(entry: &CatalogEpisode, show: Option<&Show>) -> PublishedItem {
    let episode = &entry.episode;
    PublishedItem {
        guid: Some(episode.guid.to_string()),
        title: Some(episode.title.to_string()),
        date: Some(WrittenDate { text: episode.date.rfc_2822(), moment: Some(episode.date) }),
        enclosure: address(entry, show).map(|url| PublishedEnclosure { url: url.to_string(), ..PublishedEnclosure::default() }),
        ..PublishedItem::default()
    }
}

fn address(entry: &CatalogEpisode, show: Option<&Show>) -> Option<HttpUrl> {
    match (&entry.audio, entry.audio_facts(), show) {
        (AudioState::Remote(remote), ..) => Some(remote.url.clone()),
        (_, Some(facts), Some(show)) if facts.form().is_main() => {
            Some(Output::Media(entry.episode.slug.clone(), facts.form()).url(show))
        }
        _ => None,
    }
}

/// Names a difference that costs subscribers something. How an episode looks may change.
fn find(change: &FeedChange, episodes: &ByGuid<'_>, now: Moment, found: &mut Found) {
    let old = change.old.as_deref().unwrap_or_default();
    let new = change.new.as_deref().unwrap_or_default();
    let episode = change.episode.as_ref();
    let entry = episode.and_then(|episode| episodes.get(episode.new_guid.as_deref()?).copied());
    match (change.aspect, entry) {
        (Aspect::ShowGuid, _) => found.add(
            HistoryRule::ShowGuidChanged,
            show_key("guid"),
            format!("the show's guid was `{old}` when it was published"),
            format!("write `guid: {}`; directories take another guid for another show", old.to_lowercase()),
        ),
        (Aspect::FeedAddress, _) => found.add(
            HistoryRule::FeedUrlChanged,
            show_key("url"),
            format!("the feed was published at `{old}`, and would now be at `{new}`"),
            "subscribers go on fetching the old address: put `url` back, or let the old address redirect to the new one for at least a year",
        ),
        (Aspect::Guid, Some(entry)) => guid(entry, episode.and_then(|episode| episode.old_guid.as_deref()), old, found),
        (Aspect::Date, Some(entry)) => found.add(
            HistoryRule::DateMoved,
            episode_key(entry, "date"),
            format!("the episode was published with the date {}", written(old)),
            format!("write `date: {}`; apps sort by date", written(old)),
        ),
        (Aspect::Enclosure, Some(entry)) => moved(entry, old, new, found),
        (Aspect::GoneEpisode, _) => gone(episode, episodes, now, found),
        _ => {}
    }
}

fn guid(entry: &CatalogEpisode, old_guid: Option<&str>, known_by: &str, found: &mut Found) {
    let value = quoted(known_by);
    let message = match old_guid {
        Some(guid) => format!("the guid was `{guid}` when the episode was published"),
        None => format!("the episode was published without a guid, so apps know it by its recording, `{known_by}`"),
    };
    found.add(
        HistoryRule::GuidChanged,
        episode_key(entry, "guid"),
        message,
        format!("write `guid: {value}`; with another guid every subscriber gets the episode a second time"),
    );
}

/// A recording with another address. Of one that is kept elsewhere, the address stands in the YAML.
fn moved(entry: &CatalogEpisode, old: &str, new: &str, found: &mut Found) {
    let message = match new {
        "" => format!("the audio was published at `{old}`"),
        new => format!("the audio was published at `{old}`, and would now be at `{new}`"),
    };
    let (at, help) = if matches!(entry.audio, AudioState::Remote(_)) {
        let help = format!(
            "write `url: {}`, or let that address redirect to the new one: apps that hold it cannot play the episode",
            quoted(old)
        );
        (in_episode(entry, KeyPath::key("enclosure").then_key("url")), help)
    } else {
        let help = format!(
            "apps that hold the old address cannot play it: name that address under `enclosure` in `{}`, or let it redirect to the new one",
            entry.file()
        );
        (in_audio(entry, None), help)
    };
    found.add(HistoryRule::EnclosureUrlChanged, at, message, help);
}

/// An episode that the new feed does not have: it is held back, or nowhere in the show.
fn gone(changed: Option<&ChangedEpisode>, episodes: &ByGuid<'_>, now: Moment, found: &mut Found) {
    let Some(changed) = changed else { return };
    let title = &changed.title;
    let (at, what, help): (At<'_>, _, _) = match changed.old_guid.as_deref().and_then(|guid| episodes.get(guid).copied()) {
        Some(entry) if entry.episode.draft => (
            episode_key(entry, "draft"),
            "is a draft now",
            format!("it vanishes from every app: delete the line `draft: true` in `{}`", entry.file()),
        ),
        Some(entry) if entry.episode.date > now => (
            episode_key(entry, "date"),
            "is held back until its new date",
            format!("it vanishes from every app until then: write the date that it was published with in `{}`", entry.file()),
        ),
        _ => {
            let place = Place { file: Catalog::show_file(), position: FilePosition::File };
            let help =
                "it vanishes from every app, and links to it break: add the episode to the show, with this guid".to_owned();
            (
                (place, None),
                "is gone",
                match &changed.old_guid {
                    Some(guid) => help.replace("this guid", &format!("`guid: {}`", quoted(guid))),
                    None => help.replace(", with this guid", ""),
                },
            )
        }
    };
    found.add(HistoryRule::EpisodeRemoved, at, format!("the published episode \"{title}\" {what}"), help);
}

/// A date that a feed writes, as YAML wants it.
fn written(text: &str) -> String {
    WrittenDate::new(text).moment.map_or_else(|| text.to_owned(), |moment| moment.rfc_3339())
}

/// A value for YAML: as it is where that is safe, else in double quotes.
fn quoted(text: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./:".contains(letter);
    let is_word =
        text.chars().all(is_plain) && text.starts_with(|letter: char| letter.is_ascii_alphabetic()) && !text.ends_with(':');
    if is_word { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
