//! One listener's requests for an episode, and whether they are downloads.

use crate::impact::event::{Event, NO_RANGE};
use crate::impact::recordings::Recordings;
use crate::impact::time::DAY;
use crate::impact::window::CountingWindow;

/// Requests of one listener within one window.
#[derive(Clone, Copy, Debug)]
pub(in crate::impact) struct Listening {
    /// The day of the first one (days since 1970).
    pub(in crate::impact) day: u32,
    /// Index of the app's name.
    pub(in crate::impact) app: u16,
    /// Index of a recording of the episode.
    pub(in crate::impact) recording: u32,
    /// Whether enough of a recording was sent.
    pub(in crate::impact) is_download: bool,
}

/// Where a window ends: the number of events, sorted by time, that belong to the first one.
fn first_window(events: &[Event], window: CountingWindow) -> usize {
    let mut start = events[0].when;
    for (index, event) in events.iter().enumerate() {
        let is_inside = match window {
            CountingWindow::Calendar => event.when / DAY == start / DAY,
            CountingWindow::First | CountingWindow::Last => event.when - start < DAY,
        };
        if !is_inside {
            return index;
        }
        if window == CountingWindow::Last {
            start = event.when;
        }
    }
    events.len()
}

/// The windows of one listener's events, which have one visitor and one agent; sorts them.
pub(in crate::impact) fn listenings(
    events: &mut [Event],
    window: CountingWindow,
    recordings: &Recordings,
    mut each: impl FnMut(Listening),
) {
    events.sort_unstable_by_key(|event| (event.when, event.recording, event.first, event.end));
    let mut rest = events;
    while !rest.is_empty() {
        let (inside, after) = rest.split_at_mut(first_window(rest, window));
        rest = after;
        let app = inside.iter().map(|event| event.app).min().unwrap_or_default();
        let (day, recording) = (inside[0].day(), inside[0].recording);
        each(Listening { day, app, recording, is_download: is_download(inside, recordings) });
    }
}

/// Whether the distinct bytes of one recording reach its threshold: those of ranges by their union, and where a log has no ranges the bytes sent.
fn is_download(events: &mut [Event], recordings: &Recordings) -> bool {
    events.sort_unstable_by_key(|event| (event.recording, event.first, event.end));
    events.chunk_by(|one, next| one.recording == next.recording).any(|events| {
        let (mut bytes, mut reached) = (0_u64, 0_u32);
        for event in events {
            if event.first == NO_RANGE {
                bytes += u64::from(event.end);
            } else {
                bytes += u64::from(event.end.saturating_sub(event.first.max(reached)));
                reached = reached.max(event.end);
            }
        }
        let recording = &recordings.list()[event_index(&events[0])];
        bytes.min(recording.bytes) >= recording.threshold
    })
}

fn event_index(event: &Event) -> usize {
    event.recording as usize
}
