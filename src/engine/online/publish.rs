//! Puts a show online: what is to be there is what a build would write, and where it goes is what podcast.yaml says.

pub(in crate::engine) mod changed;
pub(in crate::engine) mod ready_show;
pub(in crate::engine) mod settings;

use std::sync::Arc;
use std::time::Duration;

use camino::Utf8Path;
use chrono::NaiveDate;

use crate::engine::online::publish::ready_show::ReadyShow;
use crate::error::Error;
use crate::model::settings::publish_settings::{KEEP_DAYS, PublishSettings};
use crate::publish::apply;
use crate::publish::apply::{Job, Watcher, Wishes};
use crate::publish::outcome::PublishOutcome;
use crate::publish::target::opening::Opening;
use crate::world::World;
use crate::world::disk::Disk;

/// The pause before a request is sent again; it doubles each time.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// Where a show goes, and how.
pub(crate) struct PublishOptions<'a> {
    pub(crate) root: &'a Utf8Path,
    pub(crate) settings: &'a PublishSettings,
    pub(crate) wishes: Wishes,
    /// How many files are sent at once.
    pub(crate) jobs: usize,
    /// The day.
    pub(crate) today: NaiveDate,
    /// The disk without the bounds of the show, for targets that are folders.
    pub(crate) machine: Arc<dyn Disk>,
    pub(crate) watcher: &'a dyn Watcher,
}

/// Puts a show online.
///
/// # Errors
/// If keys or a program are missing, something is in the way, or the target fails. The live feed then names only what is there.
pub(crate) fn publish(world: &World, ready: &ReadyShow, options: &PublishOptions<'_>) -> Result<PublishOutcome, Error> {
    let PublishOptions { root, settings, wishes, jobs, today, machine, watcher } = options;
    let opening = Opening {
        world,
        machine: Arc::clone(machine),
        settings,
        root: (*root).to_owned(),
        jobs: *jobs,
        first_pause: FIRST_PAUSE,
        is_dry: wishes.dry_run,
        today: *today,
    };
    let stores = opening.open()?;
    let id = world.identities.fresh_guid();
    let job = Job {
        publication: &ready.publication,
        stores: &stores,
        disk: world.disk.as_ref(),
        wishes: *wishes,
        today: *today,
        keep_days: settings.keep_days.unwrap_or(KEEP_DAYS),
        id: id.as_str(),
        clock: world.clock.as_ref(),
        watcher: *watcher,
    };
    Ok(apply::publish(&job)?)
}
