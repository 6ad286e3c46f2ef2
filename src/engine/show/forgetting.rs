//! `build --forget`: builds that were never uploaded count as never made.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Catalog;
use crate::check::forget::Forget;
use crate::display::near::nearest;
use crate::engine::online::public_feed::PublicFeed;
use crate::error::Error;
use crate::layout::output::Output;
use crate::lock::Lock;
use crate::model::identity::guid::Guid;
use crate::model::identity::slug::Slug;
use crate::model::time::moment::Moment;

/// Takes what was built out of the catalog, as far as it concerns an episode or the whole show.
///
/// # Errors
/// If it is known to be online, or was never built.
pub(in crate::engine) fn forget_build(catalog: &mut Catalog, forget: &Forget, public: &PublicFeed) -> Result<(), Error> {
    let past = catalog.past(Moment::last());
    match forget {
        Forget::Show if past.is_show_online() || is_of_show(catalog, public) => Err(online("the show")),
        Forget::Show => {
            let lock = catalog.lock.take().or(catalog.replaced.take());
            catalog.replaced = None;
            catalog.lock = catalog.show.as_ref().zip(lock).map(|(show, lock)| Lock {
                guid: show.guid,
                feed_url: Output::feed(show).url(show),
                out: BTreeSet::new(),
                episodes: BTreeMap::new(),
                ..lock
            });
            Ok(())
        }
        Forget::Episode(slug) => {
            let guids = guids_of(catalog, slug);
            if guids.iter().any(|guid| past.is_online(guid) || public.has(guid)) {
                return Err(online(&format!("`{slug}`")));
            }
            if !guids.iter().any(|guid| past.was_out(guid)) {
                return Err(unknown(catalog, slug));
            }
            for lock in [&mut catalog.lock, &mut catalog.replaced].into_iter().flatten() {
                lock.out.retain(|guid| !guids.contains(guid));
                lock.episodes.retain(|guid, _| !guids.contains(guid));
            }
            Ok(())
        }
    }
}

/// Whether the feed at the show's public address is the show's own.
fn is_of_show(catalog: &Catalog, public: &PublicFeed) -> bool {
    let locks = || catalog.lock.iter().chain(&catalog.replaced);
    let shows = catalog.show.iter().map(|show| show.guid).chain(locks().map(|lock| lock.guid));
    let here = catalog.episodes.iter().map(|entry| &entry.episode.guid);
    let mut known = here.chain(locks().flat_map(|lock| lock.episodes.keys().chain(&lock.out)));
    public.is_of(shows) || known.any(|guid| public.has(guid))
}

/// The guids that a folder has, and those that builds knew it by.
fn guids_of(catalog: &Catalog, slug: &Slug) -> BTreeSet<Guid> {
    let of_lock = |lock: &Lock| -> Vec<Guid> {
        lock.episodes.iter().filter(|(_, locked)| locked.slug == *slug).map(|(guid, _)| guid.clone()).collect()
    };
    let here = catalog.episodes.iter().map(|entry| &entry.episode).filter(|episode| episode.slug == *slug);
    let locks = catalog.lock.iter().chain(&catalog.replaced);
    here.map(|episode| episode.guid.clone()).chain(locks.flat_map(of_lock)).collect()
}

fn online(what: &str) -> Error {
    Error::Usage {
        message: format!("{what} is online, so the build that published it cannot be forgotten"),
        help: "put back what was published, or say that the change is meant with `--accept`".to_owned(),
    }
}

fn unknown(catalog: &Catalog, slug: &Slug) -> Error {
    let here = catalog.episodes.iter().map(|entry| entry.episode.slug.as_str());
    let locks = catalog.lock.iter().chain(&catalog.replaced);
    let known: BTreeSet<&str> =
        here.chain(locks.flat_map(|lock| lock.episodes.values()).map(|locked| locked.slug.as_str())).collect();
    if known.contains(slug.as_str()) {
        return Error::Usage {
            message: format!("`{slug}` was not built yet, so there is nothing to forget"),
            help: "run `podwright build` without `--forget`".to_owned(),
        };
    }
    Error::Usage {
        message: format!("there is no episode `{slug}`"),
        help: match nearest(slug.as_str(), known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "an episode is named by its folder below `episodes/`, and the show by `show`".to_owned(),
        },
    }
}
