//! What the last build wrote, for comparison with what is served.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;

/// What the last build wrote.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct LiveBuild {
    /// Every file, by its address.
    pub(crate) files: BTreeMap<String, BuiltFile>,
    /// The guids in its feed.
    pub(crate) guids: BTreeSet<String>,
    /// Addresses of what nobody should get.
    pub(crate) private: Vec<String>,
    /// Addresses of the pages of drafts, which nobody should get either.
    pub(crate) drafts: Vec<String>,
    /// An address below the show at which nothing is.
    pub(crate) nothing: String,
}

/// A file of a build.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct BuiltFile {
    pub(crate) bytes: ByteCount,
    pub(crate) sha256: Sha256,
    /// Bytes from its middle and from its end, where the file is here.
    pub(crate) middle: Option<Vec<u8>>,
    pub(crate) last: Option<Vec<u8>>,
}

impl LiveBuild {
    /// The file at an address.
    pub(crate) fn file(&self, url: &str) -> Option<&BuiltFile> {
        self.files.get(url)
    }
}
