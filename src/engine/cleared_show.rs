//! A show that may be published.

use crate::catalog::Catalog;
use crate::check::cleared::Cleared;
use crate::check::located_finding::LocatedFinding;
use crate::check::report::Report;
use crate::engine::located::locate_all;
use crate::engine::mode::Mode;
use crate::engine::progress::{Progress, Step};
use crate::engine::rendered_feed::RenderedFeed;
use crate::engine::tag_writing::apply_all;
use crate::engine::tagged_show::TaggedShow;
use crate::engine::workspace::Workspace;
use crate::error::Error;
use crate::model::files::show_files::FEED_FOLDER;
use crate::model::files::show_path::ShowPath;
use crate::output::apply::{self, Target};
use crate::tag::change::Warning;

/// A show in which no rule found an error.
pub struct ClearedShow {
    pub(in crate::engine) workspace: Workspace,
    pub(in crate::engine) cleared: Cleared,
    pub(in crate::engine) feed: Option<RenderedFeed>,
    pub(in crate::engine) mode: Mode,
}

impl ClearedShow {
    /// What was found, below error level.
    pub fn report(&self) -> &Report {
        self.cleared.report()
    }

    /// What is known about the show.
    pub fn catalog(&self) -> &Catalog {
        self.cleared.catalog()
    }

    /// The findings of this show's report, or some of them, with the line that each one is about.
    pub(crate) fn located(&self, report: Report) -> Vec<LocatedFinding> {
        locate_all(report.findings, &self.workspace, self.cleared.catalog())
    }

    /// What the producer should know of the recordings that will be tagged, and what tagging leaves as it is.
    pub fn tag_warnings(&self) -> impl Iterator<Item = (&ShowPath, &Warning)> {
        self.workspace.tag_warnings().filter(|_| self.mode.tags())
    }

    /// Keeps the hashes that were made, so that the next run need not make them again.
    pub fn keep_cache(&mut self) {
        self.workspace.keep_cache();
    }

    /// Writes the tags that do not say what the YAML says, in [`Mode::Write`] alone. Before the first recording is touched, all of them and the
    /// folders of the output are checked for whether they can be written.
    ///
    /// # Errors
    /// If a recording cannot be replaced. Every recording is then the old or the new one, whole.
    pub fn tag(self, progress: &dyn Progress) -> Result<TaggedShow, Error> {
        let mut tagged = TaggedShow::of(self.workspace, self.cleared, self.feed, self.mode);
        if !self.mode.tags() || tagged.workspace.stale().is_empty() {
            return Ok(tagged);
        }
        let feed = tagged.workspace.full(FEED_FOLDER);
        apply::check_writable(tagged.workspace.disk(), Target { show: &tagged.workspace.root, feed: &feed })?;
        let step = progress.begin(Step::Tag);
        let (done, lost_owner) = apply_all(&mut tagged.workspace, tagged.cleared.catalog(), step.as_ref())?;
        drop(step);
        (tagged.tagged, tagged.lost_owner) = (done, lost_owner);
        Ok(tagged)
    }
}
