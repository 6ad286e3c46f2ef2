//! A show that may be published.

use crate::catalog::Catalog;
use crate::check::cleared::Cleared;
use crate::check::located_finding::LocatedFinding;
use crate::check::report::Report;
use crate::engine::located::locate_all;
use crate::engine::mode::Mode;
use crate::engine::progress::{Progress, Step};
use crate::engine::release::outputs;
use crate::engine::rendered_feed::RenderedFeed;
use crate::engine::tagged_show::TaggedShow;
use crate::engine::tagging::finals::Finals;
use crate::engine::tagging::tag_writing::apply_all;
use crate::engine::workspace::Workspace;
use crate::error::Error;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::time::moment::Moment;
use crate::seal::seal;
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

    /// Writes the tags that do not say what the YAML says, in [`Mode::Write`] alone. Whatever the rest of the build needs is settled before the first
    /// recording is touched: the pages and their pictures are made, and all files can be written.
    ///
    /// # Errors
    /// If something cannot be made or written; then nothing was changed. If a recording cannot be replaced. Every recording is then the old or the new one, whole.
    pub fn tag(self, progress: &dyn Progress) -> Result<TaggedShow, Error> {
        let mut tagged = TaggedShow::of(self.workspace, self.cleared, self.feed, self.mode);
        if !self.mode.tags() || tagged.workspace.stale().is_empty() {
            return Ok(tagged);
        }
        let room = if let Some(feed) = &tagged.feed {
            let (pictures, room) = outputs::settle(&tagged.workspace, feed)?;
            tagged.pictures = pictures;
            room
        } else {
            // There can be no feed, which is found out before anything is tagged.
            let finals = Finals::predicted(tagged.cleared.catalog(), &tagged.workspace.taggings);
            seal(&tagged.cleared, &finals.audio, Moment::last())?;
            ByteCount::ZERO
        };
        let step = progress.begin(Step::Tag);
        let (done, lost_owner) = apply_all(&mut tagged.workspace, tagged.cleared.catalog(), room, step.as_ref())?;
        drop(step);
        (tagged.tagged, tagged.lost_owner) = (done, lost_owner);
        Ok(tagged)
    }
}
