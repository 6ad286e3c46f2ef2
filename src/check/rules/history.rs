//! Faults against the past: what apps keep of a show, and what happens to subscribers when it changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use camino::Utf8Path;

use crate::catalog::past::Past;
use crate::catalog::{AudioState, Catalog, CatalogEpisode};
use crate::check::forget::Forget;
use crate::check::found::Found;
use crate::check::rule::history::HistoryRule;
use crate::check::scope::{episode_key, in_audio, in_episode, show_key};
use crate::layout::output::Output;
use crate::lock::{Lock, LockedEpisode};
use crate::model::fault::FaultKind;
use crate::model::files::show_files::{LOCK_FILE, episode_folder};
use crate::model::identity::guid::Guid;
use crate::model::media::audio_facts::AudioFacts;
use crate::model::place::{FilePosition, KeyPath, Place};
use crate::model::show::Show;
use crate::model::time::build_time::BuildTime;
use crate::model::time::moment::Moment;
use crate::model::web::feed_file::FeedFile;
use crate::model::web::http_url::HttpUrl;
use crate::model::web::placeholder_address::is_placeholder;

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
            Self::NoHistory => "nothing",
            Self::ShowGuidChanged => "directories take it for another show; who follows the old one does not follow it",
        }
    }
}

/// Compares the show with what was out. What is still held back was never seen by anybody, and may change.
pub(crate) fn check(catalog: &Catalog, time: BuildTime, found: &mut Found) {
    let past = catalog.past(time.now);
    unknown(catalog, past, time.now, found);
    if let (Some(show), Some(lock)) = (&catalog.show, past.identity()) {
        identity(show, lock, past.is_show_online(), found);
    }
    let mut by_guid: BTreeMap<_, Vec<&CatalogEpisode>> = BTreeMap::new();
    for entry in &catalog.episodes {
        by_guid.entry(&entry.episode.guid).or_default().push(entry);
    }
    let unread = UnreadFolders::new(catalog);
    let by_slug: BTreeMap<_, _> = catalog.episodes.iter().map(|entry| (&entry.episode.slug, entry)).collect();
    for (lock, guid, locked) in past.out() {
        let before = Before { lock, guid, locked, is_online: past.is_online(guid) };
        // Two episodes with one guid are a fault of their own: the one in the folder that was published is compared.
        let same = by_guid.get(guid).map(Vec::as_slice).unwrap_or_default();
        match same.iter().find(|entry| entry.episode.slug == locked.slug).or(same.first()).copied() {
            Some(entry) if entry.episode.draft => drafted(entry, &before, found),
            Some(entry) => {
                kept(entry, &before, found);
                due_again(entry, &before, time, found);
                if let Some(show) = &catalog.show {
                    address(show, entry, &before, found);
                }
            }
            None => {
                if let Some(entry) = by_slug.get(&locked.slug) {
                    guid_changed(entry, &before, found);
                } else if !unread.has(locked) {
                    let place = if past.is_lost(guid) { show_file() } else { entry_of(guid) };
                    gone(place, &before, found);
                }
            }
        }
    }
    for guid in past.bare().filter(|guid| !by_guid.contains_key(guid)) {
        found.add(
            HistoryRule::EpisodeRemoved,
            (Place { file: LOCK_FILE.into(), position: FilePosition::File }, None),
            format!("the published episode with the guid `{guid}` is gone, and podcast.lock has no entry for it"),
            "take the entry back from git, with its episode; or build once with `--accept episode-removed`",
        );
    }
}

/// An episode that was out.
struct Before<'a> {
    /// What knows it.
    lock: &'a Lock,
    guid: &'a Guid,
    locked: &'a LockedEpisode,
    is_online: bool,
}

impl Before<'_> {
    /// A remedy, and the one for a build that nobody has seen.
    fn or_forget(&self, help: impl fmt::Display) -> String {
        or_forget(help, &Forget::Episode(self.locked.slug.clone()), self.is_online)
    }
}

fn or_forget(help: impl fmt::Display, forget: &Forget, is_online: bool) -> String {
    if is_online {
        return help.to_string();
    }
    let what = match forget {
        Forget::Show => "the show",
        Forget::Episode(_) => "the episode",
    };
    format!("{help}; if {what} was never online, run `podwright build --forget {forget}`")
}

fn show_file() -> Place {
    Place { file: Catalog::show_file(), position: FilePosition::File }
}

fn entry_of(guid: &Guid) -> Place {
    let keys = KeyPath::key("episodes").then_key(guid.as_str());
    Place { file: LOCK_FILE.into(), position: FilePosition::Value(keys) }
}

