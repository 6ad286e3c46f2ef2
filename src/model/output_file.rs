//! Files that `build` writes.

use crate::model::show_path::ShowPath;

/// A file below `feed/`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OutputFile {
    /// Its path, relative to `feed/`.
    pub path: ShowPath,
    /// What is in it.
    pub content: Content,
    /// Its media type, as a server should name it.
    pub media_type: &'static str,
}

/// What is in a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of a file of the show: a hard link where the disk has it, else a copy.
    SameAs(ShowPath),
}
