//! What a build would publish, and the lock that it would write.

use std::collections::BTreeMap;

use crate::catalog::{AudioState, Catalog};
use crate::check::cleared::Cleared;
use crate::engine::load::Loaded;
use crate::engine::tagging::{Tagging, digest};
use crate::error::Error;
use crate::lock::{Accepted, Lock};
use crate::model::digest::Sha256;
use crate::model::moment::Moment;
use crate::model::slug::Slug;
use crate::output::next_lock::{LockSupplement, next_lock};
use crate::seal::{FinalAudio, Sealed, seal};

/// The final facts of every episode that is no draft, sealed for publication at `now`; and the lock that follows.
pub(in crate::cli) fn settle(
    cleared: &Cleared,
    loaded: &Loaded,
    taggings: &BTreeMap<Slug, Tagging>,
    now: Moment,
    accepted: Vec<Accepted>,
) -> Result<(Sealed, Lock), Error> {
    let Finals { audio, beside, transcripts } = Finals::of(&loaded.catalog, taggings);
    let all = seal(cleared, &audio, Moment::last()).map_err(failed)?;
    let sealed = seal(cleared, &audio, now).map_err(failed)?;
    let lock = next_lock(&all, &beside, &transcripts, loaded.catalog.lock.as_ref(), accepted);
    Ok((sealed, lock))
}

/// Every episode that is no draft, sealed for publication at `now`, with the facts that are final.
pub(in crate::cli) fn published(
    cleared: &Cleared,
    loaded: &Loaded,
    taggings: &BTreeMap<Slug, Tagging>,
    now: Moment,
) -> Result<Sealed, Error> {
    seal(cleared, &Finals::of(&loaded.catalog, taggings).audio, now).map_err(failed)
}

fn failed(source: crate::seal::SealError) -> Error {
    Error::Render { what: "feed/".to_owned(), source: Box::new(source) }
}

/// What the lock and the seal need of every episode beside what its YAML says.
#[derive(Default)]
struct Finals {
    audio: BTreeMap<Slug, FinalAudio>,
    beside: BTreeMap<Slug, LockSupplement>,
    /// Sums of the transcripts' files.
    transcripts: BTreeMap<Slug, Sha256>,
}

impl Finals {
    fn of(catalog: &Catalog, taggings: &BTreeMap<Slug, Tagging>) -> Self {
        let mut all = Self::default();
        for entry in &catalog.episodes {
            let slug = &entry.episode.slug;
            if let Some(found) = entry.transcript.as_ref().and_then(|state| state.found.as_ref().ok()) {
                all.transcripts.insert(slug.clone(), found.sha256);
            }
            if let AudioState::Remote(remote) = &entry.audio {
                all.audio.insert(slug.clone(), FinalAudio::Remote(remote.clone()));
            }
            let (Some(facts), Some(show)) = (entry.audio_facts(), &catalog.show) else { continue };
            let source = match &entry.audio {
                AudioState::Present { path, .. } => Some(path.clone()),
                _ => None,
            };
            let locked = catalog.lock.as_ref().and_then(|lock| lock.episodes.get(&entry.episode.guid)?.measured());
            let tags = match (taggings.get(slug), locked) {
                (Some(tagging), _) => tagging.digest,
                // Nobody can look into a file that is not here: what the lock says of its tags stays said.
                (None, Some(locked)) => locked.tags,
                (None, None) => digest(show, catalog.cover.as_ref(), entry, facts.length),
            };
            all.beside.insert(slug.clone(), LockSupplement { tags, faults: entry.audio_faults().to_vec() });
            all.audio.insert(slug.clone(), FinalAudio::Measured { facts: facts.clone(), source });
        }
        all
    }
}
