//! A show that was loaded.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8Path;

use crate::catalog::Catalog;
use crate::check;
use crate::check::consent::Consent;
use crate::engine::checked_show::CheckedShow;
use crate::engine::load::load;
use crate::engine::progress::{Progress, Step};
use crate::engine::rendered_feed::RenderedFeed;
use crate::engine::tag_writing::apply_all;
use crate::engine::tagging::Tagging;
use crate::engine::workspace::Workspace;
use crate::error::Error;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::model::time::moment::Moment;
use crate::tag::change::Warning;
use crate::world::disk::Disk;

/// A show with everything that was read and measured for it, and the plans for its tags.
pub struct Show {
    pub(in crate::engine) workspace: Workspace,
    pub(in crate::engine) catalog: Catalog,
}

/// What became of tagging.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TagsWritten {
    /// How many recordings were tagged.
    pub count: usize,
    /// Recordings that now belong to whoever runs podwright, because only root may give a file away.
    pub lost_owner: Vec<ShowPath>,
}

impl Show {
    /// Loads the show in the folder `root`: reads its files, each once, measures what no earlier run has measured, and plans the tags.
    /// Nothing is written.
    ///
    /// # Errors
    /// If the disk fails, or podcast.lock cannot be trusted. Whatever is wrong with the show itself is a finding of [`Show::check`].
    pub fn open(disk: Arc<dyn Disk>, root: &Utf8Path, progress: &dyn Progress) -> Result<Self, Error> {
        let (workspace, catalog) = load(disk, root, progress.begin(Step::Measure).as_ref())?;
        Ok(Self { workspace, catalog })
    }

    /// What is known about the show.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// What tagging would do to each recording that is here.
    pub(crate) fn taggings(&self) -> &BTreeMap<Slug, Tagging> {
        &self.workspace.taggings
    }

    /// Leaves the tags of all other episodes alone.
    pub(crate) fn keep_taggings_of(&mut self, episodes: &[Slug]) {
        self.workspace.taggings.retain(|slug, _| episodes.contains(slug));
    }

    /// What the producer should know of the recordings that will be tagged, and what tagging leaves as it is.
    pub fn tag_warnings(&self) -> impl Iterator<Item = (&ShowPath, &Warning)> {
        self.workspace.tag_warnings()
    }

    /// Writes the tags that do not say what the YAML says, without a check of the show and without a build.
    ///
    /// # Errors
    /// If a recording cannot be replaced. Every recording is then the old or the new one, whole.
    pub fn tag(mut self, progress: &dyn Progress) -> Result<TagsWritten, Error> {
        let step = progress.begin(Step::Tag);
        let (tagged, lost_owner) = apply_all(&mut self.workspace, &self.catalog, ByteCount::ZERO, step.as_ref())?;
        drop(step);
        self.workspace.keep_cache();
        Ok(TagsWritten { count: tagged.len(), lost_owner })
    }

    /// Keeps the hashes that were made, so that the next run need not make them again. A disk that refuses costs time, nothing else.
    pub fn keep_cache(&mut self) {
        self.workspace.keep_cache();
    }

    /// Forgets what podcast.lock says was published: the show is to be compared with a feed instead.
    pub(crate) fn forget_history(&mut self) {
        self.catalog.lock = None;
    }

    /// Everything that is wrong with the show, or worth knowing about it: what the rules find, what shows when its own templates are
    /// rendered, and what the size of its feed says. `now` decides only which episodes are held back.
    pub fn check(self, consent: &Consent, now: Moment) -> CheckedShow {
        let Self { workspace, catalog } = self;
        let checked = check::run(catalog, consent.clone(), now);
        let (checked, feed) = match checked.clear() {
            Err(checked) => (checked, None),
            Ok(cleared) => match RenderedFeed::predicted(&cleared, &workspace, now) {
                None => (cleared.into_checked(), None),
                Some(feed) => (cleared.with_feed_size(feed.bytes()), Some(feed)),
            },
        };
        CheckedShow::new(workspace, checked, feed).with_trial_pages()
    }
}
