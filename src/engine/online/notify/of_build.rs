//! Tells of the feed that the last build wrote, and remembers who was told.

use std::time::Duration;

use camino::Utf8Path;

use crate::engine::online::notify::memory::{read_notified, write_notified};
use crate::engine::online::notify::{NotifyMode, NotifyOptions, NotifyReport, tell_all};
use crate::error::Error;
use crate::feed::published::PUBLISHED_MAX;
use crate::layout::output::Output;
use crate::model::files::show_files::FEED_FOLDER;
use crate::model::show::Show;
use crate::model::time::moment::Moment;
use crate::world::World;
use crate::world::disk::{Disk, read_whole};

/// What came of it.
pub(crate) struct ToldOfBuild {
    pub(crate) report: NotifyReport,
    /// Why it cannot be remembered who was told, so that the next run tells them again.
    pub(crate) forgotten: Option<Error>,
}

/// Tells who is to be told of the feed in `feed/`, once the show's address serves it. `wait` gets how long it is until the address is asked again.
///
/// # Errors
/// If there is no feed.
pub(crate) fn notify_of_build(
    world: &World,
    (root, show): (&Utf8Path, &Show),
    (mode, now): (NotifyMode, Moment),
    wait: &dyn Fn(Duration),
) -> Result<ToldOfBuild, Error> {
    let disk = world.disk.as_ref();
    let feed = built_feed(disk, root, show)?;
    let remembered = read_notified(disk, root);
    let options = NotifyOptions {
        show,
        feed: &feed,
        podping_token: world.environment.podping_token.as_ref(),
        remembered: remembered.as_ref(),
        mode,
        now,
        wait,
    };
    let report = tell_all(world.network.as_ref(), world.clock.as_ref(), &options);
    let forgotten = report.remember.as_ref().and_then(|remember| write_notified(disk, root, remember).err());
    Ok(ToldOfBuild { report, forgotten })
}

/// The feed, as the last build wrote it.
fn built_feed(disk: &dyn Disk, root: &Utf8Path, show: &Show) -> Result<Vec<u8>, Error> {
    let path = root.join(FEED_FOLDER).join(Output::feed(show).path().as_path());
    read_whole(disk, &path, PUBLISHED_MAX).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => Error::Usage {
            message: format!("there is no `{FEED_FOLDER}/{}`, so there is nothing to tell of", Output::feed(show)),
            help: "run `podwright build`, and serve feed/".to_owned(),
        },
        _ => Error::Disk { step: "read", path, source },
    })
}
