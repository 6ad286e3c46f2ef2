//! A show whose recordings have the tags that they should have.

use std::collections::BTreeMap;

use crate::check::cleared::Cleared;
use crate::check::finding::Finding;
use crate::engine::difference::lock_differences;
use crate::engine::mode::Mode;
use crate::engine::release::Release;
use crate::engine::release::outputs::PagePictures;
use crate::engine::rendered_feed::RenderedFeed;
use crate::engine::tagging::finals::Finals;
use crate::engine::tagging::tagged_file::TaggedFile;
use crate::engine::workspace::Workspace;
use crate::error::Error;
use crate::lock::{Accepted, Lock};
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::model::time::moment::Moment;
use crate::output::next_lock::next_lock;
use crate::seal::seal;

/// A show whose recordings have the tags that they should have, or in other modes than [`Mode::Write`], the tags that they had.
pub struct TaggedShow {
    pub(in crate::engine) workspace: Workspace,
    pub(in crate::engine) cleared: Cleared,
    pub(in crate::engine) feed: Option<RenderedFeed>,
    mode: Mode,
    pub(in crate::engine) pictures: PagePictures,
    pub(in crate::engine) tagged: BTreeMap<Slug, TaggedFile>,
    pub(in crate::engine) lost_owner: Vec<ShowPath>,
}

impl TaggedShow {
    pub(in crate::engine) fn of(workspace: Workspace, cleared: Cleared, feed: Option<RenderedFeed>, mode: Mode) -> Self {
        Self { workspace, cleared, feed, mode, pictures: PagePictures::new(), tagged: BTreeMap::new(), lost_owner: Vec::new() }
    }

    /// How many recordings were tagged.
    pub fn count(&self) -> usize {
        self.tagged.len()
    }

    /// Recordings that now belong to whoever runs podwright, because only root may give a file away.
    pub fn lost_owner(&self) -> &[ShowPath] {
        &self.lost_owner
    }

    /// The final bytes of everything that is out at `now`, and the lock that follows.
    ///
    /// # Errors
    /// If the show cannot be sealed, the second reader reads something else than was written, or in [`Mode::Locked`] podcast.lock would change.
    pub fn seal(self, now: Moment) -> Result<Release, Error> {
        let Self { workspace, cleared, feed, mode, pictures, tagged, lost_owner: _ } = self;
        let finals = Finals::of(cleared.catalog(), &workspace.taggings, &tagged);
        // The lock has the held-back episodes too, so that it does not depend on the clock.
        let all = seal(&cleared, &finals.audio, Moment::last())?;
        let feed = RenderedFeed::of_final(all.out_at(now), feed)?;
        let accepted = accepted(&cleared.report().accepted, now);
        let old = cleared.catalog().lock.as_ref();
        let lock = next_lock(&all, &feed.sealed, &finals.supplements, &finals.transcripts, old, accepted);
        if mode == Mode::Locked {
            // CI publishes what comes due, and commits nothing: what is out and online may be missing from the lock.
            let old = old.map(|old| Lock { out: lock.out.clone(), online: lock.online.clone(), ..old.clone() });
            let differences = lock_differences(old.as_ref(), &lock);
            if !differences.is_empty() {
                return Err(Error::StaleLock(differences));
            }
        }
        Ok(Release { workspace, cleared, feed, pictures, lock, mode, tagged, now })
    }
}

/// What the lock will remember of what a producer agreed to.
fn accepted(findings: &[Finding], now: Moment) -> Vec<Accepted> {
    let record = |finding: &Finding| Accepted {
        date: now.as_date_time().to_utc().date_naive(),
        rule: finding.rule.id().to_owned(),
        episode: finding.episode.clone(),
        change: finding.message.clone(),
    };
    findings.iter().map(record).collect()
}
