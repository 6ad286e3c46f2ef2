//! Faults against the past: what apps keep of a show, and what happens to subscribers when it changes.

use std::collections::BTreeMap;

use crate::catalog::{AudioState, Catalog, CatalogEpisode};
use crate::check::found::Found;
use crate::check::rule::history::HistoryRule;
use crate::check::scope::{At, episode_key, in_audio, show_key};
use crate::layout::FEED_FILE;
use crate::layout::output::Output;
use crate::lock::{Lock, LockedEpisode};
use crate::model::fault::FaultKind;
use crate::model::files::show_files::{LOCK_FILE, episode_folder};
use crate::model::identity::guid::Guid;
use crate::model::media::audio_facts::AudioFacts;
use crate::model::place::{FilePosition, KeyPath, Place};
use crate::model::show::Show;
use crate::model::time::moment::Moment;
use crate::model::web::http_url::HttpUrl;

impl HistoryRule {
    /// What subscribers see of a change that a producer has accepted.
    pub fn seen_by_subscribers(self) -> &'static str {
        match self {
            Self::AudioReplaced => "who has the old file keeps it; everybody else gets the new one",
            Self::DateMoved => "the episode moves to another place in the list; some apps show it as new",
            Self::EnclosureUrlChanged => {
                "apps that hold the old address cannot play it until they fetch the feed again; some fetch the file twice"
            }
            Self::EpisodeRemoved => "the episode vanishes from the list; who has downloaded it keeps the file",
            Self::FeedUrlChanged => "apps go on fetching the old address, and see nothing new unless it redirects",
            Self::GuidChanged => "everybody gets the episode once more, as new and unheard",
            Self::ShowGuidChanged => "directories take it for another show; who follows the old one does not follow it",
        }
    }
}

/// Compares the show with what the lock says was published. An entry whose date has not come was never seen by anybody, and may change.
pub(crate) fn check(catalog: &Catalog, now: Moment, found: &mut Found) {
    let Some(lock) = &catalog.lock else { return };
    if let Some(show) = &catalog.show {
        identity(show, lock, found);
    }
    let mut by_guid: BTreeMap<_, Vec<&CatalogEpisode>> = BTreeMap::new();
    for entry in &catalog.episodes {
        by_guid.entry(&entry.episode.guid).or_default().push(entry);
    }
    let by_slug: BTreeMap<_, _> = catalog.episodes.iter().map(|entry| (&entry.episode.slug, entry)).collect();
    for (guid, locked) in lock.episodes.iter().filter(|(_, locked)| locked.date <= now) {
        // Two episodes with one guid are a fault of their own: the one in the folder that was published is compared.
        let same = by_guid.get(guid).map(Vec::as_slice).unwrap_or_default();
        match same.iter().find(|entry| entry.episode.slug == locked.slug).or(same.first()).copied() {
            Some(entry) if entry.episode.draft => removed(episode_key(entry, "draft"), locked, "is a draft now", found),
            Some(entry) => {
                kept(entry, locked, found);
                if let Some(show) = &catalog.show {
                    address(show, lock, entry, locked, found);
                }
            }
            None => {
                if let Some(entry) = by_slug.get(&locked.slug) {
                    guid_changed(entry, guid, found);
                } else if !is_unread(catalog, locked) {
                    let keys = KeyPath::key("episodes").then_key(guid.as_str());
                    let place = Place { file: LOCK_FILE.into(), position: FilePosition::Value(keys) };
                    removed((place, Some(&locked.slug)), locked, "is gone", found);
                }
            }
        }
    }
}

/// Whether the episode is there and could not be read: then the faults of reading say so, and it is not gone.
fn is_unread(catalog: &Catalog, locked: &LockedEpisode) -> bool {
    let folder = episode_folder(&locked.slug);
    catalog.faults.iter().any(|fault| fault.kind == FaultKind::BadSlug || fault.place.file.starts_with(folder.as_path()))
}

