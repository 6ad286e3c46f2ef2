//! Waiting for what another process, or the clock, will do: for a condition, and not for ever.

use std::time::{Duration, Instant, SystemTime};

use podwright::world::disk::TICK;

use super::TestShow;

/// Far longer than anything here takes on a slow and busy machine.
const DEADLINE: Duration = Duration::from_mins(1);
/// From one question to the next.
const PAUSE: Duration = Duration::from_millis(10);

/// What `found` gives as soon as it gives something; `None` where the deadline comes first.
pub(crate) fn within<T>(deadline: Duration, mut found: impl FnMut() -> Option<T>) -> Option<T> {
    let end = Instant::now() + deadline;
    loop {
        let value = found();
        if value.is_some() || Instant::now() >= end {
            return value;
        }
        std::thread::sleep(PAUSE);
    }
}

/// What `found` gives as soon as it gives something. `what` names it in the message where it never does.
#[track_caller]
pub(crate) fn until<T>(what: &str, found: impl FnMut() -> Option<T>) -> T {
    within(DEADLINE, found).unwrap_or_else(|| panic!("{what}: not within {DEADLINE:?}"))
}

/// Waits until the clock is so far past the last change of the show that podwright trusts the times of its files: what has only just changed
/// is read again, and then a build takes other steps.
#[track_caller]
pub(crate) fn settled(show: &TestShow) {
    let last = show.last_change();
    until("the clock moves on", || SystemTime::now().duration_since(last).ok().filter(|age| *age > 2 * TICK));
}