/// Says so if there is nothing to compare with, and the show may have been published all the same.
fn unknown(catalog: &Catalog, past: Past<'_>, now: Moment, found: &mut Found) {
    if catalog.show.as_ref().is_none_or(|show| is_placeholder(show.url.as_url())) {
        return;
    }
    let mut out = catalog.episodes.iter().filter(|entry| !entry.episode.draft && entry.episode.date <= now);
    let reason = match &catalog.no_history {
        Some(reason) => reason.clone(),
        None if past.identity().is_none() && out.next().is_some() => {
            "there is no podcast.lock, and no earlier feed in `feed/`".to_owned()
        }
        None => return,
    };
    found.add(
        HistoryRule::NoHistory,
        show_key("url"),
        format!("the show is compared with nothing that was published: {reason}"),
        "if the show was never published, there is nothing to do; otherwise take podcast.lock back from git, or run \
         `podwright build --against-live`",
    );
}

/// Episodes that are there and could not be read: then the faults of reading say so, and they are not gone.
struct UnreadFolders<'a> {
    /// Whether a folder's name is no name of an episode: it may be any.
    any: bool,
    folders: BTreeSet<&'a Utf8Path>,
}

impl<'a> UnreadFolders<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        let folders = catalog.faults.iter().flat_map(|fault| fault.place.file.ancestors()).collect();
        Self { any: catalog.faults.iter().any(|fault| fault.kind == FaultKind::BadSlug), folders }
    }

    fn has(&self, locked: &LockedEpisode) -> bool {
        self.any || self.folders.contains(episode_folder(&locked.slug).as_path())
    }
}

fn identity(show: &Show, lock: &Lock, is_online: bool, found: &mut Found) {
    if show.guid != lock.guid {
        let help = format!("write `guid: {}`; directories take another guid for another show", lock.guid);
        found.add(
            HistoryRule::ShowGuidChanged,
            show_key("guid"),
            format!("the show's guid was `{}` when it was published", lock.guid),
            or_forget(help, &Forget::Show, is_online),
        );
    }
    let feed = Output::feed(show).url(show);
    if feed != lock.feed_url && !is_first_real(&lock.feed_url, &feed) {
        let (key, help) = match old_name(show, lock) {
            Some(old) => (
                "feed_file",
                format!(
                    "subscribers go on fetching the old address: write `feed_file: {old}`; if the new name is meant, redirect the old address to \
                     the new one on your server for at least a year, write `new_feed_url: {feed}`, and build once with `--accept {}`",
                    HistoryRule::FeedUrlChanged.id()
                ),
            ),
            None => (
                "url",
                format!(
                    "subscribers go on fetching the old address: put `url` back, or run `podwright move {}`, which writes the redirects for it",
                    show.url
                ),
            ),
        };
        found.add(
            HistoryRule::FeedUrlChanged,
            show_key(key),
            format!("the feed was published at `{}`, and would now be at `{feed}`", lock.feed_url),
            or_forget(help, &Forget::Show, is_online),
        );
    }
}

/// What the feed was called when it was published, where that alone has changed.
fn old_name<'a>(show: &Show, lock: &'a Lock) -> Option<&'a str> {
    let (address, url) = (lock.feed_url.as_str(), show.url.as_url().as_str());
    let old = address.strip_prefix(url).filter(|old| old.parse::<FeedFile>().is_ok())?;
    // `feed/feed.xml` ends in `feed.xml` as well: the recordings say in which folder it was.
    let is_moved = |base: &str| {
        let recordings = || lock.episodes.values().map(|locked| locked.enclosure.url.as_str());
        recordings().any(|recording| recording.starts_with(base)) || !recordings().any(|recording| recording.starts_with(url))
    };
    (!show.feed_file.base_of(address).is_some_and(is_moved)).then_some(old)
}

/// The address of the folder that the feed was published in.
fn old_base<'a>(show: &Show, lock: &'a Lock) -> &'a str {
    let url = lock.feed_url.as_str();
    if let Some(old) = old_name(show, lock) {
        return url.strip_suffix(old).unwrap_or_default();
    }
    [&show.feed_file, &FeedFile::default()].into_iter().find_map(|file| file.base_of(url)).unwrap_or_default()
}

/// Whether a placeholder gives way to an address that subscribers can have.
fn is_first_real(old: &HttpUrl, new: &HttpUrl) -> bool {
    is_placeholder(old) && !is_placeholder(new)
}

fn guid_changed(entry: &CatalogEpisode, before: &Before<'_>, found: &mut Found) {
    let guid = before.guid;
    found.add(
        HistoryRule::GuidChanged,
        episode_key(entry, "guid"),
        format!("the guid was `{guid}` when the episode was published"),
        before.or_forget(format_args!("write `guid: {guid}`; with another guid every subscriber gets the episode a second time")),
    );
}

fn drafted(entry: &CatalogEpisode, before: &Before<'_>, found: &mut Found) {
    let slug = &before.locked.slug;
    found.add(
        HistoryRule::EpisodeRemoved,
        episode_key(entry, "draft"),
        format!("the published episode \"{}\" is a draft now", before.locked.title),
        before.or_forget(format_args!(
            "it vanishes from every app: delete the line `draft: true`, or build once with `--accept episode-removed:{slug}`"
        )),
    );
}

