//! What the next build will find, if nobody changes anything.

use camino::Utf8Path;

use crate::check::consent::Consent;
use crate::cli::build::refusals::stale;
use crate::cli::build::{loaded_with_progress, settle};
use crate::cli::check::report_text;
use crate::cli::session::Session;
use crate::cli::trial;
use crate::engine::lock_text::lock_text;
use crate::engine::tagging::note_stale;
use crate::lock::Lock;
use crate::model::moment::Moment;
use crate::seal::Sealed;

/// Reads the show again after it was built, and sees whether the next build would publish and remember the very same: then, what its
/// findings are, as they would be printed. `None` where it would do more than nothing, or cannot be told.
///
/// What follows from what is sealed need not be rendered again: the same gives the same.
pub(in crate::cli) fn foresee(session: &mut Session, root: &Utf8Path, built: (&Sealed, &Lock), now: Moment) -> Option<String> {
    let mut loaded = loaded_with_progress(session, root).ok()?;
    let taggings = note_stale(session.world.disk.as_ref(), root, &mut loaded);
    if !stale(&taggings).is_empty() {
        return None;
    }
    let report = trial::checked(&mut loaded, &taggings, &Consent::default(), now);
    let cleared = crate::check::run(loaded.catalog.clone(), Consent::default(), now).clear().ok()?;
    let (sealed, lock) = settle(&cleared, &loaded, &taggings, now, Vec::new()).ok()?;
    if (&sealed, lock_text(&lock)) != (built.0, lock_text(built.1)) {
        return None;
    }
    if report.findings.is_empty() {
        return Some(String::new());
    }
    // What was printed for this build is what its reader is shown.
    let reported = std::mem::take(&mut session.reported);
    let text = report_text(session, root, &loaded, report);
    session.reported = reported;
    Some(text)
}
