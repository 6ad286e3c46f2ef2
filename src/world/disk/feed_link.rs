//! What to do with a `feed/` that is a symbolic link.

/// What to do with a `feed/` that is a symbolic link. Only the person at the keyboard decides it: a show can come from a stranger.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum FeedLink {
    /// Refuse it.
    #[default]
    Refused,
    /// Follow it: `--follow-feed-link`.
    Followed,
}
