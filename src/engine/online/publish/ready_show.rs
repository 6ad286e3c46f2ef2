//! A show that is ready to be online.

use camino::Utf8Path;

use crate::engine::load::{read_lock, read_yaml};
use crate::engine::no_op::is_built;
use crate::engine::release::Release;
use crate::engine::release::publication::publication_of_build;
use crate::error::Error;
use crate::model::show::Show;
use crate::model::time::moment::Moment;
use crate::publish::publication::Publication;
use crate::world::disk::Disk;

/// A show, and what is to be online of it: what a build would write.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReadyShow {
    pub(crate) show: Show,
    pub(crate) publication: Publication,
}

impl ReadyShow {
    /// What was checked, and rendered.
    ///
    /// # Errors
    /// If `feed/` is something else, or cannot be read.
    pub(crate) fn of_release(release: &Release) -> Result<Self, Error> {
        Ok(Self { show: release.sealed().show().clone(), publication: release.publication()? })
    }

    /// What the last build of this program wrote, where nothing has changed since: it need not be rendered again. `None` where that is not known, or some of
    /// it is not here.
    pub(crate) fn of_last_build(disk: &dyn Disk, root: &Utf8Path, program: &str, now: Moment) -> Option<Self> {
        let show = read_yaml(disk, root).ok()?.show?;
        let (lock, _) = read_lock(disk, root).ok()??;
        let publication = publication_of_build(disk, root, &show, &lock)?;
        // at the end, so that what somebody changes meanwhile has another time than the publication says
        is_built(disk, root, program, now).then_some(Self { show, publication })
    }
}
