//! A published feed in the place of the lock: what its subscribers would see.

use crate::catalog::Catalog;
use crate::check::finding::Finding;
use crate::check::report::Report;
use crate::check::rule::Rule;
use crate::check::rule::history::HistoryRule;
use crate::check::subscriber_change::SubscriberChange;
use crate::feed::published::{Published, PublishedItem};
use crate::layout::output::Output;
use crate::lock::{Lock, LockedAudio, LockedEnclosure, LockedEpisode};
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::LOCK_FILE;
use crate::model::identity::slug::Slug;
use crate::model::media::media_type::MediaType;
use crate::model::place::{FilePosition, Place};
use crate::model::time::moment::Moment;

/// Leaves what the feed was compared for. What stands in the feed alone is placed in the show: there may be no lock.
pub(crate) fn keep_history(report: &mut Report) {
    report.findings.retain(|finding| history(finding).is_some());
    for finding in report.findings.iter_mut().filter(|finding| finding.place.file == LOCK_FILE) {
        finding.place = Place { file: Catalog::show_file(), position: FilePosition::File };
    }
}

/// What subscribers would see of each episode, or of the show.
pub(crate) fn subscriber_changes(catalog: &Catalog, report: &Report, now: Moment) -> Vec<SubscriberChange> {
    let locked = || catalog.lock.iter().flat_map(|lock| &lock.episodes);
    let title = |slug: &Slug| {
        let here = catalog.episodes.iter().map(|entry| &entry.episode).find(|episode| episode.slug == *slug);
        let there = || locked().map(|(_, locked)| locked).find(|locked| locked.slug == *slug);
        here.map(|episode| &episode.title).or_else(|| there().map(|locked| &locked.title)).map(ToString::to_string)
    };
    let changed = report.findings.iter().filter_map(|finding| {
        Some(SubscriberChange::Change { rule: history(finding)?, title: finding.episode.as_ref().and_then(title) })
    });
    let again = |slug: &Slug| {
        let mut rules = report.findings.iter().filter(|finding| finding.episode.as_ref() == Some(slug)).filter_map(history);
        rules.any(|rule| rule == HistoryRule::GuidChanged)
    };
    let out = catalog.episodes.iter().map(|entry| &entry.episode).filter(|episode| !episode.draft && episode.date <= now);
    let new = out
        .filter(|episode| locked().all(|(guid, _)| *guid != episode.guid) && !again(&episode.slug))
        .map(|episode| SubscriberChange::New { title: episode.title.to_string() });
    changed.chain(new).collect()
}

fn history(finding: &Finding) -> Option<HistoryRule> {
    match finding.rule {
        Rule::History(rule) => Some(rule),
        _ => None,
    }
}

/// The lock that a podwright would have written with this feed. What a feed does not say is taken from the show, so that it counts as unchanged.
pub(in crate::engine) fn lock(published: Published, catalog: &Catalog) -> Option<Lock> {
    let show = catalog.show.as_ref()?;
    let episodes = published.items.into_iter().filter_map(|item| Some((item.guid.clone(), episode(item, catalog)?))).collect();
    Some(Lock {
        guid: published.guid.unwrap_or(show.guid),
        feed_url: published.feed_url.unwrap_or_else(|| Output::Feed.url(show)),
        cover: None,
        accepted: Vec::new(),
        moves: Vec::new(),
        episodes,
    })
}

fn episode(item: PublishedItem, catalog: &Catalog) -> Option<LockedEpisode> {
    let PublishedItem { guid, title, date, url, media_type } = item;
    let known = catalog.episodes.iter().find(|entry| entry.episode.guid == guid);
    let stem = url.as_ref().and_then(|url| url.as_str().rsplit('/').next()?.split(['.', '?']).next()?.parse::<Slug>().ok());
    let url = url.or_else(|| catalog.show.as_ref().map(|show| show.url.as_url().clone()))?;
    let title = title.or_else(|| known.map(|entry| entry.episode.title.clone()))?;
    Some(LockedEpisode {
        slug: stem.or_else(|| Slug::of_title(title.as_str())).or_else(|| known.map(|entry| entry.episode.slug.clone()))?,
        // An item without a date that can be read was published all the same.
        date: date.or_else(|| known.map(|entry| entry.episode.date)).unwrap_or_else(Moment::first),
        title,
        enclosure: LockedEnclosure { url, media_type: MediaType::meant_by(&media_type).unwrap_or(MediaType::Mpeg) },
        // A feed says nothing of the sound itself, and no rule compares what is not known.
        audio: LockedAudio::Remote { bytes: ByteCount::ZERO, duration: None },
        replaced: Vec::new(),
        artwork: None,
        transcript: None,
        alternates: Vec::new(),
        chapters: Vec::new(),
    })
}
