//! What is wrong with a tag as a whole. It is still read, as far as that is possible; code that replaces it has to know.

/// What is wrong with a tag.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Id3Fault {
    /// It breaks its own rules.
    Damaged {
        /// Where, from the start of the file (bytes).
        offset: u64,
        /// What is wrong there.
        reason: String,
    },
    /// Something that nobody can read.
    Unreadable {
        /// What it is.
        what: String,
    },
    /// It is longer than what is read.
    TooLong {
        /// Its length (bytes).
        found: u64,
    },
    /// More tags follow one another than are read.
    TooMany,
}