fn gone(place: Place, before: &Before<'_>, found: &mut Found) {
    let slug = &before.locked.slug;
    found.add(
        HistoryRule::EpisodeRemoved,
        (place, Some(slug)),
        format!("the published episode \"{}\" is gone", before.locked.title),
        before.or_forget(format_args!(
            "it vanishes from every app: put `episodes/{slug}` back, or build once with `--accept episode-removed:{slug}`"
        )),
    );
}

/// A clock that is behind would take episodes out of the feed. That is never meant, so nobody can accept it.
fn due_again(entry: &CatalogEpisode, before: &Before<'_>, time: BuildTime, found: &mut Found) {
    if entry.episode.date <= time.now || before.locked.date <= time.now {
        return;
    }
    found.add_firm(
        HistoryRule::EpisodeRemoved,
        episode_key(entry, "date"),
        format!(
            "{} says that it is {}: that would take the published episode \"{}\" out of the feed",
            time.clock, time.now, before.locked.title
        ),
        before.or_forget(time.clock.remedy()),
    );
}

fn kept(entry: &CatalogEpisode, before: &Before<'_>, found: &mut Found) {
    let (slug, locked) = (&entry.episode.slug, before.locked);
    if entry.episode.date != locked.date {
        found.add(
            HistoryRule::DateMoved,
            episode_key(entry, "date"),
            format!("the episode was published with the date {}", locked.date),
            before.or_forget(format_args!(
                "write `date: {}`, or build once with `--accept date-moved:{slug}`; apps sort by date",
                locked.date
            )),
        );
    }
    let Some(earlier) = locked.measured().map(|measured| &measured.facts) else { return };
    let is_meant = |facts: &AudioFacts| locked.replaced.iter().any(|replacement| replacement.after == facts.audio_sha256);
    let changed = entry.audio_facts().filter(|facts| facts.audio_sha256 != earlier.audio_sha256);
    if let Some(facts) = changed.filter(|facts| !is_meant(facts)) {
        found.add(
            HistoryRule::AudioReplaced,
            in_audio(entry, None),
            format!(
                "the sound is not the one that was published: {:.1} s long, before {:.1} s",
                facts.length.seconds(),
                earlier.length.seconds()
            ),
            before.or_forget(
                "apps that have the old file keep it; put the old file back if this was not meant; if it is, `podwright replace-audio` records why",
            ),
        );
    }
}

/// The address of the audio, below the show's own: a show that moves as a whole is told once, by `feed-url-changed`.
fn address(show: &Show, entry: &CatalogEpisode, before: &Before<'_>, found: &mut Found) {
    let old = &before.locked.enclosure.url;
    let (new, name): (_, fn(&HttpUrl) -> &str) = match (&entry.audio, entry.audio_facts()) {
        (AudioState::Remote(remote), _) => (remote.url.clone(), path),
        // Another container is an error of its own, and has no address.
        (_, Some(facts)) => {
            let form = facts.form();
            if !form.is_main() {
                return;
            }
            (Output::Media(entry.episode.slug.clone(), form).url(show), file_name)
        }
        _ => return,
    };
    let is_same = below(&new, show.url.as_url().as_str()) == below(old, old_base(show, before.lock));
    if is_same || (is_first_real(old, &new) && name(old) == name(&new)) {
        return;
    }
    found.add(
        HistoryRule::EnclosureUrlChanged,
        match &entry.audio {
            AudioState::Remote(_) => in_episode(entry, KeyPath::key("enclosure").then_key("url")),
            _ if entry.episode.slug == before.locked.slug => in_audio(entry, None),
            _ => episode_key(entry, "guid"),
        },
        format!("the audio was published at `{old}`, and would now be at `{new}`"),
        if matches!(entry.audio, AudioState::Remote(_)) {
            before.or_forget(format_args!(
                "write `url: {old}`; if the new address is meant, build once with `--accept enclosure-url-changed:{}`",
                entry.episode.slug
            ))
        } else if entry.episode.slug == before.locked.slug && name(old) == name(&new) && show.media_url.is_some() {
            before.or_forget(format_args!(
                "every recording moves to `media_url`. If you mean that, keep the old files on the server and build once with \
                 `--accept enclosure-url-changed`; else take `media_url` out"
            ))
        } else {
            before.or_forget(format_args!(
                "name the folder `episodes/{old}` again and keep the format, or keep the old file on the server and build once with \
                 `--accept enclosure-url-changed:{new}`",
                old = before.locked.slug,
                new = entry.episode.slug
            ))
        },
    );
}

fn below<'a>(url: &'a HttpUrl, base: &str) -> &'a str {
    url.as_str().strip_prefix(base).unwrap_or(url.as_str())
}

/// Everything after the host.
fn path(url: &HttpUrl) -> &str {
    let rest = url.as_str().split_once("://").map_or("", |(_, rest)| rest);
    rest.find('/').and_then(|start| rest.get(start..)).unwrap_or("/")
}

/// What stands below the address of all recordings, be that `media/` below `url`, or `media_url`.
fn file_name(url: &HttpUrl) -> &str {
    url.as_str().rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests;
