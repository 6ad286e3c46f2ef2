//! What collects a feed while it is read.

use crate::feed::published::PublishedError;
use crate::feed::published::names::FeedTag;
use crate::feed::published::names::Vocabulary::{Atom, Rss};

/// How deep elements are remembered; what is nested deeper is text of the element around it.
pub(in crate::feed) const DEPTH_MAX: usize = 64;

/// Collects a feed, element by element.
pub(in crate::feed) trait FeedSink {
    /// What comes of it.
    type Read;

    /// An element begins in this line.
    fn open(&mut self, element: FeedTag, line: u32) -> Result<(), PublishedError>;

    /// Text, wherever it stands.
    fn say(&mut self, text: &str);

    /// The last element ends.
    fn close(&mut self);

    /// The element that is still open.
    fn open_element(&self) -> Option<&str>;

    /// What was read.
    fn finish(self) -> Result<Self::Read, PublishedError>;
}

/// Whether the first element is that of RSS.
pub(in crate::feed) fn is_rss(root: &FeedTag) -> Result<(), PublishedError> {
    match (root.vocabulary, root.name.as_str()) {
        (Atom, _) => Err(PublishedError::Atom),
        (Rss, "rss") => Ok(()),
        _ => Err(PublishedError::OtherRoot { root: root.name.clone() }),
    }
}
