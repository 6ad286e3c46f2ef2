//! What an earlier feed says, as a lock: it may know what the lock has lost.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;

use crate::catalog::Catalog;
use crate::feed::published::{PUBLISHED_MAX, Published, PublishedEnclosure, PublishedError, PublishedItem, read};
use crate::layout::MANIFEST_FILE;
use crate::layout::output::Output;
use crate::lock::{Lock, LockedAudio, LockedEnclosure, LockedEpisode};
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::FEED_FOLDER;
use crate::model::identity::guid::Guid;
use crate::model::identity::slug::Slug;
use crate::model::media::media_type::MediaType;
use crate::model::time::moment::Moment;
use crate::model::web::http_url::HttpUrl;
use crate::output::manifest;
use crate::world::disk::{Disk, read_whole};

/// What a feed at the show's address says: its episodes are known to be online.
///
/// # Errors
/// If it is no feed.
pub(in crate::engine) fn online_lock(feed: &[u8], catalog: &Catalog) -> Result<Option<Lock>, PublishedError> {
    let published = lock(read(feed)?, catalog);
    Ok(published.map(|published| Lock { online: published.out.clone(), ..published }))
}

/// What the feed in `feed/` says: a build lists nothing there that is not out. `None` if there is none that can be read.
pub(in crate::engine) fn replaced_lock(disk: &dyn Disk, root: &Utf8Path, catalog: &Catalog) -> Option<Lock> {
    let folder = root.join(FEED_FOLDER);
    let read_below = |path: &str| read_whole(disk, &folder.join(path), PUBLISHED_MAX).ok();
    // The show may call its feed otherwise since then: the manifest knows its name.
    let renamed = || read_below(manifest::feed(&read_below(MANIFEST_FILE)?)?.as_path().as_str());
    let feed = read_below(catalog.show.as_ref()?.feed_file.as_str()).or_else(renamed)?;
    lock(read(&feed).ok()?, catalog)
}

/// The lock that a podwright would have written with this feed. What a feed does not say is taken from the show, so that it counts as unchanged.
fn lock(published: Published, catalog: &Catalog) -> Option<Lock> {
    let show = catalog.show.as_ref()?;
    let episodes: BTreeMap<Guid, LockedEpisode> = published.items.into_iter().filter_map(|item| episode(item, catalog)).collect();
    Some(Lock {
        guid: published.guid.and_then(|guid| guid.parse().ok()).unwrap_or(show.guid),
        feed_url: published.feed_url.and_then(|url| url.parse().ok()).unwrap_or_else(|| Output::feed(show).url(show)),
        cover: None,
        accepted: Vec::new(),
        moves: Vec::new(),
        out: episodes.keys().cloned().collect(),
        online: BTreeSet::new(),
        episodes,
    })
}

fn episode(item: PublishedItem, catalog: &Catalog) -> Option<(Guid, LockedEpisode)> {
    let guid: Guid = item.guid?.parse().ok()?;
    let PublishedEnclosure { url, media_type, .. } = item.enclosure.unwrap_or_default();
    let known = catalog.episodes.iter().map(|entry| &entry.episode).find(|episode| episode.guid == guid);
    let url: Option<HttpUrl> = url.parse().ok();
    let stem = url.as_ref().and_then(|url| url.as_str().rsplit('/').next()?.split(['.', '?']).next()?.parse::<Slug>().ok());
    let title = item.title.and_then(|title| title.parse().ok()).or_else(|| known.map(|episode| episode.title.clone()))?;
    let locked = LockedEpisode {
        slug: stem
            .or_else(|| Slug::of_title(title.as_str(), &catalog.show.as_ref()?.language))
            .or_else(|| known.map(|episode| episode.slug.clone()))?,
        // An item without a date that can be read was published all the same.
        date: item.date.and_then(|date| date.moment).or(known.map(|episode| episode.date)).unwrap_or_else(Moment::first),
        origin: None,
        order: None,
        title,
        enclosure: LockedEnclosure {
            url: url.or_else(|| catalog.show.as_ref().map(|show| show.url.as_url().clone()))?,
            media_type: MediaType::meant_by(&media_type).unwrap_or(MediaType::Mpeg),
        },
        // A feed says nothing of the sound itself, and no rule compares what is not known.
        audio: LockedAudio::Remote { bytes: ByteCount::ZERO, duration: None },
        replaced: Vec::new(),
        artwork: None,
        transcript: None,
        alternates: Vec::new(),
        chapters: Vec::new(),
    };
    Some((guid, locked))
}
