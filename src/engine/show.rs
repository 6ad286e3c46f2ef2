//! A show that was loaded.

mod forgetting;
pub(in crate::engine) mod replaced;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use camino::Utf8Path;

use crate::catalog::Catalog;
use crate::check;
use crate::check::consent::Consent;
use crate::check::forget::Forget;
use crate::engine::checked_show::CheckedShow;
use crate::engine::load::{Incomplete, LoadOptions, MissingLevels, load};
use crate::engine::online::public_feed::{PublicFeed, ask_feed};
use crate::engine::progress::{Progress, Step};
use crate::engine::rendered_feed::RenderedFeed;
use crate::engine::show::forgetting::forget_build;
use crate::engine::show::replaced::online_lock;
use crate::engine::tagging::Tagging;
use crate::engine::tagging::tag_writing::apply_all;
use crate::engine::workspace::Workspace;
use crate::error::Error;
use crate::feed::published::PUBLISHED_MAX;
use crate::layout::output::Output;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::guid::Guid;
use crate::model::identity::slug::Slug;
use crate::model::time::build_time::BuildTime;
use crate::model::web::placeholder_address::is_placeholder;
use crate::tag::change::Warning;
use crate::world::disk::Disk;
use crate::world::network::Network;

/// How long the show's own address may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

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
        Self::open_to_rewrite(disk, root, &[], progress)
    }

    /// As [`Show::open`]; the tags of these episodes are compared byte for byte even where the lock knows that they say what is wanted, as an earlier
    /// version of podwright may have written them in another way.
    ///
    /// # Errors
    /// As [`Show::open`].
    pub fn open_to_rewrite(
        disk: Arc<dyn Disk>,
        root: &Utf8Path,
        rewritten: &[Slug],
        progress: &dyn Progress,
    ) -> Result<Self, Error> {
        Self::open_with(
            disk,
            root,
            LoadOptions { rewritten, levels: MissingLevels::Left, incomplete: Incomplete::Refused },
            progress,
        )
    }

    /// As [`Show::open`], for a build that writes podcast.lock: recordings that the lock knows without the levels of their waveform, as podwright 0.1 left
    /// them, are measured again.
    ///
    /// # Errors
    /// As [`Show::open`].
    pub fn open_for_build(disk: Arc<dyn Disk>, root: &Utf8Path, progress: &dyn Progress) -> Result<Self, Error> {
        let options = LoadOptions { rewritten: &[], levels: MissingLevels::Measured, incomplete: Incomplete::Refused };
        Self::open_with(disk, root, options, progress)
    }

    /// Loads the show for a preview. What podcast.yaml or an episode.yaml must have and lacks gets a stand-in, so that there are pages all the same. What
    /// is wrong stays an error, so such a show is never cleared.
    ///
    /// # Errors
    /// As [`Show::open`].
    pub fn open_for_preview(disk: Arc<dyn Disk>, root: &Utf8Path, progress: &dyn Progress) -> Result<Self, Error> {
        let options = LoadOptions { rewritten: &[], levels: MissingLevels::Left, incomplete: Incomplete::Repaired };
        Self::open_with(disk, root, options, progress)
    }

    fn open_with(disk: Arc<dyn Disk>, root: &Utf8Path, options: LoadOptions<'_>, progress: &dyn Progress) -> Result<Self, Error> {
        let (workspace, catalog) = load(disk, root, options, progress.begin(Step::Measure).as_ref())?;
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
        let Catalog { lock, replaced, episodes, .. } = &mut self.catalog;
        *replaced = None;
        // That another program published an episode first stays true, and so does the order in which it stands.
        let here: BTreeSet<Guid> = episodes.iter().map(|entry| entry.episode.guid.clone()).collect();
        *lock = lock.take().and_then(|mut lock| {
            lock.episodes.retain(|guid, locked| locked.origin.is_some() && here.contains(guid));
            (lock.out, lock.online, lock.accepted, lock.moves) = Default::default();
            (!lock.episodes.is_empty()).then_some(lock)
        });
    }

    /// Compares the show also with the feed at its own address, if that answers soon. A placeholder is not asked.
    pub(crate) fn look_online(&mut self, network: &dyn Network) {
        let Some(show) = self.catalog.show.as_ref().filter(|show| !is_placeholder(show.url.as_url())) else { return };
        let address = Output::feed(show).url(show);
        let answer = network.fetch(address.as_str(), PUBLISHED_MAX, PATIENCE).map_err(|error| error.to_string());
        let found = answer.and_then(|feed| online_lock(&feed, &self.catalog).map_err(|error| error.to_string()));
        match found {
            Ok(online) => self.catalog.replaced = online,
            Err(reason) => self.catalog.no_history = Some(format!("`{address}` gives no feed within 10 s ({reason})")),
        }
    }

    /// Asks the show's public address once for its feed.
    pub(crate) fn public_feed(&self, network: &dyn Network) -> PublicFeed {
        self.catalog.show.as_ref().map_or(PublicFeed::Nothing, |show| ask_feed(network, show))
    }

    /// Counts builds as never made: those of an episode, or of the whole show. `public` is what is at the show's public address.
    ///
    /// # Errors
    /// If it is known to be online, or was never built.
    pub(crate) fn forget(&mut self, forgotten: &[Forget], public: &PublicFeed) -> Result<(), Error> {
        forgotten.iter().try_for_each(|forget| forget_build(&mut self.catalog, forget, public))
    }

    /// Everything that is wrong with the show, or worth knowing about it: what the rules find, what shows when its own templates are
    /// rendered, and what the size of its feed says. The time decides only which episodes are held back.
    pub fn check(self, consent: &Consent, time: impl Into<BuildTime>) -> CheckedShow {
        let time = time.into();
        let Self { workspace, catalog } = self;
        let checked = check::run(catalog, consent.clone(), time);
        let (checked, feed) = match checked.clear() {
            Err(checked) => (checked, None),
            Ok(cleared) => match RenderedFeed::predicted(&cleared, &workspace, time.now) {
                None => (cleared.into_checked(), None),
                Some(feed) => (cleared.with_feed_size(feed.bytes()), Some(feed)),
            },
        };
        CheckedShow::new(workspace, checked, feed).with_trial_pages()
    }
}