fn identity(show: &Show, lock: &Lock, found: &mut Found) {
    if show.guid != lock.guid {
        found.add(
            HistoryRule::ShowGuidChanged,
            show_key("guid"),
            format!("the show's guid was `{}` when it was published", lock.guid),
            format!("write `guid: {}`; directories take another guid for another show", lock.guid),
        );
    }
    let feed = Output::Feed.url(show);
    if feed != lock.feed_url {
        found.add(
            HistoryRule::FeedUrlChanged,
            show_key("url"),
            format!("the feed was published at `{}`, and would now be at `{feed}`", lock.feed_url),
            "subscribers go on fetching the old address: put `url` back, or let the old address redirect and build once with \
             `--accept feed-url-changed`",
        );
    }
}

fn guid_changed(entry: &CatalogEpisode, guid: &Guid, found: &mut Found) {
    found.add(
        HistoryRule::GuidChanged,
        episode_key(entry, "guid"),
        format!("the guid was `{guid}` when the episode was published"),
        format!("write `guid: {guid}`; with another guid every subscriber gets the episode a second time"),
    );
}

fn removed(at: At<'_>, locked: &LockedEpisode, what: &str, found: &mut Found) {
    found.add(
        HistoryRule::EpisodeRemoved,
        at,
        format!("the published episode \"{}\" {what}", locked.title),
        format!(
            "it vanishes from every app: put `episodes/{slug}` back, or build once with `--accept episode-removed:{slug}`",
            slug = locked.slug
        ),
    );
}

fn kept(entry: &CatalogEpisode, locked: &LockedEpisode, found: &mut Found) {
    let slug = &entry.episode.slug;
    if entry.episode.date != locked.date {
        found.add(
            HistoryRule::DateMoved,
            episode_key(entry, "date"),
            format!("the episode was published with the date {}", locked.date),
            format!("write `date: {}`, or build once with `--accept date-moved:{slug}`; apps sort by date", locked.date),
        );
    }
    let Some(before) = locked.measured().map(|measured| &measured.facts) else { return };
    let is_meant = |facts: &AudioFacts| locked.replaced.iter().any(|replacement| replacement.after == facts.audio_sha256);
    let changed = entry.audio_facts().filter(|facts| facts.audio_sha256 != before.audio_sha256);
    if let Some(facts) = changed.filter(|facts| !is_meant(facts)) {
        found.add(
            HistoryRule::AudioReplaced,
            in_audio(entry, None),
            format!(
                "the sound is not the one that was published: {:.1} s long, before {:.1} s",
                facts.length.seconds(),
                before.length.seconds()
            ),
            "apps that have the old file keep it; put the old file back if this was not meant; if it is, `podwright replace-audio` records why",
        );
    }
}

/// The address of the audio, below the show's own: a show that moves as a whole is told once, by `feed-url-changed`.
fn address(show: &Show, lock: &Lock, entry: &CatalogEpisode, locked: &LockedEpisode, found: &mut Found) {
    let new = match (&entry.audio, entry.audio_facts()) {
        (AudioState::Remote(remote), _) => remote.url.clone(),
        // Another container is an error of its own, and has no address.
        (_, Some(facts)) => {
            let form = facts.form();
            if !form.is_main() {
                return;
            }
            Output::Media(entry.episode.slug.clone(), form).url(show)
        }
        _ => return,
    };
    let old_base = lock.feed_url.as_str().strip_suffix(FEED_FILE).unwrap_or_default();
    if below(&new, show.url.as_url().as_str()) == below(&locked.enclosure.url, old_base) {
        return;
    }
    found.add(
        HistoryRule::EnclosureUrlChanged,
        if entry.episode.slug == locked.slug { in_audio(entry, None) } else { episode_key(entry, "guid") },
        format!("the audio was published at `{}`, and would now be at `{new}`", locked.enclosure.url),
        format!(
            "name the folder `episodes/{old}` again and keep the format, or keep the old file on the server and build once with \
             `--accept enclosure-url-changed:{new}`",
            old = locked.slug,
            new = entry.episode.slug
        ),
    );
}

fn below<'a>(url: &'a HttpUrl, base: &str) -> &'a str {
    url.as_str().strip_prefix(base).unwrap_or(url.as_str())
}

#[cfg(test)]
mod tests;
