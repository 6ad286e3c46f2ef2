//! What was out: episodes that somebody may have seen in a feed, and that stay.

use crate::catalog::Catalog;
use crate::lock::{Accepted, Lock, LockedEpisode};
use crate::model::identity::guid::Guid;
use crate::model::time::moment::Moment;

/// Changes that take an episode out of the feed, or give it another guid: after one that was accepted, an older feed proves nothing.
const SETTLING: [&str; 3] = ["date-moved", "episode-removed", "guid-changed"];

/// The past of a show at a time.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    lock: Option<&'a Lock>,
    replaced: Option<&'a Lock>,
    now: Moment,
}

impl Catalog {
    /// The show's past, as far as it is known.
    pub fn past(&self, now: Moment) -> Past<'_> {
        Past { lock: self.lock.as_ref(), replaced: self.replaced.as_ref(), now }
    }
}

impl<'a> Past<'a> {
    /// What holds the show's own identity; `None` if it has no past that is known.
    pub fn identity(&self) -> Option<&'a Lock> {
        self.lock.or(self.replaced)
    }

    /// Whether an episode was out: a build listed it, the feed that is replaced lists it, or its recorded date has passed, because CI may have
    /// published it.
    pub fn was_out(&self, guid: &Guid) -> bool {
        let locked = self.lock.and_then(|lock| lock.episodes.get(guid));
        let listed = self.lock.is_some_and(|lock| lock.out.contains(guid) || lock.online.contains(guid));
        listed || locked.is_some_and(|locked| locked.date <= self.now) || self.is_replaced(guid)
    }

    /// Whether an episode is known to be online.
    pub fn is_online(&self, guid: &Guid) -> bool {
        self.locks().any(|lock| lock.online.contains(guid))
    }

    /// Whether anything of the show is known to be online.
    pub fn is_show_online(&self) -> bool {
        self.locks().any(|lock| !lock.online.is_empty())
    }

    /// Every episode that was out, with what is known of it, and with what knows it: the lock, else the feed that is replaced.
    pub fn out(&self) -> impl Iterator<Item = (&'a Lock, &'a Guid, &'a LockedEpisode)> + use<'a> {
        fn all(lock: &Lock) -> impl Iterator<Item = (&Lock, &Guid, &LockedEpisode)> {
            lock.episodes.iter().map(move |(guid, locked)| (lock, guid, locked))
        }
        let past = *self;
        let of_lock = past.lock.into_iter().flat_map(all).filter(move |(_, guid, _)| past.was_out(guid));
        let of_feed = past.replaced.into_iter().flat_map(all);
        of_lock.chain(of_feed.filter(move |(_, guid, _)| past.is_lost(guid) && past.is_replaced(guid)))
    }

    /// Guids that were out, and of which nothing else is known.
    pub fn bare(&self) -> impl Iterator<Item = &'a Guid> + use<'a> {
        let past = *self;
        let listed = past.lock.into_iter().flat_map(|lock| lock.out.union(&lock.online));
        listed.filter(move |guid| past.is_lost(guid) && !past.is_replaced(guid))
    }

    /// Whether the lock has no entry for an episode.
    pub fn is_lost(&self, guid: &Guid) -> bool {
        self.lock.is_none_or(|lock| !lock.episodes.contains_key(guid))
    }

    fn is_replaced(&self, guid: &Guid) -> bool {
        let listed = self.replaced.and_then(|replaced| replaced.episodes.get(guid));
        listed.is_some_and(|listed| !self.is_settled(guid, listed))
    }

    /// Whether the producer has accepted that an episode, which an older feed lists, left it. A feed does not name folders, so what was accepted
    /// is also known by its words.
    fn is_settled(&self, guid: &Guid, listed: &LockedEpisode) -> bool {
        let names = [format!("`{guid}`"), format!("\"{}\"", listed.title)];
        let is_about = |accepted: &Accepted| {
            let is_named = names.iter().any(|name| accepted.change.contains(name.as_str()));
            SETTLING.contains(&accepted.rule.as_str()) && (is_named || accepted.episode.as_ref() == Some(&listed.slug))
        };
        self.lock.is_some_and(|lock| lock.accepted.iter().any(is_about))
    }

    fn locks(&self) -> impl Iterator<Item = &'a Lock> + use<'a> {
        self.lock.into_iter().chain(self.replaced)
    }
}
