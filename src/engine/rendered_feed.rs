//! The feed's text, made once.

use crate::check::cleared::Cleared;
use crate::engine::tagging::finals::Finals;
use crate::engine::workspace::Workspace;
use crate::error::Error;
use crate::feed::{self, FeedXml};
use crate::layout::output::Output;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_files::FEED_FOLDER;
use crate::model::time::moment::Moment;
use crate::seal::{Sealed, seal};

/// The feed's text with the show that it was made of. The same bytes serve the rule on its size, the second reader and the disk.
pub(in crate::engine) struct RenderedFeed {
    /// What is out.
    pub(in crate::engine) sealed: Sealed,
    pub(in crate::engine) xml: FeedXml,
}

impl RenderedFeed {
    /// The feed as it will be once the pending tags are written. `None` if there can be no feed, which sealing reports.
    pub(in crate::engine) fn predicted(cleared: &Cleared, workspace: &Workspace, now: Moment) -> Option<Self> {
        let finals = Finals::predicted(cleared.catalog(), &workspace.taggings);
        let sealed = seal(cleared, &finals.audio, now).ok()?;
        let xml = feed::serialise(&sealed).ok()?;
        Some(Self { sealed, xml })
    }

    /// The feed of the final files. The predicted text is used unless a hash that only tagging could tell stands in the feed.
    ///
    /// # Errors
    /// If the XML cannot be written, which happens with no show that could be read.
    pub(in crate::engine) fn of_final(sealed: Sealed, predicted: Option<Self>) -> Result<Self, Error> {
        let xml = match predicted {
            Some(predicted) if feed::has_same_enclosures(&predicted.sealed, &sealed) => predicted.xml,
            _ => feed::serialise(&sealed).map_err(|error| Error::Render {
                what: format!("{FEED_FOLDER}/{}", Output::feed(sealed.show())),
                source: Box::new(error),
            })?,
        };
        Ok(Self { sealed, xml })
    }

    /// Its size.
    pub(in crate::engine) fn bytes(&self) -> ByteCount {
        ByteCount::of(self.xml.as_bytes())
    }
}
