//! A show that was checked.

pub(in crate::engine) mod against;
mod refusal;

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};

use crate::catalog::{Catalog, CatalogEpisode, TagState};
use crate::check::checked::Checked;
use crate::check::found::Found;
use crate::check::located_finding::LocatedFinding;
use crate::check::report::Report;
pub use crate::engine::checked_show::refusal::{Reason, Refusal};
use crate::engine::cleared_show::ClearedShow;
use crate::engine::load::template_fault;
use crate::engine::located::locate_all;
use crate::engine::mode::Mode;
use crate::engine::rendered_feed::RenderedFeed;
use crate::engine::tagging::finals::Finals;
use crate::engine::workspace::Workspace;
use crate::error::Error;
use crate::model::files::show_files::TEMPLATES_FOLDER;
use crate::model::time::moment::Moment;
use crate::seal::{Preview, preview, preview_of_all};
use crate::site;
use crate::site::error::SiteError;
use crate::site::templates::template_error::TemplateError;

/// A show that was checked, with everything that was found.
pub struct CheckedShow {
    pub(in crate::engine) workspace: Workspace,
    checked: Checked,
    pub(in crate::engine) feed: Option<RenderedFeed>,
}

impl CheckedShow {
    pub(in crate::engine) fn new(workspace: Workspace, checked: Checked, feed: Option<RenderedFeed>) -> Self {
        Self { workspace, checked, feed }
    }

    /// What was found.
    pub fn report(&self) -> &Report {
        self.checked.report()
    }

    /// A report on these breaches alone, at the levels that this show gives them.
    pub(in crate::engine) fn report_of(&self, found: Found) -> Report {
        self.checked.report_of(found)
    }

    /// The feed that this show would have, where nothing prevents it.
    pub(in crate::engine) fn feed_text(&self) -> Option<&[u8]> {
        self.feed.as_ref().map(|feed| feed.xml.as_bytes())
    }

    /// What is known about the show.
    pub fn catalog(&self) -> &Catalog {
        self.checked.catalog()
    }

    /// The findings of this show's report, or some of them, with the line that each one is about.
    pub(crate) fn located(&self, report: Report) -> Vec<LocatedFinding> {
        locate_all(report.findings, &self.workspace, self.checked.catalog())
    }

    /// Keeps the hashes that were made, so that the next run need not make them again. A disk that refuses costs time, nothing else.
    pub fn keep_cache(&mut self) {
        self.workspace.keep_cache();
    }

    /// The show as it would be, with drafts and held-back episodes left out, though it may have faults. Pages can be made of it, and nothing can be
    /// published.
    ///
    /// # Errors
    /// If podcast.yaml says too little to show anything.
    pub fn preview(&self, now: Moment) -> Result<Preview, Error> {
        let finals = Finals::predicted(self.catalog(), &self.workspace.taggings);
        preview(self.catalog(), &finals.audio, now).map_err(Error::from)
    }

    /// The same with drafts and held-back episodes, each with a mark, and with the recordings as they are before tagging.
    ///
    /// # Errors
    /// If podcast.yaml says too little to show anything.
    pub fn preview_of_all(&self, now: Moment) -> Result<Preview, Error> {
        let finals = Finals::of(self.catalog(), &self.workspace.taggings, &BTreeMap::new());
        preview_of_all(self.catalog(), &finals.audio, now).map_err(Error::from)
    }

    /// Lets the show through if nothing is at error level, and if the mode allows what the build would have to do.
    ///
    /// # Errors
    /// The reason, with the show as it was.
    pub fn clear(self, mode: Mode) -> Result<ClearedShow, Refusal> {
        let Self { workspace, checked, feed } = if mode == Mode::Locked { self } else { self.without_stale_tags() };
        let checked = if mode.writes() { checked.with_recordings_needed() } else { checked };
        match checked.clear() {
            Err(checked) => Err(Refusal { show: Box::new(Self { workspace, checked, feed }), reason: Reason::Faults }),
            Ok(cleared) => match workspace.stale() {
                // Without a lock, that is what is said: the tags follow from a build that writes it.
                stale if mode == Mode::Locked && workspace.lock_text.is_some() && !stale.is_empty() => {
                    let checked = cleared.into_checked();
                    Err(Refusal { show: Box::new(Self { workspace, checked, feed }), reason: Reason::StaleTags(stale) })
                }
                _ => Ok(ClearedShow { workspace, cleared, feed, mode }),
            },
        }
    }

    /// Without findings on stale tags, which the next build writes.
    pub(crate) fn without_stale_tags(self) -> Self {
        let is_stale = |entry: &CatalogEpisode| matches!(entry.tags, TagState::Stale { .. });
        if !self.catalog().episodes.iter().any(is_stale) {
            return self;
        }
        let Self { workspace, checked, feed } = self;
        let mut checked = checked.with_tags_written();
        if let Some(feed) = &feed {
            checked = match checked.clear() {
                Ok(cleared) => cleared.with_feed_size(feed.bytes()),
                Err(checked) => checked,
            };
        }
        Self { workspace, checked, feed }
    }

    /// Makes the pages once for trial if the show has templates of its own: a template may be sound and still name a value that does
    /// not exist, or make a page that loads from elsewhere. Held-back episodes take part, since their pages must not fail on the day they are due.
    pub(in crate::engine) fn with_trial_pages(self) -> Self {
        if self.workspace.templates.is_empty() {
            return self;
        }
        let Self { workspace, checked, feed } = self;
        let cleared = match checked.clear() {
            Err(checked) => return Self { workspace, checked, feed },
            Ok(cleared) => cleared,
        };
        let finals = Finals::predicted(cleared.catalog(), &workspace.taggings);
        let rendered = preview(cleared.catalog(), &finals.audio, Moment::last())
            .ok()
            .map(|preview| site::trial(&preview.view, &workspace.templates));
        let checked = cleared.into_checked();
        let checked = match rendered {
            Some(Err(SiteError::Template(error))) => {
                checked.with_fault(&template_fault(template_file(&error, &workspace), &error))
            }
            Some(Ok(faults)) => faults.iter().fold(checked, |checked, fault| checked.with_fault(fault)),
            _ => checked,
        };
        Self { workspace, checked, feed }
    }
}

/// The show's own file that a fault is in; the folder, if one of ours fails because another of the show's lacks something.
fn template_file(error: &TemplateError, workspace: &Workspace) -> Utf8PathBuf {
    let folder = Utf8Path::new(TEMPLATES_FOLDER);
    match error {
        TemplateError::Fault { name, .. } | TemplateError::Unknown { name, .. } if workspace.templates.has(name) => {
            folder.join(name)
        }
        _ => folder.to_owned(),
    }
}
