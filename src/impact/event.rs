//! What is kept of a request that passed every rule which can be applied to it alone.

use crate::impact::time::DAY;
use crate::impact::window::CountingWindow;

/// Says in [`Event::first`] that the log has no range, so that only the number of bytes is known.
pub(in crate::impact) const NO_RANGE: u32 = u32::MAX;

/// A request, or several that could not be told apart any more. A million of them take 32 MB, which is why places in files end at 4 GiB: a minute
/// of sound does too.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::impact) struct Event {
    /// Hash of address and episode.
    pub(in crate::impact) visitor: u64,
    /// Hash of the user agent.
    pub(in crate::impact) agent: u32,
    /// When (seconds since 1970).
    pub(in crate::impact) when: u32,
    /// Index of the recording.
    pub(in crate::impact) recording: u32,
    /// The first byte that was sent, or [`NO_RANGE`].
    pub(in crate::impact) first: u32,
    /// The byte after the last one that was sent, or how many were sent.
    pub(in crate::impact) end: u32,
    /// Index of the app's name.
    pub(in crate::impact) app: u16,
    /// How many requests.
    pub(in crate::impact) requests: u16,
}

impl Event {
    /// The number of its day (days since 1970, UTC).
    pub(in crate::impact) fn day(&self) -> u32 {
        self.when / DAY
    }

    /// What puts events of one visitor and agent that can be merged beside each other.
    fn order(&self, window: CountingWindow) -> (u32, u32, u32, u32) {
        let time = if window == CountingWindow::Calendar { self.day() } else { self.when };
        (time, self.recording, self.first, self.end)
    }

    /// Takes another event in, if nothing is lost by it. `other` comes after it in the order.
    fn merge(&mut self, other: &Self, window: CountingWindow) -> bool {
        if self.visitor != other.visitor || self.agent != other.agent {
            return false;
        }
        let (mine, others) = (self.order(window), other.order(window));
        let touches = if self.first == NO_RANGE { other.first == NO_RANGE } else { other.first <= self.end };
        if (mine.0, mine.1) != (others.0, others.1) || !touches {
            return false;
        }
        let Some(requests) = self.requests.checked_add(other.requests) else { return false };
        self.requests = requests;
        self.end = if self.first == NO_RANGE { self.end.saturating_add(other.end) } else { self.end.max(other.end) };
        self.when = self.when.min(other.when);
        self.app = self.app.min(other.app);
        true
    }
}

/// Sorts events and merges those that can be.
pub(in crate::impact) fn compact(events: &mut Vec<Event>, window: CountingWindow) {
    events.sort_unstable_by_key(|event| (event.visitor, event.agent, event.order(window)));
    events.dedup_by(|next, kept| kept.merge(next, window));
}
