//! Why a file is not tagged. Each refusal leaves the file as it is.

use crate::media::probe::probe_error::ProbeError;
use crate::media::tags::mp4::atom::BoxTooLong;
use crate::model::media::container::Container;

/// Why no plan could be made.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum TagError {
    /// The disk failed.
    #[error("the file cannot be read: {reason}")]
    Unreadable {
        /// What the system says.
        reason: String,
    },
    /// The sound itself cannot be made out.
    #[error("the file is not tagged, because its sound cannot be made out")]
    Audio(#[source] ProbeError),
    /// A format in which podwright writes no tags.
    #[error("podwright tags .mp3 and .m4a files only, and this is {container}: its own tags stay as they are")]
    OtherContainer {
        /// What it is.
        container: Container,
    },
    /// The tag, or the box, breaks its own rules, so nobody can tell what of it to keep.
    #[error("its tag is damaged at byte {offset}: {reason}; remove or repair the tag with the program that wrote it")]
    Damaged {
        /// Where, from the start of the file (bytes).
        offset: u64,
        /// What is wrong there.
        reason: String,
    },
    /// Something that podwright could only lose.
    #[error("its tag holds {what}, which podwright cannot keep unchanged: remove it with the program that wrote it")]
    CannotKeep {
        /// What it is.
        what: String,
    },
    /// MP4 in pieces, for streaming: places of samples stand all over the file.
    #[error(
        "its sound is in fragments (`moof`), as for streaming, and podwright does not tag such files: export it as one piece, for instance with `ffmpeg -i in.m4a -c copy out.m4a`"
    )]
    Fragments,
    /// More than a tag can hold.
    #[error("{what}: {found}, and a tag holds {limit} at most")]
    TooMuch {
        /// What there is too much of.
        what: &'static str,
        /// How much there is.
        found: u64,
        /// How much fits.
        limit: u64,
    },
    /// A library failed, or wrote what podwright could not read back.
    #[error("the new tag cannot be written: {reason}")]
    Encoder {
        /// What the library says.
        reason: String,
    },
}

impl From<BoxTooLong> for TagError {
    fn from(BoxTooLong(found): BoxTooLong) -> Self {
        Self::TooMuch { what: "bytes in a box", found, limit: u32::MAX.into() }
    }
}

impl From<std::io::Error> for TagError {
    fn from(error: std::io::Error) -> Self {
        Self::Unreadable { reason: error.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_library_says_is_told() {
        let error = TagError::Encoder { reason: "no such frame".to_owned() };
        assert_eq!(error.to_string(), "the new tag cannot be written: no such frame");
        assert_eq!(
            TagError::from(BoxTooLong(5 << 30)).to_string(),
            "bytes in a box: 5368709120, and a tag holds 4294967295 at most"
        );
    }
}
