//! What a build publishes: final, rendered, and not written yet.

pub(in crate::engine) mod outputs;
pub(crate) mod publication;

use std::collections::BTreeMap;

use crate::check::cleared::Cleared;
use crate::check::report::Report;
use crate::engine::difference::{Difference, file_difference, lock_differences};
use crate::engine::mode::Mode;
use crate::engine::progress::{FileProgress, Progress, Step};
use crate::engine::release::outputs::PagePictures;
use crate::engine::rendered_feed::RenderedFeed;
use crate::engine::tagging::tagged_file::TaggedFile;
use crate::engine::workspace::Workspace;
use crate::engine::workspace::lock_file::write_lock;
use crate::error::Error;
use crate::layout::output_file::OutputFile;
use crate::lock::Lock;
use crate::model::files::show_files::FEED_FOLDER;
use crate::model::identity::slug::Slug;
use crate::model::time::moment::Moment;
use crate::output::apply::{self, Copying, Target};
use crate::output::plan::WritePlan;
use crate::seal::Sealed;

/// What a build publishes: the final bytes of everything that is out, and the lock that follows.
pub struct Release {
    pub(in crate::engine) workspace: Workspace,
    pub(in crate::engine) cleared: Cleared,
    pub(in crate::engine) feed: RenderedFeed,
    /// Pictures of the pages that were made before the recordings were tagged.
    pub(in crate::engine) pictures: PagePictures,
    pub(in crate::engine) lock: Lock,
    pub(in crate::engine) mode: Mode,
    pub(in crate::engine) tagged: BTreeMap<Slug, TaggedFile>,
    pub(in crate::engine) now: Moment,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct WriteSummary {
    /// Recordings that were tagged.
    pub tagged: usize,
    /// Files that were written to `feed/`.
    pub files: usize,
    /// Files that were removed from `feed/`.
    pub removed: usize,
    /// Whether podcast.lock was written.
    pub lock: bool,
}

impl WriteSummary {
    /// Whether nothing had to be done.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Release {
    /// What is out.
    pub fn sealed(&self) -> &Sealed {
        &self.feed.sealed
    }

    /// What was found in the show, below error level.
    pub fn report(&self) -> &Report {
        self.cleared.report()
    }

    /// What the build may change.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The lock that a build writes.
    pub fn lock(&self) -> &Lock {
        &self.lock
    }

    /// Episodes that are held back until their date.
    pub fn held_back(&self) -> usize {
        self.lock.episodes.len() - self.sealed().episodes().len()
    }

    /// Renders everything, and writes what differs: the feed late, podcast.lock last. In [`Mode::Compare`] nothing is written.
    ///
    /// # Errors
    /// If something cannot be rendered, somebody else's file is in the way, or the disk fails. Every file is then the old or the new one, whole.
    pub fn write(&mut self, progress: &dyn Progress) -> Result<WriteSummary, Error> {
        if !self.mode.writes() {
            return Ok(WriteSummary::default());
        }
        let plan = self.plan()?;
        let feed = self.workspace.full(FEED_FOLDER);
        let target = Target { show: &self.workspace.root, feed: &feed };
        let written = plan.writes.iter().map(OutputFile::path).chain(plan.removals.iter().cloned());
        apply::check_writable(self.workspace.disk(), target, &written.collect())?;
        let step = progress.begin(Step::Copy);
        let mut current: Option<Box<dyn FileProgress>> = None;
        apply::apply(self.workspace.disk(), target, &plan, &mut |event| match event {
            Copying::All(bytes) => step.expect(bytes),
            Copying::File { path, bytes } => current = Some(step.file(&format!("{FEED_FOLDER}/{path}"), bytes)),
            Copying::Bytes(more) => current.iter().for_each(|file| file.advanced(more)),
        })?;
        drop((current, step));
        let known = self.workspace.lock_text.as_deref();
        let lock = self.mode == Mode::Write && write_lock(self.workspace.disk(), &self.workspace.root, &self.lock, known)?;
        self.workspace.keep_cache();
        Ok(WriteSummary { tagged: self.tagged.len(), files: plan.writes.len(), removed: plan.removals.len(), lock })
    }

    /// How `feed/`, the tags and podcast.lock differ from what a build would write.
    ///
    /// # Errors
    /// As [`Release::write`].
    pub fn differences(&self) -> Result<Vec<Difference>, Error> {
        let mut differences: Vec<Difference> = self.workspace.stale().into_iter().map(Difference::Tags).collect();
        let plan = self.plan()?;
        let feed = self.workspace.full(FEED_FOLDER);
        differences.extend(plan.writes.iter().filter_map(|output| file_difference(self.workspace.disk(), &feed, output)));
        differences.extend(plan.removals.into_iter().map(Difference::Unwanted));
        let old = self.cleared.catalog().lock.as_ref();
        differences.extend(lock_differences(old, &self.lock).into_iter().map(Difference::Lock));
        Ok(differences)
    }

    /// What has to be written and removed so that `feed/` holds what it should.
    fn plan(&self) -> Result<WritePlan, Error> {
        let outputs = outputs::render(&self.workspace, &self.feed, &self.pictures)?;
        outputs::plan_writes(&self.workspace, &self.feed, outputs)
    }
}
