//! What stands in a new show until somebody has written or drawn the real thing. `check` names what still says so.

/// The description of a new show.
pub const DESCRIPTION: &str = "Say in a few sentences what the show is about.";
/// The summary of a new episode.
pub const SUMMARY: &str = "Say in one or two sentences what the episode is about.";
/// The words of a new show's cover.
pub const ALT: &str = "The title of the show in large white letters, until the real cover is drawn.";
/// What the comment of a cover says that podwright drew.
pub const COVER_MARK: &[u8] = b"podwright: a placeholder, until the real cover is drawn";
