//! What a build may change.

/// What a build may change. Given once, when a show is cleared.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// Tags recordings, writes `feed/` and podcast.lock.
    Write,
    /// For CI: writes `feed/`, and refuses to tag or to change podcast.lock.
    Locked,
    /// Writes nothing, and lists what a build would change.
    Compare,
}

impl Mode {
    /// Whether anything may be written.
    pub fn writes(self) -> bool {
        self != Self::Compare
    }

    /// Whether recordings may be tagged.
    pub fn tags(self) -> bool {
        self == Self::Write
    }
}
