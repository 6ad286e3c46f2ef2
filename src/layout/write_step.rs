//! The order in which files are written and uploaded.

/// Files of an earlier step are there before those of a later one begin.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum WriteStep {
    /// Recordings.
    Media,
    /// Pictures.
    Pictures,
    /// Pages, chapters, transcripts, and what belongs to them.
    Texts,
    /// The manifest, which names all of them.
    Manifest,
    /// The feed: it makes the others public.
    Feed,
}
