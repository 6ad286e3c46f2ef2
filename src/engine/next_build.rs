//! What the next build will find if nobody changes anything.

use crate::catalog::{AudioState, Catalog, TagState};
use crate::check;
use crate::check::consent::Consent;
use crate::engine::checked_show::CheckedShow;
use crate::engine::mode::Mode;
use crate::engine::release::Release;
use crate::engine::tagging::finals::Finals;
use crate::engine::workspace::Workspace;
use crate::engine::workspace::lock_file::lock_text;
use crate::model::time::moment::Moment;
use crate::output::next_lock::next_lock;
use crate::seal::{Sealed, seal};

/// What is known of the next build.
pub(crate) struct NextBuild {
    /// The show as the next build will find it.
    pub(crate) show: CheckedShow,
    /// What is out now.
    pub(crate) sealed: Sealed,
    /// When the next held-back episode comes out.
    pub(crate) next_date: Option<Moment>,
}

impl Release {
    /// The show as the next build will find it, after this one was written. `None` if that build would do more than nothing, or cannot be foreseen.
    pub(crate) fn next_build(self) -> Option<NextBuild> {
        let Self { workspace, cleared, feed, lock, mode, tagged, now, pictures: _ } = self;
        // Another build would add to the lock what this one has published.
        if mode == Mode::Locked && workspace.lock_text.as_ref() != Some(&lock_text(&lock)) {
            return None;
        }
        let mut catalog = cleared.into_checked().into_catalog();
        for entry in &mut catalog.episodes {
            let locked = lock.episodes.get(&entry.episode.guid).and_then(|locked| locked.measured());
            if let (AudioState::Present { probe, .. }, Some(locked)) = (&mut entry.audio, locked) {
                probe.facts = locked.facts.clone();
                probe.faults.clone_from(&locked.faults);
            }
            if tagged.contains_key(&entry.episode.slug) {
                entry.tags = TagState::Fresh;
            }
        }
        if catalog.episodes.iter().any(|entry| matches!(entry.tags, TagState::Stale { .. })) {
            return None;
        }
        let next_date = next_date(&catalog, now);
        let taggings = &workspace.taggings;
        catalog.lock = Some(lock.clone());
        // The feed that was written lists what the lock has.
        catalog.replaced = None;
        let cleared = check::run(catalog, Consent::default(), now).clear().ok()?;
        let finals = Finals::of(cleared.catalog(), taggings, &tagged);
        let all = seal(&cleared, &finals.audio, Moment::last()).ok()?;
        let next = next_lock(&all, &feed.sealed, &finals.supplements, &finals.transcripts, Some(&lock), Vec::new());
        if all.out_at(now) != feed.sealed || lock_text(&next) != lock_text(&lock) {
            return None;
        }
        let checked = cleared.with_feed_size(feed.bytes());
        let sealed = feed.sealed;
        Some(NextBuild {
            show: CheckedShow::new(Workspace { lock_text: Some(lock_text(&lock)), ..workspace }, checked, None),
            sealed,
            next_date,
        })
    }
}

fn next_date(catalog: &Catalog, now: Moment) -> Option<Moment> {
    let episodes = catalog.episodes.iter().map(|entry| &entry.episode);
    episodes.filter(|episode| !episode.draft && episode.date > now).map(|episode| episode.date).min()
}
