//! What a build publishes: final, rendered, and not written yet.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::cleared::Cleared;
use crate::check::report::Report;
use crate::engine::difference::{Difference, file_difference, lock_differences};
use crate::engine::mode::Mode;
use crate::engine::progress::{FileProgress, Progress, Step};
use crate::engine::rendered_feed::RenderedFeed;
use crate::engine::second_reader::read_back;
use crate::engine::tagged_file::TaggedFile;
use crate::engine::workspace::Workspace;
use crate::engine::workspace::lock_file::write_lock;
use crate::engine::workspace::picture_bytes::IMAGE_MAX;
use crate::error::Error;
use crate::feed;
use crate::layout::output::Output;
use crate::layout::output_file::{Content, OutputFile};
use crate::lock::Lock;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::FEED_FOLDER;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::model::time::moment::Moment;
use crate::output::apply::{self, Copying, Target};
use crate::output::manifest;
use crate::output::plan::{WritePlan, plan};
use crate::seal::{Sealed, ServedFile};
use crate::site;
use crate::site::render_inputs::RenderInputs;
use crate::world::disk::read_whole;

/// What a build publishes: the final bytes of everything that is out, and the lock that follows.
pub struct Release {
    pub(in crate::engine) workspace: Workspace,
    pub(in crate::engine) cleared: Cleared,
    pub(in crate::engine) feed: RenderedFeed,
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
        let step = progress.begin(Step::Copy);
        let mut current: Option<Box<dyn FileProgress>> = None;
        let feed = self.workspace.full(FEED_FOLDER);
        let target = Target { show: &self.workspace.root, feed: &feed };
        apply::apply(self.workspace.disk(), target, &plan, &mut |event| match event {
            Copying::All(bytes) => step.expect(bytes),
            Copying::File { path, bytes } => current = Some(step.file(&format!("{FEED_FOLDER}/{path}"), bytes)),
            Copying::Bytes(more) => current.iter().for_each(|file| file.advanced(more)),
        })?;
        drop((current, step));
        let lock = write_lock(self.workspace.disk(), &self.workspace.root, &self.lock, self.workspace.lock_text.as_deref())?;
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
        let outputs = self.outputs()?;
        let feed = self.workspace.full(FEED_FOLDER);
        let target = Target { show: &self.workspace.root, feed: &feed };
        let owned = apply::owned(self.workspace.disk(), target)?;
        let served = self.sealed().served_files();
        let existing = apply::survey(self.workspace.disk(), target, &outputs, &served)?;
        Ok(plan(outputs, &existing, &owned, &away(&served))?)
    }

    /// Every file of `feed/`.
    fn outputs(&self) -> Result<Vec<OutputFile>, Error> {
        let Workspace { root, templates, picture_bytes, .. } = &self.workspace;
        let disk = self.workspace.disk();
        let RenderedFeed { sealed, xml, .. } = &self.feed;
        let failed =
            |what: &str, source: Box<dyn std::error::Error + Send + Sync>| Error::Render { what: what.to_owned(), source };
        read_back(xml, sealed)?;
        let mut outputs = feed::files(sealed, xml.clone());
        let original = |path: &ShowPath| picture_bytes.read(disk, root, path).ok().map(|bytes| bytes.to_vec());
        let earlier = |path: &ShowPath| read_whole(disk, &root.join(FEED_FOLDER).join(path.as_path()), IMAGE_MAX).ok();
        let beside: BTreeMap<ShowPath, ByteCount> = outputs
            .iter()
            .filter_map(|file| match &file.content {
                Content::Bytes(bytes) => Some((file.path(), ByteCount::of(bytes))),
                Content::SameAs(_) => None,
            })
            .collect();
        let inputs = RenderInputs { original: &original, earlier: &earlier, beside: &beside, templates };
        let pages = site::render(sealed.view(), &inputs)
            .map_err(|error| failed(&format!("{FEED_FOLDER}/{}", Output::INDEX), Box::new(error)))?;
        outputs.extend(pages);
        outputs.push(manifest::render(sealed, &outputs));
        Ok(outputs)
    }
}

/// Media whose files are not on this machine: what an earlier build put there stays.
fn away(served: &BTreeMap<Output, ServedFile<'_>>) -> BTreeSet<ShowPath> {
    served.iter().filter(|(_, file)| file.source.is_none()).map(|(output, _)| output.path()).collect()
}
